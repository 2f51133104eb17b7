//! Codes of letters and digits, written or spelled: tax codes, bank accounts, identity documents.

use super::checks;
use crate::engine::redact::mask::Span;
use crate::engine::redact::memory::Dialogue;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::cues::{self, Cue};
use crate::engine::redact::read::items::{Item, Read};
use crate::utterance::PersonalData;

/// At most so many fillers stand between two signs of one code.
const FILLERS: usize = 3;
/// The longest chain of signs that is looked at; a code has 34 at most.
const LONGEST: usize = 120;

/// A sign of a chain with the words it came from.
#[derive(Clone, Copy)]
struct Sign {
    byte: u8,
    first: usize,
    last: usize,
}

/// Letters and digits that were said in one go.
#[derive(Default)]
struct Chain {
    signs: Vec<Sign>,
    /// Small words since the last sign that may be letters as well.
    vowels: Vec<Sign>,
    fillers: usize,
    /// Whether the last sign was spelled or spoken rather than written in a group.
    spoken: bool,
}

impl Chain {
    fn push(&mut self, read: &Read, bytes: &str) {
        // A small word amid spelled letters is a letter as well; in front of a word it was only a word.
        if self.spoken && read.spoken {
            self.signs.append(&mut self.vowels);
        }
        self.vowels.clear();
        self.fillers = 0;
        self.spoken = read.spoken;
        // What explains the last letter, "come Domodossola", tells no more than that letter.
        let last = if bytes.len() == 1 && read.spoken { read.first + 1 } else { read.last };
        self.signs.extend(bytes.bytes().map(|byte| Sign { byte, first: read.first, last }));
    }

    fn takes(&self, read: &Read) -> bool {
        // After a written group and a word, a single letter is a word too.
        self.fillers == 0 || self.spoken || !read.spoken
    }
}

/// The codes of an utterance.
pub(in crate::engine::redact) fn find(words: &[Word<'_>], reads: &[Read], dialogue: &Dialogue) -> Vec<Span> {
    let mut out = Vec::new();
    let mut chain = Chain::default();
    for (at, read) in reads.iter().enumerate() {
        let broken = words
            .get(read.first)
            .is_some_and(|w| w.gap.contains(['?', '!', ';', ':']) || w.gap.contains(". "));
        if broken || chain.signs.len() > LONGEST {
            judge(&mut chain, words, dialogue, &mut out);
        }
        match &read.item {
            Item::Digits(signs) | Item::Letters(signs) => {
                if !chain.takes(read) {
                    judge(&mut chain, words, dialogue, &mut out);
                }
                chain.push(read, signs.as_str());
            }
            Item::Call(letter) if spelling(reads, at) => {
                chain.push(read, char::from(*letter).encode_utf8(&mut [0; 4]));
            }
            Item::Filler | Item::Correction | Item::Dash
                if !chain.signs.is_empty() && chain.fillers < FILLERS =>
            {
                chain.fillers += 1;
                let vowel = words.get(read.first).and_then(|word| match word.folded.as_ref() {
                    "e" => Some(b'E'),
                    "di" => Some(b'D'),
                    _ => None,
                });
                chain.vowels.extend(vowel.map(|byte| Sign { byte, first: read.first, last: read.last }));
            }
            _ => judge(&mut chain, words, dialogue, &mut out),
        }
    }
    judge(&mut chain, words, dialogue, &mut out);
    out
}

/// The items at the end of an utterance that may be the beginning of a code.
pub(in crate::engine::redact) fn tail<'a>(words: &[Word<'_>], reads: &'a [Read]) -> Option<&'a [Read]> {
    let mut first = reads.len();
    let mut fillers = 0;
    while let Some((before, read)) =
        first.checked_sub(1).and_then(|before| Some((before, reads.get(before)?)))
    {
        let cut = words
            .get(read.last)
            .is_some_and(|word| word.gap.contains(['?', '!', ';', ':']) || word.gap.contains(". "));
        match read.item {
            _ if cut => break,
            Item::Digits(_) | Item::Letters(_) => fillers = 0,
            Item::Call(_) if spelling(reads, before) => fillers = 0,
            Item::Filler | Item::Correction | Item::Dash if fillers < FILLERS => fillers += 1,
            _ => break,
        }
        first = before;
    }
    // Fillers in front belong to the sentence.
    let chain = reads.get(first..)?;
    let begin = chain
        .iter()
        .position(|read| matches!(read.item, Item::Digits(_) | Item::Letters(_) | Item::Call(_)))?;
    chain.get(begin..)
}

