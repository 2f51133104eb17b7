//! What single words mean to the detectors, looked up once per word: numbers, letters, hints, signs, streets.

use super::cues::{self, Cue};
use super::items;
use crate::engine::redact::find::{dates, health, places, secrets, units};
use crate::engine::text::stop;
use crate::language::Language;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// What a word can be, as single bits.
pub(in crate::engine::redact) mod mark {
    /// Begins with a digit.
    pub(in crate::engine::redact) const NUMERAL: u32 = 1;
    /// Stands for something redacted.
    pub(in crate::engine::redact) const MASK: u32 = 1 << 1;
    /// A number word below a hundred; [`super::Sense::number`] says which.
    pub(in crate::engine::redact) const NUMBER: u32 = 1 << 2;
    /// May be a number word from a hundred on.
    pub(in crate::engine::redact) const LARGE: u32 = 1 << 3;
    /// The name of a letter; [`super::Sense::letter`] says which.
    pub(in crate::engine::redact) const LETTER: u32 = 1 << 4;
    /// A town or code word that letters are spelled with.
    pub(in crate::engine::redact) const CALL: u32 = 1 << 5;
    /// Says nothing amid digits.
    pub(in crate::engine::redact) const FILLER: u32 = 1 << 6;
    /// Takes back the digits before.
    pub(in crate::engine::redact) const CORRECTION: u32 = 1 << 7;
    pub(in crate::engine::redact) const POINT: u32 = 1 << 8;
    pub(in crate::engine::redact) const DASH: u32 = 1 << 9;
    /// `double`, `triplo`.
    pub(in crate::engine::redact) const REPEAT: u32 = 1 << 10;
    /// The sign of e-mail addresses.
    pub(in crate::engine::redact) const AT: u32 = 1 << 11;
    pub(in crate::engine::redact) const STREET_IT: u32 = 1 << 12;
    pub(in crate::engine::redact) const STREET_EN: u32 = 1 << 13;
    pub(in crate::engine::redact) const MONTH: u32 = 1 << 14;
    pub(in crate::engine::redact) const ORDINAL: u32 = 1 << 15;
    /// After a number it makes a price or a count of it.
    pub(in crate::engine::redact) const UNIT: u32 = 1 << 16;
    /// A sign that is spoken inside a password.
    pub(in crate::engine::redact) const SIGN: u32 = 1 << 17;
    /// Carries no meaning of its own.
    pub(in crate::engine::redact) const STOP: u32 = 1 << 18;
    /// An illness or a medicine.
    pub(in crate::engine::redact) const ILLNESS: u32 = 1 << 19;
    /// Begins a phrase about health.
    pub(in crate::engine::redact) const AILING: u32 = 1 << 20;
    /// A part of the body.
    pub(in crate::engine::redact) const BODY: u32 = 1 << 21;
    /// Begins with a letter and holds a digit.
    pub(in crate::engine::redact) const MIXED: u32 = 1 << 23;
    /// Has a hint.
    pub(in crate::engine::redact) const CUE: u32 = 1 << 22;
}

/// What a word means.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::engine::redact) struct Sense {
    pub marks: u32,
    pub cue: Option<Cue>,
    pub number: u16,
    pub letter: u8,
}

impl Sense {
    pub(in crate::engine::redact) fn of(marks: u32) -> Self {
        Self { marks, ..Self::default() }
    }

    pub(in crate::engine::redact) const fn has(self, mark: u32) -> bool {
        self.marks & mark != 0
    }

    fn merge(&mut self, other: Self) {
        self.marks |= other.marks;
        self.cue = self.cue.or(other.cue);
        if other.has(mark::NUMBER) {
            self.number = other.number;
        }
        if other.has(mark::LETTER | mark::CALL) {
            self.letter = other.letter;
        }
    }
}

/// The senses of a whole utterance.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::engine::redact) struct Glance {
    /// All marks of all words.
    pub marks: u32,
    /// How many words are numbers or begin with a digit.
    pub numbers: usize,
    /// How many words there are.
    pub words: usize,
}

impl Glance {
    pub(super) fn add(&mut self, sense: Sense) {
        const NUMBERS: u32 = mark::NUMERAL | mark::MIXED | mark::NUMBER | mark::LARGE | mark::REPEAT;
        self.marks |= sense.marks;
        self.words += 1;
        self.numbers += usize::from(sense.has(NUMBERS));
    }

    pub(in crate::engine::redact) const fn has(&self, mark: u32) -> bool {
        self.marks & mark != 0
    }
}

