//! What the rules nearly noted: scores just below their thresholds, as data for whoever can judge better.
//!
//! The engine itself does nothing with a doubt. A judgement comes back as a [`super::Correction`].

use super::{Engine, derive, objections};
use crate::ids::UtteranceId;
use crate::insight::{By, Objection, ObjectionStatus};
use crate::playbook::ObjectionType;

/// Something that the rules left in doubt.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// A point may have been touched.
    Point {
        /// The point's id.
        point: String,
        /// The rules' score, below what a tick needs.
        score: f32,
    },
    /// The customer may have objected.
    Objection {
        /// To what.
        kind: ObjectionType,
        /// The rules' score, below what an objection needs.
        score: f32,
    },
}

impl Doubt {
    pub(super) fn point(point: &str, score: f32) -> Self {
        Self::Point { point: point.to_owned(), score }
    }

    pub(super) const fn objection(kind: ObjectionType, score: f32) -> Self {
        Self::Objection { kind, score }
    }
}

impl Engine {
    /// What the last utterance left in doubt; empty where the rules are sure.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// The objection of this kind that a model found in an utterance, with its card; none when the utterance is not
    /// the customer's or the objection is known.
    pub fn found_by_model(
        &self,
        evidence: &UtteranceId,
        kind: ObjectionType,
        quote: &str,
    ) -> Option<Objection> {
        let turn = self.turns.iter().rev().find(|turn| turn.id == *evidence)?;
        let id = derive::objection(evidence, kind)?;
        if turn.side.sells() || self.objections.iter().any(|known| known.id == id) {
            return None;
        }
        let card = self.deck.choose(kind, &turn.said, turn.language);
        let card = card.and_then(|index| self.script.cards.get(index)).map(|card| card.id.clone());
        Some(Objection {
            id,
            kind,
            speaker: turn.speaker.clone(),
            evidence: evidence.clone(),
            quote: quote.to_owned(),
            at: turn.start,
            card,
            status: ObjectionStatus::Raised,
            by: By::Model,
        })
    }

    /// Follows an objection from now on, unless it is known.
    pub(super) fn follow(&mut self, objection: Objection) {
        if self.objections.iter().any(|known| known.id == objection.id) {
            return;
        }
        let turn = self.turns.iter().rev().find(|turn| turn.id == objection.evidence);
        let raised = turn.map_or(objection.at, |turn| turn.end);
        let card =
            objection.card.as_ref().and_then(|id| self.script.cards.iter().position(|card| card.id == *id));
        self.followed.push(objections::Followed { raised, addressed: None, card, utterances_since: 0 });
        self.objections.push(objection);
    }
}
