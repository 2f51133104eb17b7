//! Dates of birth: a date beside a word of birth.

use super::Dialogue;
use super::cues::{self, Cue};
use super::items::{Item, Read};
use crate::engine::text::Word;
use crate::engine::text::numbers::italian_word;

const MONTHS: &[&str] = &[
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

const ORDINALS: &[&str] = &[
    "primo",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "thirtieth",
];

fn folded(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.folded.as_str())
}

/// The dates of birth of an utterance, in words.
pub(super) fn find(words: &[Word], reads: &[Read], dialogue: &Dialogue) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(end) = numeric(words, at).or_else(|| named(words, reads, at)) else {
            at += 1;
            continue;
        };
        let before = words.get(at.saturating_sub(10)..at).unwrap_or_default();
        let cued = cues::all(before).contains(&Cue::Birth)
            || cues::all(words.get(end..(end + 5).min(words.len())).unwrap_or_default()).contains(&Cue::Birth)
            || before.windows(2).any(|pair| matches!(pair, [a, b] if a.folded == "sono" && matches!(b.folded.as_str(), "del" | "dell")));
        if cued || dialogue.expects(Cue::Birth) {
            out.push((at, end));
        }
        at = end;
    }
    out
}

/// `18/06/1943`, `1979-03-22`, `18.06.43`.
fn numeric(words: &[Word], at: usize) -> Option<usize> {
    let first = words.get(at)?;
    let dotted = first.folded.split('.').collect::<Vec<_>>();
    if dotted.len() == 3 && plausible(&dotted) {
        return Some(at + 1);
    }
    let parts: Vec<&str> = (at..at + 3).map(|n| folded(words, n)).collect();
    let joined = (at + 1..at + 3)
        .all(|n| words.get(n).is_some_and(|word| matches!(word.gap.as_str(), "/" | "-" | " / ")));
    (joined && plausible(&parts)).then_some(at + 3)
}

fn plausible(parts: &[&str]) -> bool {
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [day, month, year] if *day >= 1_900 => {
            (1_900..2_030).contains(day) && (1..=12).contains(month) && (1..=31).contains(year)
        }
        [day, month, year] => {
            let small = (1..=31).contains(day) && (1..=31).contains(month) && (*day <= 12 || *month <= 12);
            small && ((1_900..2_030).contains(year) || *year < 100)
        }
        _ => false,
    }
}

/// `30 October 1984`, `ventuno agosto cinquantaquattro`, `ninth of march nineteen seventy six`, `march 9 1976`.
fn named(words: &[Word], reads: &[Read], at: usize) -> Option<usize> {
    let day_first = day(words, reads, at).and_then(|end| {
        let month = end + usize::from(matches!(folded(words, end), "of" | "di"));
        MONTHS.contains(&folded(words, month)).then_some(month + 1)
    });
    let month_first = || {
        MONTHS.contains(&folded(words, at)).then_some(())?;
        day(words, reads, at + 1 + usize::from(folded(words, at + 1) == "the"))
    };
    let end = day_first.or_else(month_first)?;
    Some(year(words, reads, end).unwrap_or(end))
}

fn number(words: &[Word], reads: &[Read], at: usize) -> Option<(u32, usize)> {
    // A year may be one word of thousands, which is no dictation.
    if let Some(value) = italian_word(folded(words, at)).filter(|value| *value >= 1_000) {
        return Some((value, at + 1));
    }
    match reads.iter().find(|read| read.first == at)? {
        Read { item: Item::Digits(digits), last, .. } => Some((digits.parse().ok()?, *last)),
        _ => None,
    }
}

fn day(words: &[Word], reads: &[Read], at: usize) -> Option<usize> {
    let word = folded(words, at);
    if ORDINALS.contains(&word) {
        return Some(at + 1);
    }
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .and_then(|n| n.parse::<u32>().ok());
    if ordinal.is_some_and(|n| (1..=31).contains(&n)) {
        return Some(at + 1);
    }
    if matches!(word, "twenty" | "thirty") && ORDINALS.contains(&folded(words, at + 1)) {
        return Some(at + 2);
    }
    number(words, reads, at).filter(|(n, _)| (1..=31).contains(n)).map(|(_, end)| end)
}

/// A year in one number or two halves: `1984`, `cinquantaquattro`, `nineteen seventy six`, `mille novecento ...`.
fn year(words: &[Word], reads: &[Read], at: usize) -> Option<usize> {
    let at = at + usize::from(matches!(folded(words, at), "del" | "dell" | "of" | "in"));
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
