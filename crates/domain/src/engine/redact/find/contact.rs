//! E-mail addresses and IP addresses, written and spoken.

use crate::engine::redact::mask::Span;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::items::{Item, Read};
use crate::engine::redact::read::lexicon::mark;
use crate::language::Language;
use crate::utterance::PersonalData;

/// Written e-mail addresses: spans in bytes.
pub(super) fn written(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    if !text.contains('@') {
        return out;
    }
    for (at, _) in text.match_indices('@') {
        let start = out.last().map_or(0, |(_, end)| *end).min(at);
        let before = text.get(start..at).unwrap_or_default();
        let local = before.rfind(|c: char| !local_sign(c)).map_or(0, |last| {
            last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
        });
        let named = before.get(local..).is_some_and(|name| !name.is_empty() && !name.ends_with(['.', '\'']));
        let end = at + 1 + domain_length(text.get(at + 1..).unwrap_or_default());
        if named && end > at + 1 {
            out.push((start + local, end));
        }
    }
    out
}

fn word_sign(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn local_sign(c: char) -> bool {
    word_sign(c) || matches!(c, '.' | '+' | '%' | '\'' | '-')
}

/// How long a domain with its points is that a text begins with; 0 if it begins with none.
fn domain_length(text: &str) -> usize {
    let end = text.find(|c: char| !(word_sign(c) || matches!(c, '.' | '-'))).unwrap_or(text.len());
    let name = text.get(..end).and_then(|name| name.split("..").next()).unwrap_or_default();
    // The last point with two letters or more behind it.
    name.rmatch_indices('.')
        .find_map(|(at, _)| {
            let top = name.get(at + 1..)?.split(|c: char| !word_sign(c)).next()?;
            (at > 0 && top.chars().count() >= 2).then_some(at + 1 + top.len())
        })
        .unwrap_or(0)
}

/// Written IP addresses of both versions.
pub(super) fn written_ip(text: &str, words: &[Word<'_>]) -> Vec<Span> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let address = word.raw.split(':').next().unwrap_or_default();
        if word.numeral() && octets(address) && !versioned(words, at) {
            out.push(Span { start: word.start, end: word.end, kind: PersonalData::Ip });
        }
    }
    if text.contains("::") || text.matches(':').count() >= 7 {
        out.extend(sixth_version(text));
    }
    out
}

fn octets(address: &str) -> bool {
    address.split('.').count() == 4 && address.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// `2001:db8::1`: pieces of hexadecimal digits and colons that are an address as a whole.
fn sixth_version(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(begin) =
        text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_hexdigit() || c == ':'))
    {
        let start = at + begin;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !(c.is_ascii_hexdigit() || c == ':')).unwrap_or(rest.len());
        let piece = rest.get(..length).unwrap_or_default();
        let address = if piece.ends_with("::") { piece } else { piece.trim_end_matches(':') };
        if address.len() > 6 && address.parse::<std::net::Ipv6Addr>().is_ok() {
            out.push(Span { start, end: start + address.len(), kind: PersonalData::Ip });
        }
        at = start + length.max(1);
    }
    out
}

