//! Numbers as they are spoken or written: `duecentosettanta`, `fifty six thousand`, `1.280`, `1,9`.

use super::Word;
use crate::language::Language;

/// A number that was read: its value and how many words it took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::engine) struct Number {
    /// Its value.
    pub value: f64,
    /// How many words it took.
    pub words: usize,
    /// Whether it was said with its thousands (`mila`, `k`, `million`), or is written out in full.
    pub scaled: bool,
}

/// The number that begins at word `at`, if one does.
pub(in crate::engine) fn number(words: &[Word], at: usize, language: Language) -> Option<Number> {
    match language {
        Language::It => italian(words, at),
        Language::En => english(words, at),
    }
}

/// A written number: `1.280`, `1,250,000`, `1,9`, `12k`.
pub(in crate::engine) fn written(word: &str) -> Option<(f64, bool)> {
    let (body, scale, scaled) = match word.strip_suffix('k') {
        Some(body) => (body, 1_000.0, true),
        None => (
            word.strip_suffix('m').unwrap_or(word),
            if word.ends_with('m') { 1e6 } else { 1.0 },
            word.ends_with('m'),
        ),
    };
    if !body.starts_with(|c: char| c.is_ascii_digit()) || body.contains(':') {
        return None;
    }
    let groups: Vec<&str> = body.split(['.', ',']).collect();
    if !groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit())) || body.len() > 15 {
        return None;
    }
    let thousands = groups.len() > 1
        && groups.iter().skip(1).all(|g| g.len() == 3)
        && groups.first().is_some_and(|g| g.len() <= 3 && *g != "0");
    let plain = if thousands || groups.len() == 1 {
        groups.concat()
    } else if groups.len() == 2 {
        groups.join(".")
    } else if groups.last().is_some_and(|g| g.len() == 2) {
        // 1.250,50
        let (last, front) = groups.split_last()?;
        format!("{}.{last}", front.concat())
    } else {
        return None;
    };
    let value: f64 = plain.parse().ok()?;
    Some((value * scale, scaled || thousands))
}

const IT_UNITS: [&str; 20] = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const IT_TENS: [&str; 8] =
    ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];
const EN_UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn place(list: &[&str], word: &str) -> Option<u32> {
    u32::try_from(list.iter().position(|one| *one == word)?).ok()
}

/// A whole Italian number word below a thousand million, e.g. `ventunomilacinquecento`.
pub(in crate::engine) fn italian_word(word: &str) -> Option<u32> {
    if word == "un" || word == "una" {
        return None;
    }
    if let Some(rest) = word.strip_prefix("mille") {
        return Some(1_000 + if rest.is_empty() { 0 } else { below_thousand(rest)? });
    }
    if let Some((left, right)) = word.split_once("mila") {
        let right = if right.is_empty() { 0 } else { below_thousand(right)? };
        return Some(below_thousand(left)? * 1_000 + right);
    }
    below_thousand(word)
}

fn below_thousand(word: &str) -> Option<u32> {
    let (hundreds, rest) = match word.split_once("cento") {
        Some(("", rest)) => (1, rest),
        Some((unit, rest)) => (place(&IT_UNITS, unit).filter(|n| (2..10).contains(n))?, rest),
        // centotto, centottanta: the vowels melt.
        None => match word.split_once("centott") {
            Some((unit, rest)) => {
                let hundreds = if unit.is_empty() { 1 } else { place(&IT_UNITS, unit)? };
                let tail = format!("ott{rest}");
                return Some(hundreds * 100 + below_hundred(&tail)?);
            }
            None => (0, word),
        },
    };
    if hundreds > 0 && rest.is_empty() {
        return Some(hundreds * 100);
    }
    let tail = if hundreds > 0 && rest.starts_with("tt") { format!("o{rest}") } else { rest.to_owned() };
    Some(hundreds * 100 + below_hundred(&tail)?)
}

fn below_hundred(word: &str) -> Option<u32> {
    if let Some(unit) = place(&IT_UNITS, word) {
        return Some(unit);
    }
    for (tens, value) in IT_TENS.iter().zip((20_u32..100).step_by(10)) {
        let Some(rest) = word.strip_prefix(tens.get(..tens.len() - 1)?) else { continue };
        let vowel = tens.get(tens.len() - 1..)?;
        if rest == vowel {
            return Some(value);
        }
        let unit = rest.strip_prefix(vowel).unwrap_or(rest);
        let melted = rest.strip_prefix(vowel).is_none();
        let found =
            if unit == "un" { Some(1) } else { place(&IT_UNITS, unit).filter(|n| (1..10).contains(n)) };
        if let Some(n) = found.filter(|n| !melted || matches!(n, 1 | 8)) {
            return Some(value + n);
        }
    }
    None
}

