//! What a run of digits is: card, check code, telephone, VAT number, social security number, or nobody's secret.

use super::digits::{self, Run};
use super::telephone::{Shape, shape};
use super::{Detail, Utterance, checks, units};
use crate::engine::redact::interim;
use crate::engine::redact::mask::Span;
use crate::engine::redact::memory::Dialogue;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::cues::{self, Cue};
use crate::engine::redact::read::lexicon::mark;
use crate::utterance::PersonalData;

/// An answer that is only a code is this short, in words.
const ANSWER: usize = 12;
/// An utterance with a number that goes on from before begins with it, after so many words at most.
const EARLY: usize = 4;
/// Pieces of one number stand at most so many words apart: "hang on, let me read it".
const APART: usize = 7;

/// Finds personal numbers outside the places that are taken already.
pub(super) fn find(said: &Utterance<'_>, spans: &mut Vec<Span>, details: &mut Vec<Detail>) {
    let words = said.words;
    let taken = spans.clone();
    let mut left: Vec<(Run, Span)> = Vec::new();
    for run in digits::runs(words, said.reads) {
        let Some(span) = digits::span(&run, words, PersonalData::Phone) else { continue };
        if overlaps(&taken, span) {
            continue;
        }
        let judge = Judge::new(&run, words, said.dialogue);
        match judge.kind().or_else(|| judge.goes_on()).or_else(|| beside_card(&run, words, spans)) {
            Some(kind) => {
                spans.push(Span { kind, ..span });
                if kind == PersonalData::Phone && run.len() >= 6 {
                    details.push((kind, written(said.text, &run, span)));
                }
            }
            None => left.push((run, span)),
        }
    }
    let parts: Vec<&Run> =
        left.iter().map(|(run, _)| run).filter(|run| Judge::new(run, words, said.dialogue).piece()).collect();
    pieces(said, &parts, spans, details);
    for (run, span) in &left {
        if !overlaps(spans, *span)
            && let Some(kind) = Judge::new(run, words, said.dialogue).may_go_on()
        {
            spans.push(Span { kind, ..*span });
        }
    }
}

fn overlaps(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|other| other.start < span.end && span.start < other.end)
}

fn written(text: &str, run: &Run, span: Span) -> String {
    let as_written = || text.get(span.start..span.end).unwrap_or_default().to_owned();
    if run.spoken { run.digits().to_owned() } else { as_written() }
}

/// Pieces that are a whole number only together: "three four five, hang on, six seven eight …".
fn pieces(said: &Utterance<'_>, left: &[&Run], spans: &mut Vec<Span>, details: &mut Vec<Detail>) {
    let mut at = 0;
    while let Some(first) = left.get(at).copied() {
        let mut whole = first.clone();
        let mut end = at + 1;
        let mut found = None;
        while let Some(next) = left.get(end).filter(|next| near(said.words, &whole, next)) {
            whole = whole.with(next);
            end += 1;
            let card = checks::card(whole.digits()).then_some(PersonalData::CreditCard);
            let phone = || (shape(&whole) >= Shape::Plain).then_some(PersonalData::Phone);
            if let Some(kind) = card.or_else(phone) {
                found = Some((kind, end));
                if kind == PersonalData::Phone {
                    details.push((kind, whole.digits().to_owned()));
                }
                break;
            }
        }
        let Some((kind, past)) = found else {
            at += 1;
            continue;
        };
        let begin = digits::span(first, said.words, kind);
        let close = left.get(past - 1).and_then(|last| digits::span(last, said.words, kind));
        if let (Some(begin), Some(close)) = (begin, close) {
            spans.push(Span { end: close.end, ..begin });
        }
        at = past;
    }
}

