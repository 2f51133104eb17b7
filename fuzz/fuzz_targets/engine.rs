//! The whole engine on any dialogue: it never panics, and a replay gives the same insights and facts.

#![no_main]

mod dialogue;

use libfuzzer_sys::fuzz_target;
use sottovoce_domain::conversation::Side;
use sottovoce_domain::insight::Insight;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::{Heard, Utterance};

fuzz_target!(|bytes: &[u8]| {
    let Some((language, lines)) = dialogue::read(bytes) else { return };
    let play = |lines: &[Heard]| {
        let mut engine = dialogue::engine(language);
        engine.join(dialogue::person(0), Side::Seller, "Ann");
        engine.join(dialogue::person(1), Side::Customer, "Bob");
        let mut insights: Vec<Insight> = Vec::new();
        for (at, heard) in lines.iter().enumerate() {
            let redacted = engine.redact(heard);
            insights.extend(engine.hear(&Utterance {
                id: format!("utt_{at}").parse().expect("an id"),
                speaker: heard.speaker.clone(),
                start: heard.start,
                end: heard.end,
                text: redacted.text,
                language,
                source: heard.source.clone(),
                redactions: redacted.redactions,
            }));
            insights.extend(engine.pass(heard.end));
        }
        insights.extend(engine.end(CallTime::from_millis(10_000_000)));
        (insights, engine.facts(), engine.figures())
    };
    assert_eq!(play(&lines), play(&lines), "a replay says the same");
});