/// A single English number word below a hundred.
pub(in crate::engine) fn english_word(word: &str) -> Option<u32> {
    place(&EN_UNITS, word).or_else(|| Some(place(&EN_TENS, word)? * 10 + 20))
}

fn at(words: &[Word], index: usize) -> &str {
    words.get(index).map_or("", |word| word.folded.as_str())
}

fn italian(words: &[Word], start: usize) -> Option<Number> {
    let first = at(words, start);
    let mut index = start;
    let (mut value, mut scaled) = if let Some((value, scaled)) = written(first) {
        (value, scaled)
    } else if matches!(first, "un" | "mezzo") && matches!(at(words, start + 1), "milione") {
        (if first == "un" { 1.0 } else { 0.5 }, false)
    } else {
        let value = f64::from(italian_word(first)?);
        (value, value >= 1_000.0)
    };
    index += 1;
    if at(words, index) == "virgola"
        && let Some(decimals) = italian_word(at(words, index + 1)).filter(|n| *n < 100)
    {
        value += f64::from(decimals) / if decimals < 10 { 10.0 } else { 100.0 };
        index += 2;
    }
    match at(words, index) {
        "mila" | "mille" | "k" => (value, scaled, index) = (value * 1_000.0, true, index + 1),
        "milione" | "milioni" | "mln" => (value, scaled, index) = (value * 1e6, true, index + 1),
        _ => {}
    }
    let spoken = !first.starts_with(|c: char| c.is_ascii_digit());
    // "ventunomila e seicento", "mille e otto" (1,800), "due milioni e mezzo"
    if at(words, index) == "e" && spoken && scaled {
        let tail = at(words, index + 1);
        if matches!(tail, "mezzo" | "mezza") {
            value += if value >= 1e6 { 5e5 } else { 500.0 };
            index += 2;
        } else if let Some(n) = italian_word(tail).filter(|n| *n < 1_000) {
            let hundreds = value < 10_000.0 && (2..10).contains(&n);
            value += f64::from(n) * if hundreds { 100.0 } else { 1.0 };
            index += 2;
        }
    } else if spoken && scaled && value % 1_000.0 == 0.0 {
        // novemila trecento settantacinque
        let tail = |at_index: usize, low: u32, high: u32| {
            italian_word(at(words, at_index)).filter(|n| (low..high).contains(n))
        };
        if let Some(hundreds) = tail(index, 100, 1_000) {
            value += f64::from(hundreds);
            index += 1;
            if hundreds.is_multiple_of(100)
                && let Some(rest) = tail(index, 10, 100)
            {
                value += f64::from(rest);
                index += 1;
            }
        } else if let Some(rest) = tail(index, 10, 100) {
            value += f64::from(rest);
            index += 1;
        }
    } else if spoken
        && (100.0..1_000.0).contains(&value)
        && value % 100.0 == 0.0
        && let Some(n) = italian_word(at(words, index)).filter(|n| (10..100).contains(n))
    {
        value += f64::from(n);
        index += 1;
        if at(words, index) == "mila" {
            (value, scaled, index) = (value * 1_000.0, true, index + 1);
        }
    }
    Some(Number { value, words: index - start, scaled })
}

/// Whether a word names money: "two mil dollars" are millions, "two mil thick" are not.
fn money(word: &str) -> bool {
    matches!(word, "dollars" | "pounds" | "euros" | "bucks" | "quid" | "in" | "a")
}

