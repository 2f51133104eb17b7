//! Reads a whole transcript at once: a document goes in, what the engine makes of it comes out.
//!
//! The same machine as live, told of every utterance in order; nothing here decides anything.

use super::{Engine, RedactionPolicy, Setup};
use crate::conversation::Side;
use crate::ids::{ParticipantId, UtteranceId};
use crate::insight::{DealFacts, Figures, Insight, Tone};
use crate::language::Language;
use crate::playbook::{BattleCard, Phase, Script};
use crate::time::CallTime;
use crate::utterance::{Heard, PersonalData, Utterance};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// A transcript with its playbook.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// The language it is held in.
    pub lang: Language,
    /// How it reached us; kept for the reader's sake.
    #[serde(default)]
    pub channel: String,
    /// The playbook it ran on.
    #[serde(default)]
    pub playbook: PlaybookIn,
    /// The playbook's cards.
    #[serde(default)]
    pub battle_cards: Vec<BattleCard>,
    /// Who said what, in order.
    pub turns: Vec<TurnIn>,
}

/// The phases of a playbook.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PlaybookIn {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its phases in order.
    #[serde(default)]
    pub phases: Vec<Phase>,
}

/// What somebody said, as heard.
#[derive(Debug, Clone, Deserialize)]
pub struct TurnIn {
    /// Its number.
    pub n: u64,
    /// Who spoke.
    pub speaker: String,
    /// Their side.
    pub role: Side,
    /// When it began, in seconds.
    pub start: f64,
    /// When it ended, in seconds.
    pub end: f64,
    /// The words.
    pub text: String,
}

/// What the engine makes of a transcript.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// What was noticed, turn by turn.
    pub turns: Vec<TurnOut>,
    /// Facts for the CRM, with the next steps.
    pub facts: FactsOut,
    /// The figures.
    pub figures: Figures,
}

/// What was noticed in one turn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurnOut {
    /// Its number.
    pub n: u64,
    /// The words, redacted.
    pub text: String,
    /// Points that were ticked when it was heard.
    pub covers: Vec<String>,
    /// Objections raised in it.
    pub objections: Vec<ObjectionOut>,
    /// -1, 0 or 1.
    pub sentiment: i8,
    /// Whether it asks.
    pub question: bool,
    /// Places in the text as heard that were redacted.
    pub redactions: Vec<RedactionOut>,
    /// What it promises or asks for.
    pub actions: Vec<ActionOut>,
}

/// An objection with its card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObjectionOut {
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: crate::playbook::ObjectionType,
    /// The card that answers it.
    pub card: Option<String>,
}

/// A redacted place in the text as heard, in Unicode characters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RedactionOut {
    /// The first character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it was.
    #[serde(rename = "type")]
    pub kind: PersonalData,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionOut {
    /// What.
    pub what: String,
    /// By which side.
    pub who: Side,
    /// Until when, as it was said.
    pub due: Option<String>,
}

/// Facts for the CRM, with the next steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactsOut {
    /// The facts.
    #[serde(flatten)]
    pub facts: DealFacts,
    /// What is to be done next.
    pub next_steps: Vec<ActionOut>,
}

/// The score from which on an utterance counts as positive, and below its negative as negative.
const FELT: f32 = 0.25;

/// Reads a transcript.
pub fn analyze(document: Document) -> Analysis {
    let script = Script {
        name: document.playbook.name,
        language: document.lang,
        phases: document.playbook.phases,
        cards: document.battle_cards,
    };
    let mut engine = Engine::new(Setup {
        language: document.lang,
        script: Arc::new(script),
        policy: RedactionPolicy::default(),
    });
    let mut people: Vec<(String, Side, ParticipantId)> = Vec::new();
    let mut turns = Vec::with_capacity(document.turns.len());
    let mut last = CallTime::default();
    for (index, turn) in document.turns.into_iter().enumerate() {
        let Some(speaker) = participant(&mut people, &mut engine, &turn) else { continue };
        let Ok(id) = format!("{}_{index}", UtteranceId::PREFIX).parse::<UtteranceId>() else { continue };
        let heard = Heard {
            speaker,
            start: moment(turn.start),
            end: moment(turn.end),
            text: turn.text,
            language: document.lang,
            source: "upload".to_owned(),
            key: None,
        };
        last = last.max(heard.end);
        turns.push(hear(&mut engine, turn.n, id, heard));
    }
    engine.end(last);
    let next_steps = engine.actions().iter().map(action).collect();
    Analysis { turns, facts: FactsOut { facts: engine.facts(), next_steps }, figures: engine.figures() }
}

fn hear(engine: &mut Engine, n: u64, id: UtteranceId, heard: Heard) -> TurnOut {
    let redacted = engine.redact(&heard);
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
    let insights = engine.hear(&utterance);
    let score = engine.sentiment_of(&utterance.id).map_or(0.0, |sentiment| sentiment.score);
    let tone = if score >= FELT {
        Tone::Green
    } else if score <= -FELT {
        Tone::Red
    } else {
        Tone::Yellow
    };
    let mut out = TurnOut {
        n,
        text: utterance.text,
        covers: Vec::new(),
        objections: Vec::new(),
        sentiment: match tone {
            Tone::Green => 1,
            Tone::Yellow => 0,
            Tone::Red => -1,
        },
        question: false,
        redactions: redacted
            .original_spans
            .into_iter()
            .map(|(start, end, kind)| RedactionOut { start, end, kind })
            .collect(),
        actions: Vec::new(),
    };
    for insight in insights {
        match insight {
            Insight::Ticked(tick) => out.covers.push(tick.point),
            Insight::ObjectionRaised(objection) => {
                out.objections.push(ObjectionOut { kind: objection.kind, card: objection.card });
            }
            Insight::Asked(_) => out.question = true,
            Insight::Promised(promised) => out.actions.push(action(&promised)),
            Insight::ObjectionMoved { .. }
            | Insight::CardRaised { .. }
            | Insight::ToneChanged(_)
            | Insight::Suggested(_)
            | Insight::Unheard(_) => {}
        }
    }
    out
}

fn action(action: &crate::insight::ActionItem) -> ActionOut {
    ActionOut { what: action.what.clone(), who: action.who, due: action.due.clone() }
}

/// The participant who spoke; joins them at their first words.
fn participant(
    people: &mut Vec<(String, Side, ParticipantId)>,
    engine: &mut Engine,
    turn: &TurnIn,
) -> Option<ParticipantId> {
    if let Some((_, _, id)) =
        people.iter().find(|(name, side, _)| *name == turn.speaker && *side == turn.role)
    {
        return Some(id.clone());
    }
    let id: ParticipantId = format!("{}_{}", ParticipantId::PREFIX, people.len()).parse().ok()?;
    engine.join(id.clone(), turn.role, &turn.speaker);
    people.push((turn.speaker.clone(), turn.role, id.clone()));
    Some(id)
}

fn moment(seconds: f64) -> CallTime {
    let duration = Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or_default();
    CallTime::from_millis(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}