/// Whether a town or code word stands beside letters and digits that are spelled.
fn spelling(reads: &[Read], at: usize) -> bool {
    let spelled = |at: Option<usize>| {
        at.and_then(|at| reads.get(at)).is_some_and(|read| {
            read.spoken && matches!(read.item, Item::Digits(_) | Item::Letters(_) | Item::Call(_))
        })
    };
    spelled(at.checked_sub(1)) || spelled(Some(at + 1))
}

fn judge(chain: &mut Chain, words: &[Word<'_>], dialogue: &Dialogue, out: &mut Vec<Span>) {
    let Chain { mut signs, mut vowels, .. } = std::mem::take(chain);
    let plain = signs.len();
    // The small words at the end count only where a check says that they are letters of the code.
    signs.append(&mut vowels);
    let digits = signs.iter().filter(|sign| sign.byte.is_ascii_digit()).count();
    if signs.len() < 7 || digits < 3 || digits == signs.len() && signs.len() < 15 {
        return;
    }
    let text: String = signs.iter().map(|sign| char::from(sign.byte)).collect();
    let span = |from: usize, to: usize, kind: PersonalData| {
        let (first, last) = (signs.get(from)?, signs.get(to.checked_sub(1)?)?);
        let (first, last) = (words.get(first.first)?, words.get(last.last.checked_sub(1)?)?);
        Some(Span { start: first.start, end: last.end, kind })
    };
    for from in 0..text.len() {
        if text.get(from..from + 16).is_some_and(checks::tax_code_shape) {
            out.extend(span(from, from + 16, PersonalData::CodiceFiscale));
            return;
        }
        // The longest account that fits, from 34 characters down to the shortest of Norway.
        let account = checks::iban_begins(text.get(from..).unwrap_or_default())
            .then(|| (15..=34).rev().map(|length| from + length))
            .and_then(|mut ends| ends.find(|to| text.get(from..*to).is_some_and(checks::iban)));
        if let Some(to) = account {
            out.extend(span(from, to, PersonalData::Iban));
            return;
        }
    }
    let (Some(first), Some(last)) = (signs.first(), plain.checked_sub(1).and_then(|at| signs.get(at))) else {
        return;
    };
    let text = text.get(..plain).unwrap_or_default();
    if let Some(kind) = cued(text, words, (first.first, last.last), dialogue) {
        out.extend(span(0, plain, kind));
    }
}

/// What a code without a check is by the words around it.
fn cued(text: &str, words: &[Word<'_>], place: (usize, usize), dialogue: &Dialogue) -> Option<PersonalData> {
    let around = cues::around(words, place.0, place.1);
    let has = |cue: Cue| around.contains(&cue) || dialogue.expects(cue);
    let harmless = around.first() == Some(&Cue::Harmless);
    let mixed = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let account = text.len() >= 15 && text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic());
    if mixed && has(Cue::TaxCode) && (11..=20).contains(&text.len()) {
        return Some(PersonalData::CodiceFiscale);
    }
    if has(Cue::Iban) && text.len() >= 12 && (account || mixed) && !harmless {
        return Some(PersonalData::Iban);
    }
    if mixed && has(Cue::Ssn) && text.len() == 9 || insurance(text) && !harmless {
        return Some(PersonalData::Ssn);
    }
    let card = identity_card(text) && !around.contains(&Cue::Harmless) && dictated(words, place);
    (has(Cue::Document) && !harmless && mixed && (7..=18).contains(&text.len()) || card)
        .then_some(PersonalData::IdDocument)
}

/// The British national insurance number: `QQ123456C`.
fn insurance(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            0 | 1 => byte.is_ascii_alphabetic(),
            8 => (b'A'..=b'D').contains(byte),
            _ => byte.is_ascii_digit(),
        })
}

/// The Italian electronic identity card: `CA00000AA`.
fn identity_card(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes.iter().enumerate().all(|(at, byte)| {
            if (2..7).contains(&at) { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() }
        })
        && text.starts_with('C')
}

fn dictated(words: &[Word<'_>], (first, last): (usize, usize)) -> bool {
    last - first >= 5 && words.get(first..last).unwrap_or_default().iter().all(|word| !word.numeral())
}
