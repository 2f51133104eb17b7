//! The words of an utterance for the detectors: read once, each with its place and its sense.
//!
//! It borrows from the text and looks every word up once; places count bytes. Masks such as `[phone]` are single
//! words that mean nothing.

pub(super) mod cues;
pub(super) mod items;
pub(super) mod lexicon;
mod scan;
pub(super) mod signs;

use crate::engine::text;
use crate::language::Language;
use lexicon::{Lexicon, Sense, mark};
use scan::Scan;
use std::borrow::Cow;

/// A word with its place and its sense.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// Lower case without accents.
    pub folded: Cow<'a, str>,
    /// As it stands in the text.
    pub raw: &'a str,
    /// What stands between the word before and this one.
    pub gap: &'a str,
    /// Its first byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What the lexicon knows about it.
    pub sense: Sense,
}

impl Word<'_> {
    /// Whether it begins with a capital letter.
    pub(super) fn capital(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a digit.
    pub(super) fn numeral(&self) -> bool {
        self.sense.has(mark::NUMERAL)
    }

    /// Whether it stands for something redacted.
    pub(super) fn mask(&self) -> bool {
        self.sense.has(mark::MASK)
    }

    /// Whether a sentence ended right before it.
    pub(super) fn begins(&self) -> bool {
        self.gap.contains(['.', '?', '!', ';'])
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str, language: Language) -> Vec<Word<'_>> {
    let lexicon = Lexicon::of(language);
    // A word and the space after it take six bytes or so.
    let mut out = Vec::with_capacity(text.len() / 5 + 2);
    for piece in Scan::new(text, language) {
        if piece.mask {
            out.push(piece.word(Cow::Borrowed(piece.raw), Sense::of(mark::MASK)));
            continue;
        }
        let folded = fold(piece.raw);
        if let Some((first, second)) = pronoun_is(&folded, language) {
            let (first, second) = (Cow::Owned(first.to_owned()), Cow::Borrowed(second));
            let sense = lexicon.sense(&first);
            out.push(piece.word(first, sense));
            let sense = lexicon.sense(&second);
            out.push(Word { gap: "", ..piece.word(second, sense) });
            continue;
        }
        let folded = if folded.contains('\'') { Cow::Owned(folded.replace('\'', "")) } else { folded };
        let sense = lexicon.sense(&folded);
        out.push(piece.word(folded, sense));
    }
    out
}

/// The senses of all words together, without reading them into memory: what an utterance may hold at all.
pub(super) fn glance(text: &str, language: Language) -> lexicon::Glance {
    /// Longer words are no words of the lexicon.
    const LONGEST: usize = 40;
    let lexicon = Lexicon::of(language);
    let mut glance = lexicon::Glance::default();
    let mut buffer = [0_u8; LONGEST];
    for piece in Scan::new(text, language) {
        let plain = buffer.get_mut(..piece.raw.len()).filter(|_| piece.raw.is_ascii() && !piece.mask);
        let sense = if let Some(space) = plain {
            space.copy_from_slice(piece.raw.as_bytes());
            space.make_ascii_lowercase();
            lexicon.sense(std::str::from_utf8(space).unwrap_or_default())
        } else if piece.mask {
            Sense::of(mark::MASK)
        } else {
            lexicon.sense(&fold(piece.raw))
        };
        glance.add(sense);
    }
    glance
}

/// Lower case without accents; borrowed where nothing changes.
fn fold(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(raw);
    }
    if raw.is_ascii() {
        return Cow::Owned(raw.to_ascii_lowercase());
    }
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            'à' | 'á' | 'À' | 'Á' => out.push('a'),
            'è' | 'é' | 'È' | 'É' => out.push('e'),
            'ì' | 'í' | 'Ì' | 'Í' => out.push('i'),
            'ò' | 'ó' | 'Ò' | 'Ó' => out.push('o'),
            'ù' | 'ú' | 'Ù' | 'Ú' => out.push('u'),
            c if scan::apostrophe(c) => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            // Rare letters go the general way, with whatever else the word holds.
            _ => return Cow::Owned(text::fold(raw).replace(scan::apostrophe, "'")),
        }
    }
    Cow::Owned(out)
}

/// `it's` → `it is`. Other contractions say nothing about personal data and stay one word.
fn pronoun_is(folded: &str, language: Language) -> Option<(&'static str, &'static str)> {
    const PRONOUNS: [&str; 9] = ["it", "that", "what", "he", "she", "there", "here", "where", "this"];
    let first = folded.strip_suffix("'s").filter(|_| language == Language::En)?;
    PRONOUNS.into_iter().find(|one| *one == first).map(|first| (first, "is"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: &[&str]) {
        let words = words(text, language);
        let got: Vec<&str> = words.iter().map(|word| word.folded.as_ref()).collect();
        assert_eq!(got, expected, "{text}");
        for word in &words {
            assert_eq!(text.get(word.start..word.end), Some(word.raw));
        }
    }

    #[test]
    fn words_are_folded_and_numbers_stay_whole() {
        check("L'è così, perché? Boh.", Language::It, &["l", "e", "cosi", "perche", "boh"]);
        check("It’s Ann's, I don't know", Language::En, &["it", "is", "anns", "i", "dont", "know"]);
        check("costa 1.280 euro alle 17:15.", Language::It, &["costa", "1.280", "euro", "alle", "17:15"]);
        check("il n. [phone] [x] Ça", Language::It, &["il", "n", "[phone]", "x", "ca"]);
        check("", Language::It, &[]);
    }

    #[test]
    fn a_glance_sees_what_the_words_mean() {
        let marks = |text| glance(text, Language::It).marks;
        assert_eq!(marks("va bene, ci sentiamo domani") & mark::NUMBER, 0);
        assert_ne!(marks("sono TRENTATRÉ in tutto") & mark::NUMBER, 0);
        assert_ne!(marks("sono 33 in tutto") & mark::NUMERAL, 0);
    }
}