fn english(words: &[Word], start: usize) -> Option<Number> {
    let first = at(words, start);
    let mut index = start;
    let (mut total, mut current, mut scaled) = (0.0_f64, 0.0_f64, false);
    if let Some((value, big)) = written(first) {
        (current, scaled, index) = (value, big, index + 1);
    } else if matches!(first, "a" | "an" | "half") {
        let next = at(words, start + 1);
        if first == "half" && next == "a" && at(words, start + 2) == "million" {
            return Some(Number { value: 5e5, words: 3, scaled: true });
        }
        if !matches!(next, "hundred" | "thousand" | "million") || first == "half" {
            return None;
        }
        (current, index) = (1.0, index + 1);
    } else {
        english_word(first)?;
    }
    let mut small: Option<u32> = None;
    let mut hundred = index > start;
    loop {
        let word = at(words, index);
        if let Some(n) = english_word(word) {
            let fits = match small {
                None => true,
                Some(before) => before >= 20 && before.is_multiple_of(10) && (1..10).contains(&n),
            };
            if fits {
                (current, small) = (current + f64::from(n), Some(n));
            } else if small.is_some_and(|before| (1..100).contains(&before))
                && n >= 10
                && !hundred
                && total == 0.0
            {
                // thirteen fifty, twenty four ninety
                (current, small, hundred) = (current * 100.0 + f64::from(n), Some(n), true);
            } else {
                break;
            }
        } else if word == "hundred" && current > 0.0 && current < 100.0 {
            (current, small, hundred) = (current * 100.0, None, true);
        } else if matches!(word, "thousand" | "grand" | "k") && current > 0.0 {
            (total, current, small, scaled, hundred) = (total + current * 1_000.0, 0.0, None, true, true);
        } else if (word == "million" || word == "mil" && money(at(words, index + 1))) && current > 0.0 {
            (total, current, small, scaled, hundred) = (total + current * 1e6, 0.0, None, true, true);
        } else if word == "point" && english_word(at(words, index + 1)).is_some_and(|n| n < 10) {
            current += f64::from(english_word(at(words, index + 1)).unwrap_or(0)) / 10.0;
            index += 1;
        } else if word == "and"
            && at(words, index + 1) == "a"
            && at(words, index + 2) == "half"
            && index > start
        {
            // thirteen and a half thousand
            if !matches!(at(words, index + 3), "thousand" | "grand" | "million" | "k") {
                break;
            }
            current += 0.5;
            index += 2;
        } else if word == "and" && (hundred || total > 0.0) && index > start {
            let next = at(words, index + 1);
            if english_word(next).is_none() || small.is_some() {
                break;
            }
        } else {
            break;
        }
        index += 1;
    }
    (index > start).then_some(Number { value: total + current, words: index - start, scaled })
}

#[cfg(test)]
mod tests {
    use super::super::Said;
    use super::*;

    fn check(text: &str, language: Language, value: f64, length: usize) {
        let said = Said::read(text, language);
        let number = number(&said.words, 0, language);
        let got = number.map(|n| (n.value, n.words));
        assert_eq!(got, Some((value, length)), "{text}");
    }

    #[test]
    fn italian_numbers() {
        check("duecentosettanta", Language::It, 270.0, 1);
        check("ventunomila e seicento", Language::It, 21_600.0, 3);
        check("mille e otto al mese", Language::It, 1_800.0, 3);
        check("quattrocento mila", Language::It, 400_000.0, 2);
        check("centottanta", Language::It, 180.0, 1);
        check("ventotto", Language::It, 28.0, 1);
        check("trentatré", Language::It, 33.0, 1);
        check("due milioni e mezzo", Language::It, 2_500_000.0, 4);
        check("1.280 euro", Language::It, 1_280.0, 1);
        check("uno virgola nove milioni", Language::It, 1_900_000.0, 4);
        check("novemila trecento settantacinque euro", Language::It, 9_375.0, 3);
        check("duemilacinquecento", Language::It, 2_500.0, 1);
    }

    #[test]
    fn english_numbers() {
        check("fifty six thousand seven hundred sixty a year", Language::En, 56_760.0, 6);
        check("one point nine million", Language::En, 1_900_000.0, 4);
        check("thirteen fifty", Language::En, 1_350.0, 2);
        check("a hundred and ten dollars", Language::En, 110.0, 4);
        check("1,250,000", Language::En, 1_250_000.0, 1);
        check("12k", Language::En, 12_000.0, 1);
        check("twenty-four", Language::En, 24.0, 2);
        check("thirteen and a half thousand", Language::En, 13_500.0, 5);
        check("forty thousand", Language::En, 40_000.0, 2);
        check("two mil dollars", Language::En, 2_000_000.0, 2);
        check("six mil thick", Language::En, 6.0, 1);
    }

    #[test]
    fn words_that_are_no_numbers() {
        for word in ["un", "centro", "millepiedi", "settembre", "ottimo", "seicentesco"] {
            assert_eq!(italian_word(word), None, "{word}");
        }
    }
}
