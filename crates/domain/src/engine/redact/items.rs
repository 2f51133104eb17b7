//! Words as digits and letters: `quattro` is 4, `double seven` is 77, `erre` is R.

use crate::engine::text::numbers::{english_word, italian_word};
use crate::engine::text::{Word, stop};
use crate::language::Language;

/// What a word is when somebody dictates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// Digits, spoken or written.
    Digits(String),
    /// A letter that is spelled, or written letters and digits in one.
    Letters(String),
    /// A spoken point.
    Point,
    /// A spoken dash, slash or underscore.
    Dash,
    /// Says nothing: a filler, "and then".
    Filler,
    /// Takes back the digits before: "no, sorry", "anzi".
    Correction,
    /// Anything else.
    Other,
}

/// One or more words that are one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub item: Item,
    /// The words it takes, by index.
    pub first: usize,
    pub last: usize,
    /// Whether it was spoken as a word rather than written in digits.
    pub spoken: bool,
}

/// Reads all words.
pub(super) fn read(words: &[Word], language: Language) -> Vec<Read> {
    let mut out: Vec<Read> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let before = out.last().map(|read| &read.item);
        let (item, length, spoken) = one(words, at, language, before);
        out.push(Read { item, first: at, last: at + length.max(1), spoken });
        at += length.max(1);
    }
    out
}

fn folded(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.folded.as_str())
}

fn one(words: &[Word], at: usize, language: Language, before: Option<&Item>) -> (Item, usize, bool) {
    let word = folded(words, at);
    if word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() {
        return (Item::Digits(word.to_owned()), 1, false);
    }
    if word.bytes().any(|b| b.is_ascii_digit()) && word.is_ascii() {
        if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return (Item::Letters(word.to_ascii_uppercase()), 1, false);
        }
        // 347.555.0128 is a telephone; 1.280 is a price and 10.4.2 a version: left to others.
        let groups: Vec<&str> = word.split('.').collect();
        let phone = groups.len() == 3 && groups.iter().all(|g| g.len() >= 3) && groups.concat().len() >= 9;
        return if phone { (Item::Digits(groups.concat()), 1, false) } else { (Item::Other, 1, false) };
    }
    if let Some((times, next)) = repeated(words, at, language) {
        return (Item::Digits(next.repeat(times)), 2, true);
    }
    if let Some((digits, length)) = spoken(words, at, language, before) {
        return (Item::Digits(digits), length, true);
    }
    match word {
        "punto" | "dot" | "point" => (Item::Point, 1, true),
        "trattino" | "barra" | "slash" | "dash" | "hyphen" | "meno" | "underscore" => (Item::Dash, 1, true),
        "anzi" | "scusi" | "scusa" | "sorry" | "correction" | "rectify" => (Item::Correction, 1, true),
        _ if filler(word) || stop::is_noise(word) => (Item::Filler, 1, true),
        _ => match letter(word, language) {
            Some(letter) => (Item::Letters(letter.to_owned()), 1 + spelled_as(words, at + 1), true),
            None => (Item::Other, 1, true),
        },
    }
}

/// `double seven`, `triplo zero`.
fn repeated(words: &[Word], at: usize, language: Language) -> Option<(usize, String)> {
    let times = match folded(words, at) {
        "double" | "doppio" | "doppia" | "due_volte" => 2,
        "triple" | "triplo" | "tripla" | "treble" => 3,
        _ => return None,
    };
    let next = folded(words, at + 1);
    let digit = match language {
        Language::It => italian_word(next),
        Language::En if matches!(next, "oh" | "o") => Some(0),
        Language::En => english_word(next),
    };
    let written = next.parse::<u32>().ok();
    digit.or(written).filter(|n| *n < 10).map(|n| (times, n.to_string()))
}

