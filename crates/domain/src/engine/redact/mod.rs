//! Takes personal data out of what was heard, before anything is written down.
//!
//! A redacted place becomes a mask such as `[phone]`; redacting a redacted text changes nothing. Prices, years,
//! order numbers and times stay.

mod checks;
mod contact;
mod cues;
mod dates;
mod digits;
mod health;
mod items;
mod letters;
mod memory;
mod places;
mod secrets;

use crate::engine::text::Said;
use crate::ids::ParticipantId;
use crate::language::Language;
use crate::utterance::{Heard, PersonalData, Redaction};
use memory::{Dialogue, Memory};

/// What is redacted beside what always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedactionPolicy {
    /// Whether words about somebody's health are redacted as well.
    pub health: bool,
}

impl Default for RedactionPolicy {
    fn default() -> Self {
        Self { health: true }
    }
}

/// A text without personal data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redacted {
    /// The text with masks.
    pub text: String,
    /// The masks, by place in `text`.
    pub redactions: Vec<Redaction>,
    /// The same places in the text as it was heard: first character, one past the last, kind.
    pub original_spans: Vec<(usize, usize, PersonalData)>,
}

/// An address or number that was redacted, in its written form.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateDetail {
    /// Who said it.
    pub speaker: ParticipantId,
    /// Its written form, e.g. `anna@example.com` or `3335550128`.
    pub value: String,
}

/// The e-mail addresses and telephone numbers of a conversation, kept in memory for the CRM only.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PrivateDetails {
    /// E-mail addresses in the order they were said.
    pub emails: Vec<PrivateDetail>,
    /// Telephone numbers in the order they were said.
    pub phones: Vec<PrivateDetail>,
}

impl std::fmt::Debug for PrivateDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrivateDetails({} emails, {} phones)", self.emails.len(), self.phones.len())
    }
}

/// A place in the text as heard, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
    kind: PersonalData,
}

/// More readings change nothing in practice.
const ROUNDS: usize = 3;

impl Redacted {
    /// A place between the masks, in the text as heard.
    fn as_heard(&self, span: Span) -> Span {
        let (mut grown, mut shrunk) = (0, 0);
        for (mask, (start, end, _)) in self.redactions.iter().zip(&self.original_spans) {
            if mask.end <= span.start {
                grown += mask.end - mask.start;
                shrunk += end - start;
            }
        }
        let moved = |at: usize| (at + shrunk).saturating_sub(grown);
        Span { start: moved(span.start), end: moved(span.end), kind: span.kind }
    }
}

/// A detail that a reading found: its kind and its written form.
type Detail = (PersonalData, String);

/// Redacts one conversation's utterances in order.
#[derive(Debug)]
pub(super) struct Redactor {
    policy: RedactionPolicy,
    details: PrivateDetails,
    memory: Memory,
}

impl Redactor {
    pub(super) fn new(policy: RedactionPolicy) -> Self {
        Self { policy, details: PrivateDetails::default(), memory: Memory::default() }
    }

    /// Takes personal data out of what was heard.
    pub(super) fn redact(&mut self, heard: &Heard) -> Redacted {
        let said = Said::read(&heard.text, heard.language);
        let dialogue = self.memory.before(&heard.speaker, heard.start);
        let (mut spans, found) = self.spans(&heard.text, &said, heard.language, &dialogue);
        // What is taken out changes what stands near the rest: read again until nothing more is found.
        for _ in 0..ROUNDS {
            if spans.is_empty() {
                break;
            }
            let masked = mask(&heard.text, &spans);
            let again = Said::read(&masked.text, heard.language);
            let (more, _) = self.spans(&masked.text, &again, heard.language, &dialogue);
            if more.is_empty() {
                break;
            }
            spans.extend(more.into_iter().map(|span| masked.as_heard(span)));
            spans = tidy(spans);
        }
        for (kind, value) in found {
            self.keep(&heard.speaker, kind, value);
        }
        self.memory.after(heard, &said, &spans, &dialogue);
        mask(&heard.text, &spans)
    }

    /// Masks words that may still change; a run of digits that grows is masked before it is known what it is.
    pub(super) fn mask_interim(&self, text: &str, language: Language) -> String {
        /// So many digits in a row are masked before they are known to be anything.
        const GROWING: usize = 6;
        let said = Said::read(text, language);
        let (mut spans, _) = self.spans(text, &said, language, &Dialogue::default());
        let reads = items::read(&said.words, language);
        for run in digits::runs(&said.words, &reads) {
            if run.digits.len() >= GROWING && run.groups >= 2 {
                spans.extend(digits::span(&run, &said.words, PersonalData::Phone));
            }
        }
        mask(text, &tidy(spans)).text
    }

    pub(super) fn details(&self) -> &PrivateDetails {
        &self.details
    }

