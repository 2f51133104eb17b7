//! Transcripts as JSON: told apart by their keys. Pure.

mod recognisers;

use super::time::{clock, ends, from_seconds};
use super::{Format, ImportError, Line, Parsed, Problem};
use serde_json::Value;

/// How a number gives a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Seconds,
    Millis,
}

pub(super) fn parse(text: &str) -> Result<Parsed, ImportError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::line(Problem::Json, error.line()))?;
    if let Value::Array(items) = &value {
        return list(items, Format::List, Unit::Seconds);
    }
    if let Some(results) = value.get("results") {
        return recognisers::deepgram(results);
    }
    if let Some(items) = value.get("utterances").and_then(Value::as_array) {
        if value.get("participants").is_some() {
            return own(&value, items);
        }
        return recognisers::assembly_ai(items);
    }
    if let Some(items) = value.get("segments").and_then(Value::as_array) {
        return list(items, Format::Whisper, Unit::Seconds);
    }
    for key in ["turns", "transcript", "lines", "messages"] {
        if let Some(items) = value.get(key).and_then(Value::as_array) {
            return list(items, Format::List, Unit::Seconds);
        }
    }
    Err(ImportError::file(Problem::UnknownFormat))
}

/// A text under one of these keys.
fn string<'a>(item: &'a Value, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| item.get(key)?.as_str())
}

/// A speaker: a name, or a number that becomes one.
fn speaker(item: &Value) -> Option<String> {
    let found =
        ["speaker", "speaker_name", "name", "from", "participant"].iter().find_map(|key| item.get(key))?;
    match found {
        Value::String(name) if !name.trim().is_empty() => Some(name.clone()),
        Value::Number(number) => Some(nameless(number.as_u64()?)),
        _ => None,
    }
}

/// The name of somebody who is only counted, from 0.
fn nameless(number: u64) -> String {
    format!("Speaker {}", number.saturating_add(1))
}

/// A time under one of these keys; none when it is missing.
fn time(item: &Value, keys: &[&str], unit: Unit, number: usize) -> Result<Option<u64>, ImportError> {
    let Some(found) = keys.iter().find_map(|key| item.get(key)).filter(|found| !found.is_null()) else {
        return Ok(None);
    };
    let read = match found {
        Value::Number(count) if unit == Unit::Millis => count.as_u64(),
        Value::Number(count) => count.as_f64().and_then(from_seconds),
        Value::String(text) => clock(text.trim()),
        _ => None,
    };
    read.map(Some).ok_or(ImportError::item(Problem::Time, number))
}

/// A list of `{speaker, start, end, text}`; Whisper's segments are one without speakers.
fn list(items: &[Value], format: Format, unit: Unit) -> Result<Parsed, ImportError> {
    let mut lines = Vec::with_capacity(items.len().min(super::MOST_UTTERANCES));
    let mut sellers: Vec<String> = Vec::new();
    let mut timed = true;
    for (at, item) in items.iter().enumerate() {
        let number = at + 1;
        let text = string(item, &["text", "words", "content", "message", "transcript"])
            .ok_or(ImportError::item(Problem::Field, number))?;
        let who = match (speaker(item), format) {
            (Some(who), _) => who,
            (None, Format::Whisper) => nameless(0),
            (None, _) => return Err(ImportError::item(Problem::Speaker, number)),
        };
        let sells = matches!(string(item, &["role", "side"]), Some("seller" | "agent"));
        if sells && !sellers.contains(&who) {
            sellers.push(who.clone());
        }
        let start = time(item, &["start", "start_time", "begin", "time", "timestamp", "at"], unit, number)?;
        let end = time(item, &["end", "end_time"], unit, number)?;
        timed &= start.is_some() && end.is_some();
        let start = start.unwrap_or_else(|| lines.last().map_or(0, |last: &Line| last.start));
        let end = end.unwrap_or(start);
        if end < start {
            return Err(ImportError::item(Problem::Time, number));
        }
        lines.push(Line { speaker: who, start, end, text: text.to_owned() });
    }
    if !timed {
        spread(&mut lines);
    }
    Ok(Parsed { format, lines, sellers })
}

/// Lines that lack times follow each other.
fn spread(lines: &mut [Line]) {
    let mut now = 0;
    for line in lines.iter_mut() {
        line.start = line.start.max(now);
        now = line.start + super::time::saying(&line.text);
    }
    ends(lines);
}

/// Our own export: participants with their sides, utterances as they stand in the store.
fn own(value: &Value, items: &[Value]) -> Result<Parsed, ImportError> {
    let people =
        value.get("participants").and_then(Value::as_array).ok_or(ImportError::file(Problem::Field))?;
    let name_of = |id: &str| {
        people.iter().find(|one| string(one, &["id"]) == Some(id)).and_then(|one| string(one, &["name"]))
    };
    let mut lines = Vec::with_capacity(items.len().min(super::MOST_UTTERANCES));
    for (at, item) in items.iter().enumerate() {
        let number = at + 1;
        let field = ImportError::item(Problem::Field, number);
        let who = string(item, &["speaker"])
            .and_then(name_of)
            .ok_or(ImportError::item(Problem::Speaker, number))?;
        let start = time(item, &["start"], Unit::Millis, number)?.ok_or(field)?;
        let end = time(item, &["end"], Unit::Millis, number)?.filter(|end| *end >= start).ok_or(field)?;
        let text = string(item, &["text"]).ok_or(field)?;
        lines.push(Line { speaker: who.to_owned(), start, end, text: text.to_owned() });
    }
    let sells = |one: &&Value| matches!(string(one, &["side"]), Some("seller" | "agent"));
    let sellers =
        people.iter().filter(sells).filter_map(|one| string(one, &["name"])).map(str::to_owned).collect();
    Ok(Parsed { format: Format::Sottovoce, lines, sellers })
}
