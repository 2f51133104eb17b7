//! Takes personal data out of what was heard, before anything is written down.
//!
//! A redacted place becomes a mask such as `[phone]`; redacting a redacted text changes nothing. Prices, years,
//! order numbers and times stay.

mod find;
mod interim;
mod mask;
mod memory;
mod policy;
mod read;
mod timing;

use crate::ids::ParticipantId;
use crate::language::Language;
use crate::time::CallTime;
use crate::utterance::{Heard, PersonalData};
use find::Detail;
use mask::{Span, as_heard, masked, tidy};
use memory::{Dialogue, Memory};
use read::Word;
use read::items::{self, Read};
use read::lexicon::Glance;

pub use mask::Redacted;
pub use policy::RedactionPolicy;
pub use timing::{Silence, TimedWord};

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

/// More readings change nothing in practice.
const ROUNDS: usize = 3;

/// A phrase that is still being recognised began at most this long ago.
const PHRASE_MS: u64 = 30_000;

/// An utterance that was read, with everything personal in it.
struct Reading<'a> {
    words: Vec<Word<'a>>,
    reads: Vec<Read>,
    spans: Vec<Span>,
    details: Vec<Detail>,
}

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
        let glance = read::glance(&heard.text, heard.language);
        let dialogue = self.memory.before(&heard.speaker, heard.start, heard.start);
        if !find::possible(&heard.text, glance, &dialogue) {
            self.memory.plain(&heard.speaker, glance.words);
            return Redacted { text: heard.text.clone(), ..Redacted::default() };
        }
        let reading = self.read(&heard.text, heard.language, glance, &dialogue);
        for (kind, value) in reading.details {
            self.keep(&heard.speaker, kind, value);
        }
        self.memory.after(heard, &reading.words, &reading.reads, &reading.spans, &dialogue);
        mask::mask(&heard.text, &reading.spans)
    }

    /// Masks words that may still change, and what could still become personal data when more words come.
    pub(super) fn mask_interim(
        &self,
        speaker: &ParticipantId,
        at: CallTime,
        text: &str,
        language: Language,
    ) -> String {
        let (certain, growing) = self.hidden(speaker, at, text, language);
        interim::shown(text, &certain, &growing)
    }

    /// What is personal in words that may still change, and what could still become so.
    fn hidden(
        &self,
        speaker: &ParticipantId,
        at: CallTime,
        text: &str,
        language: Language,
    ) -> (Vec<Span>, Vec<Span>) {
        let glance = read::glance(text, language);
        let began = CallTime::from_millis(at.millis().saturating_sub(PHRASE_MS));
        let dialogue = self.memory.before(speaker, began, at);
        if !find::possible(text, glance, &dialogue) && !interim::possible(glance, &dialogue) {
            return (Vec::new(), Vec::new());
        }
        let reading = self.read(text, language, glance, &dialogue);
        let reads = items::read(&reading.words, language);
        let growing = interim::growing(text, &reading.words, &reads, language, &dialogue);
        (reading.spans, growing)
    }

    /// Masks a text that stands for itself, such as a title or a name.
    pub(super) fn mask_label(&self, text: &str, language: Language) -> String {
        let reading = self.read(text, language, read::glance(text, language), &Dialogue::default());
        masked(text, &reading.spans)
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

    /// Reads a text until nothing more is found: what is taken out changes what stands near the rest.
    fn read<'a>(
        &self,
        text: &'a str,
        language: Language,
        glance: Glance,
        dialogue: &Dialogue,
    ) -> Reading<'a> {
        let words = read::words(text, language);
        let reads = if glance.numbers > 0 { items::read(&words, language) } else { Vec::new() };
        let utterance = find::Utterance { text, language, words: &words, reads: &reads, dialogue, glance };
        let (mut spans, details) = find::all(&utterance);
        spans.retain(|span| self.policy.redacts(span.kind));
        for _ in 0..ROUNDS {
            if spans.is_empty() {
                break;
            }
            let again = masked(text, &spans);
            let words = read::words(&again, language);
            let reads = items::read(&words, language);
            let glance = read::glance(&again, language);
            let utterance =
                find::Utterance { text: &again, language, words: &words, reads: &reads, dialogue, glance };
            let (mut more, _) = find::all(&utterance);
            more.retain(|span| self.policy.redacts(span.kind));
            if more.is_empty() {
                break;
            }
            let masks = spans.clone();
            spans.extend(more.into_iter().map(|span| as_heard(&masks, span)));
            spans = tidy(spans);
        }
        Reading { words, reads, spans, details }
    }
}

#[cfg(test)]
mod tests;
