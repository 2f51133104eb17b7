//! What recognisers answer for a recorded file: Deepgram and AssemblyAI. Pure.

use super::{Unit, nameless, speaker, string, time};
use crate::import::{Format, ImportError, Line, Parsed, Problem};
use serde_json::Value;

/// A pause this long between two words of one speaker begins a new utterance.
const PAUSE: u64 = 1_500;

/// Deepgram: `results.utterances` where they were asked for, otherwise the words of its channels.
pub(super) fn deepgram(results: &Value) -> Result<Parsed, ImportError> {
    let mut lines = Vec::new();
    if let Some(items) = results.get("utterances").and_then(Value::as_array) {
        for (at, item) in items.iter().enumerate() {
            let number = at + 1;
            let (start, end) = span(item, Unit::Seconds, number)?;
            let text = string(item, &["transcript"]).ok_or(ImportError::item(Problem::Field, number))?;
            let who = who(item, item.get("channel").and_then(Value::as_u64));
            lines.push(Line { speaker: who, start, end, text: text.to_owned() });
        }
    } else {
        let channels =
            results.get("channels").and_then(Value::as_array).ok_or(ImportError::file(Problem::Field))?;
        let several = channels.len() > 1;
        for (channel, number) in channels.iter().zip(0_u64..) {
            let words = channel.pointer("/alternatives/0/words").and_then(Value::as_array);
            let words = words.ok_or(ImportError::file(Problem::Field))?;
            spoken(words, several.then_some(number), &mut lines)?;
        }
        lines.sort_by_key(|line| line.start);
    }
    Ok(Parsed { format: Format::Deepgram, lines, sellers: Vec::new() })
}

/// Words put together into what one speaker said without a pause.
fn spoken(words: &[Value], channel: Option<u64>, lines: &mut Vec<Line>) -> Result<(), ImportError> {
    let mut open: Option<Line> = None;
    for (at, word) in words.iter().enumerate() {
        let number = at + 1;
        let (start, end) = span(word, Unit::Seconds, number)?;
        let text =
            string(word, &["punctuated_word", "word"]).ok_or(ImportError::item(Problem::Field, number))?;
        let who = channel.map_or_else(|| who(word, None), nameless);
        match &mut open {
            Some(line) if line.speaker == who && start.saturating_sub(line.end) < PAUSE => {
                line.text.push(' ');
                line.text.push_str(text);
                line.end = end.max(line.end);
            }
            _ => {
                lines.extend(open.take());
                open = Some(Line { speaker: who, start, end, text: text.to_owned() });
            }
        }
    }
    lines.extend(open);
    Ok(())
}

/// The counted speaker of a word or utterance, otherwise the channel's.
fn who(item: &Value, channel: Option<u64>) -> String {
    speaker(item).unwrap_or_else(|| nameless(channel.unwrap_or(0)))
}

/// AssemblyAI: `utterances` with times in milliseconds and speakers "A", "B".
pub(super) fn assembly_ai(items: &[Value]) -> Result<Parsed, ImportError> {
    let mut lines = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let number = at + 1;
        let (start, end) = span(item, Unit::Millis, number)?;
        let text = string(item, &["text"]).ok_or(ImportError::item(Problem::Field, number))?;
        let letter = string(item, &["speaker"]).ok_or(ImportError::item(Problem::Speaker, number))?;
        let who = if letter.len() == 1 { format!("Speaker {letter}") } else { letter.to_owned() };
        lines.push(Line { speaker: who, start, end, text: text.to_owned() });
    }
    Ok(Parsed { format: Format::AssemblyAi, lines, sellers: Vec::new() })
}

fn span(item: &Value, unit: Unit, number: usize) -> Result<(u64, u64), ImportError> {
    let missing = ImportError::item(Problem::Time, number);
    let start = time(item, &["start"], unit, number)?.ok_or(missing)?;
    let end = time(item, &["end"], unit, number)?.ok_or(missing)?;
    if end < start { Err(missing) } else { Ok((start, end)) }
}
