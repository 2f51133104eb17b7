//! Words as digits and letters: `quattro` is 4, `double seven` is 77, `erre` is R.

use super::Word;
use super::lexicon::mark;
use super::signs::Signs;
use crate::engine::text::numbers::italian_word;
use crate::language::Language;
use std::borrow::Cow;

/// What a word is when somebody dictates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::redact) enum Item {
    /// Digits, spoken or written.
    Digits(Signs),
    /// A letter that is spelled, or written letters and digits in one.
    Letters(Signs),
    /// A town or code word that may stand for its first letter.
    Call(u8),
    /// A spoken point.
    Point,
    /// A spoken dash, slash or underscore.
    Dash,
    /// Says nothing: a filler, "and then".
    Filler,
    /// Takes back the digits before: "no, sorry", "anzi".
    Correction,
    /// Anything else.
    Other,
}

/// One or more words that are one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::redact) struct Read {
    pub item: Item,
    /// The words it takes, by index.
    pub first: usize,
    pub last: usize,
    /// Whether it was spoken as a word rather than written in digits.
    pub spoken: bool,
}

/// The words of dictation, by what they are.
pub(super) const WORDS: &[(u32, &str)] = &[
    (mark::POINT, "punto dot point"),
    (mark::DASH, "trattino barra slash dash hyphen meno underscore"),
    (mark::CORRECTION, "anzi scusi scusa scusate sorry correction rectify pardon rettifico correggo oops"),
    (mark::REPEAT, "double doppio doppia triple triplo tripla treble"),
    (mark::AT, "chiocciola chiocciolina"),
    (
        mark::LARGE,
        "cento* duecento* trecento* quattrocento* cinquecento* seicento* settecento* ottocento* novecento*",
    ),
    (
        mark::FILLER,
        "e poi ancora no allora dunque vediamo cioe ecco si ok okay di nuovo and then again actually so like yeah yes right let me see is that it le finale virgola comma ehm eh uhm um uh mm mmm hmm ah emm er erm uhh umm mh aspetti aspetta wait hang mean",
    ),
];

/// The names of letters: the letter, a colon, its name.
pub(super) const fn letter_names(language: Language) -> &'static str {
    match language {
        Language::It => {
            "A:a B:b C:c D:d E:e F:f G:g H:h I:i J:j K:k L:l M:m N:n O:o P:p Q:q R:r S:s T:t U:u V:v W:w X:x Y:y Z:z B:bi C:ci D:di F:effe G:gi H:acca L:elle M:emme N:enne P:pi Q:cu Q:qu R:erre S:esse T:ti V:vu V:vi K:kappa X:ics Y:ipsilon Z:zeta"
        }
        Language::En => {
            "A:a B:b C:c D:d E:e F:f G:g H:h I:i J:j K:k L:l M:m N:n O:o P:p Q:q R:r S:s T:t U:u V:v W:w X:x Y:y Z:z B:bee C:cee D:dee F:ef G:gee H:aitch J:jay K:kay L:el M:em N:en P:pee Q:cue R:ar S:ess T:tee V:vee X:ex Y:why Z:zed Z:zee"
        }
    }
}

/// The towns Italians spell with, and the words of radio.
pub(super) const CALLS: &str = "A:ancona B:bologna B:bari C:como C:catania D:domodossola E:empoli F:firenze G:genova I:imola J:jersey L:livorno M:milano N:napoli O:otranto P:palermo P:padova P:pisa Q:quarto R:roma S:savona S:salerno S:siena T:torino T:taranto U:udine V:venezia V:verona W:washington X:xilofono Y:york Z:zara A:alpha A:alfa B:bravo C:charlie D:delta E:echo F:foxtrot G:golf H:hotel I:india J:juliet J:juliett K:kilo L:lima M:mike N:november O:oscar P:papa Q:quebec R:romeo S:sierra T:tango U:uniform V:victor W:whiskey W:whisky X:xray Y:yankee Z:zulu";

/// The number words below a hundred.
pub(super) fn numbers(language: Language) -> Vec<(Cow<'static, str>, u16)> {
    let (units, tens): (&str, &str) = match language {
        Language::It => (
            "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
            "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        ),
        Language::En => (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
            "twenty thirty forty fifty sixty seventy eighty ninety",
        ),
    };
    let mut out: Vec<(Cow<'static, str>, u16)> = units.split(' ').map(Cow::Borrowed).zip(0..).collect();
    for (ten, value) in tens.split(' ').zip((20..100).step_by(10)) {
        out.push((Cow::Borrowed(ten), value));
        if language == Language::En {
            continue;
        }
        let short = ten.get(..ten.len() - 1).unwrap_or_default();
        for (unit, n) in units.split(' ').zip(0_u16..10).skip(1) {
            out.push((Cow::Owned(format!("{ten}{unit}")), value + n));
            // ventuno, ventun, ventotto: the vowels melt.
            if matches!(n, 1 | 8) {
                out.push((Cow::Owned(format!("{short}{unit}")), value + n));
            }
        }
        out.push((Cow::Owned(format!("{short}un")), value + 1));
    }
    out
}

/// Reads all words.
pub(in crate::engine::redact) fn read(words: &[Word<'_>], language: Language) -> Vec<Read> {
    let mut out: Vec<Read> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let beside = matches!(out.last().map(|read| read.item), Some(Item::Digits(_) | Item::Letters(_)));
        let (item, length, spoken) = one(words, at, language, beside);
        out.push(Read { item, first: at, last: at + length.max(1), spoken });
        at += length.max(1);
    }
    out
}

/// The item that begins at a word.
pub(in crate::engine::redact) fn read_at(reads: &[Read], word: usize) -> Option<&Read> {
    reads.binary_search_by_key(&word, |read| read.first).ok().and_then(|at| reads.get(at))
}

fn folded<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.folded.as_ref())
}

