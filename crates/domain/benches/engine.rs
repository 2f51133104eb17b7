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

/// Sales talk in both languages: one line in five holds personal data, half of the others a number or a hint.
const TALK: [(Language, &str); 20] = [
    (Language::It, LINES[0]),
    (Language::It, LINES[1]),
    (Language::It, LINES[2]),
    (Language::It, LINES[3]),
    (Language::It, LINES[4]),
    (Language::It, LINES[5]),
    (Language::It, LINES[6]),
    (Language::It, LINES[7]),
    (Language::It, "Sì, l'ordine 88412097 è partito ieri, arriva giovedì tra le nove e mezzogiorno."),
    (Language::It, "mi scriva a giulia punto serra chiocciola esempio punto it così le mando tutto"),
    (Language::En, "So walk me through how your team handles renewals today, end to end."),
    (Language::En, "honestly we have a spreadsheet and a lot of goodwill and that is about it"),
    (Language::En, "The plan you looked at is 49 dollars a month per seat, billed once a year."),
    (Language::En, "we had someone else in here last week and their demo was a bit of a mess to be fair"),
    (Language::En, "You can reach me at +44 20 7946 0958 or at dana@example.com after lunch."),
    (Language::En, "let me check with our finance people and come back to you by the end of the week"),
    (Language::En, "Our warehouse ships about four thousand parcels a day, more before Christmas."),
    (
        Language::En,
        "the card is four five three nine four five three three three one four seven eight nine three six",
    ),
    (Language::En, "What worries me is the migration, the last one took us the better part of a year."),
    (Language::En, "that sounds fair, send over the contract and I will have it signed on Friday"),
];

fn talked(at: usize) -> Option<Heard> {
    let (language, text) = TALK.get(at % TALK.len())?;
    Some(Heard { text: (*text).to_owned(), language: *language, ..heard(at)? })
}

/// Redaction alone, in bytes of text per second.
#[divan::bench(sample_count = 50)]
fn redaction(bencher: divan::Bencher<'_, '_>) {
    let call: Vec<Heard> = (0..100).filter_map(talked).collect();
    let bytes: usize = call.iter().map(|heard| heard.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| engine(Script::default())).bench_local_values(
        |mut engine| call.iter().map(|heard| engine.redact(heard).redactions.len()).sum::<usize>(),
    );
}

/// What an interim costs: the words so far of an utterance that grows by one word at a time.
#[divan::bench(sample_count = 50)]
fn interims(bencher: divan::Bencher<'_, '_>) {
    let call: Vec<Heard> = (0..TALK.len()).filter_map(talked).collect();
    let prefixes = |heard: &Heard| -> Vec<String> {
        heard.text.match_indices(' ').filter_map(|(at, _)| heard.text.get(..at)).map(str::to_owned).collect()
    };
    let grown: Vec<(&Heard, Vec<String>)> = call.iter().map(|heard| (heard, prefixes(heard))).collect();
    let bytes: usize = grown.iter().flat_map(|(_, texts)| texts).map(String::len).sum();
    let engine = engine(Script::default());
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        grown
            .iter()
            .flat_map(|(heard, texts)| texts.iter().map(move |text| (heard, text)))
            .map(|(heard, text)| engine.mask_interim(&heard.speaker, heard.end, text, heard.language).len())
            .sum::<usize>()
    });
}
