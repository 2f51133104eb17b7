//! What holds for any text: nothing panics, redaction settles at once, places fit, a replay says the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use sottovoce_domain::conversation::Side;
use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::insight::Insight;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{BattleCard, ObjectionType, Phase, Point, Script};
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::{Heard, Utterance};
use std::sync::Arc;

fn script() -> Arc<Script> {
    let point =
        |id: &str, text: &str| Point { id: id.into(), text: text.into(), hints: Vec::new(), importance: 3 };
    Arc::new(Script {
        name: "any".into(),
        language: Language::It,
        phases: vec![Phase {
            name: "one".into(),
            points: vec![
                point("p1", "Canone mensile e durata del contratto"),
                point("p2", "Telefono e mail"),
            ],
        }],
        cards: vec![BattleCard {
            id: "c1".into(),
            title: "Prezzo".into(),
            objection: ObjectionType::Price,
            triggers: vec!["troppo caro".into()],
            answer: "Si ripaga".into(),
            attachment: None,
        }],
    })
}

fn engine(language: Language) -> Engine {
    let mut engine = Engine::new(Setup { language, script: script(), policy: RedactionPolicy::default() });
    engine.join(person(0), Side::Seller, "Ann");
    engine.join(person(1), Side::Customer, "Bob");
    engine
}

fn person(which: usize) -> ParticipantId {
    format!("par_{which}").parse().unwrap()
}

fn heard(at: usize, text: &str, language: Language) -> Heard {
    let start = u64::try_from(at).unwrap() * 4_000;
    Heard {
        speaker: person(at % 2),
        start: CallTime::from_millis(start),
        end: CallTime::from_millis(start + 3_000),
        text: text.to_owned(),
        language,
        source: "test".into(),
        key: None,
    }
}

fn play(lines: &[String], language: Language) -> (Vec<Insight>, Engine) {
    let mut engine = engine(language);
    let mut insights = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let heard = heard(at, line, language);
        let redacted = engine.redact(&heard);
        let utterance = Utterance {
            id: format!("utt_{at}").parse().unwrap(),
            speaker: heard.speaker,
            start: heard.start,
            end: heard.end,
            text: redacted.text,
            language,
            source: heard.source,
            redactions: redacted.redactions,
        };
        insights.extend(engine.hear(&utterance));
        insights.extend(engine.pass(CallTime::from_millis(heard.end.millis() + 500)));
    }
    insights.extend(engine.end(CallTime::from_millis(1_000_000)));
    (insights, engine)
}

/// Pieces that conversations and personal data are made of, so that chance finds the interesting borders.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "via",
            "Garibaldi",
            "12",
            "carta",
            "4111 1111 1111 1111",
            "tre",
            "quattro",
            "sette",
            "ehm",
            "anzi",
            "double",
            "seven",
            "oh",
            "chiocciola",
            "punto",
            "it",
            "at",
            "dot",
            "com",
            "password",
            "è",
            "is",
            "IT60X0542811101000000123456",
            "RSSMRA85T10A562S",
            "diabete",
            "nato",
            "il",
            "12/03/1975",
            "192.168.1.4",
            "mille",
            "mila",
            "euro",
            "€",
            "+39",
            "?",
            ".",
            ",",
            "non",
            "troppo",
            "caro",
            "[phone]",
            "[",
            "]",
            "#",
            "dell'",
            "don't",
            "I",
            "",
            "\u{301}",
            "😀",
            "ß",
            "l\u{2019}anno",
            "signor",
            "Rossi",
            "social",
            "123-45-6789",
            "cvv",
            "due",
            "e",
            "mezzo",
            "milione",
            "a",
            "hundred",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
        "[0-9 .,/-]{0,12}",
    ]
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..14).prop_map(|pieces| pieces.join(" "))
}

fn language() -> impl Strategy<Value = Language> {
    prop_oneof![Just(Language::It), Just(Language::En)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn nothing_panics_and_a_replay_says_the_same(lines in prop::collection::vec(line(), 0..8), language in language()) {
        let (first, engine) = play(&lines, language);
        let (second, again) = play(&lines, language);
        prop_assert_eq!(first, second);
        prop_assert_eq!(engine.figures(), again.figures());
        prop_assert_eq!(engine.facts(), again.facts());
    }

    #[test]
    fn redaction_settles_at_once(text in line(), language in language()) {
        let once = engine(language).redact(&heard(1, &text, language)).text;
        let twice = engine(language).redact(&heard(1, &once, language)).text;
        prop_assert_eq!(&once, &twice, "from {:?}", text);
    }

    #[test]
    fn places_fit_both_texts(text in line(), language in language()) {
        let got = engine(language).redact(&heard(1, &text, language));
        let (before, after): (Vec<char>, Vec<char>) = (text.chars().collect(), got.text.chars().collect());
        prop_assert_eq!(got.redactions.len(), got.original_spans.len());
        let (mut from, mut to) = (0, 0);
        for (mask, (start, end, kind)) in got.redactions.iter().zip(&got.original_spans) {
            prop_assert!(start < end && *end <= before.len() && mask.end <= after.len());
            prop_assert_eq!(&before[from..*start], &after[to..mask.start], "text outside the masks stays");
            prop_assert_eq!(mask.kind, *kind);
            prop_assert!(after[mask.start] == '[' && after[mask.end - 1] == ']');
            (from, to) = (*end, mask.end);
        }
        prop_assert_eq!(&before[from..], &after[to..]);
    }

    #[test]
    fn an_interim_never_panics(text in "\\PC{0,80}", language in language()) {
        engine(language).mask_interim(&person(1), CallTime::default(), &text, language);
    }
}
