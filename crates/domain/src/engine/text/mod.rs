//! Words and sentences of an utterance, each with its place in the text: what every other room reads.
//!
//! Words are folded (lower case, no accents, elisions and contractions apart); the text itself is never changed.

pub(super) mod numbers;
pub(super) mod stop;
pub(super) mod wordset;

use crate::language::Language;
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case without accents. A mask reads `#phone`.
    pub folded: String,
    /// First character in the text, counted in Unicode characters.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The characters between the word before and this one.
    pub gap: String,
    /// The word as it stands in the text.
    pub raw: String,
}

impl Word {
    /// Whether it begins with a capital letter.
    pub(super) fn capital(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it holds a digit.
    pub(super) fn numeral(&self) -> bool {
        self.folded.bytes().next().is_some_and(|b| b.is_ascii_digit())
    }

    /// Whether it stands for something redacted.
    pub(super) fn mask(&self) -> bool {
        self.folded.starts_with('#')
    }
}

/// A sentence: words up to a full stop, or all of them where nobody wrote one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its words, by index.
    pub words: Range<usize>,
    /// Its folded words with single spaces: what patterns are matched on.
    pub plain: String,
    /// Whether a question mark ends it.
    pub asked: bool,
    /// Whether any mark ends it.
    pub closed: bool,
}

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// All words in order.
    pub words: Vec<Word>,
    /// The sentences in order; together they hold all words.
    pub sentences: Vec<Sentence>,
}

impl Said {
    /// Reads a text.
    pub(super) fn read(text: &str, language: Language) -> Self {
        let words = words(text, language);
        let sentences = sentences(text, &words);
        Self { words, sentences }
    }

    /// The text of a sentence as it was said; a question keeps its mark.
    pub(super) fn quote(&self, text: &str, sentence: &Sentence) -> String {
        let Some(first) = self.words.get(sentence.words.start) else { return String::new() };
        let last = self.words.get(sentence.words.end.saturating_sub(1)).unwrap_or(first);
        let length = last.end.saturating_sub(first.start);
        let mark = usize::from(sentence.asked && text.chars().nth(last.end) == Some('?'));
        text.chars().skip(first.start).take(length + mark).collect()
    }

    /// All folded words with single spaces.
    pub(super) fn plain(&self) -> String {
        join(&self.words)
    }
}

/// Folded words with single spaces.
pub(super) fn join(words: &[Word]) -> String {
    let mut out = String::with_capacity(words.len() * 6);
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.folded);
    }
    out
}

/// Lower case without accents.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The stem of a folded word.
pub(super) fn stem(word: &str, language: Language) -> String {
    let algorithm = match language {
        Language::It => Algorithm::Italian,
        Language::En => Algorithm::English,
    };
    Stemmer::create(algorithm).stem(word).into_owned()
}

const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '`' | '\u{b4}')
}

fn words(text: &str, language: Language) -> Vec<Word> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut gap) = (0, String::new());
    while let Some(&c) = chars.get(at) {
        let end = if c == '[' { mask_end(&chars, at) } else { word_end(&chars, at, language) };
        if end == at {
            gap.push(c);
            at += 1;
            continue;
        }
        let raw: String = chars.get(at..end).unwrap_or_default().iter().collect();
        let gap_before = std::mem::take(&mut gap);
        push(&mut out, raw, at, end, gap_before, language);
        at = end;
    }
    out
}

/// Where a mask such as `[phone]` that begins at `at` ends; `at` if it is none.
fn mask_end(chars: &[char], at: usize) -> usize {
    let letters = chars.iter().skip(at + 1).take_while(|c| c.is_ascii_lowercase() || **c == '_').count();
    let end = at + 1 + letters;
    if (2..=16).contains(&letters) && chars.get(end) == Some(&']') { end + 1 } else { at }
}

fn word_end(chars: &[char], at: usize, language: Language) -> usize {
    let Some(first) = chars.get(at).filter(|c| c.is_alphanumeric()) else { return at };
    let mut end = at + 1;
    while let Some(&c) = chars.get(end) {
        let next = chars.get(end + 1);
        let inside_number = first.is_ascii_digit()
            && matches!(c, '.' | ',' | ':')
            && chars.get(end - 1).is_some_and(char::is_ascii_digit)
            && next.is_some_and(char::is_ascii_digit);
        let contraction =
            apostrophe(c) && language == Language::En && next.is_some_and(|c| c.is_alphabetic());
        if !(c.is_alphanumeric() || is_combining_mark(c) || inside_number || contraction) {
            break;
        }
        end += 1;
    }
    end
}

