//! Scores the engine on labelled conversations and holds the scores against stored floors.
//!
//! It reads files and prints; nothing is stored, and no model is asked.

use serde::Deserialize;
use sottovoce_domain::conversation::Side;
use sottovoce_domain::engine::analyze::{Analysis, Document, analyze};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// An objection may be labelled on the utterance before or after the one it was noticed in.
const OBJECTION_WITHIN: usize = 1;
/// A tick may come this many utterances after the labelled one: an asked point is covered by its answer.
const TICK_WITHIN: usize = 2;

/// Why there are no scores, or why they are not good enough.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file or folder cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    /// A file is no labelled conversation, or not the floors.
    #[error("{0}: {1}")]
    Form(PathBuf, serde_json::Error),
    /// There is nothing to score.
    #[error("no labelled conversation is there")]
    Nothing,
    /// Scores fell below their floors.
    #[error("below the floor: {0}")]
    Below(String),
}

/// The labels beside the words.
#[derive(Deserialize)]
struct Labels {
    turns: Vec<LabelledTurn>,
}

#[derive(Deserialize)]
struct LabelledTurn {
    role: Side,
    #[serde(default)]
    sentiment: i8,
    #[serde(default)]
    objections: Vec<LabelledObjection>,
    #[serde(default)]
    covers: Vec<String>,
    #[serde(default)]
    question: bool,
    #[serde(default)]
    pii: Vec<LabelledSecret>,
}

#[derive(Deserialize)]
struct LabelledObjection {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct LabelledSecret {
    text: String,
}

/// How often what was found is right, and how much of what is there was found.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: u32,
    found: u32,
    labelled: u32,
}

impl Tally {
    fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    fn recall(self) -> f64 {
        share(self.right, self.labelled)
    }

    fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.labelled)
    }

    /// Counts what was found at these places against the labels; each label counts once.
    fn count(
        &mut self,
        found: &[(usize, String)],
        labelled: &[(usize, String)],
        near: fn(usize, usize) -> bool,
    ) {
        let mut open: Vec<&(usize, String)> = labelled.iter().collect();
        for (at, what) in found {
            if let Some(hit) = open.iter().position(|(label, kind)| kind == what && near(*at, *label)) {
                open.swap_remove(hit);
                self.right += 1;
            }
        }
        self.found += number(found.len());
        self.labelled += number(labelled.len());
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Nothing to find and nothing found is no fault.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

#[derive(Default)]
struct Scores {
    conversations: u32,
    objections: Tally,
    ticks: Tally,
    questions: Tally,
    /// Negative, neutral, positive.
    tones: [Tally; 3],
    secrets: u32,
    leaked: u32,
}

impl Scores {
    fn add(&mut self, labels: &Labels, analysis: &Analysis) {
        self.conversations += 1;
        let mut objections = (Vec::new(), Vec::new());
        let mut ticks = (Vec::new(), Vec::new());
        let mut questions = (Vec::new(), Vec::new());
        for (at, (label, turn)) in labels.turns.iter().zip(&analysis.turns).enumerate() {
            let kinds = turn.objections.iter().filter_map(|one| serde_json::to_value(one.kind).ok());
            objections.0.extend(kinds.filter_map(|kind| Some((at, kind.as_str()?.to_owned()))));
            objections.1.extend(label.objections.iter().map(|one| (at, one.kind.clone())));
            ticks.0.extend(turn.covers.iter().map(|point| (at, point.clone())));
            ticks.1.extend(label.covers.iter().map(|point| (at, point.clone())));
            questions.0.extend(turn.question.then(|| (at, String::new())));
            questions.1.extend(label.question.then(|| (at, String::new())));
            if !label.role.sells() {
                self.tone(label.sentiment, turn.sentiment);
            }
            self.secrets += number(label.pii.len());
            self.leaked += number(label.pii.iter().filter(|one| turn.text.contains(&one.text)).count());
        }
        self.objections
            .count(&objections.0, &objections.1, |at, label| at.abs_diff(label) <= OBJECTION_WITHIN);
        self.ticks.count(&ticks.0, &ticks.1, |at, label| (label..=label + TICK_WITHIN).contains(&at));
        self.questions.count(&questions.0, &questions.1, |at, label| at == label);
    }

    fn tone(&mut self, labelled: i8, found: i8) {
        for (tone, tally) in (-1..=1).zip(&mut self.tones) {
            tally.labelled += u32::from(labelled == tone);
            tally.found += u32::from(found == tone);
            tally.right += u32::from(labelled == tone && found == tone);
        }
    }

    /// Every score by its name, from 0 to 1.
    fn named(&self) -> BTreeMap<&'static str, f64> {
        let tone: f64 = self.tones.iter().map(|tally| tally.f1()).sum();
        BTreeMap::from([
            ("objections_precision", self.objections.precision()),
            ("objections_recall", self.objections.recall()),
            ("ticks_precision", self.ticks.precision()),
            ("ticks_recall", self.ticks.recall()),
            ("questions_f1", self.questions.f1()),
            ("tone_macro_f1", tone / 3.0),
            ("redaction", share(self.secrets - self.leaked, self.secrets)),
        ])
    }
}

