//! Who the customer is, where they work, who decides, and which other vendors were named.

use crate::conversation::Side;
use crate::engine::text::wordset::Family;
use crate::engine::text::{Sentence, fold, stop};
use crate::engine::turn::Turn;
use crate::ids::ParticipantId;
use std::sync::LazyLock;

/// The names people joined with.
pub(in crate::engine) type Names<'a> = [(ParticipantId, Side, String)];

/// What people are called who have no name yet.
const NAMELESS: &[&str] = &[
    "cliente",
    "customer",
    "caller",
    "chiamante",
    "guest",
    "ospite",
    "lead",
    "utente",
    "user",
    "visitor",
    "speaker",
    "unknown",
    "visitatore",
];

/// The customer's name: as they gave it, else as the seller addressed them, else as they joined.
pub(super) fn customer(turns: &[Turn], names: &Names<'_>) -> Option<String> {
    let mut words: Vec<(ParticipantId, u32)> = Vec::new();
    for turn in turns.iter().filter(|turn| turn.side == Side::Customer) {
        match words.iter_mut().find(|(id, _)| *id == turn.speaker) {
            Some((_, count)) => *count += turn.count(),
            None => words.push((turn.speaker.clone(), turn.count())),
        }
    }
    let main = words.iter().max_by_key(|(_, count)| *count).map(|(id, _)| id.clone())?;
    let joined = names
        .iter()
        .find(|(id, _, _)| *id == main)
        .map(|(_, _, name)| name.trim().to_owned())
        .filter(|name| !name.is_empty() && !NAMELESS.iter().any(|word| fold(name).starts_with(word)));
    let own = turns.iter().filter(|turn| turn.speaker == main).find_map(introduced);
    let addressed = turns.iter().filter(|turn| turn.side.sells()).rev().find_map(addressed);
    match (joined, own) {
        // "Piero" who says "sono Piero Galassi" is Piero Galassi.
        (Some(joined), Some(own)) if fold(&own).contains(&fold(&joined)) => Some(own),
        (Some(joined), _) => Some(joined),
        (None, Some(own)) => Some(own),
        (None, None) => answered(turns).or(addressed),
    }
}

/// The answer to "what is your name?".
fn answered(turns: &[Turn]) -> Option<String> {
    turns.windows(2).find_map(|pair| {
        let [ask, answer] = pair else { return None };
        let plain = ask.said.plain();
        let asks = ["nome", "chiam", "con chi", "name", "who am i"].iter().any(|part| plain.contains(part));
        let fits = ask.side.sells() && !ask.asked.is_empty() && asks && answer.side == Side::Customer;
        let words: Vec<&str> = answer
            .said
            .words
            .iter()
            .take(3)
            .filter(|w| w.folded.len() > 2 && !w.mask() && !w.numeral())
            .map(|w| w.raw.as_str())
            .collect();
        (fits && words.len() >= 2).then(|| title(&words[..words.len().min(2)]))
    })
}

fn introduced(turn: &Turn) -> Option<String> {
    const LEADS: [&[&str]; 6] = [
        &["mi", "chiamo"],
        &["il", "mio", "nome", "e"],
        &["my", "name", "is"],
        &["i", "am"],
        &["sono"],
        &["this", "is"],
    ];
    let words = &turn.said.words;
    for at in 0..words.len() {
        for lead in LEADS {
            let here = words.get(at..at + lead.len()).unwrap_or_default();
            if here.len() < lead.len() || !here.iter().zip(lead).all(|(word, part)| word.folded == *part) {
                continue;
            }
            // In a text without capitals only the plain sentence "my name is" tells a name.
            let sure = !matches!(lead, ["sono"] | ["i", "am"] | ["this", "is"]);
            let name: Vec<&str> = words
                .iter()
                .skip(at + lead.len())
                .take(3)
                .take_while(|word| {
                    (word.capital() || sure) && !word.mask() && !word.numeral() && word.folded.len() > 1
                })
                .take(2)
                .map(|word| word.raw.as_str())
                .collect();
            if name.len() == 2 || (sure && !name.is_empty()) {
                return Some(title(&name));
            }
        }
    }
    None
}

