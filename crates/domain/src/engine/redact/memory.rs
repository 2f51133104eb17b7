//! What the words before say about the digits to come: who was asked for what, and whose number goes on.

use super::cues::{self, Cue};
use super::digits::{self, Run};
use super::{Span, items};
use crate::engine::text::Said;
use crate::ids::ParticipantId;
use crate::time::CallTime;
use crate::utterance::{Heard, PersonalData};

/// What was asked for is expected for this long.
const EXPECTED_MS: u64 = 40_000;
/// A speaker's digits go on within this time, across the other side's "ok".
const GOES_ON_MS: u64 = 12_000;

/// A number that somebody began and may not have ended.
#[derive(Debug, Clone)]
struct Begun {
    speaker: ParticipantId,
    kind: PersonalData,
    digits: usize,
    at: CallTime,
}

/// What is remembered between utterances. Digits themselves are not: only how many.
#[derive(Debug, Default)]
pub(super) struct Memory {
    expected: Vec<(Cue, CallTime)>,
    begun: Vec<Begun>,
}

/// What is known when an utterance begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialogue {
    expected: Vec<Cue>,
    goes_on: Option<(PersonalData, usize)>,
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

    /// What a run is that goes on with a number begun before.
    pub(super) fn goes_on(&self, run: &Run) -> Option<PersonalData> {
        let (kind, before) = self.goes_on?;
        let total = before + run.digits.len();
        let early = run.first <= 4;
        (early && run.digits.len() >= 2 && total <= longest(kind) + 2).then_some(kind)
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
    /// What is known when this speaker begins.
    pub(super) fn before(&self, speaker: &ParticipantId, at: CallTime) -> Dialogue {
        let fresh = |then: CallTime, limit: u64| at.millis().saturating_sub(then.millis()) <= limit;
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
                .find(|begun| begun.speaker == *speaker && fresh(begun.at, GOES_ON_MS))
                .map(|begun| (begun.kind, begun.digits)),
        }
    }

    /// Learns from an utterance what the next may hold.
    pub(super) fn after(&mut self, heard: &Heard, said: &Said, spans: &[Span], dialogue: &Dialogue) {
        let reads = items::read(&said.words, heard.language);
        let last = digits::runs(&said.words, &reads).into_iter().next_back();
        let ends_in_digits = last.filter(|run| said.words.len().saturating_sub(run.last) <= 2);
        let open = ends_in_digits.and_then(|run| {
            let at = said.words.get(run.first)?.start;
            let kind = spans.iter().find(|span| span.start <= at && at < span.end)?.kind;
            let before = dialogue.goes_on.filter(|(known, _)| *known == kind).map_or(0, |(_, digits)| digits);
            let digits = before + run.digits.len();
            (digits < shortest(kind)).then_some((kind, digits))
        });
        let speaks_on = !said.words.is_empty() && (open.is_some() || said.words.len() > 3);
        if speaks_on {
            self.begun.retain(|begun| begun.speaker != heard.speaker);
        }
        if let Some((kind, digits)) = open {
            self.begun.push(Begun { speaker: heard.speaker.clone(), kind, digits, at: heard.end });
        }
        // What was given is asked for no more.
        self.expected.retain(|(cue, _)| !spans.iter().any(|span| answers(span.kind, *cue)));
        for cue in cues::all(&said.words) {
            let given = spans.iter().any(|span| answers(span.kind, cue));
            if !given {
                self.expected.retain(|(known, _)| *known != cue);
                self.expected.push((cue, heard.end));
            }
        }
        // A card was read: its check code comes next.
        if spans.iter().any(|span| span.kind == PersonalData::CreditCard) {
            self.expected.push((Cue::Cvv, heard.end));
        }
    }
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