/// Whether a version, build or release is named right before.
fn versioned(words: &[Word<'_>], at: usize) -> bool {
    /// Right before the digits.
    const NAMES: &[&str] =
        &["rel", "ver", "v", "app", "sezione", "section", "capitolo", "clause", "articolo", "paragraph"];
    /// In the same sentence, so many words before: "the firmware on the box would be".
    const FAR: usize = 7;
    const SURE: &[&str] = &["version", "versione", "build", "release", "firmware"];
    const MACHINES: &[&str] = &["ip", "indirizzo", "address", "server", "host", "router", "rete", "network"];
    let before = words.get(at.saturating_sub(FAR)..at).unwrap_or_default();
    let named = |list: &[&str], word: &Word<'_>| list.contains(&word.folded.as_ref());
    before.iter().rev().take(2).any(|word| named(NAMES, word))
        || before.iter().rev().take_while(|word| !named(MACHINES, word)).any(|word| named(SURE, word))
}

/// Ends of addresses that are spoken after a point.
const TLDS: &[&str] = &[
    "com", "it", "net", "org", "eu", "co", "io", "uk", "de", "fr", "es", "nl", "ch", "at", "be", "info",
    "biz", "bio", "dev", "app", "ai", "us", "ie", "pro", "shop", "store", "gov", "edu", "me", "tv", "srl",
    "cloud", "online", "tech", "agency", "studio", "ac", "ca", "au", "se", "pl", "pt",
];

/// The longest spoken domain, in words.
const DOMAIN: usize = 9;

/// Spoken e-mail addresses: spans of words, and the address as it is written.
pub(super) fn spoken(words: &[Word<'_>], language: Language) -> Vec<(usize, usize, String)> {
    let mut out: Vec<(usize, usize, String)> = Vec::new();
    for at in 1..words.len() {
        if !sign(words, at, language) {
            continue;
        }
        let Some((end, domain)) = domain(words, at + 1, language) else { continue };
        let (start, local) = local(words, at, language);
        if start < at && out.last().is_none_or(|(_, last, _)| *last <= start) {
            out.push((start, end, format!("{local}@{domain}")));
        }
    }
    out
}

/// Where an address begins whose sign was spoken, but not yet the end of its domain.
pub(in crate::engine::redact) fn open(
    words: &[Word<'_>],
    language: Language,
    spoken_of: bool,
) -> Option<usize> {
    let from = words.len().saturating_sub(DOMAIN).max(1);
    (from..words.len()).find_map(|at| {
        let certain = spoken_of || words.get(at)?.sense.has(mark::AT);
        let open = sign(words, at, language) && certain && domain(words, at + 1, language).is_none();
        let ended = words.get(at + 1..)?.iter().any(|word| word.gap.contains(['?', '!', ';']));
        (open && !ended).then(|| local(words, at, language).0).filter(|first| *first < at)
    })
}

fn sign(words: &[Word<'_>], at: usize, language: Language) -> bool {
    words
        .get(at)
        .is_some_and(|word| word.sense.has(mark::AT) || language == Language::En && word.folded == "at")
}

fn folded<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.folded.as_ref())
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
fn local(words: &[Word<'_>], at_sign: usize, language: Language) -> (usize, String) {
    let mut first = at_sign;
    // "mario rossi tutto attaccato chiocciola": so many words were written as one.
    let mut together = 0;
    while let Some(at) = first.checked_sub(1) {
        let word = folded(words, at);
        let parted = first < at_sign
            && words.get(first).is_some_and(|word| word.gap.contains([',', ';', '?', '!', ':']));
        if parted || sign(words, at, language) || words.get(at).is_some_and(Word::mask) {
            break;
        }
        let joined =
            first == at_sign || separator(folded(words, first)).is_some() || separator(word).is_some();
        let spelled = word.len() == 1 && folded(words, first).len() == 1 && first != at_sign;
        let low = word == "trattino" && folded(words, first) == "basso"
            || word == "basso" && at > 0 && folded(words, at - 1) == "trattino";
        if manner(word) {
            together = 2;
        } else if together > 0 && words.get(at).is_some_and(|word| !word.sense.has(mark::STOP | mark::CUE)) {
            together -= 1;
        } else if let Some(letter) = explained(words, first) {
            first = letter;
            continue;
        } else if !(joined || spelled || low) {
            break;
        }
        first = at;
    }
    // A separator at the very beginning belongs to the sentence.
    while first < at_sign && separator(folded(words, first)).is_some() {
        first += 1;
    }
    (first, written_form(words, first, at_sign))
}

/// What is said of how an address is written, and is no part of it.
fn manner(word: &str) -> bool {
    matches!(
        word,
        "tutto"
            | "attaccato"
            | "unito"
            | "basso"
            | "all"
            | "one"
            | "word"
            | "together"
            | "minuscolo"
            | "lowercase"
    )
}

/// The letter before a word if that word explains it: `r as in romeo smith`, `r come roma bianchi`.
fn explained(words: &[Word<'_>], first: usize) -> Option<usize> {
    let letter = |back: usize| {
        first.checked_sub(back).filter(|at| words.get(*at).is_some_and(|word| word.sense.has(mark::LETTER)))
    };
    let at = |back: usize| first.checked_sub(back).map_or("", |at| folded(words, at));
    match (at(3), at(2)) {
        ("as", "in") => letter(4),
        (_, "come" | "for" | "like") => letter(3),
        _ => None,
    }
}

/// The words after the sign up to the end of the address.
fn domain(words: &[Word<'_>], start: usize, language: Language) -> Option<(usize, String)> {
    let mut end = None;
    for at in start..(start + DOMAIN).min(words.len()) {
        let parted = words.get(at).is_some_and(|word| word.mask() || word.gap.contains(['?', '!', ';']));
        if at > start && parted || sign(words, at, language) {
            break;
        }
        if matches!(folded(words, at), "punto" | "dot" | "point") && top(words, at + 1) {
            end = Some(at + 2);
            // co uk, punto edu punto it
            if !(matches!(folded(words, at + 2), "punto" | "dot") && top(words, at + 3)) {
                break;
            }
        }
    }
    let end = end?;
    Some((end, written_form(words, start, end)))
}

fn top(words: &[Word<'_>], at: usize) -> bool {
    TLDS.contains(&folded(words, at))
}

fn written_form(words: &[Word<'_>], first: usize, last: usize) -> String {
    let mut out = String::new();
    let mut at = first;
    while at < last {
        let word = folded(words, at);
        let explains = match (word, folded(words, at + 1)) {
            ("as", "in") => 3,
            ("come" | "for" | "like", _) if at > first && folded(words, at - 1).len() == 1 => 2,
            _ => 0,
        };
        match (separator(word), word) {
            _ if explains > 0 => {}
            (Some(sign), _) => out.push_str(sign),
            (None, word) if manner(word) => {}
            (None, word) => out.push_str(word),
        }
        at += explains.max(1);
    }
    out
}

/// Spoken IP addresses: four numbers up to 255 with points between them.
pub(super) fn spoken_ip(words: &[Word<'_>], reads: &[Read]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reads.len() {
        let Some(end) = ip_at(reads, at) else {
            at += 1;
            continue;
        };
        let first = reads.get(at).map_or(0, |read| read.first);
        let last = reads.get(end - 1).and_then(|read| words.get(read.last.saturating_sub(1)));
        if let (Some(begin), Some(last), false) = (words.get(first), last, versioned(words, first)) {
            out.push(Span { start: begin.start, end: last.end, kind: PersonalData::Ip });
        }
        at = end;
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
        // One number of up to three digits, or digits one by one.
        let mut value: Option<u32> = None;
        let mut length = 0;
        while let Some(Read { item: Item::Digits(more), .. }) = reads.get(at) {
            if length + more.len() > 3 {
                break;
            }
            length += more.len();
            let scale = if more.len() == 1 {
                10
            } else if more.len() == 2 {
                100
            } else {
                1_000
            };
            value = Some(value.unwrap_or(0) * scale + more.as_str().parse::<u32>().ok()?);
            at += 1;
        }
        value.filter(|value| *value <= 255)?;
    }
    (!matches!(reads.get(at).map(|read| &read.item), Some(Item::Point))).then_some(at)
}
