//! Battle cards on the seller's screen: at most two, never twice for one objection, never again once dismissed.
//!
//! It says which card goes up and which comes down; the words of a card stay in the playbook.

use sottovoce_domain::ids::ObjectionId;
use sottovoce_domain::insight::ObjectionStatus;
use std::collections::{HashMap, HashSet};

/// More than two cards are not read while one talks.
pub const ON_SCREEN: usize = 2;

/// What changes on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardMove {
    /// This card comes up for this objection.
    Raise {
        /// The card's id.
        card: String,
        /// What it answers.
        objection: ObjectionId,
    },
    /// This card leaves by itself.
    Lower {
        /// The card's id.
        card: String,
    },
}

/// One card on the screen with the newest objection it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    card: String,
    objection: ObjectionId,
}

/// The cards of one conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cards {
    /// Oldest first.
    shown: Vec<Shown>,
    /// Objections that had their card.
    answered: HashMap<ObjectionId, String>,
    dismissed: HashSet<String>,
    presented: Option<String>,
}

impl Cards {
    /// What to do when the engine would raise `card` for `objection`. Changes nothing: the answer becomes facts,
    /// and the facts change the screen.
    pub fn wish(&self, card: &str, objection: &ObjectionId) -> Vec<CardMove> {
        if self.dismissed.contains(card) || self.answered.contains_key(objection) {
            return Vec::new();
        }
        let raise = CardMove::Raise { card: card.to_owned(), objection: objection.clone() };
        let up_already = self.shown.iter().any(|shown| shown.card == card);
        if up_already || self.shown.len() < ON_SCREEN {
            return vec![raise];
        }
        // The oldest makes room, but not the one the guests are looking at.
        let leaving = self.shown.iter().find(|shown| Some(&shown.card) != self.presented.as_ref());
        match leaving {
            Some(shown) => vec![CardMove::Lower { card: shown.card.clone() }, raise],
            None => Vec::new(),
        }
    }

    /// What to do when an objection moved on: a settled one takes its card along, unless guests see it.
    pub fn settle(&self, objection: &ObjectionId, status: ObjectionStatus) -> Vec<CardMove> {
        let settled = matches!(status, ObjectionStatus::Overcome | ObjectionStatus::Deferred);
        self.shown
            .iter()
            .filter(|shown| {
                settled && &shown.objection == objection && Some(&shown.card) != self.presented.as_ref()
            })
            .map(|shown| CardMove::Lower { card: shown.card.clone() })
            .collect()
    }

    /// A card came up.
    pub fn raised(&mut self, card: &str, objection: &ObjectionId) {
        self.answered.insert(objection.clone(), card.to_owned());
        self.lowered(card);
        self.shown.push(Shown { card: card.to_owned(), objection: objection.clone() });
    }

    /// A card left by itself.
    pub fn lowered(&mut self, card: &str) {
        self.shown.retain(|shown| shown.card != card);
    }

    /// The seller put a card away: it does not come again in this conversation.
    pub fn dismissed(&mut self, card: &str) {
        self.lowered(card);
        self.dismissed.insert(card.to_owned());
    }

    /// Whether the seller could put this card away now.
    pub fn is_shown(&self, card: &str) -> bool {
        self.shown.iter().any(|shown| shown.card == card)
    }

    /// Guests see this card's attachment from now on, or nothing.
    pub fn presented(&mut self, card: Option<&str>) {
        self.presented = card.map(str::to_owned);
    }

    /// The ids of the cards on the screen, oldest first.
    pub fn on_screen(&self) -> Vec<&str> {
        self.shown.iter().map(|shown| shown.card.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objection(n: u8) -> ObjectionId {
        format!("obj_{n}").parse().unwrap()
    }

    fn apply(cards: &mut Cards, moves: Vec<CardMove>) {
        for one in moves {
            match one {
                CardMove::Raise { card, objection } => cards.raised(&card, &objection),
                CardMove::Lower { card } => cards.lowered(&card),
            }
        }
    }

    fn with(ids: &[&str]) -> Cards {
        let mut cards = Cards::default();
        for (n, id) in (0_u8..).zip(ids) {
            let moves = cards.wish(id, &objection(n));
            apply(&mut cards, moves);
        }
        cards
    }

    #[test]
    fn a_third_card_takes_the_place_of_the_oldest() {
        assert_eq!(with(&["c1", "c2", "c3"]).on_screen(), ["c2", "c3"]);
    }

    #[test]
    fn a_card_that_is_up_moves_to_the_front_for_a_new_objection() {
        assert_eq!(with(&["c1", "c2", "c1"]).on_screen(), ["c2", "c1"]);
    }

    #[test]
    fn one_objection_gets_one_card() {
        let mut cards = with(&["c1"]);
        cards.lowered("c1");
        assert_eq!(cards.wish("c2", &objection(0)), []);
    }

    #[test]
    fn a_dismissed_card_stays_away_for_good() {
        let mut cards = with(&["c1"]);
        cards.dismissed("c1");
        assert_eq!(cards.wish("c1", &objection(9)), []);
    }

    #[test]
    fn the_presented_card_is_not_pushed_out() {
        let mut cards = with(&["c1", "c2"]);
        cards.presented(Some("c1"));
        let moves = cards.wish("c3", &objection(9));
        apply(&mut cards, moves);
        assert_eq!(cards.on_screen(), ["c1", "c3"]);
        assert_eq!(cards.settle(&objection(0), ObjectionStatus::Overcome), []);
    }

    #[test]
    fn a_settled_objection_takes_its_card_along() {
        let cards = with(&["c1", "c2"]);
        assert_eq!(cards.settle(&objection(0), ObjectionStatus::Addressed), []);
        assert_eq!(
            cards.settle(&objection(0), ObjectionStatus::Overcome),
            [CardMove::Lower { card: "c1".to_owned() }]
        );
    }
}
