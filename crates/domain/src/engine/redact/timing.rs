//! When what was redacted was said: from places in the text to times in the recording, so that it can be silenced.

use super::Redacted;
use crate::time::CallTime;
use crate::utterance::PersonalData;

/// A word as a recogniser heard it, with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedWord {
    /// The word, as it stands in the text as heard.
    pub text: String,
    /// When it began on the call clock.
    pub start: CallTime,
    /// When it ended on the call clock.
    pub end: CallTime,
}

/// A stretch of sound in which something was said that was redacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// When it begins, a little before the first word.
    pub start: CallTime,
    /// When it ends, a little after the last word.
    pub end: CallTime,
    /// What was said there.
    pub kind: PersonalData,
}

/// Recognisers are this much off with the times of words.
const MARGIN_MS: u64 = 150;

impl Redacted {
    /// Which words hold something redacted, by index: first, one past the last, kind. `text` is the text as it was
    /// heard. A word that does not stand in it, after the words before, is passed over.
    pub fn words(&self, text: &str, words: &[TimedWord]) -> Vec<(usize, usize, PersonalData)> {
        let places = places(text, words);
        let touched = |start: usize, end: usize| {
            let inside = |place: &Option<(usize, usize)>| {
                place.is_some_and(|(first, last)| first < end && start < last)
            };
            let first = places.iter().position(inside)?;
            Some((first, places.iter().rposition(inside)? + 1))
        };
        self.original_spans
            .iter()
            .filter_map(|(start, end, kind)| touched(*start, *end).map(|(first, last)| (first, last, *kind)))
            .collect()
    }

    /// The stretches of a recording to silence, in order; those that touch are one. Where a redacted place meets no
    /// timed word at all, the whole utterance is silenced rather than none of it.
    pub fn silences(&self, text: &str, words: &[TimedWord], said: (CallTime, CallTime)) -> Vec<Silence> {
        let found = self.words(text, words);
        if found.len() < self.original_spans.len() {
            let kind = self.original_spans.first().map(|(_, _, kind)| *kind);
            return kind.map(|kind| Silence { start: said.0, end: said.1, kind }).into_iter().collect();
        }
        let mut out: Vec<Silence> = Vec::new();
        for (first, last, kind) in found {
            let (Some(begin), Some(close)) = (words.get(first), words.get(last - 1)) else { continue };
            let start = CallTime::from_millis(begin.start.millis().saturating_sub(MARGIN_MS));
            let end = CallTime::from_millis(close.end.millis().saturating_add(MARGIN_MS));
            match out.last_mut() {
                Some(before) if start <= before.end => before.end = before.end.max(end),
                _ => out.push(Silence { start, end, kind }),
            }
        }
        out
    }
}

/// Where each word stands in the text, in characters.
fn places(text: &str, words: &[TimedWord]) -> Vec<Option<(usize, usize)>> {
    let (mut byte, mut character) = (0, 0);
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let wanted = word.text.trim();
        let rest = text.get(byte..).unwrap_or_default();
        let Some(skipped) = rest.find(wanted).filter(|_| !wanted.is_empty()) else {
            out.push(None);
            continue;
        };
        let start = character + rest.get(..skipped).map_or(0, |gap| gap.chars().count());
        let end = start + wanted.chars().count();
        out.push(Some((start, end)));
        byte += skipped + wanted.len();
        character = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(text: &str) -> Vec<TimedWord> {
        let at = |second: usize| CallTime::from_millis(u64::try_from(second).unwrap() * 1_000);
        text.split(' ')
            .enumerate()
            .map(|(n, word)| TimedWord { text: word.to_owned(), start: at(n), end: at(n + 1) })
            .collect()
    }

    fn redacted(spans: &[(usize, usize)]) -> Redacted {
        Redacted {
            original_spans: spans.iter().map(|(from, to)| (*from, *to, PersonalData::Phone)).collect(),
            ..Redacted::default()
        }
    }

    fn millis(silences: &[Silence]) -> Vec<(u64, u64)> {
        silences.iter().map(|one| (one.start.millis(), one.end.millis())).collect()
    }

    #[test]
    fn a_redacted_place_is_a_range_of_words_and_of_time() {
        let text = "è il tre quattro cinque, sì";
        let heard = redacted(&[(5, 23)]);
        let words = timed(text);
        assert_eq!(heard.words(text, &words), [(2, 5, PersonalData::Phone)]);
        let said = (CallTime::default(), CallTime::from_millis(6_000));
        assert_eq!(millis(&heard.silences(text, &words, said)), [(1_850, 5_150)]);
    }

    #[test]
    fn near_stretches_are_one_and_words_that_do_not_fit_silence_everything() {
        let text = "uno due tre";
        let said = (CallTime::from_millis(500), CallTime::from_millis(4_000));
        let two = redacted(&[(0, 3), (4, 7)]);
        assert_eq!(millis(&two.silences(text, &timed(text), said)), [(0, 2_150)]);
        assert_eq!(millis(&two.silences(text, &timed("one two three"), said)), [(500, 4_000)]);
        assert_eq!(millis(&redacted(&[]).silences(text, &[], said)), []);
    }
}
