//! Random bytes as a dialogue: the first says the language, each line is one utterance, the speakers take turns.

use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{BattleCard, ObjectionType, Phase, Point, Script};
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Heard;
use std::sync::Arc;

pub fn person(at: usize) -> ParticipantId {
    format!("par_{}", at % 2).parse().expect("an id")
}

pub fn heard(at: usize, text: &str, language: Language) -> Heard {
    let start = at as u64 * 4_000;
    Heard {
        speaker: person(at),
        start: CallTime::from_millis(start),
        end: CallTime::from_millis(start + 3_000),
        text: text.to_owned(),
        language,
        source: "fuzz".to_owned(),
        key: None,
    }
}

/// The utterances that bytes stand for.
pub fn read(bytes: &[u8]) -> Option<(Language, Vec<Heard>)> {
    let (first, rest) = bytes.split_first()?;
    let language = if first % 2 == 0 { Language::It } else { Language::En };
    let text = String::from_utf8_lossy(rest);
    Some((language, text.lines().enumerate().map(|(at, line)| heard(at, line, language)).collect()))
}

/// An engine with a small playbook.
pub fn engine(language: Language) -> Engine {
    let point = |id: &str, text: &str| Point {
        id: id.to_owned(),
        text: text.to_owned(),
        hints: Vec::new(),
        importance: 3,
    };
    let card = BattleCard {
        id: "c1".to_owned(),
        title: "Price".to_owned(),
        objection: ObjectionType::Price,
        triggers: vec!["too expensive".to_owned(), "troppo caro".to_owned()],
        answer: "It pays for itself".to_owned(),
        attachment: None,
    };
    let script = Script {
        name: "fuzz".to_owned(),
        language,
        phases: vec![Phase {
            name: "one".to_owned(),
            points: vec![point("p1", "Monthly fee and term"), point("p2", "Canone e durata")],
        }],
        cards: vec![card],
    };
    Engine::new(Setup { language, script: Arc::new(script), policy: RedactionPolicy::default() })
}
