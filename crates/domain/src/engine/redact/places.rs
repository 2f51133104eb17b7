//! Postal addresses: a street with its number, and the town beside it.

use super::items::{Item, Read};
use crate::engine::text::{Word, stop};
use crate::language::Language;

const STREETS_IT: &[&str] = &[
    "via",
    "viale",
    "piazza",
    "piazzale",
    "corso",
    "largo",
    "vicolo",
    "strada",
    "contrada",
    "lungarno",
    "lungotevere",
    "lungomare",
    "borgo",
    "calle",
    "salita",
    "traversa",
    "rione",
    "localita",
    "frazione",
    "piazzetta",
    "stradone",
    "vle",
    "pzza",
    "fondamenta",
    "campo",
    "rotonda",
    "galleria",
];

const STREETS_EN: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "ln",
    "drive",
    "dr",
    "court",
    "ct",
    "square",
    "sq",
    "way",
    "place",
    "pl",
    "close",
    "terrace",
    "parade",
    "rise",
    "crescent",
    "boulevard",
    "blvd",
    "gardens",
    "hill",
    "row",
    "mews",
    "grove",
    "walk",
    "quay",
    "green",
    "park",
    "view",
    "highway",
    "hwy",
    "circle",
    "trail",
    "parkway",
    "pkwy",
    "wharf",
    "alley",
    "plaza",
    "broadway",
    "loop",
    "bend",
    "mill",
];

/// `in via di definizione`, `via mail`: a way, not a street.
const NO_STREET: &[&str] = &[
    "di",
    "mail",
    "email",
    "whatsapp",
    "telefono",
    "web",
    "internet",
    "libera",
    "fax",
    "sms",
    "pec",
    "crucis",
    "da",
    "mezza",
    "il",
    "la",
    "le",
    "i",
    "lo",
    "che",
    "e",
    "con",
    "per",
    "cavo",
    "radio",
    "zoom",
    "skype",
    "teams",
    "meet",
    "posta",
    "app",
    "link",
    "ordinaria",
];

/// Small words inside a street's name.
const PARTICLES: &[&str] = &[
    "di", "del", "dello", "della", "dell", "dei", "degli", "delle", "d", "la", "le", "lo", "san", "santa",
    "sant", "da", "al", "alla", "in", "sul", "tre", "due", "quattro", "xx", "iv",
];

fn folded(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.folded.as_str())
}

/// The addresses of an utterance, in words.
pub(super) fn find(words: &[Word], reads: &[Read], language: Language) -> Vec<(usize, usize)> {
    let mut out = match language {
        Language::It => italian(words, reads),
        Language::En => english(words, reads),
    };
    // A street of the other language, written with its number and post code.
    for address in continental(words).into_iter().chain(if language == Language::En {
        italian(words, reads)
    } else {
        Vec::new()
    }) {
        if !out.iter().any(|(first, last)| *first < address.1 && address.0 < *last) {
            out.push(address);
        }
    }
    out
}

/// The item that begins at a word.
fn item(reads: &[Read], at: usize) -> Option<&Read> {
    reads.iter().find(|read| read.first == at)
}

fn digits(reads: &[Read], at: usize) -> Option<(&str, usize)> {
    match item(reads, at)? {
        Read { item: Item::Digits(digits), last, .. } => Some((digits, *last)),
        _ => None,
    }
}

fn italian(words: &[Word], reads: &[Read]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match italian_at(words, reads, at) {
            Some((first, last)) => {
                out.push((first, last));
                at = last;
            }
            None => at += 1,
        }
    }
    out
}

fn italian_at(words: &[Word], reads: &[Read], at: usize) -> Option<(usize, usize)> {
    STREETS_IT.contains(&folded(words, at)).then_some(())?;
    if NO_STREET.contains(&folded(words, at + 1)) && !words.get(at + 1).is_some_and(Word::capital)
        || matches!(
            folded(words, at.wrapping_sub(1)),
            "va" | "vai" | "andare" | "cosi" | "vado" | "porta" | "portare" | "butta" | "buttare" | "tira"
        )
    {
        return None;
    }
    // The name: one to five words, then the number.
    let number = (at + 2..=at + 6).find(|n| digits(reads, *n).is_some_and(|(d, _)| d.len() <= 4))?;
    let broken = words
        .get(at + 1..=number)
        .unwrap_or_default()
        .iter()
        .any(|word| word.gap.contains(['.', '?', '!', ';']) && word.gap.trim() != ".");
    if broken
        || words.get(at + 1..number)?.iter().any(|word| {
            matches!(
                word.folded.as_str(),
                "alle"
                    | "sono"
                    | "ore"
                    | "abbiamo"
                    | "ho"
                    | "e"
                    | "con"
                    | "che"
                    | "circa"
                    | "dalle"
                    | "tra"
                    | "fra"
                    | "ci"
            )
        })
    {
        return None;
    }
    let name = words.get(at + 1..number)?;
    let everyday =
        |word: &Word| stop::is_stop(&word.folded, Language::It) && !PARTICLES.contains(&word.folded.as_str());
    if name.iter().any(everyday) || name.iter().all(|word| PARTICLES.contains(&word.folded.as_str())) {
        return None;
    }
    let (_, mut end) = digits(reads, number)?;
    if matches!(folded(words, end), "bis" | "ter" | "a" | "b" | "c")
        && words.get(end).is_some_and(|w| w.gap.len() <= 1)
    {
        end += 1;
    }
    if matches!(folded(words, end), "interno" | "scala" | "piano" | "int") && digits(reads, end + 1).is_some()
    {
        end = digits(reads, end + 1)?.1;
    }
    end = post_code(words, reads, end);
    end = town(words, end);
    let first = town_before(words, at);
    Some((first, end))
}

