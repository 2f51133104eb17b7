//! What an utterance means: one conversation's state machine, pure and repeatable.
//!
//! Utterances and the passing of time go in, insights come out; live and recap run the same machine, so a replay
//! gives the same insights with the same ids (ids follow from the evidence). It never reads a clock, draws no
//! chance, knows no language model, and keeps words before redaction only in memory.

pub mod redact;

use crate::conversation::Side;
use crate::ids::{ParticipantId, UtteranceId};
use crate::insight::{ActionItem, DealFacts, Figures, Insight, Objection, Question, Sentiment, Tick};
use crate::language::Language;
use crate::playbook::Script;
use crate::recap::TonePoint;
use crate::time::CallTime;
use crate::utterance::{Heard, Utterance};
use std::sync::Arc;

pub use redact::{PrivateDetails, Redacted, RedactionPolicy};

/// With what a conversation's engine starts.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The language the conversation is held in; an utterance may be in another one.
    pub language: Language,
    /// The playbook it runs on; an empty one is fine.
    pub script: Arc<Script>,
    /// What is redacted.
    pub policy: RedactionPolicy,
}

/// A person's word, which the engine respects from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// The seller ticked a point by hand.
    Tick {
        /// The point's id.
        point: String,
    },
    /// The seller took a tick back: the engine will not tick this point again.
    Untick {
        /// The point's id.
        point: String,
    },
    /// The seller put a card away: it does not come again in this conversation.
    DismissCard {
        /// The card's id.
        card: String,
    },
    /// The seller put a suggestion away: its reason rests for a while.
    DismissSuggestion {
        /// Which.
        suggestion: crate::ids::SuggestionId,
    },
}

/// One conversation's state machine.
#[derive(Debug)]
pub struct Engine {
    script: Arc<Script>,
    redactor: redact::Redactor,
    people: Vec<(ParticipantId, Side, String)>,
    ticks: Vec<Tick>,
    objections: Vec<Objection>,
    questions: Vec<Question>,
    actions: Vec<ActionItem>,
    tones: Vec<TonePoint>,
}

impl Engine {
    /// A conversation of which nothing was heard yet.
    pub fn new(setup: Setup) -> Self {
        Self {
            script: setup.script,
            redactor: redact::Redactor::new(setup.policy),
            people: Vec::new(),
            ticks: Vec::new(),
            objections: Vec::new(),
            questions: Vec::new(),
            actions: Vec::new(),
            tones: Vec::new(),
        }
    }

    /// Tells who somebody is. Words of strangers count as [`Side::Other`]'s.
    pub fn join(&mut self, participant: ParticipantId, side: Side, name: &str) {
        self.people.retain(|(id, _, _)| *id != participant);
        self.people.push((participant, side, name.to_owned()));
    }

    /// Takes personal data out of what was heard. Remembers digits that may go on in the next utterance, so call
    /// it once for each utterance, in order.
    pub fn redact(&mut self, heard: &Heard) -> Redacted {
        self.redactor.redact(heard)
    }

    /// Masks personal data in words that may still change. Remembers nothing.
    pub fn mask_interim(&self, text: &str, language: Language) -> String {
        self.redactor.mask_interim(text, language)
    }

    /// The e-mail addresses and telephone numbers that were redacted, for the CRM; never part of a transcript.
    pub fn private_details(&self) -> &PrivateDetails {
        self.redactor.details()
    }

    /// What comes of an utterance. Utterances come in the order of their ends.
    pub fn hear(&mut self, utterance: &Utterance) -> Vec<Insight> {
        let _ = utterance;
        Vec::new()
    }

    /// What comes of the mere passing of time; call it about once a second.
    pub fn pass(&mut self, now: CallTime) -> Vec<Insight> {
        let _ = now;
        Vec::new()
    }

    /// Closes what is open at the end of the conversation.
    pub fn end(&mut self, at: CallTime) -> Vec<Insight> {
        let _ = at;
        Vec::new()
    }

    /// Takes a person's word.
    pub fn correct(&mut self, correction: Correction) {
        let _ = correction;
    }

    /// Goes on with another playbook. Ticks of points that it has as well stay.
    pub fn change_script(&mut self, script: Arc<Script>) {
        self.script = script;
    }

    /// The figures so far.
    pub fn figures(&self) -> Figures {
        Figures::default()
    }

    /// What a careful assistant would write in the CRM so far.
    pub fn facts(&self) -> DealFacts {
        DealFacts::default()
    }

    /// How an utterance sounded, by its words; none if it was not heard.
    pub fn sentiment_of(&self, utterance: &UtteranceId) -> Option<Sentiment> {
        let _ = utterance;
        None
    }

    /// The tone of every utterance's words, in order.
    pub fn tones(&self) -> &[TonePoint] {
        &self.tones
    }

    /// Points covered, each with its evidence.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Objections with where they stand.
    pub fn objections(&self) -> &[Objection] {
        &self.objections
    }

    /// Questions of both sides.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// What either side promised.
    pub fn actions(&self) -> &[ActionItem] {
        &self.actions
    }
}
