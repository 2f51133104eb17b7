//! The state of a live conversation from its recorded facts: after a crash, and after a write that failed.
//!
//! The engine hears everything again; what it notes this time is dropped, because what was shown then is recorded.
//! Only the hints that still wait for their moment are taken from the second hearing.

use crate::session::core::{Core, Start};
use sottovoce_domain::engine::Correction;
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::PlaybookId;
use sottovoce_domain::insight::{By, Insight, Suggestion};
use sottovoce_domain::playbook::Playbook;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::{Heard, Utterance};
use std::collections::HashMap;
use std::sync::Arc;

/// The playbooks that a conversation's facts name.
pub type Playbooks = HashMap<(PlaybookId, u32), Arc<Playbook>>;

impl Core {
    /// The state after these facts.
    pub fn replay(start: Start, facts: &[Fact], playbooks: &Playbooks) -> Self {
        let mut core = Self::new(start);
        for fact in facts {
            let now = core.call_time(fact.at);
            for second in core.seconds_until(now) {
                let noted = core.pass(second);
                core.offer_again(noted);
            }
            if let What::PlaybookChosen { playbook, version } = &fact.what
                && let Some(playbook) = playbooks.get(&(playbook.clone(), *version))
            {
                core.adopt(playbook);
            }
            if let What::Uttered(utterance) = &fact.what {
                core.redact_again(utterance);
                core.recorded_words(utterance, now);
                let noted = core.engine.hear(utterance);
                core.offer_again(noted);
            }
            core.apply(&fact.what, now);
        }
        core
    }

    /// The redactor learns again what was asked for and may come next. The text is masked already, and what comes
    /// of it is dropped.
    fn redact_again(&mut self, utterance: &Utterance) {
        let heard = Heard {
            speaker: utterance.speaker.clone(),
            start: utterance.start,
            end: utterance.end,
            text: utterance.text.clone(),
            language: utterance.language,
            source: utterance.source.clone(),
            key: None,
        };
        self.engine.redact(&heard);
    }

    fn offer_again(&mut self, noted: Vec<Insight>) {
        for insight in noted {
            if let Insight::Suggested(suggestion) = insight {
                self.suggestions.offer(suggestion);
            }
        }
    }

    /// Runs on this playbook from now on.
    pub(super) fn adopt(&mut self, playbook: &Playbook) {
        self.playbook = Some((playbook.id.clone(), playbook.version));
        self.script = Arc::new(playbook.script.clone());
        self.engine.change_script(Arc::clone(&self.script));
        self.figures_changed();
    }

    /// The one place where a fact changes the state. Words are heard in `heard` and `replay`: hearing them here
    /// as well would make the engine hear them twice.
    pub(super) fn apply(&mut self, what: &What, now: CallTime) {
        match what {
            What::Arrived(participant) => {
                self.seats.arrived(participant);
                self.engine.join(participant.id.clone(), participant.side, &participant.name);
            }
            What::Moved { participant, presence } => self.seats.moved(participant, *presence),
            What::Noted(insight) => self.apply_insight(insight, now),
            What::Unticked { point } => {
                self.checklist.unticked(point);
                self.engine.correct(Correction::Untick { point: point.clone() });
                self.figures_changed();
            }
            What::CardDismissed { card } => {
                self.cards.dismissed(card);
                self.engine.correct(Correction::DismissCard { card: card.clone() });
            }
            What::CardLowered { card } => self.cards.lowered(card),
            What::SuggestionDismissed { suggestion } => {
                self.suggestions.dismissed(suggestion, now);
                self.engine.correct(Correction::DismissSuggestion { suggestion: suggestion.clone() });
            }
            What::Presented(attachment) => {
                let card = self.script.cards.iter().find(|card| card.attachment.as_ref() == Some(attachment));
                self.cards.presented(card.map(|card| card.id.as_str()));
                self.presented = Some(attachment.clone());
            }
            What::PresentationEnded => {
                self.cards.presented(None);
                self.presented = None;
            }
            What::Ended => self.ended = true,
            What::Uttered(_) | What::PlaybookChosen { .. } | What::Recapped => {}
        }
    }

    fn apply_insight(&mut self, insight: &Insight, now: CallTime) {
        match insight {
            Insight::Ticked(tick) => {
                self.checklist.ticked(&tick.point, tick.by);
                match tick.by {
                    By::Person => self.engine.correct(Correction::Tick { point: tick.point.clone() }),
                    By::Model => self.engine.correct(Correction::Confirm(tick.clone())),
                    By::Engine => {}
                }
                self.figures_changed();
            }
            Insight::CardRaised { card, objection } => self.cards.raised(card, objection),
            Insight::ToneChanged(change) => self.mood.changed(change),
            Insight::Suggested(suggestion) => self.suggested(suggestion, now),
            Insight::ObjectionRaised(objection) if objection.by == By::Model => {
                self.engine.correct(Correction::Raise(objection.clone()));
                self.figures_changed();
            }
            Insight::ObjectionRaised(_)
            | Insight::ObjectionMoved { .. }
            | Insight::Asked(_)
            | Insight::Promised(_)
            | Insight::Unheard(_) => {}
        }
    }

    fn suggested(&mut self, suggestion: &Suggestion, now: CallTime) {
        self.suggestions.came_up(suggestion, now);
    }
}