fn push(out: &mut Vec<Word>, raw: String, start: usize, end: usize, gap: String, language: Language) {
    if let Some(kind) = raw.strip_prefix('[') {
        let folded = format!("#{}", kind.trim_end_matches(']'));
        out.push(Word { folded, start, end, gap, raw });
        return;
    }
    let folded = fold(&raw);
    if language == Language::En
        && let Some((first, second)) = contraction(&folded)
    {
        out.push(Word { folded: first, start, end, gap, raw: raw.clone() });
        out.push(Word { folded: second.to_owned(), start, end, gap: String::new(), raw });
        return;
    }
    out.push(Word { folded: folded.replace(apostrophe, ""), start, end, gap, raw });
}

/// `don't` → `do not`; also without the apostrophe, as recognisers write it.
fn contraction(word: &str) -> Option<(String, &'static str)> {
    const WHOLE: [(&str, &str, &str); 22] = [
        ("won't", "will", "not"),
        ("can't", "can", "not"),
        ("cannot", "can", "not"),
        ("wont", "will", "not"),
        ("cant", "can", "not"),
        ("dont", "do", "not"),
        ("doesnt", "does", "not"),
        ("didnt", "did", "not"),
        ("isnt", "is", "not"),
        ("wasnt", "was", "not"),
        ("arent", "are", "not"),
        ("wouldnt", "would", "not"),
        ("couldnt", "could", "not"),
        ("shouldnt", "should", "not"),
        ("havent", "have", "not"),
        ("hasnt", "has", "not"),
        ("im", "i", "am"),
        ("ive", "i", "have"),
        ("thats", "that", "is"),
        ("whats", "what", "is"),
        ("let's", "let", "us"),
        ("lets", "let", "us"),
    ];
    const ENDS: [(&str, &str); 7] = [
        ("n't", "not"),
        ("'re", "are"),
        ("'ve", "have"),
        ("'ll", "will"),
        ("'m", "am"),
        ("'d", "would"),
        ("'s", "is"),
    ];
    let word = word.replace(apostrophe, "'");
    if let Some((_, first, second)) = WHOLE.iter().find(|(form, _, _)| *form == word) {
        return Some(((*first).to_owned(), second));
    }
    let (end, second) = ENDS.iter().find(|(end, _)| word.ends_with(end))?;
    let first = word.strip_suffix(end)?;
    // A possessive stays one word for matching: the owner's name.
    let pronoun = *end != "'s"
        || matches!(
            first,
            "it" | "that"
                | "what"
                | "he"
                | "she"
                | "there"
                | "here"
                | "who"
                | "where"
                | "how"
                | "this"
                | "everything"
                | "something"
                | "nobody"
                | "when"
        );
    (pronoun && !first.is_empty()).then(|| (first.to_owned(), *second))
}

fn sentences(text: &str, words: &[Word]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let tail: String = words.last().map_or_else(String::new, |w| text.chars().skip(w.end).collect());
    for index in 0..words.len() {
        let after = words.get(index + 1).map_or(tail.as_str(), |next| next.gap.as_str());
        let last = index + 1 == words.len();
        let same_place =
            words.get(index + 1).is_some_and(|n| words.get(index).is_some_and(|w| w.start == n.start));
        let closed = !same_place
            && after.contains(['.', '!', '?', ';', '\n', '\u{2026}'])
            && !abbreviation(words, index, after);
        if closed || last {
            out.push(Sentence {
                words: first..index + 1,
                plain: join(words.get(first..=index).unwrap_or_default()),
                asked: after.contains('?'),
                closed,
            });
            first = index + 1;
        }
    }
    out
}

/// Whether the full stop after a word belongs to it: `P.IVA`, `sig. Rossi`, `v.le`.
fn abbreviation(words: &[Word], index: usize, after: &str) -> bool {
    const SHORT: [&str; 18] = [
        "sig", "dott", "ing", "avv", "geom", "prof", "dr", "mr", "mrs", "ms", "st", "tel", "cell", "cod",
        "spett", "egr", "p", "v",
    ];
    let Some(word) = words.get(index) else { return false };
    after.starts_with('.') && !after.contains(['!', '?', '\n']) && SHORT.contains(&word.folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: &[&str]) {
        let said = Said::read(text, language);
        let got: Vec<&str> = said.sentences.iter().map(|s| s.plain.as_str()).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn words_are_folded_and_sentences_cut() {
        check("L'è così, perché? Boh.", Language::It, &["l e cosi perche", "boh"]);
        check("I don't know. It's fine", Language::En, &["i do not know", "it is fine"]);
        check("costa 1.280 euro alle 17:15", Language::It, &["costa 1.280 euro alle 17:15"]);
        check("il sig. Rossi [phone] ok", Language::It, &["il sig rossi #phone ok"]);
        check("", Language::It, &[]);
    }

    #[test]
    fn a_quote_is_the_words_as_said() {
        let text = "Va bene. Però è caro! O no?";
        let said = Said::read(text, Language::It);
        assert_eq!(said.quote(text, &said.sentences[1]), "Però è caro");
        assert_eq!(said.quote(text, &said.sentences[2]), "O no?");
    }
}