fn addressed(turn: &Turn) -> Option<String> {
    let words = &turn.said.words;
    let at = words.iter().position(|word| {
        matches!(word.folded.as_str(), "signor" | "signora" | "dottor" | "dottoressa" | "mr" | "mrs" | "ms")
    })?;
    let name: Vec<&str> = words
        .iter()
        .skip(at + 1)
        .take(2)
        .take_while(|word| word.capital())
        .map(|word| word.raw.as_str())
        .collect();
    (!name.is_empty()).then(|| title(&name))
}

fn title(words: &[&str]) -> String {
    let capital = |word: &&str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    words.iter().map(capital).collect::<Vec<_>>().join(" ")
}

const FREE_MAIL: &[&str] = &[
    "gmail",
    "hotmail",
    "outlook",
    "yahoo",
    "icloud",
    "libero",
    "virgilio",
    "alice",
    "tiscali",
    "live",
    "msn",
    "aol",
    "proton",
    "protonmail",
    "fastmail",
    "gmx",
    "me",
    "pec",
    "tin",
    "email",
    "mail",
    "fernmail",
    "inwind",
    "aruba",
    "legalmail",
];

/// The customer's company: as introduced, or as their e-mail address spells it.
pub(super) fn company(turns: &[Turn], email: Option<&str>) -> Option<String> {
    let suffixed = turns.iter().find_map(|turn| {
        let words = &turn.said.words;
        let at = words.iter().position(|word| {
            matches!(
                word.folded.as_str(),
                "srl" | "spa" | "snc" | "sas" | "ltd" | "llc" | "inc" | "gmbh" | "plc"
            )
        })?;
        let first = (1..=3)
            .take_while(|back| {
                at.checked_sub(*back)
                    .and_then(|i| words.get(i))
                    .is_some_and(|w| w.capital() || (turn.text == turn.text.to_lowercase() && *back <= 1))
            })
            .count();
        (first > 0).then(|| turn.words_between(at - first, at + 1))
    });
    let domain = email
        .and_then(|email| email.split_once('@'))
        .map(|(_, domain)| domain.split('.').next().unwrap_or_default().replace('-', ""));
    let spelled =
        domain.filter(|domain| domain.len() > 2 && !FREE_MAIL.contains(&domain.as_str())).map(|domain| {
            turns.iter().find_map(|turn| said_as(turn, &domain)).unwrap_or_else(|| title(&[domain.as_str()]))
        });
    spelled.or(suffixed)
}

/// One to three neighbouring words that together spell this.
fn said_as(turn: &Turn, domain: &str) -> Option<String> {
    let words = &turn.said.words;
    (0..words.len()).find_map(|at| {
        (1..=3).find_map(|length| {
            let run = words.get(at..at + length)?;
            let joined: String = run.iter().map(|word| word.folded.as_str()).collect();
            (joined == domain).then(|| turn.words_between(at, at + length))
        })
    })
}

/// Words that speak of deciding.
fn speaks_of_deciding(plain: &str) -> bool {
    static CUES: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "decid\\w+|decision\\w*|firm(a|are|ano|iamo)|approv\\w+|autorizz\\w+|l ultima parola|dire di si|(passa|passare) (tutto )?(da|dal|dalla|dagli)|(devo|dobbiamo|prima) (sentire|parlar\\w+|chieder\\w+)|ne parlo con",
                "decid\\w+|decision\\w*|signs?|sign off|approv\\w+|authori[sz]\\w+|final (say|word)|has a say|say yes|run (it|this|that) by|(have|need|got) to (ask|talk to|check with|speak to)|goes to|on board|owns? (half|\\w+ percent)",
            ],
        )
    });
    CUES.any(plain)
}

