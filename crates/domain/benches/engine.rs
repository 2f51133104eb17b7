//! How fast the engine is: an utterance against 200 points and 100 cards of ten triggers, and redaction alone.

use divan::counter::BytesCount;
use sottovoce_domain::conversation::Side;
use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::ids::{ParticipantId, UtteranceId};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{BattleCard, ObjectionType, Phase, Point, Script};
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::{Heard, Utterance};
use std::sync::Arc;

fn main() {
    divan::main();
}

const LINES: [&str; 8] = [
    "Allora, con che cosa gestite oggi il magazzino e quante persone ci lavorano?",
    "abbiamo un foglio excel e un quaderno ma perdiamo un sacco di tempo ogni settimana",
    "Il canone è di quaranta euro al mese per utente, il contratto dura un anno.",
    "guardi per noi è davvero troppo caro non abbiamo i soldi per una cosa così",
    "All'importazione dei dati pensiamo noi, in cinque giorni è tutto caricato.",
    "mi chiami al tre quattro sette dodici trentaquattro cinque sei sette oppure mi scriva",
    "Vi mando il preventivo entro venerdì, e ci rivediamo giovedì alle dieci.",
    "va bene questo mi piace molto è proprio quello che cercavamo",
];

fn script() -> Script {
    let subjects = [
        "canone",
        "importazione",
        "prova",
        "assistenza",
        "magazzino",
        "contratto",
        "sicurezza",
        "formazione",
    ];
    let point = |n: usize| Point {
        id: format!("p{n}"),
        text: format!("Spiegare {} e {} numero {n}", subjects[n % 8], subjects[(n / 8) % 8]),
        hints: vec![format!("il nostro {} funziona così", subjects[(n + 3) % 8])],
        importance: 2,
    };
    let card = |n: usize| BattleCard {
        id: format!("c{n}"),
        title: format!("Carta {n}"),
        objection: [ObjectionType::Price, ObjectionType::Trust, ObjectionType::Effort][n % 3],
        triggers: (0..10).map(|t| format!("{} troppo caro {t}", subjects[(n + t) % 8])).collect(),
        answer: "Una risposta di qualche parola, come la scriverebbe chi vende.".to_owned(),
        attachment: None,
    };
    Script {
        name: "bench".to_owned(),
        language: Language::It,
        phases: vec![Phase { name: "tutto".to_owned(), points: (0..200).map(point).collect() }],
        cards: (0..100).map(card).collect(),
    }
}

fn engine(script: Script) -> Engine {
    let policy = RedactionPolicy::default();
    let mut engine = Engine::new(Setup { language: Language::It, script: Arc::new(script), policy });
    for (id, side) in [("par_1", Side::Seller), ("par_2", Side::Customer)] {
        if let Ok(id) = id.parse::<ParticipantId>() {
            engine.join(id, side, "somebody");
        }
    }
    engine
}

fn heard(at: usize) -> Option<Heard> {
    let second = u64::try_from(at).ok()? * 6_000;
    Some(Heard {
        speaker: if at.is_multiple_of(2) { "par_1" } else { "par_2" }.parse().ok()?,
        start: CallTime::from_millis(second),
        end: CallTime::from_millis(second + 5_000),
        text: (*LINES.get(at % LINES.len())?).to_owned(),
        language: Language::It,
        source: "bench".to_owned(),
        key: None,
    })
}

fn hear(engine: &mut Engine, at: usize) -> usize {
    let Some(heard) = heard(at) else { return 0 };
    let redacted = engine.redact(&heard);
    let Ok(id) = format!("{}_{at}", UtteranceId::PREFIX).parse() else { return 0 };
    let utterance = Utterance {
        id,
        speaker: heard.speaker,
        start: heard.start,
        end: heard.end,
        text: redacted.text,
        language: heard.language,
        source: heard.source,
        redactions: redacted.redactions,
    };
    engine.hear(&utterance).len()
}

/// A call of 100 utterances; divide by 100 for one.
#[divan::bench(sample_count = 20)]
fn hundred_utterances(bencher: divan::Bencher<'_, '_>) {
    bencher
        .with_inputs(|| engine(script()))
        .bench_local_values(|mut engine| (0..100).map(|at| hear(&mut engine, at)).sum::<usize>());
}

/// Redaction alone, in bytes of text per second.
#[divan::bench(sample_count = 20)]
fn redaction(bencher: divan::Bencher<'_, '_>) {
    let bytes: usize = (0..100).filter_map(heard).map(|heard| heard.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| engine(Script::default())).bench_local_values(
        |mut engine| {
            (0..100).filter_map(heard).map(|heard| engine.redact(&heard).redactions.len()).sum::<usize>()
        },
    );
}
