//! Passwords and pins: what follows the word, or looks like one near it.

use super::Span;
use super::cues::{self, Cue};
use crate::engine::text::{Word, stop};
use crate::language::Language;
use crate::utterance::PersonalData;

/// A spoken password is at most this long, in words.
const LONGEST: usize = 8;

/// The passwords of an utterance.
pub(super) fn find(text: &str, words: &[Word], language: Language) -> Vec<Span> {
    let mut out = written(text, words);
    if out.is_empty() {
        out.extend(spoken(words, language));
    }
    out
}

/// A piece without spaces that mixes letters with digits and signs, near the word.
fn written(text: &str, words: &[Word]) -> Vec<Span> {
    let places: Vec<usize> = words
        .iter()
        .filter(|word| cues::of_word(word) == Some(Cue::Password))
        .map(|word| word.start)
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (start, piece) in pieces(text) {
        let trimmed = piece.trim_matches(|c: char| {
            matches!(c, '"' | '\'' | '«' | '»' | '“' | '”' | '(' | ')' | ',' | ';' | ':' | '.' | '?')
        });
        let lead = piece.find(trimmed).map_or(0, |at| piece.get(..at).unwrap_or_default().chars().count());
        let length = trimmed.chars().count();
        // 80 characters are about a dozen words: further away it is something else.
        let near = places.iter().any(|place| place.abs_diff(start) <= 80);
        if near && secretive(trimmed) {
            out.push(Span { start: start + lead, end: start + lead + length, kind: PersonalData::Password });
        }
    }
    out
}

/// Pieces between spaces with their first character.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut at = 0;
    for piece in text.split(char::is_whitespace) {
        if !piece.is_empty() {
            out.push((at, piece));
        }
        at += piece.chars().count() + 1;
    }
    out
}

fn secretive(piece: &str) -> bool {
    let length = piece.chars().count();
    if !(5..=40).contains(&length)
        || piece.contains('@') && piece.contains('.')
        || piece.contains("://")
        || piece.starts_with('[')
    {
        return false;
    }
    let has = |f: fn(char) -> bool| piece.chars().any(f);
    let (letters, digits) = (has(char::is_alphabetic), has(|c| c.is_ascii_digit()));
    let inner: String = piece.trim_end_matches(['!', '.', ',']).to_owned();
    let signs = inner.chars().any(|c| "!_#$%&*+=^~?|<>@".contains(c));
    let case = piece.chars().skip(1).any(char::is_uppercase) && has(char::is_lowercase);
    letters && (digits && (signs || case || length >= 8) || signs && (case || length >= 8))
}

/// What is said after "the password is".
fn spoken(words: &[Word], language: Language) -> Option<Span> {
    let cue = words.iter().position(|word| {
        cues::of_word(word) == Some(Cue::Password)
            && word.folded != "login"
            && !word.folded.starts_with("credenz")
    })?;
    let verb = (cue + 1..(cue + 7).min(words.len())).find(|at| {
        words.get(*at).is_some_and(|word| {
            matches!(word.folded.as_str(), "e" | "is" | "sarebbe" | "era" | "was" | "rimane")
                || word.gap.contains(':')
        })
    })?;
    let first = if words.get(verb).is_some_and(|word| word.gap.contains(':')) { verb } else { verb + 1 };
    let mut last = first;
    let mut sign = false;
    while last < words.len() && last - first < LONGEST {
        let word = words.get(last)?;
        if last > first && word.gap.contains([',', '.', ';', '?', '!']) {
            break;
        }
        let known_sign = sign_word(&word.folded) || word.numeral() || is_number(word, language);
        if stop::is_stop(&word.folded, language) && word.folded.len() > 1 && !known_sign {
            break;
        }
        sign |= known_sign;
        last += 1;
    }
    // Without a sign or digit only a single word of its own, or the talk is about passwords.
    let lone = last == first + 1 && words.get(first).is_some_and(|word| !about(&word.folded));
    let (start, end) = (words.get(first)?, words.get(last.checked_sub(1)?)?);
    (last > first && (sign || lone)).then_some(Span {
        start: start.start,
        end: end.end,
        kind: PersonalData::Password,
    })
}

fn is_number(word: &Word, language: Language) -> bool {
    match language {
        Language::It => crate::engine::text::numbers::italian_word(&word.folded).is_some(),
        Language::En => crate::engine::text::numbers::english_word(&word.folded).is_some(),
    }
}

fn sign_word(word: &str) -> bool {
    matches!(
        word,
        "punto"
            | "esclamativo"
            | "interrogativo"
            | "chiocciola"
            | "cancelletto"
            | "asterisco"
            | "trattino"
            | "underscore"
            | "maiuscola"
            | "maiuscolo"
            | "minuscolo"
            | "minuscola"
            | "dollaro"
            | "dot"
            | "exclamation"
            | "hash"
            | "dash"
            | "capital"
            | "uppercase"
            | "lowercase"
            | "asterisk"
            | "ampersand"
            | "bang"
            | "hyphen"
    )
}

/// What is said about a password rather than as one.
fn about(word: &str) -> bool {
    const STARTS: [&str; 30] = [
        "scadut",
        "sbagliat",
        "cambiat",
        "giust",
        "vecchi",
        "nuov",
        "quell",
        "stess",
        "segret",
        "person",
        "obbligat",
        "temporan",
        "salvat",
        "bloccat",
        "necessar",
        "wrong",
        "expired",
        "correct",
        "required",
        "temporary",
        "different",
        "stored",
        "saved",
        "safe",
        "secret",
        "weak",
        "strong",
        "reset",
        "changed",
        "locked",
    ];
    STARTS.iter().any(|start| word.starts_with(start))
}