/// All words of a language that mean something.
pub(in crate::engine::redact) struct Lexicon {
    whole: HashMap<Cow<'static, str>, Sense, Hash>,
    /// Beginnings of words, by their first four letters.
    stems: HashMap<[u8; 4], Vec<(&'static str, Sense)>, Hash>,
}

impl Lexicon {
    pub(in crate::engine::redact) fn of(language: Language) -> &'static Self {
        static ITALIAN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::build(Language::It));
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::build(Language::En));
        match language {
            Language::It => &ITALIAN,
            Language::En => &ENGLISH,
        }
    }

    /// What a folded word means.
    pub(in crate::engine::redact) fn sense(&self, word: &str) -> Sense {
        let bytes = word.as_bytes();
        if bytes.first().is_some_and(u8::is_ascii_digit) {
            return Sense::of(mark::NUMERAL);
        }
        let mut sense = self.whole.get(word).copied().unwrap_or_default();
        if bytes.iter().any(u8::is_ascii_digit) {
            sense.marks |= mark::MIXED;
        }
        if let Some(four) = bytes.first_chunk::<4>()
            && let Some(stems) = self.stems.get(four)
        {
            for (stem, meaning) in stems {
                if word.starts_with(stem) {
                    sense.merge(*meaning);
                }
            }
        }
        sense
    }

    fn build(language: Language) -> Self {
        let mut lexicon = Self { whole: HashMap::default(), stems: HashMap::default() };
        for (cue, words) in cues::WORDS {
            lexicon.list(words, Sense { cue: Some(*cue), ..Sense::of(mark::CUE) });
        }
        lexicon.list(cues::BESIDE, Sense::of(mark::CUE));
        for (mark, words) in items::WORDS
            .iter()
            .chain(places::WORDS)
            .chain(dates::WORDS)
            .chain(health::WORDS)
            .chain(secrets::WORDS)
            .chain(units::WORDS)
        {
            lexicon.list(words, Sense::of(*mark));
        }
        lexicon.list(stop::words(language), Sense::of(mark::STOP));
        for (word, value) in items::numbers(language) {
            lexicon.add(word, Sense { number: value, ..Sense::of(mark::NUMBER) });
        }
        for (words, kind) in [(items::letter_names(language), mark::LETTER), (items::CALLS, mark::CALL)] {
            for pair in words.split(' ') {
                let Some((letter, word)) = pair.split_once(':') else { continue };
                let letter = letter.bytes().next().unwrap_or_default();
                lexicon.add(Cow::Borrowed(word), Sense { letter, ..Sense::of(kind) });
            }
        }
        lexicon
    }

    fn list(&mut self, words: &'static str, sense: Sense) {
        for word in words.split(' ') {
            let Some(stem) = word.strip_suffix('*') else {
                self.add(Cow::Borrowed(word), sense);
                continue;
            };
            debug_assert!(stem.len() >= 4, "{stem} is too short a beginning");
            if let Some(four) = stem.as_bytes().first_chunk::<4>() {
                self.stems.entry(*four).or_default().push((stem, sense));
            }
        }
    }

    fn add(&mut self, word: Cow<'static, str>, sense: Sense) {
        self.whole.entry(word).or_default().merge(sense);
    }
}

type Hash = BuildHasherDefault<Fowler>;

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits): short words are hashed several times faster than by the
/// standard library's, which defends maps that strangers fill; nobody fills these.
struct Fowler(u64);

impl Default for Fowler {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fowler {
    fn finish(&self) -> u64 {
        // The table takes the upper bits, which the last bytes have hardly reached.
        self.0 ^ (self.0 << 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::numbers::{english_word, italian_word};

    #[test]
    fn number_words_are_those_of_the_engine() {
        for (word, value) in items::numbers(Language::It) {
            assert_eq!(italian_word(&word), Some(u32::from(value)), "{word}");
        }
        for (word, value) in items::numbers(Language::En) {
            assert_eq!(english_word(&word), Some(u32::from(value)), "{word}");
        }
    }

    #[test]
    fn words_and_beginnings_mean_something() {
        let italian = Lexicon::of(Language::It);
        assert_eq!(italian.sense("telefonini").cue, Some(Cue::Phone));
        assert_eq!(italian.sense("ventotto").number, 28);
        assert_eq!(italian.sense("erre").letter, b'R');
        assert!(italian.sense("chiocciola").has(mark::AT));
        assert!(italian.sense("zucchero").marks == 0);
        assert!(Lexicon::of(Language::En).sense("seventy").has(mark::NUMBER));
    }
}
