//! Postal addresses: a street with its number, and the town beside it.

use crate::engine::redact::read::Word;
use crate::engine::redact::read::cues::{self, Cue};
use crate::engine::redact::read::items::{Item, Read, read_at};
use crate::engine::redact::read::lexicon::mark;
use crate::language::Language;

/// The words of streets, by language.
pub(in crate::engine::redact) const WORDS: &[(u32, &str)] = &[
    (
        mark::STREET_IT,
        "via viale piazza piazzale corso largo vicolo strada contrada lungarno lungotevere lungomare borgo calle salita traversa rione localita frazione piazzetta stradone vle pzza fondamenta campo rotonda galleria",
    ),
    (
        mark::STREET_EN,
        "street st road rd avenue ave lane ln drive dr court ct square sq way place pl close terrace parade rise crescent boulevard blvd gardens hill row mews grove walk quay green park view highway hwy circle trail parkway pkwy wharf alley plaza broadway loop bend mill",
    ),
];

/// `in via di definizione`, `via mail`: a way, not a street.
const NO_STREET: &str = "di mail email whatsapp telefono web internet libera fax sms pec crucis da mezza il la le i lo che e con per cavo radio zoom skype teams meet posta app link ordinaria";

/// Small words inside a street's name.
const PARTICLES: &str = "di del dello della dell dei degli delle d la le lo san santa sant da al alla in sul tre due quattro xx iv";

/// Before `via` they make it mean "away".
const AWAY: &str = "va vai andare cosi vado porta portare butta buttare tira";

/// Words that no street's name holds: the number after them is something else.
const NO_NAME: &str = "alle sono ore abbiamo ho e con che circa dalle tra fra ci";

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

fn marked(words: &[Word<'_>], at: usize, mark: u32) -> bool {
    words.get(at).is_some_and(|word| word.sense.has(mark))
}

fn folded<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.folded.as_ref())
}

fn stops(word: &Word<'_>) -> bool {
    word.sense.has(mark::STOP) || word.folded.len() < 2
}

