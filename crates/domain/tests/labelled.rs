//! Small labelled conversations, unlike the bundled ones: the engine must not fall behind what it once reached.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::Value;
use sottovoce_domain::engine::analyze::{Analysis, Document, analyze};
use std::path::Path;

/// A labelled conversation and what the engine made of it.
fn analysed(folder: &str) -> Vec<(Value, Analysis)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let document: Document = serde_json::from_str(&text).unwrap();
        (serde_json::from_str(&text).unwrap(), analyze(document))
    };
    paths.iter().map(read).collect()
}

/// Precision and recall of `found` against `labelled`, both as (conversation, turn, what).
fn check(
    name: &str,
    found: &[(usize, usize, String)],
    labelled: &[(usize, usize, String)],
    floor: (f64, f64),
) {
    let near = |a: &(usize, usize, String), b: &(usize, usize, String)| {
        a.0 == b.0 && a.2 == b.2 && a.1.abs_diff(b.1) <= 2
    };
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    let right = found.iter().filter(|one| labelled.iter().any(|label| near(one, label))).count();
    let met = labelled.iter().filter(|label| found.iter().any(|one| near(one, label))).count();
    let (precision, recall) = (count(right) / count(found.len()), count(met) / count(labelled.len()));
    assert!(
        precision >= floor.0 && recall >= floor.1,
        "{name}: precision {precision:.3}, recall {recall:.3}"
    );
}

/// The least a set must reach: precision and recall of objections, ticks and questions.
struct Floors {
    objections: (f64, f64),
    ticks: (f64, f64),
    questions: (f64, f64),
}

#[test]
fn short_talks_do_not_fall_behind() {
    let floors = Floors { objections: (0.9, 0.85), ticks: (0.9, 0.7), questions: (0.9, 0.9) };
    holds("labelled", &floors);
}

/// Twenty calls of other businesses, in words of their own: most points share no word with what is said.
#[test]
fn calls_of_other_businesses_do_not_fall_behind() {
    let floors = Floors { objections: (0.85, 0.8), ticks: (0.86, 0.65), questions: (0.9, 0.85) };
    holds("labelled/calls", &floors);
}

fn holds(folder: &str, floors: &Floors) {
    let (mut objections, mut ticks, mut questions) =
        ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for (at, (labels, analysis)) in analysed(folder).iter().enumerate() {
        for (n, (label, turn)) in labels["turns"].as_array().unwrap().iter().zip(&analysis.turns).enumerate()
        {
            let list = |key: &str| label[key].as_array().cloned().unwrap_or_default();
            for objection in list("objections") {
                objections.1.push((at, n, objection["type"].as_str().unwrap().to_owned()));
            }
            for objection in &turn.objections {
                let kind = serde_json::to_value(objection.kind).unwrap();
                objections.0.push((at, n, kind.as_str().unwrap().to_owned()));
            }
            ticks.1.extend(list("covers").iter().map(|point| (at, n, point.as_str().unwrap().to_owned())));
            ticks.0.extend(turn.covers.iter().map(|point| (at, n, point.clone())));
            // A question's neighbours often ask as well: the turn itself is part of what must agree.
            if label["question"].as_bool() == Some(true) {
                questions.1.push((at, n, n.to_string()));
            }
            if turn.question {
                questions.0.push((at, n, n.to_string()));
            }
        }
    }
    check("objections", &objections.0, &objections.1, floors.objections);
    check("ticks", &ticks.0, &ticks.1, floors.ticks);
    check("questions", &questions.0, &questions.1, floors.questions);
}

#[test]
fn nothing_personal_is_left() {
    for (labels, analysis) in analysed("labelled") {
        for (label, turn) in labels["turns"].as_array().unwrap().iter().zip(&analysis.turns) {
            let personal = label["pii"].as_array().cloned().unwrap_or_default();
            for secret in &personal {
                let secret = secret["text"].as_str().unwrap();
                assert!(!turn.text.contains(secret), "{}", turn.text);
            }
            assert_eq!(turn.redactions.is_empty(), personal.is_empty(), "{}", turn.text);
        }
    }
}
