//! Objections: heard in the customer's words, answered by a card, followed to their end.
//!
//! A question about the price, a competitor named in passing and small talk raise nothing.

mod cards;
mod en;
mod felt;
mod follow;
mod it;

pub(super) use felt::Place;
pub(super) use follow::{Followed, Move, close, customer_spoke, seller_spoke};

use super::text::wordset::Family;
use super::text::{Said, Sentence};
use crate::language::Language;
use crate::playbook::ObjectionType;
use std::sync::LazyLock;

pub(super) use cards::{Deck, names as rivals};

/// A pattern with the objection it shows and its weight: 2 is enough alone, 1 wants company.
pub(super) type Sign = (ObjectionType, u8, &'static str);

/// How one language objects.
struct Signs {
    family: Family,
    kinds: Vec<(ObjectionType, u8)>,
    /// Takes back what a sign seems to say: praise, reports of others, hypotheses.
    harmless: Family,
    /// Makes a sentence weigh more: but, honestly.
    stress: Family,
}

impl Signs {
    fn new(
        groups: &[(&str, &str)],
        signs: &[Sign],
        harmless: &[&'static str],
        stress: &[&'static str],
    ) -> Self {
        Self {
            family: Family::new(groups, signs.iter().map(|(_, _, pattern)| *pattern)),
            kinds: signs.iter().map(|(kind, weight, _)| (*kind, *weight)).collect(),
            harmless: Family::new(groups, harmless.iter().copied()),
            stress: Family::new(groups, stress.iter().copied()),
        }
    }
}

fn signs(language: Language) -> &'static Signs {
    static IT: LazyLock<Signs> = LazyLock::new(it::signs);
    static EN: LazyLock<Signs> = LazyLock::new(en::signs);
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

/// About eight words between two objections of one text without marks.
const APART: usize = 45;

/// From this strength on words tell the kind themselves.
const SURE: f32 = 3.0;
/// From this strength on words need no place.
const PLAIN: f32 = 2.0;

/// An objection that was heard.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub kind: ObjectionType,
    pub sentence: usize,
    pub strength: f32,
    /// Where in the sentence, in bytes of its plain text.
    at: usize,
}

/// What a customer's utterance objects to, the strongest first; at most two kinds.
pub(super) fn find(said: &Said, language: Language, place: Place, deck: &Deck) -> Vec<Found> {
    let mut found = weigh(said, language, place, deck);
    // Warm words rarely object, cold ones more often.
    let needed = if place.tone > 0.3 { 2.6 } else { 2.0 };
    found.retain(|one| one.strength >= needed);
    found.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.sentence.cmp(&b.sentence)));
    // One sentence objects once; only in a long text without marks another place is another objection.
    if let [first, second, ..] = found.as_slice()
        && first.sentence == second.sentence
        && first.at.abs_diff(second.at) < APART
    {
        found.truncate(1);
    }
    found.truncate(2);
    found
}

/// From here on a strength that is not enough is worth a second opinion.
const DOUBTFUL: f32 = 0.9;

/// The strongest kind that was not found and yet sounds like it; at most one, and none beside a sure one.
pub(super) fn nearly(
    said: &Said,
    language: Language,
    place: Place,
    found: &[Found],
    deck: &Deck,
) -> Option<(ObjectionType, f32)> {
    if !found.is_empty() {
        return None;
    }
    let weighed = weigh(said, language, place, deck).into_iter().filter(|one| one.strength >= DOUBTFUL);
    weighed.max_by(|a, b| a.strength.total_cmp(&b.strength)).map(|one| (one.kind, one.strength))
}

/// How strongly each kind sounds in an utterance.
fn weigh(said: &Said, language: Language, place: Place, deck: &Deck) -> Vec<Found> {
    let signs = signs(language);
    let mut found: Vec<Found> = Vec::new();
    for (index, sentence) in said.sentences.iter().enumerate() {
        for (kind, strength, at) in of_sentence(signs, sentence) {
            let strength = strength + deck.echo(kind, sentence, said, language);
            match found.iter_mut().find(|known| known.kind == kind) {
                Some(known) => {
                    if strength > known.strength {
                        (known.sentence, known.strength, known.at) = (index, strength, at);
                    } else {
                        known.strength += strength * 0.3;
                    }
                }
                None => found.push(Found { kind, sentence: index, strength, at }),
            }
        }
        for (kind, strength) in deck.called(sentence, said, language) {
            match found.iter_mut().find(|known| known.kind == kind) {
                Some(known) => known.strength = known.strength.max(strength),
                None => found.push(Found { kind, sentence: index, strength, at: 0 }),
            }
        }
        // What the place tells counts where no words told anything plainer.
        if found.iter().all(|known| known.strength < PLAIN)
            && let Some((kind, strength)) = felt::of_sentence(sentence, said, language, deck, place)
        {
            found.retain(|known| known.kind == kind);
            match found.first_mut() {
                Some(known) => known.strength += strength,
                None => found.push(Found { kind, sentence: index, strength, at: 0 }),
            }
        }
    }
    // "Why should I change" beside another vendor's name is about that vendor.
    for one in found.iter_mut().filter(|one| one.kind == ObjectionType::Need) {
        let sentence = said.sentences.get(one.sentence);
        if sentence.is_some_and(|sentence| deck.names_rival(sentence, said)) {
            one.kind = ObjectionType::Competitor;
        }
    }
    // A card whose words are plainly there tells the kind better than a general pattern whose card is far.
    if let [one] = found.as_mut_slice()
        && one.strength < SURE
        && let Some(kind) = deck.plainly(said, language, one.kind)
    {
        one.kind = kind;
    }
    found
}

fn of_sentence(signs: &Signs, sentence: &Sentence) -> Vec<(ObjectionType, f32, usize)> {
    let plain = sentence.plain.as_str();
    let places = signs.family.places(plain);
    if places.is_empty() {
        return Vec::new();
    }
    let harmless = signs.harmless.places(plain);
    let stressed = if signs.stress.any(plain) { 0.4 } else { 0.0 };
    let mut out: Vec<(ObjectionType, f32, usize)> = Vec::new();
    let mut counted: Vec<usize> = Vec::new();
    for (which, from, to) in places {
        let covered = harmless
            .iter()
            .any(|(_, start, end)| *start <= from && to <= *end || (from <= *start && *end <= to));
        if covered || counted.contains(&which) {
            continue;
        }
        counted.push(which);
        let Some((kind, weight)) = signs.kinds.get(which) else { continue };
        // Who asks does not object yet, unless the words are plain enough.
        let weight = f32::from(*weight) * if sentence.asked && *weight < 3 { 0.6 } else { 1.0 };
        match out.iter_mut().find(|(known, _, _)| known == kind) {
            Some((_, sum, _)) => *sum += weight,
            None => out.push((*kind, weight + stressed, from)),
        }
    }
    out
}

#[cfg(test)]
mod tests;
