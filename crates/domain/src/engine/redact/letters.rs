//! Codes of letters and digits, written or spelled: tax codes, bank accounts, identity documents.

use super::checks;
use super::cues::{self, Cue};
use super::items::{Item, Read};
use super::{Dialogue, Span};
use crate::engine::text::Word;
use crate::utterance::PersonalData;

/// Letters and digits that were said in one go.
struct Spelled {
    /// Upper case, with the word each character came from.
    text: String,
    origin: Vec<(usize, usize)>,
    items: usize,
}

/// The codes of an utterance.
pub(super) fn find(words: &[Word], reads: &[Read], dialogue: &Dialogue) -> Vec<Span> {
    let mut out = Vec::new();
    let mut current = Spelled { text: String::new(), origin: Vec::new(), items: 0 };
    let mut fillers = 0;
    for read in reads {
        let broken = words
            .get(read.first)
            .is_some_and(|w| w.gap.contains(['?', '!', ';', ':']) || w.gap.contains(". "));
        if broken {
            judge(&mut current, words, dialogue, &mut out);
            fillers = 0;
        }
        match &read.item {
            Item::Digits(text) | Item::Letters(text) => {
                current.text.push_str(text);
                current.origin.extend(std::iter::repeat_n((read.first, read.last), text.len()));
                current.items += 1;
                fillers = 0;
            }
            Item::Filler | Item::Correction | Item::Dash if current.items > 0 && fillers < 3 => {
                // A single vowel is a word as well: it may be a letter of the code.
                fillers += 1;
                if let Some(letter) = words.get(read.first).and_then(|w| vowel(&w.folded)) {
                    current.text.push_str(letter);
                    current.origin.push((read.first, read.last));
                }
            }
            _ => {
                judge(&mut current, words, dialogue, &mut out);
                fillers = 0;
            }
        }
    }
    judge(&mut current, words, dialogue, &mut out);
    out
}

fn vowel(word: &str) -> Option<&'static str> {
    match word {
        "e" => Some("E"),
        "di" => Some("D"),
        _ => None,
    }
}

fn judge(spelled: &mut Spelled, words: &[Word], dialogue: &Dialogue, out: &mut Vec<Span>) {
    let text = std::mem::take(&mut spelled.text);
    let origin = std::mem::take(&mut spelled.origin);
    spelled.items = 0;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.len() < 7 || digits < 3 || digits == text.len() && text.len() < 15 {
        return;
    }
    let span = |from: usize, to: usize, kind: PersonalData| {
        let (first, _) = origin.get(from)?;
        let (_, last) = origin.get(to.checked_sub(1)?)?;
        let (first, last) = (words.get(*first)?, words.get(last.checked_sub(1)?)?);
        Some(Span { start: first.start, end: last.end, kind })
    };
    for from in 0..text.len() {
        if text.get(from..from + 16).is_some_and(checks::tax_code_shape) {
            out.extend(span(from, from + 16, PersonalData::CodiceFiscale));
            return;
        }
        // The longest account that fits, from 34 characters down to the shortest of Norway.
        if let Some(to) = (15..=34)
            .rev()
            .map(|length| from + length)
            .find(|to| text.get(from..*to).is_some_and(checks::iban))
        {
            out.extend(span(from, to, PersonalData::Iban));
            return;
        }
    }
    let (Some((first, _)), Some((_, last))) = (origin.first(), origin.last()) else { return };
    let around = cues::around(words, *first, *last);
    let has = |cue: Cue| around.contains(&cue) || dialogue.expects(cue);
    let mixed = digits < text.len();
    let account = text.len() >= 15 && text.bytes().take(2).all(|b| b.is_ascii_alphabetic());
    let kind = if mixed && has(Cue::TaxCode) && (11..=20).contains(&text.len()) {
        PersonalData::CodiceFiscale
    } else if has(Cue::Iban) && text.len() >= 12 && (account || mixed) {
        PersonalData::Iban
    } else if has(Cue::Document) && (7..=12).contains(&text.len())
        || identity_card(&text) && !around.contains(&Cue::Harmless) && spoken(words, *first, *last)
    {
        PersonalData::IdDocument
    } else {
        return;
    };
    out.extend(span(0, origin.len(), kind));
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

fn spoken(words: &[Word], first: usize, last: usize) -> bool {
    last - first >= 5 && words.get(first..last).unwrap_or_default().iter().all(|word| !word.numeral())
}
