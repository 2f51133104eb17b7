//! Runs of digits and what they are: card, check code, telephone, VAT number, social security number.

use super::checks;
use super::cues::{self, Cue};
use super::items::{Item, Read};
use super::{Dialogue, Span};
use crate::engine::text::Word;
use crate::utterance::PersonalData;

/// At most so many fillers stand between two groups of one number.
const FILLERS: usize = 4;

/// Digits that were said in one go.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub digits: String,
    /// How many groups it was said in, and how many of them were single digits.
    pub groups: usize,
    singles: usize,
    pub spoken: bool,
    pub first: usize,
    pub last: usize,
    plus: bool,
    dashed: bool,
}

/// The runs of an utterance.
pub(super) fn runs(words: &[Word], reads: &[Read]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut current: Option<Run> = None;
    let (mut fillers, mut corrected) = (0, None);
    for read in reads {
        match &read.item {
            Item::Digits(digits) => {
                let joined = current.as_ref().is_some_and(|run| joins(words, run, read, fillers));
                if !joined {
                    out.extend(current.take().map(|run| settled(run, corrected.take())));
                }
                let run = current.get_or_insert_with(|| Run {
                    digits: String::new(),
                    groups: 0,
                    singles: 0,
                    spoken: false,
                    first: read.first,
                    last: read.last,
                    plus: words.get(read.first).is_some_and(|word| word.gap.trim_end().ends_with('+'))
                        || said_plus(words, read.first),
                    dashed: false,
                });
                run.dashed |= run.groups > 0 && words.get(read.first).is_some_and(|word| word.gap == "-");
                run.digits.push_str(digits);
                run.groups += 1;
                run.singles += usize::from(digits.len() == 1);
                run.spoken |= read.spoken;
                run.last = read.last;
                fillers = 0;
            }
            Item::Filler | Item::Dash | Item::Correction if current.is_some() => {
                fillers += 1;
                if read.item == Item::Correction {
                    corrected = current.as_ref().map(|run| run.digits.len());
                }
                if fillers > FILLERS {
                    out.extend(current.take().map(|run| settled(run, corrected.take())));
                }
            }
            _ => {
                out.extend(current.take().map(|run| settled(run, corrected.take())));
                fillers = 0;
            }
        }
    }
    out.extend(current.map(|run| settled(run, corrected)));
    out
}

/// A run after "no, sorry": what follows takes the place of as many digits before.
fn settled(mut run: Run, corrected: Option<usize>) -> Run {
    let Some(at) = corrected.filter(|at| *at < run.digits.len()) else { return run };
    let after = run.digits.split_off(at);
    run.digits.truncate(at.saturating_sub(after.len()));
    run.digits.push_str(&after);
    run
}

fn said_plus(words: &[Word], first: usize) -> bool {
    first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| matches!(word.folded.as_str(), "piu" | "plus"))
}

/// Whether a group of digits goes on with the run before it.
fn joins(words: &[Word], run: &Run, read: &Read, fillers: usize) -> bool {
    let Some(word) = words.get(read.first) else { return false };
    let gap = word.gap.as_str();
    if fillers > 0 {
        return run.spoken && read.spoken && !gap.contains(['.', '?', '!', ';']);
    }
    let loose = gap.trim();
    match loose {
        "" | "-" | "/" | "." | "(" | ")" | ") " | "\u{2013}" | ".-" => {
            run.spoken == read.spoken || loose.is_empty()
        }
        "," | "\u{2026}" | "..." => run.spoken && read.spoken,
        _ => false,
    }
}

