//! Who asked what: with question marks where there are some, by the shape of the sentence where there are none.

mod en;
mod it;

use super::text::wordset::Family;
use super::text::{Said, Sentence};
use crate::language::Language;
use std::sync::LazyLock;

/// The shapes of questions in one language.
struct Shapes {
    /// A clause that begins like this asks.
    openers: Family,
    /// Looks like an opener and tells.
    tells: Family,
    /// Words that may come before an opener without changing anything.
    lead_ins: &'static [&'static str],
    /// Asks wherever it stands.
    anywhere: Family,
    /// Asks when it ends the utterance.
    tags: Family,
}

fn shapes(language: Language) -> &'static Shapes {
    static IT: LazyLock<Shapes> = LazyLock::new(it::shapes);
    static EN: LazyLock<Shapes> = LazyLock::new(en::shapes);
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

/// The sentences that ask.
pub(super) fn asked(said: &Said, language: Language) -> Vec<&Sentence> {
    // Where somebody set marks, the marks decide; a text of several closed sentences was punctuated.
    let punctuated = said.sentences.iter().any(|s| s.closed);
    said.sentences
        .iter()
        .filter(|sentence| {
            sentence.asked || ((!punctuated || !sentence.closed) && shaped_as_question(sentence, language))
        })
        .collect()
}

/// Whether a sentence without marks asks.
pub(super) fn shaped_as_question(sentence: &Sentence, language: Language) -> bool {
    let shapes = shapes(language);
    let plain = sentence.plain.as_str();
    if shapes.anywhere.any(plain) || shapes.tags.places(plain).iter().any(|(_, _, end)| *end == plain.len()) {
        return true;
    }
    let told = shapes.tells.places(plain);
    shapes.openers.places(plain).iter().any(|(_, start, _)| {
        let tells = told.iter().any(|(_, from, to)| (*from..*to).contains(start));
        !tells && clause_begins(plain, *start, shapes.lead_ins)
    })
}

/// Whether a clause begins at this byte: at the start, or after words that only lead in.
fn clause_begins(plain: &str, start: usize, lead_ins: &[&str]) -> bool {
    let before = plain.get(..start).unwrap_or_default();
    let Some(last) = before.split_whitespace().next_back() else { return true };
    lead_ins.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: bool) {
        let said = Said::read(text, language);
        assert_eq!(!asked(&said, language).is_empty(), expected, "{text}");
    }

    #[test]
    fn italian_questions() {
        check("Quanto costa?", Language::It, true);
        check("allora quanto costa al mese", Language::It, true);
        check("e con chi dovrei parlare", Language::It, true);
        check("come dicevo prima siamo in tre", Language::It, false);
        check("quando arriva il tecnico gli apro io", Language::It, false);
        check("avete già un gestionale oppure fate tutto a mano", Language::It, true);
        check("mi sente", Language::It, true);
        check("siamo una ventina di persone", Language::It, false);
        check("non so quanto costi", Language::It, false);
        check("ma funziona anche sul telefono", Language::It, true);
        check("che ne dice di giovedì", Language::It, true);
        check("il contratto dura un anno giusto", Language::It, true);
        check("ci pensiamo e vi facciamo sapere", Language::It, false);
    }

    #[test]
    fn english_questions() {
        check("How much is it?", Language::En, true);
        check("okay so how many people use it", Language::En, true);
        check("do you have a minute", Language::En, true);
        check("what i like is the map", Language::En, false);
        check("when it breaks we call the vendor", Language::En, false);
        check("that is how we do it", Language::En, false);
        check("and who signs off on that", Language::En, true);
        check("does that make sense", Language::En, true);
        check("we have forty people", Language::En, false);
        check("i can send it tomorrow", Language::En, false);
        check("you are in berlin right", Language::En, true);
    }
}
