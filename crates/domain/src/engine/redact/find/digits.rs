//! Runs of digits: what was said in one go, over fillers and corrections.

use crate::engine::redact::mask::Span;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::items::{Item, Read};
use crate::engine::redact::read::signs::Signs;
use crate::utterance::PersonalData;

/// At most so many fillers stand between two groups of one number.
const FILLERS: usize = 4;
/// So many digits or more are a number of their own, said anew after a slip.
const ANEW: usize = 8;

/// Digits that were said in one go.
#[derive(Debug, Clone)]
pub(in crate::engine::redact) struct Run {
    signs: Signs,
    /// How many groups it was said in, and how many of them were single digits.
    pub groups: usize,
    pub singles: usize,
    pub spoken: bool,
    /// Its words: the first, and one past the last.
    pub first: usize,
    pub last: usize,
    pub plus: bool,
    pub dashed: bool,
}

impl Run {
    pub(in crate::engine::redact) fn digits(&self) -> &str {
        self.signs.as_str()
    }

    pub(in crate::engine::redact) fn len(&self) -> usize {
        self.signs.len()
    }

    /// Whether it was dictated: spoken in several groups, most of them single digits.
    pub(in crate::engine::redact) fn dictated(&self) -> bool {
        self.groups >= 3 && (self.singles * 2 >= self.groups || self.len() >= 9)
    }

    /// This run and a later one as one number.
    pub(super) fn with(&self, later: &Self) -> Self {
        let mut both = self.clone();
        both.signs.extend(&later.signs);
        both.groups += later.groups;
        both.singles += later.singles;
        both.spoken |= later.spoken;
        both.last = later.last;
        both
    }

    fn begin(words: &[Word<'_>], read: &Read) -> Self {
        let gap = words.get(read.first).map_or("", |word| word.gap);
        let plus = gap.trim_end_matches([' ', '(']).ends_with('+') || said_plus(words, read.first);
        Self {
            signs: Signs::default(),
            groups: 0,
            singles: 0,
            spoken: false,
            first: read.first,
            last: read.last,
            plus,
            dashed: false,
        }
    }

    fn add(&mut self, words: &[Word<'_>], read: &Read, digits: &Signs) {
        self.dashed |= self.groups > 0 && words.get(read.first).is_some_and(|word| word.gap == "-");
        self.signs.extend(digits);
        self.groups += 1;
        self.singles += usize::from(digits.len() == 1);
        self.spoken |= read.spoken;
        self.last = read.last;
    }

    /// After "no, sorry": what follows takes the place of as many digits before, or of all of them.
    fn correct(&mut self, words: &[Word<'_>], slip: Slip) {
        let text = self.digits().to_owned();
        let Some((before, after)) = text.split_at_checked(slip.digits).filter(|(_, after)| !after.is_empty())
        else {
            return;
        };
        let kept = before.get(..before.len().saturating_sub(after.len())).unwrap_or_default();
        if let Some(signs) = Signs::of(kept).zip(Signs::of(after)).map(|(mut kept, after)| {
            kept.extend(&after);
            kept
        }) {
            self.signs = signs;
        }
        // Two or three digits that were taken back are no part of what was then said as a whole.
        if kept.is_empty() && slip.digits < 4 && after.len() >= ANEW && words.get(slip.next).is_some() {
            self.first = slip.next;
            self.groups = self.groups.saturating_sub(slip.groups);
            self.singles = self.singles.min(self.groups);
        }
    }
}

/// Where somebody took digits back: how many were said, in how many groups, and the word that follows.
#[derive(Clone, Copy)]
struct Slip {
    digits: usize,
    groups: usize,
    next: usize,
}

/// The runs of an utterance.
pub(in crate::engine::redact) fn runs(words: &[Word<'_>], reads: &[Read]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut current: Option<(Run, Option<Slip>)> = None;
    let (mut fillers, mut corrected) = (0, false);
    let close = |out: &mut Vec<Run>, current: &mut Option<(Run, Option<Slip>)>| {
        if let Some((mut run, slip)) = current.take() {
            if let Some(slip) = slip {
                run.correct(words, slip);
            }
            out.push(run);
        }
    };
    for read in reads {
        match &read.item {
            Item::Digits(digits) => {
                if !current.as_ref().is_some_and(|(run, _)| joins(words, run, read, fillers)) {
                    close(&mut out, &mut current);
                    corrected = false;
                }
                let (run, slip) = current.get_or_insert_with(|| (Run::begin(words, read), None));
                if std::mem::take(&mut corrected) {
                    *slip = Some(Slip { digits: run.len(), groups: run.groups, next: read.first });
                }
                run.add(words, read, digits);
                fillers = 0;
            }
            Item::Filler | Item::Dash | Item::Correction if current.is_some() => {
                fillers += 1;
                corrected |= read.item == Item::Correction;
                if fillers > FILLERS {
                    close(&mut out, &mut current);
                    corrected = false;
                }
            }
            _ => {
                close(&mut out, &mut current);
                (fillers, corrected) = (0, false);
            }
        }
    }
    close(&mut out, &mut current);
    out
}

fn said_plus(words: &[Word<'_>], first: usize) -> bool {
    first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| matches!(word.folded.as_ref(), "piu" | "plus"))
}

/// Whether a group of digits goes on with the run before it.
fn joins(words: &[Word<'_>], run: &Run, read: &Read, fillers: usize) -> bool {
    let Some(word) = words.get(read.first) else { return false };
    if fillers > 0 {
        return run.spoken && read.spoken && !word.begins();
    }
    let loose = word.gap.trim();
    match loose {
        "" | "-" | "/" | "." | "(" | ")" | "\u{2013}" | ".-" => run.spoken == read.spoken || loose.is_empty(),
        "," | "\u{2026}" | "..." => run.spoken && read.spoken,
        _ => false,
    }
}

/// The characters of a run, with the sign of an international prefix.
pub(in crate::engine::redact) fn span(run: &Run, words: &[Word<'_>], kind: PersonalData) -> Option<Span> {
    let first = words.get(run.first)?;
    let last = words.get(run.last.checked_sub(1)?)?;
    let plus = first.gap.rfind('+').filter(|_| run.plus).map_or(0, |at| first.gap.len() - at);
    Some(Span { start: first.start.saturating_sub(plus), end: last.end, kind })
}
