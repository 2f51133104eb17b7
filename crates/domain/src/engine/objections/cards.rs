//! The battle cards of a playbook, made ready for matching: stems of triggers and titles.

use crate::engine::text::{Said, Sentence, stem, stop};
use crate::language::Language;
use crate::playbook::{BattleCard, ObjectionType};
use std::collections::{BTreeMap, BTreeSet};

/// A card's words.
#[derive(Debug, Clone)]
struct Card {
    kind: ObjectionType,
    /// The stems of each trigger without stop words, and the trigger as folded words with a space at both ends.
    triggers: Vec<(BTreeSet<String>, String)>,
    /// The stems of the title without stop words.
    title: BTreeSet<String>,
    /// The stems of triggers, title and answer with their weight.
    about: BTreeMap<String, f32>,
}

/// From this score on a card is near.
const NEAR: f32 = 0.3;
/// From this score on a card is plainly meant.
const PLAINLY: f32 = 0.8;
/// Most of a trigger's words.
const MOST: f32 = 0.6;
/// Longer utterances hold two words of anything.
const EVOKING: usize = 40;

/// All cards of a playbook.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct Deck {
    cards: Vec<Card>,
    /// The names of other vendors, folded.
    rivals: Vec<String>,
}

fn stems(text: &str, language: Language) -> BTreeSet<String> {
    let said = Said::read(text, language);
    content(&said.words, language)
}

fn content(words: &[crate::engine::text::Word], language: Language) -> BTreeSet<String> {
    words
        .iter()
        .filter(|word| !word.mask() && !stop::is_stop(&word.folded, language))
        .map(|word| stem(&word.folded, language))
        .collect()
}

impl Deck {
    pub(in crate::engine) fn new(cards: &[BattleCard], language: Language) -> Self {
        let rivals = names(cards, language);
        let cards = cards
            .iter()
            .map(|card| {
                let triggers: Vec<_> = card
                    .triggers
                    .iter()
                    .map(|trigger| {
                        let said = Said::read(trigger, language);
                        (content(&said.words, language), format!(" {} ", said.plain()))
                    })
                    .collect();
                let mut about = BTreeMap::new();
                let sources = [(0.25, card.answer.clone()), (0.8, card.title.clone())]
                    .into_iter()
                    .chain(card.triggers.iter().map(|trigger| (1.0, trigger.clone())));
                for (weight, text) in sources {
                    for stem in stems(&text, language) {
                        about.insert(stem, weight);
                    }
                }
                Card { kind: card.objection, triggers, title: stems(&card.title, language), about }
            })
            .collect();
        Self { cards, rivals }
    }

    /// How much a sentence echoes the cards of this kind: up to 1.
    pub(in crate::engine) fn echo(
        &self,
        kind: ObjectionType,
        sentence: &Sentence,
        said: &Said,
        language: Language,
    ) -> f32 {
        let words = content(said.words.get(sentence.words.clone()).unwrap_or_default(), language);
        self.cards
            .iter()
            .filter(|card| card.kind == kind)
            .map(|card| card.score(&words))
            .fold(0.0_f32, f32::max)
            .min(1.0)
    }

    /// The kinds whose triggers a sentence says nearly word by word.
    pub(in crate::engine) fn called(
        &self,
        sentence: &Sentence,
        said: &Said,
        language: Language,
    ) -> Vec<(ObjectionType, f32)> {
        if sentence.asked {
            return Vec::new();
        }
        let words = content(said.words.get(sentence.words.clone()).unwrap_or_default(), language);
        let padded = format!(" {} ", sentence.plain);
        let mut out = Vec::new();
        for card in &self.cards {
            let literal = card.triggers.iter().any(|(stems, plain)| {
                // A single word (a competitor's name) is no objection by itself.
                plain.trim().contains(' ')
                    && plain.len() > 9
                    && padded.contains(plain.as_str())
                    && !stems.is_empty()
            });
            let whole = card.triggers.iter().any(|(stems, _)| stems.len() >= 3 && stems.is_subset(&words));
            if literal || whole {
                out.push((card.kind, if literal { 2.2 } else { 2.0 }));
            }
        }
        out
    }

    /// Whether a sentence names another vendor of the cards.
    pub(super) fn names_rival(&self, sentence: &Sentence, said: &Said) -> bool {
        let words = said.words.get(sentence.words.clone()).unwrap_or_default();
        words.iter().any(|word| self.rivals.contains(&word.folded))
    }

