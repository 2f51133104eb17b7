//! What an utterance means: one conversation's state machine, pure and repeatable.
//!
//! Utterances and the passing of time go in, insights come out; live and recap run the same machine, so a replay
//! gives the same insights with the same ids (ids follow from the evidence). It never reads a clock, draws no
//! chance, knows no language model, and keeps words before redaction only in memory.

mod actions;
pub mod analyze;
mod derive;
mod doubt;
mod facts;
mod figures;
mod objections;
mod questions;
pub mod redact;
mod script;
mod suggest;
mod text;
mod tone;
mod turn;

use crate::conversation::Side;
use crate::ids::{ParticipantId, UtteranceId};
use crate::insight::{
    ActionItem, By, DealFacts, Figures, Insight, Objection, ObjectionStatus, Question, Sentiment, Tick,
};
use crate::language::Language;
use crate::playbook::Script;
use crate::recap::TonePoint;
use crate::time::CallTime;
use crate::utterance::{Heard, Utterance};
use std::sync::Arc;

use turn::Turn;

pub use doubt::Doubt;
pub use redact::{PrivateDetails, Redacted, RedactionPolicy, Silence, TimedWord};

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
#[derive(Debug, Clone, PartialEq)]
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
    /// A point that the rules left in doubt was touched.
    Confirm(Tick),
    /// An objection that the rules left in doubt was raised; it is followed like any other.
    Raise(Objection),
}

/// A price is what is spoken of until the seller has said this many other things.
const PRICE_STAYS: u8 = 2;

/// One conversation's state machine.
#[derive(Debug)]
pub struct Engine {
    script: Arc<Script>,
    redactor: redact::Redactor,
    people: Vec<(ParticipantId, Side, String)>,
    turns: Vec<Turn>,
    checklist: script::Checklist,
    deck: objections::Deck,
    objections: Vec<Objection>,
    followed: Vec<objections::Followed>,
    /// For how many more of the seller's utterances a price they named is still what is spoken of.
    priced: u8,
    /// Cards a person put away.
    dismissed: Vec<String>,
    questions: Vec<Question>,
    actions: Vec<ActionItem>,
    tones: Vec<TonePoint>,
    moods: Vec<(ParticipantId, tone::Smoothing)>,
    prompter: suggest::Prompter,
    /// What the last utterance left in doubt.
    doubts: Vec<Doubt>,
}

