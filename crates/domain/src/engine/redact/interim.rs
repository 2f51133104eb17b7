//! What may be seen of words that are still being recognised: what the finished text shows, less everything that
//! could still become personal data. It reads what is remembered and remembers nothing.

use super::find::{contact, digits, letters, numbers, places, secrets};
use super::mask::{Span, tidy};
use super::memory::Dialogue;
use super::read::Word;
use super::read::cues::{self, Cue};
use super::read::items::{Item, Read};
use super::read::lexicon::{Glance, mark};
use crate::language::Language;
use crate::utterance::PersonalData;

/// What stands where it is not known yet what is being said.
pub(super) const UNKNOWN: &str = "…";
/// So many spelled letters in a row are a code that grows.
const SPELLED: usize = 3;

/// Whether more of a text must be hidden than would be of the finished one.
pub(super) fn possible(glance: Glance, dialogue: &Dialogue) -> bool {
    const OPEN: u32 = mark::LETTER | mark::CALL | mark::STREET_IT;
    glance.has(OPEN) || dialogue.expects(Cue::Password) || dialogue.expects(Cue::Email)
}

/// Places in bytes that could still become personal data.
pub(super) fn growing(
    text: &str,
    words: &[Word<'_>],
    reads: &[Read],
    language: Language,
    dialogue: &Dialogue,
) -> Vec<Span> {
    let mut out = Vec::new();
    let end = words.last().map_or(0, |word| word.end);
    let to_end = |first: usize| {
        words.get(first).map(|word| Span { start: word.start, end, kind: PersonalData::Phone })
    };
    for run in digits::runs(words, reads) {
        if numbers::growing(&run, words, dialogue) {
            out.extend(digits::span(&run, words, PersonalData::Phone));
        }
    }
    out.extend(spelled(words, reads).and_then(to_end));
    out.extend(places::open(words, reads, language).and_then(to_end));
    out.extend(contact::open(words, language, spoken_of(words, dialogue)).and_then(to_end));
    out.extend(secrets::open(words).and_then(to_end));
    if dialogue.expects(Cue::Password) && words.len() <= SPELLED {
        out.extend(to_end(0));
    }
    out.extend(mixed(text, words));
    tidy(out)
}

/// Whether an e-mail address was asked for or is being spoken of.
fn spoken_of(words: &[Word<'_>], dialogue: &Dialogue) -> bool {
    dialogue.expects(Cue::Email) || words.iter().any(|word| word.sense.cue == Some(Cue::Email))
}

/// Where a code begins that is spelled up to the end of the phrase.
fn spelled(words: &[Word<'_>], reads: &[Read]) -> Option<usize> {
    let chain = letters::tail(words, reads)?;
    let signs = chain.iter().filter(|read| matches!(read.item, Item::Digits(_) | Item::Letters(_))).count();
    let digit = chain.iter().any(|read| matches!(read.item, Item::Digits(_)));
    (signs >= SPELLED || digit && signs >= 2).then(|| chain.first().map(|read| read.first)).flatten()
}

/// Pieces without spaces that hold digits beside letters, and can still be named, or an e-mail address's sign.
fn mixed<'a>(text: &'a str, words: &'a [Word<'_>]) -> impl Iterator<Item = Span> + 'a {
    let addresses = text.match_indices('@').map(|(at, _)| piece(text, at));
    let codes = words.iter().enumerate().filter_map(|(at, word)| {
        let letters = word.folded.bytes().any(|byte| byte.is_ascii_alphabetic());
        let digits = word.folded.bytes().filter(u8::is_ascii_digit).count();
        let open = nameable(others(words, at + 1));
        (letters && digits >= 3 && open).then_some((word.start, word.end))
    });
    addresses.chain(codes).map(|(start, end)| Span { start, end, kind: PersonalData::Phone })
}

/// The piece without spaces around a place.
fn piece(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind(char::is_whitespace).map_or(0, |gap| {
        gap + before.get(gap..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    let rest = text.get(at..).unwrap_or_default();
    (start, at + rest.find(char::is_whitespace).unwrap_or(rest.len()))
}

/// The text with masks where the finished text has them, and a sign where nothing is certain yet.
pub(super) fn shown(text: &str, certain: &[Span], growing: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut places: Vec<(Span, bool)> = certain.iter().map(|span| (*span, true)).collect();
    places.extend(growing.iter().map(|span| (*span, false)));
    places.sort_by_key(|(span, certain)| (span.start, !certain));
    for (span, certain) in places {
        if span.end <= from {
            continue;
        }
        out.push_str(text.get(from..span.start.max(from)).unwrap_or_default());
        out.push_str(if certain { super::mask::name(span.kind) } else { UNKNOWN });
        from = span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Whether a word after so many others can still name the digits before them. It may take three words, "codice di
/// sicurezza", of which the last is not whole yet.
pub(super) const fn nameable(others: usize) -> bool {
    others <= cues::AFTER + 2
}

/// How many words follow a number or code of which the next signs may go on with it.
pub(super) fn others(words: &[Word<'_>], last: usize) -> usize {
    const DICTATED: u32 = mark::FILLER
        | mark::CORRECTION
        | mark::DASH
        | mark::POINT
        | mark::REPEAT
        | mark::NUMBER
        | mark::NUMERAL
        | mark::LARGE
        | mark::MIXED;
    let after = words.get(last..).unwrap_or_default();
    let code = |word: &&Word<'_>| {
        word.sense.has(DICTATED | mark::LETTER | mark::CALL)
            || word.raw.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let rest = after.get(after.iter().take_while(code).count()..).unwrap_or_default();
    rest.iter().filter(|word| !word.sense.has(DICTATED)).count()
}
