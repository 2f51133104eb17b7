//! What a point is about: its ideas and rare words with their weights, and how it may be covered.

use super::acts::{self, Does, Which};
use super::concepts::{self, Concept};
use super::wish::{self, Answer, Mode};
use crate::engine::text::{Said, Word, stem, stop};
use crate::language::Language;
use crate::playbook::{Point, Script};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The meaning of some words, comparable with the meaning of others.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    pub stems: BTreeSet<String>,
    pub concepts: BTreeSet<Concept>,
}

impl Meaning {
    /// The meaning of these words.
    pub(super) fn of(words: &[Word], language: Language) -> Self {
        let mut out = Self::default();
        for (at, word) in words.iter().enumerate() {
            if word.mask() {
                continue;
            }
            out.concepts.extend(concepts::of_word(words, at, language));
            if !stop::is_stop(&word.folded, language) {
                out.stems.insert(stem(&word.folded, language));
            }
        }
        out
    }
}

/// One unit of meaning: a word, with the ideas it stands for.
#[derive(Debug, Clone)]
struct Unit {
    stems: Vec<String>,
    concepts: BTreeSet<Concept>,
    weight: f32,
}

/// One wording of a point: its text or a hint.
#[derive(Debug, Clone)]
struct Wording {
    units: Vec<Unit>,
    total: f32,
    /// The weight of two rare ideas: what a wording should hold at least.
    full: f32,
}

/// What a point is about.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub id: String,
    pub mode: Mode,
    pub answers: Vec<Answer>,
    /// Whether it is about what the call will be about: covered by announcing.
    pub agenda: bool,
    pub importance: u8,
    /// What a seller does to cover it, in whatever words.
    pub acts: BTreeSet<Which>,
    text: Wording,
    hints: Vec<Wording>,
    /// The hints as folded words, each with a space at both ends.
    phrases: Vec<String>,
}

/// How well words fit a point.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Fit {
    /// 0 to 1.
    pub score: f32,
    /// How many units of the best wording were found.
    pub hits: usize,
    /// Whether the best wording is a single idea.
    pub single: bool,
}

/// Hints of fewer words are said by chance.
const PHRASE: usize = 3;

impl Profile {
    /// Whether a sentence, padded with spaces, says a hint word by word.
    pub(super) fn says(&self, padded: &str) -> bool {
        self.phrases.iter().any(|phrase| padded.contains(phrase.as_str()))
    }

    /// How well this meaning fits the point.
    pub(super) fn fit(&self, meaning: &Meaning) -> Fit {
        let text = self.text.fit(meaning);
        let hint = self
            .hints
            .iter()
            .map(|hint| hint.fit(meaning))
            .max_by(|a, b| a.score.total_cmp(&b.score))
            .unwrap_or_default();
        let (best, other) = if text.score >= hint.score { (text, hint) } else { (hint, text) };
        Fit { score: (best.score + other.score * 0.15).min(1.0), ..best }
    }
}

impl Wording {
    fn fit(&self, meaning: &Meaning) -> Fit {
        let mut fit = Fit { single: self.units.len() == 1, ..Fit::default() };
        let mut used: BTreeSet<Concept> = BTreeSet::new();
        for unit in &self.units {
            let same = unit.stems.iter().any(|stem| meaning.stems.contains(stem));
            let idea = unit.concepts.iter().any(|c| meaning.concepts.contains(c) && !used.contains(c));
            if same || idea {
                used.extend(unit.concepts.intersection(&meaning.concepts));
                fit.score += unit.weight * if same { 1.0 } else { 0.8 };
                fit.hits += 1;
            }
        }
        // A wording of one or two ideas says little when it is found: it is read as if a third were missing.
        let whole = if self.total > 0.0 { self.total.max(self.full * 0.8) } else { 1.0 };
        fit.score /= whole;
        fit
    }
}

/// The profiles of all points of a script.
pub(super) fn profiles(script: &Script) -> Vec<Profile> {
    let language = script.language;
    let points: Vec<&Point> = script.points().map(|(_, point)| point).collect();
    let mut stems: HashMap<String, u32> = HashMap::new();
    let mut ideas: HashMap<Concept, u32> = HashMap::new();
    for point in &points {
        let all = std::iter::once(&point.text).chain(&point.hints).cloned().collect::<Vec<_>>().join(". ");
        let meaning = Meaning::of(&Said::read(&all, language).words, language);
        meaning.stems.into_iter().for_each(|stem| *stems.entry(stem).or_default() += 1);
        meaning.concepts.into_iter().for_each(|idea| *ideas.entry(idea).or_default() += 1);
    }
    let rarity = Rarity { stems, ideas, points: points.len() };
    points.into_iter().map(|point| profile(point, language, &rarity)).collect()
}

