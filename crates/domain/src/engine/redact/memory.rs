//! What the words before say about the digits to come: who was asked for what, and whose number goes on.

use super::find::checks::brand;
use super::find::digits::{self, Run};
use super::mask::Span;
use super::read::Word;
use super::read::cues::{self, Cue};
use super::read::items::Read;
use crate::ids::ParticipantId;
use crate::time::CallTime;
use crate::utterance::{Heard, PersonalData};

/// What was asked for is expected for this long.
const EXPECTED_MS: u64 = 40_000;
/// Whoever was asked for an order answers within this time.
const ANSWERED_MS: u64 = 15_000;
/// A speaker's digits go on within this time, across the other side's "ok".
const GOES_ON_MS: u64 = 12_000;
/// So few words are a sign of listening, which ends nothing.
const LISTENING: usize = 3;

/// A number that somebody began and may not have ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Begun {
    kind: PersonalData,
    digits: usize,
    /// Whether it begins as cards do.
    card: bool,
}

/// What is remembered between utterances. Digits themselves are not: only how many.
#[derive(Debug, Default)]
pub(super) struct Memory {
    expected: Vec<(Cue, CallTime)>,
    begun: Vec<(ParticipantId, Begun, CallTime)>,
    /// The last thing spoken of was an order or a contract.
    harmless: Option<CallTime>,
}

/// What is known when an utterance begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialogue {
    expected: Vec<Cue>,
    goes_on: Option<Begun>,
    harmless: bool,
}

impl Dialogue {
    /// Whether this was asked for.
    pub(super) fn expects(&self, cue: Cue) -> bool {
        self.expected.contains(&cue)
    }

    /// What was asked for last.
    pub(super) fn expected(&self) -> Option<Cue> {
        self.expected.last().copied()
    }

    /// Whether the talk was of an order or a contract right before.
    pub(super) const fn asked_harmless(&self) -> bool {
        self.harmless
    }

    /// What so many more digits are that go on with a number begun before.
    pub(super) fn goes_on(&self, digits: usize) -> Option<PersonalData> {
        let begun = self.goes_on?;
        let total = begun.digits + digits;
        if total <= longest(begun.kind) + 2 {
            return Some(begun.kind);
        }
        (begun.card && total <= longest(PersonalData::CreditCard)).then_some(PersonalData::CreditCard)
    }
}

/// The most digits a number of this kind has.
const fn longest(kind: PersonalData) -> usize {
    match kind {
        PersonalData::CreditCard => 19,
        PersonalData::Iban => 30,
        PersonalData::PartitaIva => 11,
        PersonalData::Ssn => 9,
        _ => 13,
    }
}

/// The fewest digits a whole number of this kind has.
const fn shortest(kind: PersonalData) -> usize {
    match kind {
        PersonalData::CreditCard => 15,
        PersonalData::Iban => 18,
        PersonalData::PartitaIva => 11,
        _ => 9,
    }
}

impl Memory {
    /// What is known when this speaker begins, which they did at some time from `began` to `now`: whatever may have
    /// been expected is, and nothing is taken for an order's that may be none.
    pub(super) fn before(&self, speaker: &ParticipantId, began: CallTime, now: CallTime) -> Dialogue {
        let since = |at: CallTime, then: CallTime| at.millis().saturating_sub(then.millis());
        let fresh = |then: CallTime, limit: u64| since(began, then) <= limit;
        Dialogue {
            expected: self
                .expected
                .iter()
                .filter(|(_, then)| fresh(*then, EXPECTED_MS))
                .map(|(cue, _)| *cue)
                .collect(),
            goes_on: self
                .begun
                .iter()
                .find(|(who, _, then)| who == speaker && fresh(*then, GOES_ON_MS))
                .map(|(_, begun, _)| *begun),
            harmless: self.harmless.is_some_and(|then| since(now, then) <= ANSWERED_MS),
        }
    }

    /// Learns from an utterance that neither holds nor hints at anything.
    pub(super) fn plain(&mut self, speaker: &ParticipantId, words: usize) {
        if words > LISTENING {
            self.begun.retain(|(who, _, _)| who != speaker);
            self.harmless = None;
        }
    }

    /// Learns from an utterance what the next may hold.
    pub(super) fn after(
        &mut self,
        heard: &Heard,
        words: &[Word<'_>],
        reads: &[Read],
        spans: &[Span],
        dialogue: &Dialogue,
    ) {
        let last = digits::runs(words, reads).pop();
        let ends_in_digits = last.filter(|run| words.len().saturating_sub(run.last) <= 2);
        let open = ends_in_digits.and_then(|run| begun(&run, words, spans, dialogue));
        if !words.is_empty() && (open.is_some() || words.len() > LISTENING) {
            self.begun.retain(|(who, _, _)| *who != heard.speaker);
        }
        if let Some(begun) = open {
            self.begun.push((heard.speaker.clone(), begun, heard.end));
        }
        // What was given is asked for no more.
        self.expected.retain(|(cue, _)| !spans.iter().any(|span| answers(span.kind, *cue)));
        let hints = cues::all(words);
        if !hints.is_empty() || words.len() > LISTENING {
            self.harmless = (hints.last() == Some(&Cue::Harmless)).then_some(heard.end);
        }
        for cue in hints {
            if !spans.iter().any(|span| answers(span.kind, cue)) {
                self.expected.retain(|(known, _)| *known != cue);
                self.expected.push((cue, heard.end));
            }
        }
        // A card was read: its check code comes next.
        if spans.iter().any(|span| span.kind == PersonalData::CreditCard) {
            self.expected.retain(|(known, _)| *known != Cue::Cvv);
            self.expected.push((Cue::Cvv, heard.end));
        }
    }
}

/// What was begun with the last digits of an utterance, where they are no whole number yet.
fn begun(run: &Run, words: &[Word<'_>], spans: &[Span], dialogue: &Dialogue) -> Option<Begun> {
    let at = words.get(run.first)?.start;
    let kind = spans.iter().find(|span| span.start <= at && at < span.end)?.kind;
    let before = dialogue.goes_on.filter(|begun| begun.kind == kind || begun.card);
    let digits = before.map_or(0, |begun| begun.digits) + run.len();
    // Cards are read in fours.
    let card = before.map_or_else(|| matches!(run.len(), 4 | 8) && brand(run.digits()), |begun| begun.card);
    let whole = shortest(if card { PersonalData::CreditCard } else { kind });
    (digits < whole).then_some(Begun { kind, digits, card })
}

const fn answers(kind: PersonalData, cue: Cue) -> bool {
    matches!(
        (kind, cue),
        (PersonalData::CreditCard, Cue::Card)
            | (PersonalData::Cvv, Cue::Cvv)
            | (PersonalData::Phone, Cue::Phone)
            | (PersonalData::PartitaIva, Cue::Vat)
            | (PersonalData::CodiceFiscale, Cue::TaxCode)
            | (PersonalData::Ssn, Cue::Ssn)
            | (PersonalData::IdDocument, Cue::Document)
            | (PersonalData::Iban, Cue::Iban)
            | (PersonalData::BirthDate, Cue::Birth)
            | (PersonalData::Password, Cue::Password)
            | (PersonalData::Email, Cue::Email)
            | (PersonalData::Address, Cue::Address)
    )
}
