//! From what the engine noted to what the seller sees: each insight passes the policy of its piece of the display.
//!
//! Insights that pass become facts; the others leave no trace.

use crate::context::{self, Ask, Line};
use crate::copilot::cards::CardMove;
use crate::copilot::opinion::{Doubtful, Judgement, Settled};
use crate::session::core::Core;
use crate::session::event::{Answer, Effect};
use sottovoce_domain::engine::Doubt;
use sottovoce_domain::fact::What;
use sottovoce_domain::insight::{By, Insight, Suggestion, SuggestionReason, Tick};
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Utterance;

impl Core {
    /// Decides about what the engine noted.
    pub(super) fn notice(&mut self, insights: Vec<Insight>, now: CallTime, effects: &mut Vec<Effect>) {
        for insight in insights {
            match &insight {
                Insight::Ticked(tick) if !self.checklist.admits(tick) => {}
                Insight::ToneChanged(change) if !self.mood.admits(change) => {}
                Insight::Suggested(suggestion) => self.suggestions.offer(suggestion.clone()),
                Insight::CardRaised { card, objection } => {
                    let moves = self.cards.wish(card, objection);
                    self.move_cards(moves, now, effects);
                }
                Insight::ObjectionMoved { id, status } => {
                    let moves = self.cards.settle(id, *status);
                    self.record(What::Noted(insight.clone()), now, effects);
                    self.move_cards(moves, now, effects);
                }
                Insight::Ticked(_)
                | Insight::ToneChanged(_)
                | Insight::ObjectionRaised(_)
                | Insight::Asked(_)
                | Insight::Promised(_)
                | Insight::Unheard(_) => self.record(What::Noted(insight), now, effects),
            }
        }
    }

    fn move_cards(&mut self, moves: Vec<CardMove>, now: CallTime, effects: &mut Vec<Effect>) {
        for one in moves {
            let what = match one {
                CardMove::Raise { card, objection } => What::Noted(Insight::CardRaised { card, objection }),
                CardMove::Lower { card } => What::CardLowered { card },
            };
            self.record(what, now, effects);
        }
    }

    /// The question to a model that would word this suggestion better; none when no model may be asked, or when
    /// the suggestion is about how the seller speaks and needs no words.
    pub(super) fn ask_about(&self, suggestion: &Suggestion) -> Option<Ask> {
        let needs_words = match suggestion.reason {
            SuggestionReason::UnansweredQuestion
            | SuggestionReason::MissedPoint
            | SuggestionReason::BuyingSignal
            | SuggestionReason::NoNextStep => true,
            SuggestionReason::LongMonologue | SuggestionReason::Interruption => false,
        };
        if !self.start.model || !needs_words {
            return None;
        }
        let point = suggestion.point.clone().or_else(|| self.checklist.focus(&self.script).next);
        let next_point = point.and_then(|id| self.script.points().find(|(_, point)| point.id == id));
        let card = self.cards.on_screen().last().and_then(|id| self.script.card(id));
        Some(Ask {
            suggestion: suggestion.id.clone(),
            reason: suggestion.reason,
            language: self.start.conversation.language,
            lines: self.lines(),
            next_point: next_point.map(|(_, point)| point.text.clone()),
            approved: card.map(|card| card.answer.clone()),
        })
    }

    /// A model worded a suggestion: the words replace the rule's while it is on the screen.
    pub(super) fn answered(&mut self, answer: &Answer, now: CallTime, effects: &mut Vec<Effect>) {
        let Some(text) = context::presentable(&answer.text) else { return };
        let Some(shown) = self.suggestions.on_screen(&answer.suggestion, now) else { return };
        let better = Suggestion { text: Some(text), ..shown.clone() };
        self.record(What::Noted(Insight::Suggested(better)), now, effects);
    }

    /// The last lines, as a model may see them.
    fn lines(&self) -> Vec<Line> {
        let line = |utterance: &Utterance| Line {
            side: self.seats.side(&utterance.speaker),
            text: utterance.text.clone(),
        };
        self.recent.iter().map(line).collect()
    }

    /// The question about what an utterance left in doubt; none when no model may be asked.
    pub(super) fn doubt(&mut self, utterance: &Utterance, now: CallTime) -> Option<Doubtful> {
        if !self.start.model || self.engine.doubts().is_empty() {
            return None;
        }
        let (lines, side) = (self.lines(), self.seats.side(&utterance.speaker));
        let around = (lines.as_slice(), self.script.as_ref(), self.start.conversation.language);
        self.opinions.ask(utterance, side, self.engine.doubts(), around, now)
    }

    /// A model gave its opinion: what it could show is noted like what the rules find, and marked as the model's.
    pub(super) fn judged(&mut self, judgement: &Judgement, now: CallTime, effects: &mut Vec<Effect>) {
        for Settled { doubt, quote } in self.opinions.settle(judgement, now) {
            let evidence = &judgement.utterance;
            let insights = match doubt {
                Doubt::Point { point, score } => vec![Insight::Ticked(Tick {
                    point,
                    evidence: Some(evidence.clone()),
                    quote: Some(quote),
                    confidence: score,
                    by: By::Model,
                })],
                Doubt::Objection { kind, .. } => {
                    let Some(objection) = self.engine.found_by_model(evidence, kind, &quote) else {
                        continue;
                    };
                    let id = objection.id.clone();
                    let card = objection.card.clone().map(|card| Insight::CardRaised { card, objection: id });
                    std::iter::once(Insight::ObjectionRaised(objection)).chain(card).collect()
                }
            };
            self.notice(insights, now, effects);
        }
    }
}
