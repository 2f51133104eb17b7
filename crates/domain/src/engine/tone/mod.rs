//! The tone of words: one utterance's score, and each speaker's smoothed colour.
//!
//! Only words are read, never voice or face. Sarcasm is mostly out of reach; thanks and greetings count for little.

mod en;
mod it;
mod smooth;

pub(super) use smooth::Smoothing;

use super::text::wordset::Family;
use super::text::{Said, Sentence};
use crate::insight::Sentiment;
use crate::language::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The words and phrases of one language with their weights, from -4 to 4.
pub(super) struct Lexicon {
    exact: HashMap<&'static str, f32>,
    /// Word beginnings, for languages that inflect: the longest that fits counts.
    stems: HashMap<&'static str, f32>,
    phrases: Family,
    phrase_weights: Vec<f32>,
    negations: &'static [&'static str],
    boosters: &'static [(&'static str, f32)],
    /// After these words a sentence says what is really meant.
    turns: &'static [&'static str],
}

impl Lexicon {
    fn new(
        words: &[(f32, &'static str)],
        phrases: &'static [(f32, &'static str)],
        groups: &[(&str, &str)],
        negations: &'static [&'static str],
        boosters: &'static [(&'static str, f32)],
        turns: &'static [&'static str],
    ) -> Self {
        let (mut exact, mut stems) = (HashMap::new(), HashMap::new());
        for (weight, list) in words {
            for word in list.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(stem) => stems.insert(stem, *weight),
                    None => exact.insert(word, *weight),
                };
            }
        }
        let family = Family::new(groups, phrases.iter().map(|(_, pattern)| *pattern));
        let phrase_weights = phrases.iter().map(|(weight, _)| *weight).collect();
        Self { exact, stems, phrases: family, phrase_weights, negations, boosters, turns }
    }

    fn weight(&self, word: &str) -> Option<f32> {
        if let Some(weight) = self.exact.get(word) {
            return Some(*weight);
        }
        (3..=word.len()).rev().find_map(|end| self.stems.get(word.get(..end)?)).copied()
    }
}

fn lexicon(language: Language) -> &'static Lexicon {
    static IT: LazyLock<Lexicon> = LazyLock::new(it::lexicon);
    static EN: LazyLock<Lexicon> = LazyLock::new(en::lexicon);
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

/// How an utterance sounds by its words. `answer` says that it follows a question of the other side: a bare yes
/// or no then has no tone of its own.
pub(super) fn sentiment(said: &Said, language: Language, answer: bool) -> Sentiment {
    let lexicon = lexicon(language);
    let mut sum = 0.0;
    let mut words = Vec::new();
    for sentence in &said.sentences {
        let (score, found) = of_sentence(lexicon, said, sentence);
        // A question asks; what it names is not felt yet.
        sum += if sentence.asked { score * 0.5 } else { score };
        words.extend(found);
    }
    if answer && said.words.len() <= 2 {
        sum *= 0.3;
    }
    // VADER's squashing: 15 keeps a single strong word (3) near 0.6.
    let score = sum / (sum * sum + 15.0_f32).sqrt();
    words.truncate(6);
    Sentiment { score: (score * 1_000.0).round() / 1_000.0, words }
}

/// From here on a phrase is praise, and a negation before it turns it round.
const WARM: f32 = 1.0;

fn of_sentence(lexicon: &Lexicon, said: &Said, sentence: &Sentence) -> (f32, Vec<String>) {
    let words = said.words.get(sentence.words.clone()).unwrap_or_default();
    let mut taken = vec![false; words.len()];
    let mut found: Vec<(usize, f32, String)> = Vec::new();
    // The longer phrase tells more: "I do not like it" before "like it".
    let mut places = lexicon.phrases.places(&sentence.plain);
    places.sort_by_key(|(_, from, to)| (std::cmp::Reverse(to - from), *from));
    for (which, from, to) in places {
        let first = sentence.plain.get(..from).map_or(0, |before| before.matches(' ').count());
        let length = sentence.plain.get(from..to).map_or(0, |text| text.matches(' ').count()) + 1;
        if taken.iter().skip(first).take(length).any(|taken| *taken) {
            continue;
        }
        taken.iter_mut().skip(first).take(length).for_each(|slot| *slot = true);
        let mut weight = lexicon.phrase_weights.get(which).copied().unwrap_or(0.0);
        let before = first.checked_sub(1).and_then(|at| words.get(at));
        if weight >= WARM && before.is_some_and(|word| lexicon.negations.contains(&word.folded.as_str())) {
            weight *= -0.74;
        }
        if weight != 0.0 {
            found.push((first, weight, sentence.plain.get(from..to).unwrap_or_default().to_owned()));
        }
    }
    for (index, word) in words.iter().enumerate() {
        if taken.get(index) == Some(&true) {
            continue;
        }
        let Some(mut weight) = lexicon.weight(&word.folded).filter(|weight| *weight != 0.0) else { continue };
        let before = |back: usize| {
            index.checked_sub(back).and_then(|at| words.get(at)).map_or("", |w| w.folded.as_str())
        };
        for back in 1..=2 {
            if let Some((_, factor)) = lexicon.boosters.iter().find(|(booster, _)| *booster == before(back)) {
                weight *= factor;
            }
        }
        // VADER's -0.74 within three words.
        if (1..=3).any(|back| lexicon.negations.contains(&before(back))) {
            weight *= if weight > 0.0 { -0.74 } else { -0.4 };
        }
        found.push((index, weight, word.raw.clone()));
    }
    let turn = words.iter().rposition(|word| lexicon.turns.contains(&word.folded.as_str()));
    let mut sum = 0.0;
    for (index, weight, _) in &found {
        sum += match turn {
            Some(turn) if *index < turn => weight * 0.5,
            Some(turn) if *index > turn => weight * 1.3,
            _ => *weight,
        };
    }
    found.sort_by_key(|(index, _, _)| *index);
    (sum, found.into_iter().map(|(_, _, word)| word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: i8) {
        let said = Said::read(text, language);
        let sentiment = sentiment(&said, language, false);
        let got = if sentiment.score >= 0.25 { 1 } else { i8::from(sentiment.score > -0.25) - 1 };
        assert_eq!(got, expected, "{text}: {sentiment:?}");
    }

    #[test]
    fn italian_tones() {
        check("È fantastico, mi piace tantissimo!", Language::It, 1);
        check("Sono molto deluso dal vostro servizio.", Language::It, -1);
        check("Ci vediamo martedì alle tre.", Language::It, 0);
        check("Non è male, anzi.", Language::It, 0);
        check("Non mi piace per niente.", Language::It, -1);
        check("Nessun problema, va bene.", Language::It, 0);
        check("È bello però è un disastro da usare, un incubo.", Language::It, -1);
        check("non ci posso credere è esattamente quello che cercavo", Language::It, 1);
        check("mi avete già fatto perdere un sacco di tempo sono stufo", Language::It, -1);
    }

    #[test]
    fn english_tones() {
        check("That's amazing, I love it.", Language::En, 1);
        check("Honestly we're pretty frustrated with the support.", Language::En, -1);
        check("We have forty people in the warehouse.", Language::En, 0);
        check("No problem at all, that's fine.", Language::En, 0);
        check("It's not bad.", Language::En, 0);
        check("I don't like it at all.", Language::En, -1);
        check("that was a nightmare and i am sick of it", Language::En, -1);
        check("wow that would save us so much time", Language::En, 1);
    }
}