impl Engine {
    /// A conversation of which nothing was heard yet.
    pub fn new(setup: Setup) -> Self {
        Self {
            checklist: script::Checklist::new(&setup.script),
            deck: objections::Deck::new(&setup.script.cards, setup.script.language),
            script: setup.script,
            redactor: redact::Redactor::new(setup.policy),
            people: Vec::new(),
            turns: Vec::new(),
            objections: Vec::new(),
            followed: Vec::new(),
            priced: 0,
            dismissed: Vec::new(),
            questions: Vec::new(),
            actions: Vec::new(),
            tones: Vec::new(),
            moods: Vec::new(),
            prompter: suggest::Prompter::default(),
            doubts: Vec::new(),
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

    /// Masks words that are still being recognised, and what could still become personal data when more of them
    /// come. It knows what was asked for and which number goes on, and remembers nothing.
    pub fn mask_interim(
        &self,
        speaker: &ParticipantId,
        at: CallTime,
        text: &str,
        language: Language,
    ) -> String {
        self.redactor.mask_interim(speaker, at, text, language)
    }

    /// Masks personal data in a text that nobody said: a title, a name. Remembers nothing.
    pub fn mask_label(&self, text: &str, language: Language) -> String {
        self.redactor.mask_label(text, language)
    }

    /// The e-mail addresses and telephone numbers that were redacted, for the CRM; never part of a transcript.
    pub fn private_details(&self) -> &PrivateDetails {
        self.redactor.details()
    }

    /// What comes of an utterance. Utterances come in the order of their ends.
    pub fn hear(&mut self, utterance: &Utterance) -> Vec<Insight> {
        let side = self.side(&utterance.speaker);
        let answer =
            self.turns.last().is_some_and(|last| last.side.sells() != side.sells() && !last.asked.is_empty());
        let turn = Turn::read(utterance, side, answer);
        let mut insights = Vec::new();
        self.doubts.clear();
        self.note_tone(&turn, &mut insights);
        for question in turn.questions() {
            let question = Question {
                speaker: turn.speaker.clone(),
                evidence: turn.id.clone(),
                text: question,
                at: turn.start,
            };
            self.questions.push(question.clone());
            insights.push(Insight::Asked(question));
        }
        let ticks = self.checklist.hear(&turn);
        insights.extend(ticks.into_iter().map(Insight::Ticked));
        self.doubts.extend(self.checklist.nearly().iter().map(|(point, score)| Doubt::point(point, *score)));
        self.note_objections(&turn, &mut insights);
        let promised = actions::find(&turn, &self.actions);
        let agreed = promised.iter().any(|action| action.due.is_some());
        for action in promised {
            actions::note(&mut self.actions, action.clone());
            insights.push(Insight::Promised(action));
        }
        let missed = self.missed();
        let missed = missed.as_ref().map(|(point, hint)| (point.as_str(), hint.as_deref()));
        let suggestions = self.prompter.hear(&turn, &suggest::Around { missed, agreed });
        insights.extend(suggestions.into_iter().map(Insight::Suggested));
        self.turns.push(turn);
        insights
    }

    /// What comes of the mere passing of time; call it about once a second.
    pub fn pass(&mut self, now: CallTime) -> Vec<Insight> {
        self.prompter.pass(now).into_iter().map(Insight::Suggested).collect()
    }

    /// Closes what is open at the end of the conversation.
    pub fn end(&mut self, at: CallTime) -> Vec<Insight> {
        let mut insights = self.pass(at);
        insights.retain(|insight| !matches!(insight, Insight::Suggested(_)));
        insights.extend(objections::close(&mut self.objections).into_iter().map(moved));
        insights
    }

    /// Takes a person's word.
    pub fn correct(&mut self, correction: Correction) {
        match correction {
            Correction::Tick { point } => self.checklist.tick_by_hand(&point),
            Correction::Untick { point } => self.checklist.untick(&point),
            Correction::DismissCard { card } => {
                if !self.dismissed.contains(&card) {
                    self.dismissed.push(card);
                }
            }
            Correction::DismissSuggestion { suggestion } => self.prompter.dismiss(&suggestion),
            Correction::Confirm(tick) => self.checklist.confirm(tick),
            Correction::Raise(objection) => self.follow(objection),
        }
    }

    /// Goes on with another playbook. Ticks of points that it has as well stay.
    pub fn change_script(&mut self, script: Arc<Script>) {
        self.checklist.change(&script);
        self.deck = objections::Deck::new(&script.cards, script.language);
        for followed in &mut self.followed {
            followed.card = None;
        }
        self.script = script;
    }

    /// The figures so far.
    pub fn figures(&self) -> Figures {
        let asked = |sells: bool| {
            let of_side = |question: &&Question| self.side(&question.speaker).sells() == sells;
            u32::try_from(self.questions.iter().filter(of_side).count()).unwrap_or(u32::MAX)
        };
        let covered = |id: &str| self.checklist.ticks().iter().any(|tick| tick.point == id);
        let weight = |only_covered: bool| {
            let points = self.script.points().filter(|(_, point)| !only_covered || covered(&point.id));
            points.map(|(_, point)| f64::from(point.importance.clamp(1, 3))).sum()
        };
        let objections = |status: Option<ObjectionStatus>| {
            let of_status = |objection: &&Objection| status.is_none_or(|status| objection.status == status);
            u32::try_from(self.objections.iter().filter(of_status).count()).unwrap_or(u32::MAX)
        };
        let points = |only_covered: bool| {
            let count = self.script.points().filter(|(_, point)| !only_covered || covered(&point.id)).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        figures::figures(
            &self.turns,
            &figures::Counts {
                seller_questions: asked(true),
                customer_questions: asked(false),
                points_covered: points(true),
                points_total: points(false),
                weights: (weight(true), weight(false)),
                objections_raised: objections(None),
                objections_overcome: objections(Some(ObjectionStatus::Overcome)),
            },
        )
    }

    /// What a careful assistant would write in the CRM so far.
    pub fn facts(&self) -> DealFacts {
        let rivals = objections::rivals(&self.script.cards, self.script.language);
        facts::read(&self.turns, &self.people, self.redactor.details(), &self.actions, &rivals)
    }

    /// How an utterance sounded, by its words; none if it was not heard.
    pub fn sentiment_of(&self, utterance: &UtteranceId) -> Option<&Sentiment> {
        self.turns.iter().rev().find(|turn| turn.id == *utterance).map(|turn| &turn.sentiment)
    }

    /// The tone of every utterance's words, in order.
    pub fn tones(&self) -> &[TonePoint] {
        &self.tones
    }

    /// Points covered, each with its evidence.
    pub fn ticks(&self) -> &[Tick] {
        self.checklist.ticks()
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

    fn side(&self, speaker: &ParticipantId) -> Side {
        self.people.iter().find(|(id, _, _)| id == speaker).map_or(Side::Other, |(_, side, _)| *side)
    }

    fn note_tone(&mut self, turn: &Turn, insights: &mut Vec<Insight>) {
        self.tones.push(TonePoint {
            utterance: turn.id.clone(),
            speaker: turn.speaker.clone(),
            at: turn.start,
            score: turn.sentiment.score,
        });
        let at = if let Some(at) = self.moods.iter().position(|(id, _)| *id == turn.speaker) {
            at
        } else {
            self.moods.push((turn.speaker.clone(), tone::Smoothing::default()));
            self.moods.len() - 1
        };
        if let Some((_, mood)) = self.moods.get_mut(at) {
            let change = mood.hear(&turn.speaker, &turn.sentiment, turn.count(), turn.end);
            insights.extend(change.map(Insight::ToneChanged));
        }
    }

    fn note_objections(&mut self, turn: &Turn, insights: &mut Vec<Insight>) {
        let (language, at) = (turn.language, turn.end);
        if turn.side.sells() {
            let moves = objections::seller_spoke(
                &mut self.objections,
                &mut self.followed,
                &self.deck,
                &turn.said,
                language,
                at,
            );
            insights.extend(moves.into_iter().map(moved));
            self.priced = if script::names_price(turn) { PRICE_STAYS } else { self.priced.saturating_sub(1) };
            return;
        }
        let place = objections::Place {
            priced: self.priced > 0,
            answers: self.turns.last().is_some_and(|last| last.side.sells() && !last.asked.is_empty()),
            tone: turn.sentiment.score,
        };
        let found = objections::find(&turn.said, language, place, &self.deck);
        let nearly = objections::nearly(&turn.said, language, place, &found, &self.deck);
        self.doubts.extend(nearly.into_iter().map(|(kind, score)| Doubt::objection(kind, score)));
        let judged = (language, turn.sentiment.score, !found.is_empty());
        let moves = objections::customer_spoke(
            &mut self.objections,
            &mut self.followed,
            &turn.speaker,
            &turn.said,
            judged,
            at,
        );
        insights.extend(moves.into_iter().map(moved));
        for one in found {
            self.raise(turn, &one, insights);
        }
    }

    fn raise(&mut self, turn: &Turn, found: &objections::Found, insights: &mut Vec<Insight>) {
        let Some(id) = derive::objection(&turn.id, found.kind) else { return };
        let card = self.deck.choose(found.kind, &turn.said, turn.language);
        let card_id = card.and_then(|index| self.script.cards.get(index)).map(|card| card.id.clone());
        let quote = turn
            .said
            .sentences
            .get(found.sentence)
            .map_or_else(String::new, |sentence| turn.said.quote(&turn.text, sentence));
        let objection = Objection {
            id: id.clone(),
            kind: found.kind,
            speaker: turn.speaker.clone(),
            evidence: turn.id.clone(),
            quote,
            at: turn.start,
            card: card_id.clone(),
            status: ObjectionStatus::Raised,
            by: By::Engine,
        };
        // What comes up again was not overcome.
        for known in self.objections.iter_mut().filter(|known| known.kind == found.kind) {
            if known.status == ObjectionStatus::Overcome {
                known.status = ObjectionStatus::Open;
                let step = objections::Move { id: known.id.clone(), status: known.status };
                insights.push(moved(step));
            }
        }
        self.objections.push(objection.clone());
        self.followed.push(objections::Followed {
            raised: turn.end,
            addressed: None,
            card,
            utterances_since: 0,
        });
        insights.push(Insight::ObjectionRaised(objection));
        if let Some(card) = card_id.filter(|card| !self.dismissed.contains(card)) {
            insights.push(Insight::CardRaised { card, objection: id });
        }
    }

    /// A must-have point of an earlier phase that was left out when two points of a later phase were touched.
    fn missed(&self) -> Option<(String, Option<String>)> {
        let phase_of =
            |id: &str| self.script.points().find(|(_, point)| point.id == id).map(|(phase, _)| phase);
        let touched: Vec<usize> =
            self.checklist.ticks().iter().filter_map(|tick| phase_of(&tick.point)).collect();
        self.checklist.missing().find_map(|id| {
            let phase = phase_of(id)?;
            let later = touched.iter().filter(|touched| **touched > phase).count();
            let (_, point) = self.script.points().find(|(_, point)| point.id == id)?;
            // A hint with a gap to fill in is a model for the seller, no sentence to say.
            let whole = |hint: &&String| !hint.contains("...") && !hint.contains(['…', '[', '_']);
            (later >= 2).then(|| (point.id.clone(), point.hints.iter().find(whole).cloned()))
        })
    }
}

fn moved(step: objections::Move) -> Insight {
    Insight::ObjectionMoved { id: step.id, status: step.status }
}