/// What a run of digits is; none if it may stay.
pub(super) fn classify(run: &Run, words: &[Word], dialogue: &Dialogue) -> Option<PersonalData> {
    let digits = run.digits.as_str();
    let length = digits.len();
    let around = cues::around(words, run.first, run.last);
    let near = around.first().copied().or_else(|| dialogue.expected());
    let has = |cue: Cue| around.contains(&cue);
    let asked = |cue: Cue| dialogue.expects(cue);
    if checks::card(digits)
        || ((has(Cue::Card) || asked(Cue::Card)) && (13..=19).contains(&length) && checks::brand(digits))
    {
        return Some(PersonalData::CreditCard);
    }
    if money(run, words) {
        return None;
    }
    // A number with an international prefix is a telephone number, whatever was talked about before.
    let named = around.first() == Some(&Cue::Harmless) || (has(Cue::Harmless) && !cue_directly(words, run));
    let spoken_of = around.is_empty()
        && dialogue.expected() == Some(Cue::Harmless)
        && !(run.groups >= 3 && phone(run, false, false));
    let harmless = !run.plus && (named || spoken_of);
    let ssn_shape = run.dashed && run.groups == 3 && length == 9 && ssn_groups(words, run);
    if (ssn_shape && !harmless) || (length == 9 && (has(Cue::Ssn) || asked(Cue::Ssn))) {
        return Some(PersonalData::Ssn);
    }
    if (3..=4).contains(&length)
        && !harmless
        && (has(Cue::Cvv) || (asked(Cue::Cvv) && words.len() <= 12))
        && !date_like(words, run)
    {
        return Some(PersonalData::Cvv);
    }
    if harmless {
        return None;
    }
    if (has(Cue::Vat) || asked(Cue::Vat)) && (10..=13).contains(&length)
        || length == 11 && checks::vat_number(digits) && near != Some(Cue::Phone)
    {
        return Some(PersonalData::PartitaIva);
    }
    if has(Cue::Document) && (7..=10).contains(&length) {
        return Some(PersonalData::IdDocument);
    }
    if has(Cue::Password) && (4..=8).contains(&length) && near == Some(Cue::Password) {
        return Some(PersonalData::Password);
    }
    if phone(run, has(Cue::Phone), asked(Cue::Phone)) {
        return Some(PersonalData::Phone);
    }
    if (has(Cue::Card) || asked(Cue::Card)) && length >= 8 {
        return Some(PersonalData::CreditCard);
    }
    None
}

/// The word right before a run names it more surely than an order mentioned further away.
fn cue_directly(words: &[Word], run: &Run) -> bool {
    let from = run.first.saturating_sub(3);
    words.get(from..run.first).unwrap_or_default().iter().any(|word| {
        matches!(cues::of_word(word), Some(Cue::Phone | Cue::Card | Cue::Vat | Cue::Ssn | Cue::Cvv))
    })
}

/// Three, two and four digits with dashes.
fn ssn_groups(words: &[Word], run: &Run) -> bool {
    let lengths: Vec<usize> =
        words.get(run.first..run.last).unwrap_or_default().iter().map(|word| word.folded.len()).collect();
    lengths == [3, 2, 4]
}

fn phone(run: &Run, cued: bool, asked: bool) -> bool {
    let digits = run.digits.as_str();
    let length = digits.len();
    let lead = |list: &[&str]| list.iter().any(|start| digits.starts_with(start));
    // Dictated numbers come in many short groups; a price or a year comes in one or two.
    let dictated = run.groups >= 3 && (run.singles * 2 >= run.groups || length >= 9);
    if run.plus && (8..=15).contains(&length)
        || lead(&["0039", "0044", "001", "0049", "0033"]) && length >= 11
    {
        return true;
    }
    let italian =
        (lead(&["3"]) && (9..=10).contains(&length)) || (lead(&["0"]) && (8..=11).contains(&length));
    let british = lead(&["07", "01", "02", "08"]) && (10..=11).contains(&length);
    let american = length == 10 && !lead(&["0", "1"]) && run.groups >= 3;
    let shaped = italian || british || american;
    if cued || asked {
        return (6..=14).contains(&length) && (shaped || dictated || run.groups >= 2 || length >= 7);
    }
    shaped && (dictated || run.groups >= 2 || !run.spoken && (lead(&["3"]) || british))
}