/// Scores these files and folders; with floors, a score below its own is an error.
///
/// # Errors
/// When something cannot be read, when nothing is there, or when a score is below its floor.
pub fn report(paths: &[PathBuf], floors: Option<&Path>) -> Result<String, EvalError> {
    let mut scores = Scores::default();
    for path in files(paths)? {
        let text = read(&path)?;
        let form = |error| EvalError::Form(path.clone(), error);
        let labels: Labels = serde_json::from_str(&text).map_err(form)?;
        let document: Document = serde_json::from_str(&text).map_err(form)?;
        scores.add(&labels, &analyze(document));
    }
    if scores.conversations == 0 {
        return Err(EvalError::Nothing);
    }
    let floors: BTreeMap<String, f64> = match floors {
        Some(path) => {
            serde_json::from_str(&read(path)?).map_err(|error| EvalError::Form(path.to_owned(), error))?
        }
        None => BTreeMap::new(),
    };
    let named = scores.named();
    let mut report = format!("{} conversations\n", scores.conversations);
    for (name, score) in &named {
        let floor = floors.get(*name).map(|floor| format!("  (floor {floor:.3})")).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(report, "{name:<22} {score:.3}{floor}");
    }
    // A floor without a score is a slip of the pen that would hold nothing.
    let below: Vec<String> = floors
        .iter()
        .filter(|(name, floor)| named.get(name.as_str()).is_none_or(|score| score < *floor))
        .map(|(name, floor)| match named.get(name.as_str()) {
            Some(score) => format!("{name} is {score:.3}, not {floor:.3}"),
            None => format!("there is no score {name}"),
        })
        .collect();
    if below.is_empty() { Ok(report) } else { Err(EvalError::Below(below.join("; "))) }
}

fn read(path: &Path) -> Result<String, EvalError> {
    std::fs::read_to_string(path).map_err(|error| EvalError::File(path.to_owned(), error))
}

/// The files themselves, and the JSON files of the folders, in order.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, EvalError> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let failed = |error| EvalError::File(path.clone(), error);
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(failed)? {
            inside.push(entry.map_err(failed)?.path());
        }
        inside.retain(|one| one.extension().is_some_and(|extension| extension == "json"));
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/data").join(name)
    }

    #[test]
    fn the_engine_stays_above_its_floors() {
        let report = report(&[data("labelled")], Some(&data("eval/floors.json"))).unwrap();
        assert!(report.contains("ticks_recall"), "{report}");
    }

    #[test]
    fn a_score_below_its_floor_fails_and_so_does_a_floor_of_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let floors = folder.path().join("floors.json");
        let check = |text: &str, expected: &str| {
            std::fs::write(&floors, text).unwrap();
            let why = report(&[data("labelled")], Some(&floors)).unwrap_err().to_string();
            assert!(why.contains(expected), "{why}");
        };
        check(r#"{"ticks_recall": 1.01}"#, "ticks_recall is 0.");
        check(r#"{"tick_recall": 0.1}"#, "there is no score tick_recall");
        check("floors", "expected ident");
        assert!(matches!(report(&[folder.path().join("none")], None), Err(EvalError::File(..))));
    }

    #[test]
    fn each_label_counts_once() {
        let mut tally = Tally::default();
        let at = |all: &[usize]| all.iter().map(|at| (*at, "price".to_owned())).collect::<Vec<_>>();
        tally.count(&at(&[3, 4]), &at(&[4, 9]), |at, label| at.abs_diff(label) <= 1);
        assert_eq!((tally.right, tally.found, tally.labelled), (1, 2, 2));
    }
}
