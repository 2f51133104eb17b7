//! WebVTT (with voice tags, as Teams writes it, or names before the words, as Zoom does) and SubRip. Pure.

use super::time::clock;
use super::{Format, ImportError, Line, Parsed, Problem};

/// Pieces of one sentence by one speaker are joined when they follow within this time.
const SAME_BREATH: u64 = 700;
/// Longer than this nothing is joined.
const LONG_ENOUGH: usize = 600;
/// Who speaks where a file names nobody at all.
const NOBODY: &str = "Speaker 1";

/// Whether a line gives a cue's begin and end.
pub(super) fn is_timing(line: &str) -> bool {
    timing(line).is_some()
}

fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    // Settings such as `align:start` may follow the end.
    let end = rest.split_whitespace().next()?;
    Some((clock(start.trim())?, clock(end)?))
}

/// Reads WebVTT.
pub(super) fn vtt(text: &str) -> Result<Parsed, ImportError> {
    cues(text, Format::Vtt)
}

/// Reads SubRip.
pub(super) fn srt(text: &str) -> Result<Parsed, ImportError> {
    cues(text, Format::Srt)
}

fn cues(text: &str, format: Format) -> Result<Parsed, ImportError> {
    let all: Vec<&str> = text.lines().map(str::trim).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let begin = at;
        while at < all.len() && !all[at].is_empty() {
            at += 1;
        }
        let block = &all[begin..at];
        at += 1;
        let remark = ["WEBVTT", "NOTE", "STYLE", "REGION"]
            .iter()
            .any(|word| block.first().is_some_and(|b| b.starts_with(word)));
        let Some(place) = block.iter().position(|line| line.contains("-->")) else {
            if !remark && !block.is_empty() && lines.is_empty() {
                return Err(ImportError::line(Problem::Time, begin + 1));
            }
            // Words after an empty line within a cue.
            if !remark && let Some(last) = lines.last_mut() {
                last.text.push(' ');
                last.text.push_str(&clean(&block.join(" ")));
            }
            continue;
        };
        let number = begin + place + 1;
        let (start, end) = timing(block[place])
            .filter(|(start, end)| start <= end)
            .ok_or(ImportError::line(Problem::Time, number))?;
        said(&mut lines, &block[place + 1..].join(" "), start, end);
    }
    Ok(Parsed { format, lines, sellers: Vec::new() })
}

/// Takes a cue's words in, each voice apart.
fn said(lines: &mut Vec<Line>, payload: &str, start: u64, end: u64) {
    let voices = voices(payload);
    let share = (end - start) / u64::try_from(voices.len().max(1)).unwrap_or(1);
    for ((voice, text), place) in voices.into_iter().zip(0_u64..) {
        if text.is_empty() {
            continue;
        }
        let from = start + share * place;
        let speaker = voice
            .or_else(|| lines.last().map(|last| last.speaker.clone()))
            .unwrap_or_else(|| NOBODY.to_owned());
        let joins = lines.last().is_some_and(|last| {
            last.speaker == speaker
                && from.saturating_sub(last.end) <= SAME_BREATH
                && !last.text.ends_with(['.', '?', '!', '…'])
                && last.text.len() < LONG_ENOUGH
        });
        match lines.last_mut() {
            Some(last) if joins => {
                last.end = from + share;
                last.text.push(' ');
                last.text.push_str(&text);
            }
            _ => lines.push(Line { speaker, start: from, end: from + share, text }),
        }
    }
}

/// A cue's words by voice: `<v Name>words</v>`, or `Name: words`.
fn voices(payload: &str) -> Vec<(Option<String>, String)> {
    let mut found = Vec::new();
    let mut rest = payload;
    while let Some(open) = rest.find("<v") {
        let before = clean(&rest[..open]);
        if !before.is_empty() {
            found.push(named(before));
        }
        let Some(close) = rest[open..].find('>') else { break };
        // `<v.loud Mary>`: classes stand between the tag and the name.
        let tag = &rest[open + 2..open + close];
        let name = clean(tag.split_once(char::is_whitespace).map_or("", |(_, name)| name));
        let words = &rest[open + close + 1..];
        let next = words.find("<v").unwrap_or(words.len());
        found.push(((!name.is_empty()).then_some(name), clean(&words[..next])));
        rest = &words[next..];
    }
    let last = clean(rest);
    if !last.is_empty() && found.is_empty() {
        found.push(named(last));
    }
    found
}

/// `Name: words`, where the name is at most four words that begin in capitals.
fn named(text: String) -> (Option<String>, String) {
    if let Some((name, words)) = text.split_once(": ") {
        let name = name.trim_start_matches('-').trim();
        let parts: Vec<&str> = name.split_whitespace().collect();
        let capital = parts
            .iter()
            .all(|part| part.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '('));
        if (1..=4).contains(&parts.len()) && capital && name.len() <= 60 {
            return (Some(name.to_owned()), words.trim().to_owned());
        }
    }
    (None, text)
}

/// Words without tags and entities.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    for (entity, plain) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, plain);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