/// Whether digits are a price, a count or a share.
fn money(run: &Run, words: &[Word]) -> bool {
    const AFTER: &[&str] = &[
        "euro",
        "euros",
        "eur",
        "dollars",
        "dollar",
        "dollari",
        "pounds",
        "pound",
        "sterline",
        "quid",
        "percent",
        "percento",
        "mila",
        "k",
        "mq",
        "metri",
        "km",
        "chilometri",
        "miles",
        "euri",
        "milioni",
        "million",
        "thousand",
        "hundred",
        "grand",
        "kg",
        "chili",
        "pezzi",
        "persone",
        "people",
        "anni",
        "years",
        "giorni",
        "days",
        "ore",
        "hours",
        "mesi",
        "months",
        "volte",
        "times",
        "clienti",
        "customers",
        "users",
        "utenti",
        "items",
        "articoli",
    ];
    let after = words.get(run.last);
    let before = words.get(run.first).map_or("", |word| word.gap.as_str());
    let sign = before.contains(['€', '$', '£', '#']);
    let unit = after.is_some_and(|word| {
        AFTER.contains(&word.folded.as_str())
            || (word.folded == "per" && word.gap.len() <= 1)
            || word.gap.trim_start().starts_with(['%', '€', '$', '£'])
    });
    sign || unit
}

/// A month and year, as on a card: `zero otto ventotto`, `08/28`.
fn date_like(words: &[Word], run: &Run) -> bool {
    let month = run.digits.get(..2).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let year = run.digits.get(2..).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    // 08/28: no check code, where another number stands for it.
    let expiry = run.digits.len() == 4
        && (1..=12).contains(&month)
        && (24..=45).contains(&year)
        && run.groups >= 2
        && words.len() > run.last + 2;
    if expiry {
        return true;
    }
    let before =
        run.first.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.folded.as_str());
    matches!(before, "scade" | "scadenza" | "expiry" | "expires" | "exp" | "valid" | "expiring")
        || run.groups == 2 && words.get(run.first + 1).is_some_and(|word| word.gap == "/")
}

/// Whether a run that is no whole number may be the beginning of one: it ends the utterance.
pub(super) fn may_go_on(run: &Run, words: &[Word], dialogue: &Dialogue) -> Option<PersonalData> {
    let at_end = words.len().saturating_sub(run.last) <= 2;
    let around = cues::around(words, run.first, run.last);
    if !at_end || run.digits.len() < 3 || money(run, words) || around.contains(&Cue::Harmless) {
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
    let cued = around.iter().copied().chain(dialogue.expected()).find_map(kind);
    let dictated = run.spoken && run.groups >= 3 && run.singles >= 2;
    match cued {
        Some(kind) if dictated || (!run.spoken && run.digits.len() >= 4 && run.groups >= 2) => Some(kind),
        None if dictated && run.groups >= 4 => Some(PersonalData::Phone),
        _ => None,
    }
}

/// Three digits shortly after a card in the same breath are its check code.
pub(super) fn beside_card(run: &Run, words: &[Word], spans: &[Span]) -> Option<PersonalData> {
    /// A dozen words or so.
    const NEAR: usize = 60;
    let start = words.get(run.first)?.start;
    let card = spans
        .iter()
        .any(|span| span.kind == PersonalData::CreditCard && span.end <= start && start - span.end <= NEAR);
    let slash = words.get(run.first).is_some_and(|word| word.gap.ends_with('/'))
        || words.get(run.last).is_some_and(|word| word.gap.starts_with('/'));
    (card && run.digits.len() == 3 && !slash && !money(run, words)).then_some(PersonalData::Cvv)
}

/// The characters of a run.
pub(super) fn span(run: &Run, words: &[Word], kind: PersonalData) -> Option<Span> {
    let first = words.get(run.first)?;
    let last = words.get(run.last.checked_sub(1)?)?;
    let plus = usize::from(run.plus && first.gap.ends_with('+'));
    Some(Span { start: first.start.saturating_sub(plus), end: last.end, kind })
}
