//! Transcripts of one line (or one heading) per utterance: `[00:01:05] Alice: Hello!`, `Alice [1:05]: Hello!`,
//! a heading `Alice  1:05` with the words below, and `Alice: Hello!` without times. Pure.

use super::time::{clock, ends, saying};
use super::{Format, ImportError, Line, Parsed, Problem};

/// A name before a colon is not longer than this; a sentence is.
const LONGEST_LABEL: usize = 60;

/// What a line begins with.
struct Head<'a> {
    time: &'a str,
    speaker: Option<&'a str>,
    text: &'a str,
}

/// Whether a line begins with, or is headed by, a time.
pub(super) fn is_timed(line: &str) -> bool {
    head(line)
        .is_some_and(|head| clock(head.time).is_some() && (head.speaker.is_some() || line.starts_with('[')))
}

/// Whether a line is `Name: words`.
pub(super) fn is_plain(line: &str) -> bool {
    label(line).is_some()
}

/// `Name: words`, where the name looks like one.
fn label(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.split_once(':')?;
    let name = name.trim();
    let fits =
        !name.is_empty() && name.chars().count() <= LONGEST_LABEL && !name.contains(['.', '?', '!', '/']);
    let letters = name.chars().any(char::is_alphabetic);
    (fits && letters && (text.is_empty() || text.starts_with([' ', '\t']))).then(|| (name, text.trim()))
}

fn looks_like_a_time(text: &str) -> bool {
    text.contains(':')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ','))
}

/// Reads a line's beginning in every known order of time and name.
fn head(line: &str) -> Option<Head<'_>> {
    let line = line.trim();
    if let Some((inside, rest)) = bracketed(line) {
        if looks_like_a_time(inside) {
            let rest = rest.trim().trim_start_matches(['-', '–']).trim_start();
            return Some(match label(rest) {
                Some((speaker, text)) => Head { time: inside, speaker: Some(speaker), text },
                None => Head { time: inside, speaker: None, text: rest },
            });
        }
        // `[Alice Smith] 10:02:03` heads the words below.
        let time = rest.trim();
        return looks_like_a_time(time).then_some(Head { time, speaker: Some(inside), text: "" });
    }
    if let Some((first, rest)) = line.split_once(char::is_whitespace)
        && looks_like_a_time(first)
        && let Some((speaker, text)) = label(rest.trim().trim_start_matches(['-', '–']))
    {
        return Some(Head { time: first, speaker: Some(speaker), text });
    }
    trailing(line)
}

/// `Alice [1:05]: Hello!`, `Alice (1:05): Hello!` and the heading `Alice  1:05`.
fn trailing(line: &str) -> Option<Head<'_>> {
    if let Some(at) = line.find(['[', '('])
        && at > 0
        && let Some((time, rest)) = bracketed(&line[at..])
        && looks_like_a_time(time)
        && (rest.trim().is_empty() || rest.trim_start().starts_with(':'))
    {
        let speaker = line[..at].trim();
        let text = rest.trim_start().trim_start_matches(':').trim();
        return (speaker.chars().count() <= LONGEST_LABEL).then_some(Head {
            time,
            speaker: Some(speaker),
            text,
        });
    }
    let (speaker, time) = line.rsplit_once(char::is_whitespace)?;
    let name = speaker.trim();
    let is_name = name.chars().count() <= LONGEST_LABEL
        && name.split_whitespace().count() <= 5
        && name.chars().any(char::is_alphabetic)
        && !name.ends_with([',', '.', ':', '?', '!']);
    (looks_like_a_time(time) && is_name).then_some(Head { time, speaker: Some(name), text: "" })
}

/// `[inside] rest` or `(inside) rest`.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (open, close) = if line.starts_with('[') { ('[', ']') } else { ('(', ')') };
    line.strip_prefix(open)?.split_once(close).map(|(inside, rest)| (inside.trim(), rest))
}

/// Lines with times.
pub(super) fn timed(text: &str) -> Result<Parsed, ImportError> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, raw) in text.lines().enumerate() {
        let number = at + 1;
        let raw = raw.trim();
        if raw.is_empty() {
            continue;
        }
        let found = head(raw).filter(|head| head.speaker.is_some() || raw.starts_with(['[', '(']));
        let Some(head) = found else {
            // The words go on; before the first time stand a title and remarks.
            if let Some(last) = lines.last_mut() {
                last.text.push(' ');
                last.text.push_str(raw);
            }
            continue;
        };
        let start = clock(head.time).ok_or(ImportError::line(Problem::Time, number))?;
        let speaker = match (head.speaker, lines.last()) {
            (Some(speaker), _) => speaker.to_owned(),
            (None, Some(last)) => last.speaker.clone(),
            (None, None) => return Err(ImportError::line(Problem::Speaker, number)),
        };
        lines.push(Line { speaker, start, end: start, text: head.text.to_owned() });
    }
    from_zero(&mut lines);
    ends(&mut lines);
    Ok(Parsed { format: Format::Timed, lines, sellers: Vec::new() })
}

/// Times of day become times of the call; times of the call stay.
fn from_zero(lines: &mut [Line]) {
    const LONG_CALL: u64 = 4 * 3_600_000;
    let first = lines.iter().map(|line| line.start).min().unwrap_or(0);
    if first >= LONG_CALL {
        for line in lines {
            line.start -= first;
        }
    }
}

/// Lines without times: said one after another, as fast as people talk.
pub(super) fn plain(text: &str) -> Result<Parsed, ImportError> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, raw) in text.lines().enumerate() {
        let raw = raw.trim();
        if raw.is_empty() {
            continue;
        }
        match (label(raw), lines.last_mut()) {
            (Some((speaker, text)), _) => {
                lines.push(Line { speaker: speaker.to_owned(), start: 0, end: 0, text: text.to_owned() });
            }
            (None, Some(last)) => {
                last.text.push(' ');
                last.text.push_str(raw);
            }
            (None, None) => return Err(ImportError::line(Problem::Speaker, at + 1)),
        }
    }
    let mut now = 0;
    for line in &mut lines {
        line.start = now;
        line.end = now + saying(&line.text);
        now = line.end + 300;
    }
    Ok(Parsed { format: Format::Plain, lines, sellers: Vec::new() })
}
