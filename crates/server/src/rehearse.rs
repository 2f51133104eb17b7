//! Plays a scripted conversation through the engine at once and says what came up when: for writing playbooks.
//!
//! It reads and prints; nothing is stored.

use crate::founding;
use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::ids::{Entropy, ParticipantId, UtteranceId};
use sottovoce_domain::insight::Insight;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::rehearsal::{InvalidRehearsal, Rehearsal};
use sottovoce_domain::time::{CallTime, Timestamp};
use sottovoce_domain::utterance::Heard;
use std::fmt::Write as _;
use std::sync::Arc;

/// Ids that count: the same report each time.
struct Counting(std::sync::atomic::AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let next = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_be_bytes();
        bytes.fill(0);
        for (place, byte) in bytes.iter_mut().rev().zip(next.iter().rev()) {
            *place = *byte;
        }
    }
}

/// What came up when, line by line.
///
/// # Errors
/// When the text is no rehearsal; names the line.
pub fn report(text: &str) -> Result<String, InvalidRehearsal> {
    let rehearsal = Rehearsal::parse(text)?;
    let script = Arc::new(script_of(&rehearsal));
    let chance = Counting(std::sync::atomic::AtomicU64::new(1));
    let zero = Timestamp::from_millis(0);
    let mut engine = Engine::new(Setup {
        language: rehearsal.language,
        script: Arc::clone(&script),
        policy: RedactionPolicy::default(),
    });
    let people: Vec<ParticipantId> =
        rehearsal.people.iter().map(|_| ParticipantId::new(zero, &chance)).collect();
    for (id, person) in people.iter().zip(&rehearsal.people) {
        engine.join(id.clone(), person.side, &person.name);
    }
    let mut report = format!("{} · {}\n", rehearsal.title, script.name);
    let mut passed = 0;
    for line in &rehearsal.lines {
        let (Some(id), Some(person)) = (people.get(line.person), rehearsal.people.get(line.person)) else {
            continue;
        };
        for second in passed + 1..=line.end.millis() / 1_000 {
            note(&mut report, &engine.pass(CallTime::from_millis(second * 1_000)), &script);
        }
        passed = passed.max(line.end.millis() / 1_000);
        let heard = Heard {
            speaker: id.clone(),
            start: line.start,
            end: line.end,
            text: line.text.clone(),
            language: rehearsal.language,
            source: "rehearsal".to_owned(),
            key: None,
        };
        let redacted = engine.redact(&heard);
        let _ = writeln!(report, "\n[{}] {}: {}", clock(line.start), person.name, redacted.text);
        let id = UtteranceId::new(zero, &chance);
        let utterance = heard.redacted(id, redacted.text, redacted.redactions);
        note(&mut report, &engine.hear(&utterance), &script);
    }
    let end = rehearsal.lines.last().map_or(CallTime::default(), |line| line.end);
    note(&mut report, &engine.end(end), &script);
    let figures = engine.figures();
    let _ = writeln!(
        report,
        "\npoints {}/{} · objections {} ({} overcome)",
        figures.points_covered, figures.points_total, figures.objections_raised, figures.objections_overcome
    );
    Ok(report)
}

fn script_of(rehearsal: &Rehearsal) -> Script {
    let Some(wanted) = &rehearsal.playbook else { return Script::default() };
    let bundled = founding::bundled().unwrap_or_default();
    let found = bundled.into_iter().find(|one| one.file == *wanted || one.script.name == *wanted);
    found.map(|one| one.script).unwrap_or_default()
}

fn clock(at: CallTime) -> String {
    let seconds = at.millis() / 1_000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// Writing to a `String` cannot fail.
fn note(report: &mut String, insights: &[Insight], script: &Script) {
    for insight in insights {
        let _ = match insight {
            Insight::Ticked(tick) => {
                let text = script.points().find(|(_, point)| point.id == tick.point);
                writeln!(
                    report,
                    "    ✓ {} {} ({:.2})",
                    tick.point,
                    text.map_or("", |(_, point)| &point.text),
                    tick.confidence
                )
            }
            Insight::ObjectionRaised(objection) => {
                let card = objection.card.as_deref().unwrap_or("no card");
                writeln!(report, "    ! {:?} → {card}", objection.kind)
            }
            Insight::ObjectionMoved { status, .. } => writeln!(report, "    ! now {status:?}"),
            Insight::CardRaised { card, .. } => {
                let title = script.card(card).map_or("", |card| &card.title);
                writeln!(report, "    ▢ {card} {title}")
            }
            Insight::ToneChanged(change) => {
                writeln!(report, "    ~ {:?} {:.2} {}", change.tone, change.score, change.words.join(", "))
            }
            Insight::Asked(question) => writeln!(report, "    ? {}", question.text),
            Insight::Promised(action) => writeln!(report, "    → {:?}: {}", action.who, action.what),
            Insight::Suggested(suggestion) => writeln!(report, "    * {:?}", suggestion.reason),
            Insight::Unheard(stretch) => {
                writeln!(
                    report,
                    "    … nothing heard from {} to {}",
                    clock(stretch.from),
                    clock(stretch.until)
                )
            }
        };
    }
}