/// In how many points a word or idea stands: what stands everywhere tells nothing.
struct Rarity {
    stems: HashMap<String, u32>,
    ideas: HashMap<Concept, u32>,
    points: usize,
}

impl Rarity {
    fn weight(&self, in_points: u32) -> f32 {
        let all = f32::from(u16::try_from(self.points).unwrap_or(u16::MAX));
        let some = f32::from(u16::try_from(in_points.max(1)).unwrap_or(u16::MAX));
        (1.0 + all / some).ln().max(0.4)
    }
}

fn profile(point: &Point, language: Language, rarity: &Rarity) -> Profile {
    let (acts, mode) = acts_of(point, language);
    Profile {
        id: point.id.clone(),
        acts,
        mode,
        answers: wish::answers(&point.text),
        agenda: wish::agenda(&point.text),
        importance: point.importance,
        phrases: point.hints.iter().filter_map(|hint| phrase(hint, language)).collect(),
        text: wording(&point.text, language, rarity),
        hints: point.hints.iter().map(|hint| wording(hint, language, rarity)).collect(),
    }
}

/// The acts a point wishes for: of its text, else of its hints; and how it is covered, where they tell more than its
/// first word.
fn acts_of(point: &Point, language: Language) -> (BTreeSet<Which>, Mode) {
    let mut out = acts::wished(&point.text);
    if out.is_empty() {
        out = point.hints.iter().flat_map(|hint| acts::shown(hint, language)).collect();
    }
    let does = |which: &Which| acts::act(*which).map(|act| (act.does, act.plain));
    let any =
        |wanted: Does, out: &BTreeSet<Which>| out.iter().any(|which| does(which) == Some((wanted, true)));
    let mode = match wish::mode(point) {
        Mode::Either if any(Does::Ask, &out) => Mode::Ask,
        Mode::Either if any(Does::Tell, &out) || any(Does::Price, &out) => Mode::Tell,
        mode => mode,
    };
    // "Cost of a lost lead" wishes for a question, whatever else its words may name; "Price and what it includes"
    // for a price.
    let learns = mode != Mode::Tell && any(Does::Ask, &out);
    let priced = !learns && any(Does::Price, &out);
    out.retain(|which| match does(which) {
        Some((Does::Ask, _)) => mode != Mode::Tell,
        Some((Does::Date, _)) => true,
        Some((Does::Price, _)) => !learns,
        _ => !learns && !priced,
    });
    (out, mode)
}

fn phrase(hint: &str, language: Language) -> Option<String> {
    let said = Said::read(hint, language);
    (said.words.len() >= PHRASE).then(|| format!(" {} ", said.plain()))
}

fn wording(text: &str, language: Language, rarity: &Rarity) -> Wording {
    let said = Said::read(text, language);
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for (at, word) in said.words.iter().enumerate() {
        let concepts = concepts::of_word(&said.words, at, language);
        if (stop::is_stop(&word.folded, language) && concepts.is_empty()) || wish::instruction(&word.folded) {
            continue;
        }
        let stem = stem(&word.folded, language);
        let by_stem = rarity.weight(rarity.stems.get(&stem).copied().unwrap_or(1));
        let by_idea = concepts
            .iter()
            .map(|c| {
                rarity.weight(rarity.ideas.get(c).copied().unwrap_or(1))
                    * if concepts::common(*c) { 0.5 } else { 1.0 }
            })
            .fold(0.0, f32::max);
        // A word without an idea is a name or a detail; nobody says it in the same words.
        let weight = if concepts.is_empty() { by_stem * 0.7 } else { by_idea };
        units.entry(stem.clone()).or_insert(Unit { stems: vec![stem], concepts, weight });
    }
    let units = merged(units.into_values());
    let total = units.iter().map(|unit| unit.weight).sum();
    Wording { units, total, full: rarity.weight(1) * 1.6 }
}

/// Words for the same idea count once: `Comune e posizione` is one thing.
fn merged(units: impl Iterator<Item = Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    for unit in units {
        let same = out
            .iter_mut()
            .find(|known| !unit.concepts.is_empty() && !known.concepts.is_disjoint(&unit.concepts));
        match same {
            Some(known) => {
                known.concepts.extend(&unit.concepts);
                known.stems.extend(unit.stems);
                known.weight = known.weight.max(unit.weight);
            }
            None => out.push(unit),
        }
    }
    out
}
