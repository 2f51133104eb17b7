//! E-mail addresses and IP addresses, written and spoken.

use super::Span;
use super::items::{Item, Read};
use crate::engine::text::Word;
use crate::language::Language;
use crate::utterance::PersonalData;
use regex::Regex;
use std::sync::LazyLock;

/// A pattern that is known to compile; a test compiles them all.
fn pattern(source: &str) -> Option<Regex> {
    Regex::new(source).ok()
}

/// Written e-mail and IP addresses: spans in bytes.
pub(super) fn written(text: &str) -> Vec<(usize, usize, PersonalData)> {
    static EMAIL: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"[\w.+%'-]*[\w+%-]@[\w-]+(?:\.[\w-]+)*\.\w{2,}"));
    static IP: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"));
    let mut out = Vec::new();
    for found in EMAIL.iter().flat_map(|regex| regex.find_iter(text)) {
        out.push((found.start(), found.end(), PersonalData::Email));
    }
    for found in IP.iter().flat_map(|regex| regex.find_iter(text)) {
        let before = text.get(..found.start()).unwrap_or_default();
        let after = text.get(found.end()..).unwrap_or_default();
        let longer = before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
            || after.starts_with(|c: char| c.is_ascii_digit())
            || after.starts_with('.')
                && after.get(1..2).is_some_and(|c| c.bytes().all(|b| b.is_ascii_digit()));
        if !longer && octets(found.as_str().split('.')) && !versioned(before) {
            out.push((found.start(), found.end(), PersonalData::Ip));
        }
    }
    out
}

fn octets<'a>(parts: impl Iterator<Item = &'a str>) -> bool {
    let mut count = 0;
    for part in parts {
        if part.parse::<u16>().map_or(true, |n| n > 255) {
            return false;
        }
        count += 1;
    }
    count == 4
}

/// Whether a version, build or release is named right before.
fn versioned(before: &str) -> bool {
    const NAMES: &[&str] = &[
        "version",
        "versione",
        "build",
        "release",
        "rel",
        "ver",
        "v",
        "firmware",
        "app",
        "sezione",
        "section",
        "capitolo",
        "clause",
        "articolo",
        "paragraph",
    ];
    before
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .rev()
        .take(2)
        .any(|w| NAMES.contains(&w.to_lowercase().as_str()))
}

/// Ends of addresses that are spoken after a point.
const TLDS: &[&str] = &[
    "com", "it", "net", "org", "eu", "co", "io", "uk", "de", "fr", "es", "nl", "ch", "at", "be", "info",
    "biz", "bio", "dev", "app", "ai", "us", "ie", "pro", "shop", "store", "gov", "edu", "me", "tv", "srl",
    "cloud", "online", "tech", "agency", "studio", "ac", "ca", "au", "se", "pl", "pt",
];

/// Spoken e-mail addresses: spans of words, and the address as it is written.
pub(super) fn spoken(words: &[Word], language: Language) -> Vec<(usize, usize, String)> {
    let mut out: Vec<(usize, usize, String)> = Vec::new();
    for at in 1..words.len() {
        let sign = match folded(words, at) {
            "chiocciola" | "chiocciolina" => true,
            "at" => language == Language::En,
            _ => false,
        };
        if !sign {
            continue;
        }
        let Some((end, domain)) = domain(words, at + 1) else { continue };
        let (start, local) = local(words, at);
        if start < at && out.last().is_none_or(|(_, last, _)| *last <= start) {
            out.push((start, end, format!("{local}@{domain}")));
        }
    }
    out
}

fn folded(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.folded.as_str())
}

fn separator(word: &str) -> Option<&'static str> {
    match word {
        "punto" | "dot" | "point" => Some("."),
        "trattino" | "dash" | "hyphen" | "meno" => Some("-"),
        "underscore" => Some("_"),
        _ => None,
    }
}

/// The words before the sign, back over separators and spelled letters.
fn local(words: &[Word], sign: usize) -> (usize, String) {
    let mut first = sign;
    while let Some(at) = first.checked_sub(1) {
        let word = folded(words, at);
        let joined = first == sign || separator(folded(words, first)).is_some() || separator(word).is_some();
        let spelled = word.len() == 1 && folded(words, first).len() == 1 && first != sign;
        let basso = word == "trattino" && folded(words, first) == "basso"
            || matches!(word, "basso") && at > 0 && folded(words, at - 1) == "trattino";
        if !(joined || spelled || basso)
            || first < sign && words.get(first).is_some_and(|w| w.gap.contains([',', ';', '?', '!', ':']))
        {
            break;
        }
        first = at;
    }
    // A separator at the very beginning belongs to the sentence.
    while first < sign && separator(folded(words, first)).is_some() {
        first += 1;
    }
    (first, written_form(words, first, sign))
}

/// The words after the sign up to the end of the address.
fn domain(words: &[Word], start: usize) -> Option<(usize, String)> {
    let mut end = None;
    for at in start..(start + 9).min(words.len()) {
        if at > start && words.get(at).is_some_and(|word| word.gap.contains(['?', '!', ';'])) {
            break;
        }
        if matches!(folded(words, at), "punto" | "dot" | "point") && TLDS.contains(&folded(words, at + 1)) {
            end = Some(at + 2);
            // co uk, punto edu punto it
            if !(matches!(folded(words, at + 2), "punto" | "dot") && TLDS.contains(&folded(words, at + 3))) {
                break;
            }
        }
    }
    let end = end?;
    Some((end, written_form(words, start, end)))
}

fn written_form(words: &[Word], first: usize, last: usize) -> String {
    let mut out = String::new();
    for word in words.get(first..last).unwrap_or_default() {
        match (separator(&word.folded), word.folded.as_str()) {
            (Some(sign), _) => out.push_str(sign),
            (None, "tutto" | "attaccato" | "basso" | "all" | "one" | "word" | "minuscolo" | "lowercase") => {}
            (None, text) => out.push_str(text),
        }
    }
    out
}

/// Spoken IP addresses: four numbers up to 255 with points between them.
pub(super) fn spoken_ip(words: &[Word], reads: &[Read]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reads.len() {
        match ip_at(reads, at) {
            Some(end) => {
                let first = reads.get(at).and_then(|read| words.get(read.first));
                let last = reads.get(end - 1).and_then(|read| words.get(read.last.saturating_sub(1)));
                let versioned = reads.get(at).is_some_and(|read| {
                    words
                        .get(read.first.saturating_sub(2)..read.first)
                        .unwrap_or_default()
                        .iter()
                        .any(|w| versioned(&w.folded))
                });
                if let (Some(first), Some(last), false) = (first, last, versioned) {
                    out.push(Span { start: first.start, end: last.end, kind: PersonalData::Ip });
                }
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn ip_at(reads: &[Read], start: usize) -> Option<usize> {
    let mut at = start;
    for group in 0..4 {
        if group > 0 {
            matches!(reads.get(at)?.item, Item::Point).then_some(())?;
            at += 1;
        }
        let mut digits = String::new();
        while let Some(Read { item: Item::Digits(more), .. }) = reads.get(at) {
            if digits.len() + more.len() > 3 {
                break;
            }
            digits.push_str(more);
            at += 1;
        }
        digits.parse::<u16>().ok().filter(|n| *n <= 255)?;
    }
    (!matches!(reads.get(at).map(|read| &read.item), Some(Item::Point))).then_some(at)
}
