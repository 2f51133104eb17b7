//! A conversation read again from its facts, in the order in which they were recorded: pure. A person's corrections
//! count as they did live.

use super::Playbooks;
use sottovoce_domain::conversation::{Conversation, Participant};
use sottovoce_domain::engine::{Correction, Engine, Setup};
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::insight::{By, Insight};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Utterance;
use std::sync::Arc;

/// What is known when a conversation was read to its end.
pub(super) struct Reading {
    pub(super) engine: Engine,
    pub(super) language: Language,
    pub(super) people: Vec<Participant>,
    pub(super) script: Arc<Script>,
    pub(super) said: Vec<Utterance>,
}

impl Reading {
    /// Reads a conversation.
    pub(super) fn of(
        conversation: &Conversation,
        policy: &Policy,
        facts: &[Fact],
        playbooks: &Playbooks,
    ) -> Self {
        let script: Arc<Script> = Arc::default();
        let engine = Engine::new(Setup {
            language: conversation.language,
            script: Arc::clone(&script),
            policy: policy.redaction(),
        });
        let mut reading =
            Self { engine, language: conversation.language, people: Vec::new(), script, said: Vec::new() };
        let mut passed = 0;
        for fact in facts {
            if let What::Uttered(utterance) = &fact.what {
                // The engine is told of each second, as it was live.
                while passed < utterance.end.millis() / 1_000 {
                    passed += 1;
                    reading.engine.pass(CallTime::from_millis(passed * 1_000));
                }
            }
            reading.take(&fact.what, playbooks);
        }
        let end = reading.said.iter().map(|utterance| utterance.end).max().unwrap_or_default();
        reading.engine.end(end);
        reading.said.sort_by_key(|utterance| utterance.start);
        reading
    }

    fn take(&mut self, what: &What, playbooks: &Playbooks) {
        match what {
            What::Arrived(participant) => {
                self.engine.join(participant.id.clone(), participant.side, &participant.name);
                self.people.retain(|known| known.id != participant.id);
                self.people.push(participant.clone());
            }
            What::Uttered(utterance) => {
                self.engine.hear(utterance);
                self.said.push(utterance.clone());
            }
            What::Noted(Insight::Ticked(tick)) if tick.by == By::Person => {
                self.correct(Correction::Tick { point: tick.point.clone() });
            }
            // A model's judgement counts as it did live; the rules alone would not come to it again.
            What::Noted(Insight::Ticked(tick)) if tick.by == By::Model => {
                self.correct(Correction::Confirm(tick.clone()));
            }
            What::Noted(Insight::ObjectionRaised(objection)) if objection.by == By::Model => {
                self.correct(Correction::Raise(objection.clone()));
            }
            What::Unticked { point } => self.correct(Correction::Untick { point: point.clone() }),
            What::CardDismissed { card } => self.correct(Correction::DismissCard { card: card.clone() }),
            What::SuggestionDismissed { suggestion } => {
                self.correct(Correction::DismissSuggestion { suggestion: suggestion.clone() });
            }
            What::PlaybookChosen { playbook, version } => {
                if let Some(script) = playbooks.get(&(playbook.clone(), *version)) {
                    self.script = Arc::clone(script);
                    self.engine.change_script(Arc::clone(script));
                }
            }
            What::Noted(_)
            | What::Moved { .. }
            | What::CardLowered { .. }
            | What::Presented(_)
            | What::PresentationEnded
            | What::Ended
            | What::Recapped => {}
        }
    }

    fn correct(&mut self, correction: Correction) {
        self.engine.correct(correction);
    }

    /// Somebody's name and side.
    pub(super) fn person(&self, id: &ParticipantId) -> Option<&Participant> {
        self.people.iter().find(|one| one.id == *id)
    }
}
