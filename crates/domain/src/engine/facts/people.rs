//! Who the customer is, where they work, who decides, and which other vendors were named.

use crate::conversation::Side;
use crate::engine::text::fold;
use crate::engine::text::wordset::Family;
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

/// Who decides beside the speaker, as they were called.
pub(super) fn deciders(turns: &[Turn]) -> Vec<String> {
    static CUES: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "(mia moglie|mio marito|mio socio|i soci|mio fratello|mia sorella|mio figlio|mia figlia|mio nipote|mia nipote|il titolare|la titolare|il direttore|la direttrice|il cda|il commercialista|l amministratore|il mio capo|la direzione)",
                "(my (wife|husband|boss|partner|business partner|manager|director|brother|sister|father|mother|accountant)|the (board|cfo|ceo|cto|owner|committee|director)|our (cfo|ceo|cto|board|director|owner|head of \\w+))",
            ],
        )
    });
    let mut out: Vec<String> = Vec::new();
    for turn in turns.iter().filter(|turn| turn.side == Side::Customer) {
        let plain = turn.said.plain();
        let decides = [
            "decid", "firm", "approv", "sent", "parl", "sign", "talk", "ask", "ok ", "run it", "has to",
            "board",
        ];
        if !decides.iter().any(|part| plain.contains(part)) {
            continue;
        }
        for (_, from, to) in CUES.places(&plain) {
            let who = turn.as_said(from, to);
            if !out.iter().any(|known| fold(known) == fold(&who)) {
                out.push(who);
            }
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