fn near(words: &[Word<'_>], before: &Run, next: &Run) -> bool {
    let between = words.get(before.last..next.first);
    between.is_some_and(|between| between.len() <= APART && !between.iter().any(Word::mask))
}

/// One run with what is known about it.
struct Judge<'a> {
    run: &'a Run,
    words: &'a [Word<'a>],
    dialogue: &'a Dialogue,
    around: Vec<Cue>,
    shape: Shape,
    harmless: bool,
    counted: bool,
}

impl<'a> Judge<'a> {
    fn new(run: &'a Run, words: &'a [Word<'a>], dialogue: &'a Dialogue) -> Self {
        let around = cues::around(words, run.first, run.last);
        let shape = shape(run);
        let counted = units::counted(run, words) && !(shape == Shape::Strong && run.len() >= 9);
        let mut judge = Self { run, words, dialogue, around, shape, harmless: false, counted };
        judge.harmless = judge.nobodys();
        judge
    }

    fn has(&self, cue: Cue) -> bool {
        self.around.contains(&cue)
    }

    /// Whether this was asked for and the answer is short, without anything taken out before.
    fn answers(&self, cue: Cue) -> bool {
        self.dialogue.expects(cue) && self.words.len() <= ANSWER && !self.words.iter().any(Word::mask)
    }

    /// Whether the digits are an order's, a ticket's or a version's.
    fn nobodys(&self) -> bool {
        if self.run.plus {
            return false;
        }
        if named(self.words, self.run) || part_of_code(self.words, self.run) {
            return true;
        }
        // Several groups that are shaped like a telephone number are one, unless an order is named right there. Nine
        // digits are as often a drawing's.
        if self.shape == Shape::Plain && self.run.groups >= 3 && self.run.len() != 9 {
            return false;
        }
        if self.shape < Shape::Strong
            && self.around.is_empty()
            && self.dialogue.asked_harmless()
            && self.run.first <= EARLY + 2
        {
            return true;
        }
        // The nearest word before decides, and one after it only where there is none.
        self.around.first() == Some(&Cue::Harmless) && self.shape < Shape::Strong
    }

    /// What the digits are; none if they may stay.
    fn kind(&self) -> Option<PersonalData> {
        let (digits, length) = (self.run.digits(), self.run.len());
        let near = self.around.first().copied().or_else(|| self.dialogue.expected());
        let spoken_of = |cue: Cue| self.has(cue) || self.dialogue.expects(cue);
        if checks::card(digits)
            || spoken_of(Cue::Card) && (13..=19).contains(&length) && checks::brand(digits)
            || length > 19 && checks::holds_card(digits)
        {
            return Some(PersonalData::CreditCard);
        }
        if self.counted {
            return None;
        }
        let groups =
            self.run.dashed && self.run.groups == 3 && length == 9 && ssn_groups(self.words, self.run);
        if groups && !self.harmless || length == 9 && spoken_of(Cue::Ssn) {
            return Some(PersonalData::Ssn);
        }
        if (3..=4).contains(&length) && !self.harmless && self.cvv() {
            return Some(PersonalData::Cvv);
        }
        if self.harmless {
            return None;
        }
        if spoken_of(Cue::Vat) && (10..=13).contains(&length)
            || length == 11 && checks::vat_number(digits) && near != Some(Cue::Phone)
        {
            return Some(PersonalData::PartitaIva);
        }
        let health_card = length == 20 && digits.starts_with("80380");
        if health_card
            || (7..=10).contains(&length) && (self.has(Cue::Document) || self.answers(Cue::Document))
        {
            return Some(PersonalData::IdDocument);
        }
        if (4..=8).contains(&length)
            && (self.has(Cue::Password) && near == Some(Cue::Password) || self.answers(Cue::Password))
        {
            return Some(PersonalData::Password);
        }
        if self.telephone() {
            return Some(PersonalData::Phone);
        }
        (spoken_of(Cue::Card) && length >= 8).then_some(PersonalData::CreditCard)
    }

    fn telephone(&self) -> bool {
        if self.shape == Shape::Strong {
            return true;
        }
        if self.has(Cue::Phone) || self.dialogue.expects(Cue::Phone) {
            let length = self.run.len();
            return (6..=14).contains(&length)
                && (self.shape >= Shape::Weak || self.run.dictated() || self.run.groups >= 2 || length >= 7);
        }
        self.shape >= Shape::Plain
    }

    fn cvv(&self) -> bool {
        if self.has(Cue::Cvv) && self.around.first() == Some(&Cue::Cvv) && self.run.len() == 3 {
            return !dated(self.words, self.run);
        }
        (self.has(Cue::Cvv) || self.answers(Cue::Cvv)) && !expiry(self.words, self.run)
    }

    /// Digits that go on with a number begun before.
    fn goes_on(&self) -> Option<PersonalData> {
        let early = self.run.first <= EARLY
            && !self.words.get(..self.run.first).unwrap_or_default().iter().any(Word::mask);
        if !early || self.run.len() < 2 || self.counted {
            return None;
        }
        self.dialogue.goes_on(self.run.len())
    }

    /// Whether a run that is no whole number may be the beginning of one: it ends the utterance.
    fn may_go_on(&self) -> Option<PersonalData> {
        let run = self.run;
        let at_end = self.words.len().saturating_sub(run.last) <= 2
            && !self.words.get(run.last..).unwrap_or_default().iter().any(Word::mask);
        if !at_end
            || run.len() < 3
            || self.counted
            || self.has(Cue::Harmless)
            || self.harmless
            || expiry(self.words, run)
        {
            return None;
        }
        let kind = |cue: Cue| match cue {
            Cue::Card => Some(PersonalData::CreditCard),
            Cue::Phone => Some(PersonalData::Phone),
            Cue::Vat => Some(PersonalData::PartitaIva),
            Cue::Ssn => Some(PersonalData::Ssn),
            Cue::Iban => Some(PersonalData::Iban),
            _ => None,
        };
        let cued = self.around.iter().copied().chain(self.dialogue.expected()).find_map(kind);
        let dictated = run.spoken && run.groups >= 3 && run.singles >= 2;
        match cued {
            Some(kind) if dictated || (!run.spoken && run.len() >= 4 && run.groups >= 2) => Some(kind),
            None if dictated && run.groups >= 4 => Some(PersonalData::Phone),
            _ => None,
        }
    }

    /// Whether it may be a piece of a number of which the other pieces stand further on.
    fn piece(&self) -> bool {
        let run = self.run;
        let cued = self.has(Cue::Phone) || self.has(Cue::Card) || self.dialogue.expects(Cue::Phone);
        let dictated = run.spoken && run.groups >= 2 && run.singles >= 2;
        !self.counted && !self.harmless && (2..=9).contains(&run.len()) && (dictated || cued)
    }
}

/// Whether a harmless word names the digits: right before them, or right after, with nothing but glue between.
fn named(words: &[Word<'_>], run: &Run) -> bool {
    /// Glue between a name and its digits: "order number is the one with".
    const GLUE: usize = 4;
    let glue = |word: &Word<'_>| {
        matches!(
            word.folded.as_ref(),
            "numero"
                | "number"
                | "n"
                | "nr"
                | "no"
                | "num"
                | "il"
                | "la"
                | "lo"
                | "l"
                | "e"
                | "is"
                | "was"
                | "the"
                | "it"
                | "di"
                | "of"
                | "era"
                | "sono"
                | "are"
                | "a"
                | "un"
                | "una"
                | "cliente"
                | "code"
                | "codice"
                | "id"
        ) && !word.begins()
    };
    for at in (run.first.saturating_sub(GLUE)..run.first).rev() {
        if cues::of(words, at) == Some(Cue::Harmless) {
            return true;
        }
        if !words.get(at).is_some_and(glue) {
            break;
        }
    }
    for at in run.last..words.len().min(run.last + GLUE) {
        match cues::of(words, at) {
            Some(Cue::Harmless) => return true,
            None if words.get(at).is_some_and(glue) => {}
            _ => break,
        }
    }
    false
}

/// Whether the digits hang on letters: `BLT-2021-0417` is a thing's name.
fn part_of_code(words: &[Word<'_>], run: &Run) -> bool {
    let letters =
        run.first.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| {
            word.raw.bytes().all(|byte| byte.is_ascii_uppercase()) && word.raw.len() <= 5
        });
    letters && words.get(run.first).is_some_and(|word| matches!(word.gap, "-" | "/"))
}

/// Three, two and four digits with dashes.
fn ssn_groups(words: &[Word<'_>], run: &Run) -> bool {
    let lengths = words.get(run.first..run.last).unwrap_or_default().iter().map(|word| word.folded.len());
    lengths.eq([3, 2, 4])
}

/// A month and year, as on a card: `zero otto ventotto`, `08/28`.
fn expiry(words: &[Word<'_>], run: &Run) -> bool {
    let part = |range| run.digits().get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    let dates = run.len() == 4
        && run.groups >= 2
        && (1..=12).contains(&part(0..2))
        && (24..=45).contains(&part(2..4));
    dates || dated(words, run)
}

/// Digits that are named as the end of a card's time, or hang together by a slash.
fn dated(words: &[Word<'_>], run: &Run) -> bool {
    let before =
        run.first.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.folded.as_ref());
    matches!(before, "scade" | "scadenza" | "expiry" | "expires" | "exp" | "valid" | "expiring")
        || run.groups == 2 && words.get(run.first + 1).is_some_and(|word| word.gap == "/")
}

/// Three digits shortly after a card in the same breath are its check code, and four that are called a code.
fn beside_card(run: &Run, words: &[Word<'_>], spans: &[Span]) -> Option<PersonalData> {
    /// A dozen words or so.
    const NEAR: usize = 60;
    let first = words.get(run.first)?;
    let card = spans.iter().any(|span| {
        span.kind == PersonalData::CreditCard && span.end <= first.start && first.start - span.end <= NEAR
    });
    let slash = first.gap.ends_with('/') || words.get(run.last).is_some_and(|word| word.gap.starts_with('/'));
    let before = words.get(run.first.saturating_sub(3)..run.first).unwrap_or_default();
    let code = before
        .iter()
        .any(|word| matches!(word.folded.as_ref(), "code" | "codice" | "security" | "sicurezza"));
    let fits = run.len() == 3 || run.len() == 4 && code;
    (card && fits && !slash && !units::counted(run, words)).then_some(PersonalData::Cvv)
}

/// Whether digits can still become anything when more words come, so that nobody should see them yet.
pub(in crate::engine::redact) fn growing(run: &Run, words: &[Word<'_>], dialogue: &Dialogue) -> bool {
    // What stays only because an order is spoken of nearby waits for the end: that word may turn out to be a street's.
    let unprotected = Judge { harmless: false, ..Judge::new(run, words, dialogue) };
    if unprotected.kind().is_some() {
        return true;
    }
    // A count is one number, and no year of a date.
    let dated = words.get(run.first.saturating_sub(2)..run.first).unwrap_or_default();
    let counted = units::counted(run, words)
        && (run.groups == 1 || run.spoken)
        && shape(run) < Shape::Plain
        && run.len() < 13
        && !dated.iter().any(|word| word.sense.has(mark::MONTH));
    let others = interim::others(words, run.last);
    // One or two digits between words tell nothing; more wait until no later word can name them.
    let number = |at: usize| words.get(at).is_some_and(|word| word.sense.has(mark::NUMERAL | mark::NUMBER));
    let long = run.len() >= 3 || run.plus || number(run.last) || run.first.checked_sub(1).is_some_and(number);
    !counted && (others == 0 || long && interim::nameable(others))
}
