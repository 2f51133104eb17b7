//! Passwords and pins: what follows the word, or looks like one near it.

use super::Utterance;
use crate::engine::redact::mask::Span;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::cues::{self, Cue};
use crate::engine::redact::read::lexicon::mark;
use crate::utterance::PersonalData;

/// A spoken password is at most this long, in words.
const LONGEST: usize = 8;
/// A password stands at most so many words from its name.
const NEAR: usize = 12;
/// Between the name and the verb, "the password for the portal is", stand so many words at most.
const VERB: usize = 7;
/// An answer that is only a password is this short, in words.
const ANSWER: usize = 5;

/// The words of passwords, by what they are.
pub(in crate::engine::redact) const WORDS: &[(u32, &str)] = &[(
    mark::SIGN,
    "punto esclamativo interrogativo chiocciola cancelletto asterisco trattino underscore maiuscola maiuscolo minuscolo minuscola dollaro dot exclamation hash dash capital uppercase lowercase asterisk ampersand bang hyphen percento slash barra at",
)];

/// The passwords of an utterance.
pub(super) fn find(said: &Utterance<'_>) -> Vec<Span> {
    let asked = said.dialogue.expects(Cue::Password);
    if !asked && !said.glance.has(mark::CUE) {
        return Vec::new();
    }
    let words = said.words;
    let names: Vec<usize> =
        (0..words.len()).filter(|at| cues::of(words, *at) == Some(Cue::Password)).collect();
    let answer = asked && words.len() <= ANSWER && !words.iter().any(Word::mask);
    if names.is_empty() && !answer {
        return Vec::new();
    }
    let mut out = written(said.text, words, &names, answer);
    if out.is_empty() {
        out.extend(names.iter().find_map(|name| spoken(words, *name)));
    }
    out
}

/// Where a password begins that is being said and that the end of the utterance may cut short.
pub(in crate::engine::redact) fn open(words: &[Word<'_>]) -> Option<usize> {
    let name = (0..words.len()).rev().find(|at| cues::of(words, *at) == Some(Cue::Password))?;
    let first = after_verb(words, name)?;
    let pause = |word: &Word<'_>| word.gap.contains([',', '.', ';', '?', '!']);
    let ended = words.get(first + 1..).is_some_and(|rest| rest.iter().any(pause));
    (!ended && words.len() - first <= LONGEST).then_some(first)
}

/// A piece without spaces that mixes letters with digits and signs, near the word.
fn written(text: &str, words: &[Word<'_>], names: &[usize], answer: bool) -> Vec<Span> {
    let mut out = Vec::new();
    for (start, piece) in pieces(text) {
        let trimmed = piece.trim_matches(|c: char| {
            matches!(c, '"' | '\'' | '«' | '»' | '“' | '”' | '(' | ')' | ',' | ';' | ':' | '.' | '?')
        });
        if !secretive(trimmed) {
            continue;
        }
        let start = start + piece.find(trimmed).unwrap_or(0);
        let at = words.partition_point(|word| word.end <= start);
        if answer || names.iter().any(|name| close(words, *name, at)) {
            out.push(Span { start, end: start + trimmed.len(), kind: PersonalData::Password });
        }
    }
    out
}

/// Whether two words stand near each other with nothing taken out between them; behind its password the name comes
/// soon.
fn close(words: &[Word<'_>], name: usize, at: usize) -> bool {
    let limit = if at < name { cues::AFTER } else { NEAR };
    let between = words.get(name.min(at)..name.max(at)).unwrap_or_default();
    between.len() <= limit && !between.iter().any(Word::mask)
}

/// Pieces between spaces with their first byte.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |piece| {
        let start = at + text.get(at..).and_then(|rest| rest.find(piece)).unwrap_or(0);
        at = start + piece.len();
        (!piece.is_empty()).then_some((start, piece))
    })
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
    let inner = piece.trim_end_matches(['!', '.', ',']);
    let signs = inner.chars().any(|c| "!_#$%&*+=^~?|<>@".contains(c));
    let case = piece.chars().skip(1).any(char::is_uppercase) && has(char::is_lowercase);
    letters && (digits && (signs || case || length >= 8) || signs && (case || length >= 8))
}

/// The first word after "the password is", "password:", "come password".
fn after_verb(words: &[Word<'_>], name: usize) -> Option<usize> {
    let word = words.get(name)?;
    if word.folded == "login" || word.folded.starts_with("credenz") {
        return None;
    }
    let said = |word: &Word<'_>| {
        matches!(
            word.folded.as_ref(),
            "e" | "is" | "sarebbe" | "era" | "was" | "rimane" | "diventa" | "becomes"
        )
    };
    let verb = (name + 1..words.len().min(name + VERB))
        .take_while(|at| words.get(*at).is_some_and(|word| !word.mask()))
        .find(|at| words.get(*at).is_some_and(|word| said(word) || word.gap.contains(':')));
    match verb {
        Some(verb) if words.get(verb).is_some_and(|word| word.gap.contains(':')) => Some(verb),
        Some(verb) => Some(verb + 1),
        // "metta come password": what follows is it.
        None => {
            let before =
                name.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.folded.as_ref());
            matches!(before, "come" | "as").then_some(name + 1)
        }
    }
}

/// What is said after "the password is".
fn spoken(words: &[Word<'_>], name: usize) -> Option<Span> {
    let first = after_verb(words, name)?;
    let mut last = first;
    let mut sign = false;
    while last < words.len() && last - first < LONGEST {
        let word = words.get(last)?;
        if word.mask() || last > first && word.gap.contains([',', '.', ';', '?', '!']) {
            break;
        }
        let known = word.sense.has(mark::SIGN | mark::NUMBER | mark::LARGE | mark::NUMERAL);
        if word.sense.has(mark::STOP) && word.folded.len() > 1 && !known {
            break;
        }
        sign |= known;
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

/// What is said about a password rather than as one.
fn about(word: &str) -> bool {
    const STARTS: &str = "scadut sbagliat cambiat giust vecchi nuov quell stess segret person obbligat temporan salvat bloccat necessar wrong expired correct required temporary different stored saved safe secret weak strong reset changed locked";
    STARTS.split(' ').any(|start| word.starts_with(start))
}