/// Five digits, written or spoken, with the town after them.
fn post_code(words: &[Word], reads: &[Read], end: usize) -> usize {
    let mut at = end + usize::from(matches!(folded(words, end), "cap"));
    let mut count = 0;
    while let Some((more, last)) = digits(reads, at) {
        if count + more.len() > 5 {
            break;
        }
        count += more.len();
        at = last;
    }
    if count != 5 {
        return end;
    }
    let spoken = words.get(at.saturating_sub(1)).is_some_and(|word| !word.numeral());
    // After a spoken post code comes the town, without a capital.
    let named = spoken && words.get(at).is_some_and(|word| word.folded.len() > 3 && !word.numeral());
    at + usize::from(named)
}

/// A town in capital letters right after.
fn town(words: &[Word], end: usize) -> usize {
    let mut at = end;
    if matches!(folded(words, at), "a" | "ad" | "in") && words.get(at + 1).is_some_and(Word::capital) {
        at += 1;
    }
    let mut taken = 0;
    while taken < 3
        && words.get(at).is_some_and(|word| word.capital() && matches!(word.gap.trim(), "" | "," | "-" | "("))
    {
        at += 1;
        taken += 1;
    }
    if taken == 0 { end } else { at }
}

/// `Albignasego, via Petrarca 18`: the town stands before.
fn town_before(words: &[Word], street: usize) -> usize {
    let gap = words.get(street).map_or("", |word| word.gap.trim());
    let before = street.checked_sub(1).and_then(|at| words.get(at));
    if gap == "," && before.is_some_and(|word| word.capital() && word.folded.len() > 3) {
        street - 1
    } else {
        street
    }
}

fn english(words: &[Word], reads: &[Read]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match english_at(words, reads, at) {
            Some(end) => {
                out.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn english_at(words: &[Word], reads: &[Read], at: usize) -> Option<usize> {
    let (number, mut name) =
        digits(reads, at).filter(|(d, _)| d.len() <= 5).or_else(|| lettered(reads, at))?;
    let mut length = number.len();
    while let Some((more, last)) = digits(reads, name).filter(|(more, _)| length + more.len() <= 5) {
        length += more.len();
        name = last;
    }
    // A written number needs a name in capitals, or the house would be "12 a square".
    let kind = (name + 1..=name + 3).find(|n| STREETS_EN.contains(&folded(words, *n)))?;
    let between = words.get(name..=kind)?;
    let written = words.get(at).is_some_and(Word::numeral);
    let cased = words.iter().any(|word| word.raw.chars().any(char::is_uppercase) && word.raw != "I");
    let plain = between.iter().all(|word| word.gap.trim().is_empty());
    let capitals = between
        .iter()
        .all(|word| word.capital() || matches!(word.folded.as_str(), "of" | "the" | "and" | "st"));
    let ordinary = between.iter().any(|word| {
        crate::engine::text::stop::is_stop(&word.folded, Language::En)
            || matches!(
                word.folded.as_str(),
                "percent" | "minutes" | "hours" | "people" | "feet" | "dollars" | "pounds" | "euro" | "per"
            )
    });
    if !plain || (written && cased && !capitals) || (!capitals && ordinary) {
        return None;
    }
    let mut end = kind + 1;
    if matches!(folded(words, end), "suite" | "apt" | "apartment" | "unit" | "flat" | "floor" | "number") {
        end += 1;
        while let Some((_, last)) = digits(reads, end).or_else(|| lettered(reads, end)) {
            end = last;
        }
    }
    end = town(words, end);
    Some(uk_code(words, reads, end))
}

fn lettered(reads: &[Read], at: usize) -> Option<(&str, usize)> {
    match item(reads, at)? {
        Read { item: Item::Letters(text), last, spoken: false, .. } if text.len() <= 5 => Some((text, *last)),
        _ => None,
    }
}

/// `LS7 2QB`, `80202`, `CO 80202`.
fn uk_code(words: &[Word], reads: &[Read], end: usize) -> usize {
    let mut at = end;
    for _ in 0..2 {
        let near = words.get(at).is_some_and(|word| matches!(word.gap.trim(), "" | ","));
        let code = digits(reads, at)
            .filter(|(d, _)| d.len() == 5)
            .or_else(|| lettered(reads, at).filter(|(text, _)| text.bytes().any(|b| b.is_ascii_digit())));
        match code.filter(|_| near) {
            Some((_, last)) => at = last,
            None => break,
        }
    }
    at
}

/// `Rieteweg 14, 8041 AK Zwolle`: a name, a number, a post code, a town.
fn continental(words: &[Word]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for at in 0..words.len().saturating_sub(3) {
        let name =
            words.get(at).is_some_and(|word| word.capital() && word.folded.len() > 4 && !word.numeral());
        let number =
            words.get(at + 1).is_some_and(|word| word.numeral() && word.folded.len() <= 4 && word.gap == " ");
        let code = words.get(at + 2).is_some_and(|word| {
            word.numeral() && (4..=5).contains(&word.folded.len()) && word.gap.trim() == ","
        });
        if !(name && number && code) {
            continue;
        }
        let mut end = at + 3;
        if words.get(end).is_some_and(|word| word.raw.len() == 2 && word.raw.chars().all(char::is_uppercase))
        {
            end += 1;
        }
        let end_with_town = town(words, end);
        if end_with_town > end {
            out.push((at, end_with_town));
        }
    }
    out
}
