//! What somebody said they would do, and what they were asked to do: action items with who and until when.

mod clause;
mod en;
mod it;

use super::text::wordset::Family;
use super::text::{Said, Sentence};
use super::turn::Turn;
use crate::conversation::Side;
use crate::insight::ActionItem;
use crate::language::Language;
use std::sync::LazyLock;

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

/// An "it" stands for something that was asked for or promised at most so many actions before.
const BACK: usize = 2;

/// More promises in one breath are rather talk.
const MOST: usize = 3;
/// Nearer words belong to the same promise.
const APART: usize = 4;

/// What an utterance promises or asks to be done. `before` are the actions so far: a promise that only points back
/// ("I'll send it tonight") takes its words from the one it keeps.
pub(super) fn find(turn: &Turn, before: &[ActionItem]) -> Vec<ActionItem> {
    let promises = promises(turn.language);
    let mut out: Vec<ActionItem> = Vec::new();
    for sentence in &turn.said.sentences {
        let starts = starts(promises, turn, sentence);
        for (at, (start, who)) in starts.iter().enumerate() {
            let end = starts.get(at + 1).map_or(sentence.words.end, |(next, _)| *next);
            let due = due(promises, sentence, *start, end);
            let Some(task) = clause::task(turn, *start, end, due.map(|(from, _)| from)) else { continue };
            let kept = before
                .iter()
                .rev()
                .take(BACK)
                .find(|one| one.who == *who && clause::alike(&one.what, &task.verb));
            let what = match kept {
                Some(kept) if task.points_back => kept.what.clone(),
                _ => task.what,
            };
            let due = due.map(|(from, to)| turn.words_between(from, to)).filter(|text| !text.is_empty());
            if what.split_whitespace().count() >= 2 && out.len() < MOST {
                out.push(ActionItem { what, who: *who, due, evidence: turn.id.clone() });
            }
        }
    }
    out
}

/// The words of a sentence with which promises begin, each with who would keep it.
fn starts(promises: &Promises, turn: &Turn, sentence: &Sentence) -> Vec<(usize, Side)> {
    let side = |side: Side| if side.sells() { Side::Seller } else { Side::Customer };
    let empty = promises.empty.places(&sentence.plain);
    let own = promises.own.places(&sentence.plain).into_iter().filter(|_| !sentence.asked);
    let own = own.map(|(_, from, _)| (from, side(turn.side)));
    let asked =
        promises.asked.places(&sentence.plain).into_iter().map(|(_, from, _)| (from, side(other(turn.side))));
    let mut all: Vec<(usize, Side)> = own
        .chain(asked)
        .filter(|(start, _)| !empty.iter().any(|(_, from, to)| (*from..*to).contains(start)))
        .map(|(start, who)| (word_at(sentence, start), who))
        .collect();
    all.sort_by_key(|(start, _)| *start);
    let mut out: Vec<(usize, Side)> = Vec::new();
    for (start, who) in all {
        if out.last().is_none_or(|(last, _)| start >= last + APART) {
            out.push((start, who));
        }
    }
    out
}

/// Adds an action, in the place of the one it keeps or says again.
pub(super) fn note(actions: &mut Vec<ActionItem>, action: ActionItem) {
    actions.retain(|known| known.who != action.who || known.what != action.what);
    actions.push(action);
}

/// The word at a byte of a sentence.
fn word_at(sentence: &Sentence, byte: usize) -> usize {
    sentence.words.start + sentence.plain.get(..byte).map_or(0, |before| before.matches(' ').count())
}

const fn other(side: Side) -> Side {
    if side.sells() { Side::Customer } else { Side::Seller }
}

/// The words of the first day or hour that is named between two words, else before them.
fn due(promises: &Promises, sentence: &Sentence, start: usize, end: usize) -> Option<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = promises
        .due
        .places(&sentence.plain)
        .into_iter()
        .map(|(_, from, to)| (word_at(sentence, from), word_at(sentence, to) + 1))
        .filter(|(from, _)| *from < end)
        .collect();
    places.sort_by_key(|(from, to)| (*from < start, *from, usize::MAX - to));
    places.first().copied()
}

/// The moment an utterance names, as said; for appointments.
pub(super) fn moment(said: &Said, text: &str, language: Language) -> Option<String> {
    let plain = said.plain();
    // "By Friday" is a deadline, no appointment.
    let deadline = |from: usize| {
        let rest = plain.get(from..).unwrap_or_default();
        ["entro ", "by ", "within ", "no later", "prima di", "before "]
            .iter()
            .any(|start| rest.starts_with(start))
    };
    let places = promises(language).due.places(&plain).into_iter().filter(|(_, from, _)| !deadline(*from));
    let (_, from, to) = places.max_by_key(|(_, from, to)| to - from)?;
    let word = |byte: usize| plain.get(..byte).map_or(0, |before| before.matches(' ').count());
    let (first, last) = (said.words.get(word(from))?, said.words.get(word(to))?);
    Some(text.chars().skip(first.start).take(last.end.saturating_sub(first.start)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_day_is_when() {
        let turn =
            Turn::of_seller("I'll send you the revised quote today, and we talk on Friday.", Language::En);
        let found = find(&turn, &[]);
        let told: Vec<_> = found.iter().map(|one| (one.what.as_str(), one.due.as_deref())).collect();
        assert_eq!(told, [("send the revised quote", Some("today"))]);
    }

    #[test]
    fn a_promise_that_points_back_keeps_the_one_before() {
        let asked = ActionItem {
            what: "send the invite".to_owned(),
            who: Side::Seller,
            due: None,
            evidence: "utt_b".parse().expect("an id"),
        };
        let turn = Turn::of_seller("I'll send it over this afternoon.", Language::En);
        let mut actions = vec![asked];
        for action in find(&turn, &actions) {
            note(&mut actions, action);
        }
        let told: Vec<_> = actions.iter().map(|one| (one.what.as_str(), one.due.as_deref())).collect();
        assert_eq!(told, [("send the invite", Some("this afternoon"))]);
    }
}
