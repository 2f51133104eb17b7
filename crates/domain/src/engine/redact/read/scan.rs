//! Where words begin and end. It allocates nothing.

use super::{Sense, Word};
use crate::language::Language;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// A word's place.
pub(super) struct Piece<'a> {
    pub raw: &'a str,
    pub gap: &'a str,
    pub start: usize,
    pub mask: bool,
}

impl<'a> Piece<'a> {
    pub(super) fn word(&self, folded: Cow<'a, str>, sense: Sense) -> Word<'a> {
        Word {
            folded,
            raw: self.raw,
            gap: self.gap,
            start: self.start,
            end: self.start + self.raw.len(),
            sense,
        }
    }
}

/// Walks over the words of a text.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    language: Language,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str, language: Language) -> Self {
        Self { text, at: 0, language }
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let gap_from = self.at;
        let mut start = self.at;
        loop {
            let c = char_at(self.text, start)?;
            let mask = c == '[';
            let end = if mask {
                mask_end(self.text.as_bytes(), start)
            } else if c.is_alphanumeric() {
                word_end(self.text, start, c, self.language)
            } else {
                start
            };
            if end > start {
                self.at = end;
                let raw = self.text.get(start..end).unwrap_or_default();
                let gap = self.text.get(gap_from..start).unwrap_or_default();
                return Some(Piece { raw, gap, start, mask });
            }
            start += c.len_utf8();
        }
    }
}

pub(super) const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '`' | '\u{b4}')
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match *text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Where a mask such as `[phone]` that begins at `at` ends; `at` if it is none.
fn mask_end(bytes: &[u8], at: usize) -> usize {
    let letters =
        bytes.iter().skip(at + 1).take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    let end = at + 1 + letters;
    if (2..=16).contains(&letters) && bytes.get(end) == Some(&b']') { end + 1 } else { at }
}

fn word_end(text: &str, start: usize, first: char, language: Language) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start + first.len_utf8();
    while let Some(c) = char_at(text, end) {
        let next = end + c.len_utf8();
        let inside_number =
            matches!(c, '.' | ',' | ':') && first.is_ascii_digit() && digit(end - 1) && digit(next);
        let contraction =
            language == Language::En && apostrophe(c) && char_at(text, next).is_some_and(char::is_alphabetic);
        let goes_on = c.is_ascii_alphanumeric()
            || inside_number
            || contraction
            || !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c));
        if !goes_on {
            break;
        }
        end = next;
    }
    end
}