/// The addresses of an utterance, in words.
pub(super) fn find(words: &[Word<'_>], reads: &[Read], language: Language) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let italian = || marked(words, at, mark::STREET_IT).then(|| italian_at(words, reads, at)).flatten();
        let english = || {
            (language == Language::En).then(|| english_at(words, reads, at)).flatten().map(|end| (at, end))
        };
        let found =
            english().or_else(italian).or_else(|| continental(words, at)).or_else(|| french(words, at));
        match found.filter(|(first, _)| out.last().is_none_or(|(_, last)| last <= first)) {
            Some((first, last)) => {
                out.push((first, last));
                at = last.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

/// Where an address begins of which the end of the utterance may hide the number still to come.
pub(in crate::engine::redact) fn open(
    words: &[Word<'_>],
    reads: &[Read],
    language: Language,
) -> Option<usize> {
    /// So many words at most stand between the street's word and its number.
    const NAME: usize = 6;
    let from = words.len().saturating_sub(NAME);
    let street = (from..words.len()).find(|at| {
        marked(words, *at, mark::STREET_IT) && street_begins(words, *at) && named(words, at + 1, words.len())
    });
    let house = || {
        let at =
            (from.max(words.len().saturating_sub(4))..words.len()).find(|at| digits(reads, *at).is_some())?;
        let spoken_of = cues::among(words, at.saturating_sub(cues::BEFORE), at, Cue::Address);
        let capital = words.get(at + 1).is_some_and(Word::capital);
        let plain =
            words.get(at + 1..)?.iter().all(|word| word.gap.trim().is_empty() && !word.sense.has(mark::UNIT));
        (plain && (spoken_of || capital)).then_some(at)
    };
    street.or_else(|| (language == Language::En).then(house).flatten())
}

fn digits(reads: &[Read], at: usize) -> Option<(&str, usize)> {
    match read_at(reads, at)? {
        Read { item: Item::Digits(digits), last, .. } => Some((digits.as_str(), *last)),
        _ => None,
    }
}

/// Whether a street's word stands for a street here, rather than for a way or "away".
fn street_begins(words: &[Word<'_>], at: usize) -> bool {
    let way = listed(NO_STREET, folded(words, at + 1)) && !words.get(at + 1).is_some_and(Word::capital);
    !way && !listed(AWAY, folded(words, at.wrapping_sub(1)))
}

/// Whether words can be a street's name.
fn named(words: &[Word<'_>], first: usize, last: usize) -> bool {
    let Some(name) = words.get(first..last) else { return false };
    let broken = |word: &Word<'_>| word.begins() && word.gap.trim() != ".";
    let everyday = |word: &Word<'_>| stops(word) && !listed(PARTICLES, &word.folded);
    // via 24 Maggio, but no via 347
    let number = |word: &Word<'_>| word.numeral() && word.folded.len() > 2;
    let other =
        |word: &Word<'_>| word.mask() || broken(word) || listed(NO_NAME, &word.folded) || number(word);
    !name.iter().any(|word| other(word) || everyday(word))
        && !name.iter().all(|word| listed(PARTICLES, &word.folded))
}

fn italian_at(words: &[Word<'_>], reads: &[Read], at: usize) -> Option<(usize, usize)> {
    street_begins(words, at).then_some(())?;
    // The name: one to five words, then the number.
    let number = (at + 2..=at + 6).find(|n| digits(reads, *n).is_some_and(|(d, _)| d.len() <= 4))?;
    let apart = words.get(number).is_some_and(|word| word.begins() && word.gap.trim() != ".");
    if apart || !named(words, at + 1, number) {
        return None;
    }
    let (_, mut end) = digits(reads, number)?;
    if matches!(folded(words, end), "bis" | "ter" | "a" | "b" | "c" | "barra")
        && words.get(end).is_some_and(|word| word.gap.len() <= 1)
        && !town_said(words, end)
    {
        end += 1;
    }
    if matches!(folded(words, end), "interno" | "scala" | "piano" | "int")
        && let Some((_, last)) = digits(reads, end + 1)
    {
        end = last;
    }
    end = post_code(words, reads, end);
    end = if town_said(words, end) { end + 2 } else { town(words, end) };
    Some((town_before(words, at), end))
}

/// `tre a milano`: a town without a capital, as recognisers write it.
fn town_said(words: &[Word<'_>], end: usize) -> bool {
    matches!(folded(words, end), "a" | "ad")
        && words.get(end + 1).is_some_and(|word| {
            let other = mark::NUMBER | mark::NUMERAL | mark::MONTH | mark::UNIT | mark::MASK | mark::FILLER;
            !stops(word)
                && word.folded.len() > 3
                && !word.sense.has(other)
                && word.gap == " "
                && !word.capital()
        })
}

/// Five digits, written or spoken, with the town after them.
fn post_code(words: &[Word<'_>], reads: &[Read], end: usize) -> usize {
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
    let named =
        spoken && words.get(at).is_some_and(|word| word.folded.len() > 3 && !word.numeral() && !word.mask());
    at + usize::from(named)
}

/// A town in capital letters right after.
fn town(words: &[Word<'_>], end: usize) -> usize {
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
fn town_before(words: &[Word<'_>], street: usize) -> usize {
    let gap = words.get(street).map_or("", |word| word.gap.trim());
    let before = street.checked_sub(1).and_then(|at| words.get(at));
    let town = gap == "," && before.is_some_and(|word| word.capital() && word.folded.len() > 3);
    street - usize::from(town)
}

fn english_at(words: &[Word<'_>], reads: &[Read], at: usize) -> Option<usize> {
    let (number, mut name) =
        digits(reads, at).filter(|(d, _)| d.len() <= 5).or_else(|| lettered(reads, at))?;
    let mut length = number.len();
    while let Some((more, last)) = digits(reads, name).filter(|(more, _)| length + more.len() <= 5) {
        length += more.len();
        name = last;
    }
    // A written number needs a name in capitals, or the house would be "12 a square".
    let kind = (name + 1..=name + 3).find(|n| marked(words, *n, mark::STREET_EN))?;
    let between = words.get(name..=kind)?;
    let area = |at: usize| marked(words, at, mark::UNIT);
    if between.iter().take(kind - name).any(|word| word.sense.has(mark::UNIT)) || area(kind + 1) && area(kind)
    {
        return None;
    }
    let written = words.get(at).is_some_and(Word::numeral);
    let cased = words.iter().any(|word| word.raw.chars().any(char::is_uppercase) && word.raw != "I");
    let plain = between.iter().all(|word| word.gap.trim().is_empty());
    let capitals = between
        .iter()
        .all(|word| word.capital() || matches!(word.folded.as_ref(), "of" | "the" | "and" | "st"));
    let ordinary = between.iter().any(stops);
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
    Some(zip_code(words, reads, town(words, end)))
}

fn lettered(reads: &[Read], at: usize) -> Option<(&str, usize)> {
    match read_at(reads, at)? {
        Read { item: Item::Letters(text), last, spoken: false, .. } if text.len() <= 5 => {
            Some((text.as_str(), *last)).filter(|(text, _)| text.bytes().any(|byte| byte.is_ascii_digit()))
        }
        _ => None,
    }
}

/// `LS7 2QB`, `80202`, `CO 80202`.
fn zip_code(words: &[Word<'_>], reads: &[Read], end: usize) -> usize {
    let mut at = end;
    for _ in 0..2 {
        let near = words.get(at).is_some_and(|word| matches!(word.gap.trim(), "" | ","));
        let code = digits(reads, at).filter(|(d, _)| d.len() == 5).or_else(|| lettered(reads, at));
        match code.filter(|_| near) {
            Some((_, last)) => at = last,
            None => break,
        }
    }
    at
}

/// `Rieteweg 14, 8041 AK Zwolle`: a name, a number, a post code, a town.
fn continental(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let name = words.get(at)?;
    let number = words.get(at + 1)?;
    let fits = name.capital()
        && name.folded.len() > 4
        && number.numeral()
        && number.folded.len() <= 4
        && number.gap == " "
        && code_after(words, at + 2);
    fits.then(|| coded_town(words, at + 2)).flatten().map(|end| (at, end))
}

/// `7 Rue des Lilas, 69003 Lyon`: the number first.
fn french(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    words.get(at).filter(|word| word.numeral() && word.folded.len() <= 4)?;
    let code = (at + 3..=at + 6).find(|code| code_after(words, *code))?;
    let name = words.get(at + 1..code)?;
    let written = name.iter().all(|word| {
        word.gap.trim().is_empty()
            && (word.capital()
                || matches!(word.folded.as_ref(), "de" | "du" | "des" | "la" | "le" | "del" | "d" | "l"))
    });
    (written && name.first().is_some_and(Word::capital))
        .then(|| coded_town(words, code))
        .flatten()
        .map(|end| (at, end))
}

/// A comma and a post code.
fn code_after(words: &[Word<'_>], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| word.numeral() && (4..=5).contains(&word.folded.len()) && word.gap.trim() == ",")
}

/// The end of a town after its post code, which two letters may follow.
fn coded_town(words: &[Word<'_>], code: usize) -> Option<usize> {
    let letters = words
        .get(code + 1)
        .is_some_and(|word| word.raw.len() == 2 && word.raw.chars().all(char::is_uppercase));
    let begin = code + 1 + usize::from(letters);
    Some(town(words, begin)).filter(|end| *end > begin)
}
