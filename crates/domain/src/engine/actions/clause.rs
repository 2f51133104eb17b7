//! A promise as an entry of a list: "I'll send you the quote tomorrow" is to "send the quote", "ti mando il preventivo"
//! is "mandare il preventivo". The words stay the speaker's; only who speaks to whom goes.

use crate::engine::turn::Turn;
use crate::language::Language;

/// An action is named in at most so many words.
const LONGEST: usize = 12;
/// From so many words on a connecting word begins something else.
const WHOLE: usize = 3;

/// Words that only say who does it to whom.
const LEADING: &str = "i we you he she they it will shall can could would am are is going to let me us please just and then so ok okay ll \
    would_like happy le vi ti gli glielo gliela gliene glieli te lo la li ve ci mi ce io noi allora poi puo puoi potete potrebbe \
    facciamo che se ne e";

/// Words after the verb that only say to whom.
const TO_WHOM: &str = "you me us them him her over io noi lei subito";

/// Words that begin another thought.
const NEXT: &str =
    "and so but if because when then while before e che cosi poi ma se perche quando mentre per_cui";

/// Words for something named before.
const POINTING: &str = "it that them this one over lo la li le glielo gliela glieli gliele gliene";

/// Italian verbs of promising by their beginning, as a list of tasks names them.
const VERBS: &[(&str, &str)] = &[
    ("mand", "mandare"),
    ("invi", "inviare"),
    ("sped", "spedire"),
    ("gir", "girare"),
    ("prepar", "preparare"),
    ("scriv", "scrivere"),
    ("richiam", "richiamare"),
    ("ricontatt", "ricontattare"),
    ("chiam", "chiamare"),
    ("port", "portare"),
    ("attiv", "attivare"),
    ("conferm", "confermare"),
    ("blocc", "bloccare"),
    ("prenot", "prenotare"),
    ("fiss", "fissare"),
    ("organizz", "organizzare"),
    ("stamp", "stampare"),
    ("condivid", "condividere"),
    ("alleg", "allegare"),
    ("inoltr", "inoltrare"),
    ("controll", "controllare"),
    ("verific", "verificare"),
    ("avvis", "avvisare"),
    ("cambi", "cambiare"),
    ("veng", "venire"),
];

fn stands_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// Different verbs for bringing something to somebody.
const SENDING: &str =
    "mandare inviare spedire girare inoltrare send email e-mail mail forward text post share";

/// Whether a task is done by this verb or one like it.
pub(super) fn alike(what: &str, verb: &str) -> bool {
    let first = what.split_whitespace().next().unwrap_or_default();
    first == verb || (stands_in(SENDING, first) && stands_in(SENDING, verb))
}

/// A promise as a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    /// What is to be done, beginning with the verb.
    pub what: String,
    /// The folded verb, to find what an "it" stands for.
    pub verb: String,
    /// Whether it names nothing by itself: "I'll send it over".
    pub points_back: bool,
}

/// The task in the words from `start` to before `end`; `due` is where its day begins, if one is named.
pub(super) fn task(turn: &Turn, start: usize, end: usize, due: Option<usize>) -> Option<Task> {
    let folded = |at: usize| turn.said.words.get(at).map_or("", |word| word.folded.as_str());
    let mut verb = start;
    while verb < end && stands_in(LEADING, folded(verb)) {
        verb += 1;
    }
    let mut rest = verb + 1;
    while rest < end && stands_in(TO_WHOM, folded(rest)) {
        rest += 1;
    }
    let limit = due.filter(|due| *due > verb).unwrap_or(end).min(end).min(verb + LONGEST);
    let stop = (rest..limit)
        .find(|at| {
            let breaks = turn.said.words.get(*at).is_some_and(|word| word.gap.contains([',', ':', '—', '–']));
            *at > rest && breaks || (*at == rest || *at - verb >= WHOLE) && stands_in(NEXT, folded(*at))
        })
        .unwrap_or(limit);
    let doing = turn.said.words.get(verb).filter(|_| verb < end)?;
    let object = turn.words_between(rest, stop.max(rest));
    let object = if stop > rest { object } else { String::new() };
    let named = (rest..stop).any(|at| !stands_in(POINTING, folded(at)));
    let infinitive = match turn.language {
        Language::It => {
            VERBS.iter().find(|(start, _)| doing.folded.starts_with(start)).map(|(_, verb)| *verb)
        }
        Language::En => None,
    };
    let verb = infinitive.map_or_else(|| doing.raw.to_lowercase(), str::to_owned);
    // "I'll" is one word as it stands; its second half has no words of its own.
    let what = format!("{verb} {object}").trim().to_owned();
    Some(Task { what, verb, points_back: !named })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: &str) {
        let turn = Turn::of_seller(text, language);
        let end = turn.said.words.len();
        assert_eq!(task(&turn, 0, end, None).map(|task| task.what), Some(expected.to_owned()), "{text}");
    }

    #[test]
    fn a_promise_reads_as_a_task() {
        check("I'll send you the revised quote", Language::En, "send the revised quote");
        check(
            "Could you send me a photo with a tape measure",
            Language::En,
            "send a photo with a tape measure",
        );
        check("ti mando la lettera d'incarico e poi firmi", Language::It, "mandare la lettera d'incarico");
        check(
            "Mandatemi l'elenco dei documenti, così lo guardo",
            Language::It,
            "mandare l'elenco dei documenti",
        );
    }
}