fn one(words: &[Word<'_>], at: usize, language: Language, beside: bool) -> (Item, usize, bool) {
    let Some(word) = words.get(at) else { return (Item::Other, 1, true) };
    if word.numeral() {
        return (written(&word.folded), 1, false);
    }
    let sense = word.sense;
    if sense.marks == 0 {
        return (capitals(word), 1, false);
    }
    if sense.has(mark::REPEAT)
        && let Some((times, digit)) = repeated(words, at)
    {
        return (Item::Digits(Signs::number(digit).repeated(times)), 2, true);
    }
    if let Some((digits, length)) = spoken(words, at, language, beside) {
        return (Item::Digits(digits), length, true);
    }
    if sense.has(mark::MIXED) {
        return (Signs::of(&word.folded).map_or(Item::Other, Item::Letters), 1, false);
    }
    let filler = || match folded(words, at + 1) {
        // hang on
        "on" if word.folded == "hang" => 2,
        _ => 1,
    };
    let length = 1 + spelled_as(words, at + 1);
    match sense {
        _ if sense.has(mark::POINT) => (Item::Point, 1, true),
        _ if sense.has(mark::DASH) => (Item::Dash, 1, true),
        _ if sense.has(mark::CORRECTION) => (Item::Correction, 1, true),
        _ if sense.has(mark::FILLER) && (length == 1 || !sense.has(mark::LETTER)) => {
            (Item::Filler, filler(), true)
        }
        _ if sense.has(mark::LETTER) => {
            let mut letter = Signs::default();
            letter.push(sense.letter);
            (Item::Letters(letter), length, true)
        }
        _ if sense.has(mark::CALL) => (Item::Call(sense.letter), 1, true),
        _ => (capitals(word), 1, false),
    }
}

/// A word that begins with a digit.
fn written(word: &str) -> Item {
    if let Some(signs) = Signs::of(word) {
        return if word.bytes().all(|byte| byte.is_ascii_digit()) {
            Item::Digits(signs)
        } else {
            Item::Letters(signs)
        };
    }
    // 347.555.0128 is a telephone; 1.280 is a price and 10.4.2 a version: left to others.
    let mut groups = 0;
    let phone = word.split('.').all(|group| {
        groups += 1;
        group.len() >= 3 && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    if phone && groups == 3 {
        Signs::of(&word.replace('.', "")).map_or(Item::Other, Item::Digits)
    } else {
        Item::Other
    }
}

/// A short group of capitals, as written codes have: `NWBK`.
fn capitals(word: &Word<'_>) -> Item {
    let group = (2..=6).contains(&word.raw.len()) && word.raw.bytes().all(|byte| byte.is_ascii_uppercase());
    Signs::of(word.raw).filter(|_| group).map_or(Item::Other, Item::Letters)
}

/// `double seven`, `triplo zero`.
fn repeated(words: &[Word<'_>], at: usize) -> Option<(usize, u32)> {
    let times = if matches!(folded(words, at), "double" | "doppio" | "doppia") { 2 } else { 3 };
    let next = words.get(at + 1)?;
    let digit = match next.folded.as_ref() {
        "oh" | "o" => 0,
        _ if next.sense.has(mark::NUMBER) => u32::from(next.sense.number),
        written => written.parse().ok()?,
    };
    (digit < 10).then_some((times, digit))
}

fn spoken(words: &[Word<'_>], at: usize, language: Language, beside: bool) -> Option<(Signs, usize)> {
    let word = words.get(at)?;
    let number = |at: usize| {
        words.get(at).filter(|word| word.sense.has(mark::NUMBER)).map(|word| u32::from(word.sense.number))
    };
    if language == Language::It {
        if word.sense.has(mark::LARGE) {
            // Nobody dictates by thousands: that is a price or a year.
            return italian_word(&word.folded)
                .filter(|value| *value < 1_000)
                .map(|value| (Signs::number(value), 1));
        }
        return number(at).map(|value| (Signs::number(value), 1));
    }
    if matches!(word.folded.as_ref(), "oh" | "o" | "nought" | "nil") {
        let next = number(at + 1).is_some() || matches!(folded(words, at + 1), "oh" | "double");
        return (beside || next).then(|| (Signs::number(0), 1));
    }
    let value = number(at)?;
    let unit = number(at + 1).filter(|n| (1..10).contains(n));
    if value >= 20
        && let Some(unit) = unit
    {
        return Some((Signs::number(value + unit), 2));
    }
    if value < 10 && folded(words, at + 1) == "hundred" {
        return Some((Signs::number(value * 100), 2));
    }
    Some((Signs::number(value), 1))
}

/// How many words explain a letter: `come Domodossola`, `as in mike`, `for sugar`, `ray`.
fn spelled_as(words: &[Word<'_>], at: usize) -> usize {
    match (folded(words, at), folded(words, at + 1)) {
        ("come" | "for" | "like", next) if next.len() > 2 => 2,
        ("as", "in") => 3,
        ("ray", _) if folded(words, at.wrapping_sub(1)) == "x" => 1,
        _ => 0,
    }
}