    fn keep(&mut self, speaker: &ParticipantId, kind: PersonalData, value: String) {
        let list = match kind {
            PersonalData::Email => &mut self.details.emails,
            _ => &mut self.details.phones,
        };
        if list.iter().all(|known| known.value != value) {
            list.push(PrivateDetail { speaker: speaker.clone(), value });
        }
    }

    /// Everything personal in a text, in order and without overlaps, and the details for the CRM.
    fn spans(
        &self,
        text: &str,
        said: &Said,
        language: Language,
        dialogue: &Dialogue,
    ) -> (Vec<Span>, Vec<Detail>) {
        let words = &said.words;
        let reads = items::read(words, language);
        let mut spans = Vec::new();
        let mut details = Vec::new();
        let place = |first: usize, last: usize, kind: PersonalData| {
            let (first, last) = (words.get(first)?, words.get(last.checked_sub(1)?)?);
            Some(Span { start: first.start, end: last.end, kind })
        };
        let in_chars = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
        for (from, to, kind) in contact::written(text) {
            spans.push(Span { start: in_chars(from), end: in_chars(to), kind });
            if kind == PersonalData::Email {
                details.push((kind, text.get(from..to).unwrap_or_default().to_lowercase()));
            }
        }
        for (first, last, address) in contact::spoken(words, language) {
            spans.extend(place(first, last, PersonalData::Email));
            details.push((PersonalData::Email, address));
        }
        spans.extend(secrets::find(text, words, language));
        spans.extend(contact::spoken_ip(words, &reads));
        spans.extend(letters::find(words, &reads, dialogue));
        let dates = dates::find(words, &reads, dialogue);
        spans.extend(
            dates.into_iter().filter_map(|(first, last)| place(first, last, PersonalData::BirthDate)),
        );
        let places = places::find(words, &reads, language);
        spans
            .extend(places.into_iter().filter_map(|(first, last)| place(first, last, PersonalData::Address)));
        let taken = spans.clone();
        for run in digits::runs(words, &reads) {
            let Some(span) = digits::span(&run, words, PersonalData::Phone) else { continue };
            if taken.iter().any(|other| other.start < span.end && span.start < other.end) {
                continue;
            }
            let kind = digits::classify(&run, words, dialogue)
                .or_else(|| dialogue.goes_on(&run))
                .or_else(|| digits::may_go_on(&run, words, dialogue))
                .or_else(|| digits::beside_card(&run, words, &spans));
            if let Some(kind) = kind {
                spans.push(Span { kind, ..span });
                if kind == PersonalData::Phone && run.digits.len() >= 6 {
                    let as_written = || text.chars().skip(span.start).take(span.end - span.start).collect();
                    details.push((kind, if run.spoken { run.digits.clone() } else { as_written() }));
                }
            }
        }
        if self.policy.health {
            spans.extend(health::find(words, &said.plain()));
        }
        // What was taken out before stays as it is.
        let masks: Vec<(usize, usize)> =
            words.iter().filter(|word| word.mask()).map(|word| (word.start, word.end)).collect();
        spans.retain(|span| !masks.iter().any(|(start, end)| *start < span.end && span.start < *end));
        (tidy(spans), details)
    }
}

/// In order, overlapping ones as one.
fn tidy(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The text with a mask in each place.
fn mask(text: &str, spans: &[Span]) -> Redacted {
    let mut out = Redacted::default();
    let mut chars = text.chars().enumerate().peekable();
    let mut length = 0;
    for span in spans {
        while let Some((_, c)) = chars.next_if(|(at, _)| *at < span.start) {
            out.text.push(c);
            length += 1;
        }
        while chars.next_if(|(at, _)| *at < span.end).is_some() {}
        let name = name(span.kind);
        out.text.push_str(name);
        let end = length + name.chars().count();
        out.redactions.push(Redaction { start: length, end, kind: span.kind });
        out.original_spans.push((span.start, span.end, span.kind));
        length = end;
    }
    out.text.extend(chars.map(|(_, c)| c));
    out
}

/// What stands in the text for something redacted.
const fn name(kind: PersonalData) -> &'static str {
    match kind {
        PersonalData::CreditCard => "[credit_card]",
        PersonalData::Cvv => "[cvv]",
        PersonalData::Iban => "[iban]",
        PersonalData::CodiceFiscale => "[codice_fiscale]",
        PersonalData::PartitaIva => "[partita_iva]",
        PersonalData::Ssn => "[ssn]",
        PersonalData::IdDocument => "[id_document]",
        PersonalData::Phone => "[phone]",
        PersonalData::Email => "[email]",
        PersonalData::Address => "[address]",
        PersonalData::BirthDate => "[birth_date]",
        PersonalData::Password => "[password]",
        PersonalData::Ip => "[ip]",
        PersonalData::Health => "[health]",
    }
}

#[cfg(test)]
mod tests;