fn spoken(words: &[Word], at: usize, language: Language, before: Option<&Item>) -> Option<(String, usize)> {
    let word = folded(words, at);
    match language {
        Language::It => {
            // Nobody dictates by thousands: that is a price or a year.
            let value = italian_word(word).filter(|value| *value < 1_000)?;
            Some((value.to_string(), 1))
        }
        Language::En => {
            if matches!(word, "oh" | "o" | "nought" | "nil") {
                let next = folded(words, at + 1);
                let beside = matches!(before, Some(Item::Digits(_) | Item::Letters(_)))
                    || english_word(next).is_some()
                    || matches!(next, "oh" | "double");
                return beside.then(|| ("0".to_owned(), 1));
            }
            let value = english_word(word)?;
            let next = english_word(folded(words, at + 1)).filter(|n| (1..10).contains(n));
            if value >= 20
                && let Some(unit) = next
            {
                return Some(((value + unit).to_string(), 2));
            }
            if value < 10 && folded(words, at + 1) == "hundred" {
                return Some((format!("{value}00"), 2));
            }
            Some((value.to_string(), 1))
        }
    }
}

fn filler(word: &str) -> bool {
    matches!(
        word,
        "e" | "poi"
            | "ancora"
            | "anzi"
            | "no"
            | "scusi"
            | "scusa"
            | "scusate"
            | "allora"
            | "dunque"
            | "vediamo"
            | "cioe"
            | "ecco"
            | "si"
            | "ok"
            | "okay"
            | "di"
            | "nuovo"
            | "and"
            | "then"
            | "again"
            | "sorry"
            | "actually"
            | "so"
            | "like"
            | "yeah"
            | "yes"
            | "right"
            | "let"
            | "me"
            | "see"
            | "is"
            | "that"
            | "it"
            | "le"
            | "finale"
            | "virgola"
            | "comma"
    )
}

/// A letter by its name or by itself.
pub(super) fn letter(word: &str, language: Language) -> Option<&'static str> {
    const ALPHABET: [&str; 26] = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T",
        "U", "V", "W", "X", "Y", "Z",
    ];
    if let [byte @ b'a'..=b'z'] = word.as_bytes() {
        return ALPHABET.get(usize::from(byte - b'a')).copied();
    }
    let name = match (language, word) {
        (Language::It, "bi") => "B",
        (Language::It, "ci") => "C",
        (Language::It, "di") => "D",
        (Language::It, "effe") => "F",
        (Language::It, "gi") => "G",
        (Language::It, "acca") => "H",
        (Language::It, "elle") => "L",
        (Language::It, "emme") => "M",
        (Language::It, "enne") => "N",
        (Language::It, "pi") => "P",
        (Language::It, "cu" | "qu") => "Q",
        (Language::It, "erre") => "R",
        (Language::It, "esse") => "S",
        (Language::It, "ti") => "T",
        (Language::It, "vu" | "vi") => "V",
        (Language::It, "kappa") => "K",
        (Language::It, "ics") => "X",
        (Language::It, "ipsilon") => "Y",
        (Language::It, "zeta") | (Language::En, "zed" | "zee") => "Z",
        (Language::En, "bee") => "B",
        (Language::En, "cee") => "C",
        (Language::En, "dee") => "D",
        (Language::En, "ef") => "F",
        (Language::En, "gee") => "G",
        (Language::En, "aitch") => "H",
        (Language::En, "jay") => "J",
        (Language::En, "kay") => "K",
        (Language::En, "el") => "L",
        (Language::En, "em") => "M",
        (Language::En, "en") => "N",
        (Language::En, "pee") => "P",
        (Language::En, "cue") => "Q",
        (Language::En, "ar") => "R",
        (Language::En, "ess") => "S",
        (Language::En, "tee") => "T",
        (Language::En, "vee") => "V",
        (Language::En, "ex") => "X",
        (Language::En, "why") => "Y",
        _ => return None,
    };
    Some(name)
}

/// How many words explain a letter: `come Domodossola`, `as in mike`, `for sugar`.
fn spelled_as(words: &[Word], at: usize) -> usize {
    match (folded(words, at), folded(words, at + 1)) {
        ("come" | "for" | "like", next) if next.len() > 2 => 2,
        ("as", "in") => 3,
        _ => 0,
    }
}
