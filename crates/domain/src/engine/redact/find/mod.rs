//! The detectors: each finds its kinds of personal data in the words of an utterance.

pub(super) mod checks;
pub(super) mod contact;
pub(super) mod dates;
pub(super) mod digits;
pub(super) mod health;
pub(super) mod letters;
pub(super) mod numbers;
pub(super) mod places;
pub(super) mod secrets;
mod telephone;
pub(super) mod units;

use super::mask::{Span, tidy};
use super::memory::Dialogue;
use super::read::Word;
use super::read::cues::Cue;
use super::read::items::Read;
use super::read::lexicon::{Glance, mark};
use crate::language::Language;
use crate::utterance::PersonalData;

/// A detail that a reading found: its kind and its written form.
pub(super) type Detail = (PersonalData, String);

/// An utterance in the detectors' hands.
pub(super) struct Utterance<'a> {
    pub text: &'a str,
    pub language: Language,
    pub words: &'a [Word<'a>],
    pub reads: &'a [Read],
    pub dialogue: &'a Dialogue,
    pub glance: Glance,
}

/// Everything personal in an utterance, in order and without overlaps, and the details for the CRM.
pub(super) fn all(said: &Utterance<'_>) -> (Vec<Span>, Vec<Detail>) {
    let (words, reads) = (said.words, said.reads);
    let mut spans = Vec::new();
    let mut details = Vec::new();
    let place = |first: usize, last: usize, kind: PersonalData| {
        let (first, last) = (words.get(first)?, words.get(last.checked_sub(1)?)?);
        Some(Span { start: first.start, end: last.end, kind })
    };
    for (start, end) in contact::written(said.text) {
        spans.push(Span { start, end, kind: PersonalData::Email });
        details.push((PersonalData::Email, said.text.get(start..end).unwrap_or_default().to_lowercase()));
    }
    if said.glance.has(mark::POINT) {
        for (first, last, address) in contact::spoken(words, said.language) {
            spans.extend(place(first, last, PersonalData::Email));
            details.push((PersonalData::Email, address));
        }
    }
    spans.extend(secrets::find(said));
    if said.glance.numbers > 0 {
        spans.extend(contact::written_ip(said.text, words));
        spans.extend(contact::spoken_ip(words, reads));
        spans.extend(letters::find(words, reads, said.dialogue));
        let places = places::find(words, reads, said.language);
        spans
            .extend(places.into_iter().filter_map(|(first, last)| place(first, last, PersonalData::Address)));
    }
    if said.glance.numbers > 0 || said.glance.has(mark::MONTH) {
        let dates = dates::find(words, reads, said.dialogue);
        spans.extend(
            dates.into_iter().filter_map(|(first, last)| place(first, last, PersonalData::BirthDate)),
        );
    }
    if said.glance.numbers > 0 {
        numbers::find(said, &mut spans, &mut details);
    }
    if said.glance.has(mark::ILLNESS | mark::AILING) {
        spans.extend(health::find(words));
    }
    // What was taken out before stays as it is.
    spans.retain(|span| {
        !words.iter().any(|word| word.mask() && word.start < span.end && span.start < word.end)
    });
    (tidy(spans), details)
}

/// Whether an utterance can hold anything personal at all, or a hint for what comes next. Most cannot.
pub(super) fn possible(text: &str, glance: Glance, dialogue: &Dialogue) -> bool {
    const SIGNS: u32 =
        mark::AT | mark::POINT | mark::ILLNESS | mark::AILING | mark::MONTH | mark::CUE | mark::MASK;
    glance.numbers > 0 || glance.has(SIGNS) || dialogue.expects(Cue::Password) || text.contains(['@', ':'])
}
