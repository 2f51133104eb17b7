//! What somebody said they would do, and what they were asked to do: action items with who and until when.

mod en;
mod it;

use super::text::wordset::Family;
use super::text::{Said, Sentence};
use super::turn::Turn;
use crate::conversation::Side;
use crate::insight::ActionItem;
use crate::language::Language;
use std::sync::LazyLock;

/// An action is named in at most so many words.
const LONGEST: usize = 14;

/// How promises sound in one language.
struct Promises {
    /// "I'll send you": the speaker does it.
    own: Family,
    /// "Send me", "could you send": the other side does it.
    asked: Family,
    /// Sounds like it and is talk about talking.
    empty: Family,
    /// Until when.
    due: Family,
}

fn promises(language: Language) -> &'static Promises {
    static IT: LazyLock<Promises> = LazyLock::new(it::promises);
    static EN: LazyLock<Promises> = LazyLock::new(en::promises);
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

/// What an utterance promises or asks to be done.
pub(super) fn find(turn: &Turn) -> Vec<ActionItem> {
    let promises = promises(turn.language);
    let mut out: Vec<ActionItem> = Vec::new();
    for sentence in &turn.said.sentences {
        let own = first(&promises.own, sentence);
        let asked = first(&promises.asked, sentence);
        let empty = promises.empty.places(&sentence.plain);
        let (start, who) = match (own, asked) {
            (Some(own), Some(asked)) if asked < own => (asked, other(turn.side)),
            (Some(own), _) if !sentence.asked => (own, turn.side),
            (_, Some(asked)) => (asked, other(turn.side)),
            _ => continue,
        };
        if empty.iter().any(|(_, from, to)| (*from..*to).contains(&start)) {
            continue;
        }
        let side = if who.sells() { Side::Seller } else { Side::Customer };
        let (what, due) = (what(turn, sentence, start), due(promises, turn, sentence));
        if what.split_whitespace().count() >= 2 && out.len() < 3 {
            out.push(ActionItem { what, who: side, due, evidence: turn.id.clone() });
        }
    }
    out
}

const fn other(side: Side) -> Side {
    if side.sells() { Side::Customer } else { Side::Seller }
}

fn first(family: &Family, sentence: &Sentence) -> Option<usize> {
    family.places(&sentence.plain).into_iter().map(|(_, from, _)| from).min()
}

/// The words from the promise on, as said.
fn what(turn: &Turn, sentence: &Sentence, start: usize) -> String {
    let index =
        sentence.words.start + sentence.plain.get(..start).map_or(0, |before| before.matches(' ').count());
    let end = sentence.words.end.min(index + LONGEST);
    // A comma after some words ends what is promised.
    let comma = (index + 4..end)
        .find(|at| turn.said.words.get(*at).is_some_and(|word| word.gap.contains([',', ':', '—', '–'])));
    turn.words_between(index, comma.unwrap_or(end))
}

fn due(promises: &Promises, turn: &Turn, sentence: &Sentence) -> Option<String> {
    let (_, from, to) =
        promises.due.places(&sentence.plain).into_iter().max_by_key(|(_, from, to)| to - from)?;
    let word = |byte: usize| {
        sentence.words.start + sentence.plain.get(..byte).map_or(0, |before| before.matches(' ').count())
    };
    Some(turn.words_between(word(from), word(to) + 1)).filter(|text| !text.is_empty())
}

/// The moment an utterance names, as said; for appointments.
pub(super) fn moment(said: &Said, text: &str, language: Language) -> Option<String> {
    let plain = said.plain();
    let (_, from, to) =
        promises(language).due.places(&plain).into_iter().max_by_key(|(_, from, to)| to - from)?;
    let word = |byte: usize| plain.get(..byte).map_or(0, |before| before.matches(' ').count());
    let (first, last) = (said.words.get(word(from))?, said.words.get(word(to))?);
    Some(text.chars().skip(first.start).take(last.end.saturating_sub(first.start)).collect())
}