/// Who decides beside the speaker, as they were called: named where deciding is spoken of, or when asked who decides.
pub(super) fn deciders(turns: &[Turn]) -> Vec<String> {
    static CALLED: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "(mia moglie|mio marito|mio socio|i soci|mio fratello|mia sorella|mio figlio|mia figlia|mio nipote|mia nipote|il titolare|la titolare|il direttore( \\w+)?|la direttrice|il cda|il commercialista|l amministratore( delegato)?|il mio capo|la direzione)",
                "(my (wife|husband|boss|partner|business partner|manager|director|brother|sister|father|mother|daughter|son|accountant)|the (board|cfo|ceo|cto|owner|committee|director)|our (cfo|ceo|cto|board|director|owner|head of \\w+))",
            ],
        )
    });
    let mut out: Vec<String> = Vec::new();
    for (at, turn) in turns.iter().enumerate().filter(|(_, turn)| turn.side == Side::Customer) {
        let before = at.checked_sub(1).and_then(|at| turns.get(at));
        let asked = before.is_some_and(|ask| {
            ask.side.sells() && !ask.asked.is_empty() && speaks_of_deciding(&ask.said.plain())
        });
        for sentence in &turn.said.sentences {
            if !asked && !speaks_of_deciding(&sentence.plain) {
                continue;
            }
            let called = CALLED.places(&sentence.plain).into_iter().map(|(_, from, to)| {
                let word = |byte: usize| {
                    sentence.words.start
                        + sentence.plain.get(..byte).map_or(0, |text| text.matches(' ').count())
                };
                turn.words_between(word(from), word(to) + 1)
            });
            for who in called.chain(named(turn, sentence)) {
                if !out.iter().any(|known| fold(known) == fold(&who)) {
                    out.push(who);
                }
            }
        }
    }
    out
}

/// The people a sentence names: with a title, or as what decides ("Moira signs").
fn named(turn: &Turn, sentence: &Sentence) -> Vec<String> {
    const TITLES: &[&str] =
        &["dottor", "dottoressa", "signor", "signora", "ingegner", "avvocato", "mr", "mrs", "ms", "dr"];
    const ACTS: &[&str] = &["signs", "decides", "approves", "owns", "decide", "firma", "approva"];
    let words = &turn.said.words;
    let folded = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let is_name = |at: usize| {
        words.get(at).is_some_and(|word| word.capital() && word.folded.len() > 2 && !word.mask())
            && !stop::is_stop(folded(at), turn.language)
    };
    let mut out = Vec::new();
    for at in sentence.words.clone().filter(|at| is_name(*at)) {
        let titled = at.checked_sub(1).is_some_and(|before| TITLES.contains(&folded(before)));
        // "Moira in Perth signs", "Tasha, she owns forty percent", "run it by Tasha".
        let acts = (1..=4).any(|more| ACTS.contains(&folded(at + more)));
        let before = at.checked_sub(1).map_or("", folded);
        let by = matches!(before, "by" | "ask" | "da");
        let place = matches!(before, "in" | "at" | "from" | "near" | "a" | "di");
        if titled {
            out.push(turn.words_between(at - 1, at + 1));
        } else if by || acts && !place && at > sentence.words.start {
            out.push(turn.words_between(at, at + 1));
        }
    }
    out
}

/// Other vendors that were named: those the cards know.
pub(super) fn competitors(turns: &[Turn], rivals: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in turns.iter().flat_map(|turn| &turn.said.words) {
        if rivals.contains(&word.folded) && !out.iter().any(|known| fold(known) == word.folded) {
            out.push(word.raw.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::time::CallTime;
    use crate::utterance::Utterance;

    fn check(lines: &[(Side, &str)], expected: &[&str]) {
        let read = |(at, (side, text)): (usize, &(Side, &str))| {
            let utterance = Utterance {
                id: format!("utt_{at}").parse().expect("an id"),
                speaker: "par_a".parse().expect("an id"),
                start: CallTime::default(),
                end: CallTime::from_millis(2_000),
                text: (*text).to_owned(),
                language: Language::En,
                source: "test".to_owned(),
                redactions: Vec::new(),
            };
            Turn::read(&utterance, *side, false)
        };
        let turns: Vec<Turn> = lines.iter().enumerate().map(read).collect();
        assert_eq!(deciders(&turns), expected, "{lines:?}");
    }

    #[test]
    fn who_decides_is_named_where_deciding_is_spoken_of() {
        check(&[(Side::Customer, "My wife says hello.")], &[]);
        check(&[(Side::Customer, "I should run it by Tasha first.")], &["Tasha"]);
        check(&[(Side::Customer, "I raise it, and Moira signs it.")], &["Moira"]);
        let asked = [(Side::Seller, "Who signs off on this?"), (Side::Customer, "My brother and me.")];
        check(&asked, &["My brother"]);
    }
}