    /// Which of these kinds has the card nearest to the words; none where none is near or two are alike.
    pub(super) fn nearest(
        &self,
        said: &Said,
        language: Language,
        kinds: &[ObjectionType],
    ) -> Option<ObjectionType> {
        let words = content(&said.words, language);
        let mut scored: Vec<(ObjectionType, f32)> = kinds
            .iter()
            .filter_map(|kind| {
                let of_kind = self.cards.iter().filter(|card| card.kind == *kind);
                of_kind.map(|card| card.score(&words)).max_by(f32::total_cmp).map(|score| (*kind, score))
            })
            .collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (kind, score) = scored.first().copied()?;
        let second = scored.get(1).map_or(0.0, |(_, score)| *score);
        (score >= NEAR && score > second).then_some(kind)
    }

    /// The kind whose card is plainly meant, where the card of `kind` is not.
    pub(super) fn plainly(
        &self,
        said: &Said,
        language: Language,
        kind: ObjectionType,
    ) -> Option<ObjectionType> {
        let words = content(&said.words, language);
        let own = self.cards.iter().filter(|card| card.kind == kind).map(|card| card.score(&words));
        let far = own.fold(0.0_f32, f32::max) < NEAR;
        let best =
            self.cards.iter().map(|card| (card.kind, card.score(&words))).max_by(|a, b| a.1.total_cmp(&b.1));
        best.filter(|(other, score)| far && *other != kind && *score >= PLAINLY).map(|(other, _)| other)
    }

    /// The kind of the card most of whose title or of one trigger is in the words: at least two of its words.
    pub(super) fn evoked(&self, said: &Said, language: Language) -> Option<ObjectionType> {
        if said.words.len() > EVOKING {
            return None;
        }
        let words = content(&said.words, language);
        let shares = |stems: &BTreeSet<String>| {
            let shared = stems.intersection(&words).count();
            if shared >= 2 { ratio(shared, stems.len()) } else { 0.0 }
        };
        let scored = self.cards.iter().map(|card| {
            let triggers = card.triggers.iter().map(|(stems, _)| shares(stems));
            (card.kind, triggers.chain([shares(&card.title)]).fold(0.0_f32, f32::max))
        });
        let best = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 >= MOST).then_some(best.0)
    }

    /// The best card of this kind; none where the playbook has none.
    pub(in crate::engine) fn choose(
        &self,
        kind: ObjectionType,
        said: &Said,
        language: Language,
    ) -> Option<usize> {
        let words = content(&said.words, language);
        let mut best: Option<(usize, f32)> = None;
        let of_kind = self.cards.iter().enumerate().filter(|(_, card)| card.kind == kind);
        for (index, card) in of_kind {
            let score = card.score(&words);
            if best.is_none_or(|(_, known)| score > known) {
                best = Some((index, score));
            }
        }
        best.map(|(index, _)| index)
    }

    /// How near words are to the card at `index`: what the follower of objections asks of the seller's answer.
    pub(in crate::engine) fn nearness(&self, index: usize, said: &Said, language: Language) -> f32 {
        self.cards.get(index).map_or(0.0, |card| card.score(&content(&said.words, language)))
    }
}

impl Card {
    fn score(&self, words: &BTreeSet<String>) -> f32 {
        let hits: f32 =
            self.about.iter().filter(|(stem, _)| words.contains(*stem)).map(|(_, weight)| *weight).sum();
        let trigger = self
            .triggers
            .iter()
            .filter(|(stems, _)| !stems.is_empty())
            .map(|(stems, _)| {
                let shared = stems.intersection(words).count();
                ratio(shared, stems.len())
            })
            .fold(0.0_f32, f32::max);
        hits * 0.3 + trigger
    }
}

fn ratio(part: usize, whole: usize) -> f32 {
    let small = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    if whole == 0 { 0.0 } else { small(part) / small(whole) }
}

/// The names of other vendors on the cards, folded: words with a capital letter inside a title or trigger, or that
/// are a trigger by themselves.
pub(in crate::engine) fn names(cards: &[BattleCard], language: Language) -> Vec<String> {
    let mut out = Vec::new();
    for card in cards.iter().filter(|card| card.objection == ObjectionType::Competitor) {
        for text in card.triggers.iter().chain(std::iter::once(&card.title)) {
            let said = Said::read(text, language);
            let alone = said.words.len() == 1;
            let inside = said.words.iter().skip(usize::from(!alone)).filter(|word| word.capital());
            out.extend(
                inside
                    .map(|word| word.folded.clone())
                    .filter(|word| word.len() > 2 && !stop::is_stop(word, language)),
            );
        }
    }
    out
}
