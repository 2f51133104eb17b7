//! Dates of birth: a date beside a word of birth.

use crate::engine::redact::memory::Dialogue;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::cues::{self, Cue};
use crate::engine::redact::read::items::{Item, Read, read_at};
use crate::engine::redact::read::lexicon::mark;
use crate::engine::text::numbers::italian_word;

/// The words of dates, by what they are.
pub(in crate::engine::redact) const WORDS: &[(u32, &str)] = &[
    (
        mark::MONTH,
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (
        mark::ORDINAL,
        "primo first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth",
    ),
];

/// A date stands at most so many words after its word of birth.
const BEFORE: usize = 10;
/// A bare day and month answers the question for a birthday only in an utterance as short as this.
const ANSWER: usize = 8;

fn folded<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.folded.as_ref())
}

fn marked(words: &[Word<'_>], at: usize, mark: u32) -> bool {
    words.get(at).is_some_and(|word| word.sense.has(mark))
}

/// The dates of birth of an utterance, in words.
pub(super) fn find(words: &[Word<'_>], reads: &[Read], dialogue: &Dialogue) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((end, whole)) =
            numeric(words, at).map(|end| (end, true)).or_else(|| named(words, reads, at))
        else {
            at += 1;
            continue;
        };
        let asked = dialogue.expects(Cue::Birth) && (whole || words.len() <= ANSWER);
        if asked || born(words, at, end) {
            out.push((at, end));
        }
        at = end;
    }
    out
}

/// Whether a word of birth stands beside a date, or `sono del`.
fn born(words: &[Word<'_>], first: usize, last: usize) -> bool {
    let from = first.saturating_sub(BEFORE);
    let since = |at: usize| folded(words, at) == "sono" && matches!(folded(words, at + 1), "del" | "dell");
    cues::among(words, from, first, Cue::Birth)
        || cues::after(words, last).any(|cue| cue == Cue::Birth)
        || (first.saturating_sub(3)..first).any(since)
}

/// `18/06/1943`, `1979-03-22`, `18.06.43`.
fn numeric(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = words.get(at).filter(|word| word.numeral())?;
    let mut dotted = first.folded.splitn(3, '.');
    if let (Some(day), Some(month), Some(year)) = (dotted.next(), dotted.next(), dotted.next())
        && plausible([day, month, year])
    {
        return Some(at + 1);
    }
    let joined =
        (at + 1..at + 3).all(|n| words.get(n).is_some_and(|word| matches!(word.gap, "/" | "-" | " / ")));
    (joined && plausible([at, at + 1, at + 2].map(|n| folded(words, n)))).then_some(at + 3)
}

fn plausible(parts: [&str; 3]) -> bool {
    let [Ok(day), Ok(month), Ok(year)] = parts.map(str::parse::<u32>) else { return false };
    if day >= 1_900 {
        return (1_900..2_030).contains(&day) && (1..=12).contains(&month) && (1..=31).contains(&year);
    }
    let small = (1..=31).contains(&day) && (1..=31).contains(&month) && (day <= 12 || month <= 12);
    small && ((1_900..2_030).contains(&year) || year < 100)
}

/// `30 October 1984`, `ventuno agosto cinquantaquattro`, `ninth of march nineteen seventy six`, `march 9 1976`.
fn named(words: &[Word<'_>], reads: &[Read], at: usize) -> Option<(usize, bool)> {
    let day_first = || {
        let end = day(words, reads, at)?;
        let month = end + usize::from(matches!(folded(words, end), "of" | "di"));
        (marked(words, month, mark::MONTH) && !begins(words, month)).then_some(month + 1)
    };
    let end = if marked(words, at, mark::MONTH) {
        let next = at + 1 + usize::from(folded(words, at + 1) == "the");
        if begins(words, next) { None } else { day(words, reads, next) }
    } else {
        day_first()
    }?;
    Some(year(words, reads, end).map_or((end, false), |end| (end, true)))
}

/// Whether a sentence ended before a word: no date goes on over its end.
fn begins(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(Word::begins)
}

fn number(words: &[Word<'_>], reads: &[Read], at: usize) -> Option<(u32, usize)> {
    let word = words.get(at)?;
    // A year may be one word of thousands, which is no dictation.
    if word.folded.starts_with("mille") || word.folded.starts_with("duemila") {
        return Some((italian_word(&word.folded)?, at + 1));
    }
    match read_at(reads, at)? {
        Read { item: Item::Digits(digits), last, .. } => Some((digits.as_str().parse().ok()?, *last)),
        _ => None,
    }
}

fn day(words: &[Word<'_>], reads: &[Read], at: usize) -> Option<usize> {
    let word = folded(words, at);
    if marked(words, at, mark::ORDINAL) {
        return Some(at + 1);
    }
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .and_then(|n| n.parse::<u32>().ok());
    if ordinal.is_some_and(|n| (1..=31).contains(&n)) {
        return Some(at + 1);
    }
    if matches!(word, "twenty" | "thirty") && marked(words, at + 1, mark::ORDINAL) {
        return Some(at + 2);
    }
    number(words, reads, at).filter(|(n, _)| (1..=31).contains(n)).map(|(_, end)| end)
}

/// A year in one number or two halves: `1984`, `cinquantaquattro`, `nineteen seventy six`, `mille novecento ...`.
fn year(words: &[Word<'_>], reads: &[Read], at: usize) -> Option<usize> {
    let at = at + usize::from(matches!(folded(words, at), "del" | "dell" | "of" | "in"));
    if begins(words, at) {
        return None;
    }
    let (first, end) = number(words, reads, at)?;
    if (1_900..2_030).contains(&first) && first != 1_900 && first != 2_000 {
        return Some(end);
    }
    match number(words, reads, end) {
        Some((second, end)) if matches!(first, 19 | 20 | 1_000 | 1_900 | 2_000) && second < 1_000 => Some(
            number(words, reads, end)
                .filter(|(third, _)| second == 900 && *third < 100)
                .map_or(end, |(_, end)| end),
        ),
        _ if first < 100 || matches!(first, 1_900 | 2_000) => Some(end),
        _ => None,
    }
}
