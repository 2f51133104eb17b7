//! The bundled rehearsals, played through the engine and held to what they expect.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::ids::{ParticipantId, UtteranceId};
use sottovoce_domain::insight::{Insight, ObjectionStatus};
use sottovoce_domain::playbook::Script;
use sottovoce_domain::rehearsal::{Expectation, Rehearsal};
use sottovoce_domain::utterance::{Heard, PersonalData, Utterance};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The bundled files, and longer ones that only the tests play.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut files: Vec<PathBuf> = [root().join(folder), data]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn read_script(path: &Path) -> Script {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The playbook of this name and language.
fn script(rehearsal: &Rehearsal) -> Script {
    let Some(name) = &rehearsal.playbook else { return Script::default() };
    files("playbooks", "json")
        .iter()
        .map(|path| read_script(path))
        .find(|script| script.name == *name && script.language == rehearsal.language)
        .unwrap_or_else(|| panic!("no playbook is called {name}"))
}

/// What came of one line.
struct Heeded {
    insights: Vec<Insight>,
    masks: Vec<PersonalData>,
}

fn play(rehearsal: &Rehearsal) -> (Vec<Heeded>, Engine) {
    let script = script(rehearsal);
    let policy = RedactionPolicy::default();
    let mut engine = Engine::new(Setup { language: rehearsal.language, script: Arc::new(script), policy });
    let id = |at: usize| format!("par_{at}").parse::<ParticipantId>().unwrap();
    for (at, person) in rehearsal.people.iter().enumerate() {
        engine.join(id(at), person.side, &person.name);
    }
    let mut out = Vec::new();
    for (at, line) in rehearsal.lines.iter().enumerate() {
        let heard = Heard {
            speaker: id(line.person),
            start: line.start,
            end: line.end,
            text: line.text.clone(),
            language: rehearsal.language,
            source: "rehearsal".to_owned(),
            key: None,
        };
        let redacted = engine.redact(&heard);
        let masks = redacted.redactions.iter().map(|redaction| redaction.kind).collect();
        let utterance = Utterance {
            id: format!("utt_{at}").parse::<UtteranceId>().unwrap(),
            speaker: heard.speaker,
            start: heard.start,
            end: heard.end,
            text: redacted.text,
            language: heard.language,
            source: heard.source,
            redactions: redacted.redactions,
        };
        out.push(Heeded { insights: engine.hear(&utterance), masks });
    }
    let end = rehearsal.lines.last().unwrap().end;
    out.push(Heeded { insights: engine.end(end), masks: Vec::new() });
    (out, engine)
}

#[test]
fn the_engine_meets_what_rehearsals_expect() {
    let mut wrong = Vec::new();
    for path in files("rehearsals", "txt") {
        let rehearsal = Rehearsal::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let (heeded, _) = play(&rehearsal);
        for (at, line) in rehearsal.lines.iter().enumerate() {
            for expected in &line.expects {
                let here = &heeded[at];
                let met = match expected {
                    Expectation::Tick(point) => heeded[at..heeded.len().min(at + 3)].iter().any(|one| {
                        one.insights
                            .iter()
                            .any(|i| matches!(i, Insight::Ticked(tick) if tick.point == *point))
                    }),
                    Expectation::Objection(kind, card) => here.insights.iter().any(|insight| {
                        matches!(insight, Insight::ObjectionRaised(objection)
                            if objection.kind == *kind && (card.is_none() || objection.card == *card))
                    }),
                    Expectation::Question => here.insights.iter().any(|i| matches!(i, Insight::Asked(_))),
                    Expectation::Redacts(kind) => here.masks.contains(kind),
                };
                if !met {
                    wrong.push(format!(
                        "{} {:?}: {expected:?} not met by: {}",
                        path.display(),
                        line.start,
                        line.text
                    ));
                }
            }
            let asked_for = |kind: &PersonalData| line.expects.contains(&Expectation::Redacts(*kind));
            for kind in heeded[at].masks.iter().filter(|kind| !asked_for(kind)) {
                wrong.push(format!(
                    "{} {:?}: redacted {kind:?} in: {}",
                    path.display(),
                    line.start,
                    line.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_replay_gives_the_same_insights() {
    for path in files("rehearsals", "txt") {
        let rehearsal = Rehearsal::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let (first, engine) = play(&rehearsal);
        let (second, again) = play(&rehearsal);
        assert!(first.iter().zip(&second).all(|(a, b)| a.insights == b.insights));
        assert_eq!(engine.figures(), again.figures());
        assert_eq!(engine.facts(), again.facts());
    }
}

#[test]
fn objections_are_followed_to_their_end() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/en-solar-first-call.txt");
    let rehearsal = Rehearsal::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (_, engine) = play(&rehearsal);
    let statuses: Vec<ObjectionStatus> =
        engine.objections().iter().map(|objection| objection.status).collect();
    assert!(statuses.contains(&ObjectionStatus::Overcome), "{statuses:?}");
    assert!(
        statuses.iter().all(|status| !matches!(status, ObjectionStatus::Raised | ObjectionStatus::Addressed))
    );
}

#[test]
fn bundled_playbooks_are_whole() {
    for path in files("playbooks", "json") {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let script = read_script(&path);
        assert!(name.starts_with(script.language.code()), "{name}");
        let mut ids: Vec<&str> = script.points().map(|(_, point)| point.id.as_str()).collect();
        ids.extend(script.cards.iter().map(|card| card.id.as_str()));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name} has an id twice");
        assert!(
            script.cards.iter().all(|card| !card.triggers.is_empty() && !card.answer.is_empty()),
            "{name}"
        );
    }
}
