//! The event as receivers see it: its form is a promise (`docs/webhooks.md`), so it is written out here and does not
//! follow the house's own types by accident.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sottovoce_domain::conversation::{Conversation, Participant, Side};
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_domain::insight::{ActionItem, Figures};
use sottovoce_domain::recap::Recap;
use sottovoce_domain::tenant::Organisation;
use sottovoce_domain::time::Timestamp;

/// The same for every endpoint and every attempt; another one when the recap was made anew.
pub(super) fn event_id(conversation: &ConversationId, fact: u64) -> String {
    let digest = Sha256::digest(format!("{conversation}/{fact}"));
    let hex: String = digest.iter().take(13).map(|byte| format!("{byte:02x}")).collect();
    format!("evt_{hex}")
}

/// What the event tells.
pub(super) struct Event<'a> {
    pub(super) id: &'a str,
    pub(super) at: Timestamp,
    pub(super) organisation: &'a Organisation,
    pub(super) conversation: &'a Conversation,
    pub(super) people: &'a [Participant],
    pub(super) recap: &'a Recap,
    pub(super) public_url: &'a str,
}

impl Event<'_> {
    /// The body, exactly as it is signed, stored and sent.
    pub(super) fn body(&self) -> String {
        let (conversation, recap) = (self.conversation, self.recap);
        json!({
            "id": self.id,
            "type": super::RECAPPED,
            "created_at": self.at,
            "organisation": {"id": self.organisation.id, "name": self.organisation.name},
            "conversation": {
                "id": conversation.id,
                "title": conversation.title,
                "channel": conversation.channel,
                "language": conversation.language,
                "started_at": conversation.started_at,
                "ended_at": conversation.ended_at,
                "seller": conversation.seller,
                "participants": self.people.iter().map(person).collect::<Vec<_>>(),
                "url": format!("{}/conversations/{}", self.public_url.trim_end_matches('/'), conversation.id),
            },
            "summary": recap.summary,
            "summary_by": recap.summary_by,
            "sentiment": self.sentiment(),
            "next_steps": recap.actions.iter().map(next_step).chain(recap.facts.appointment.clone()).collect::<Vec<_>>(),
            "action_items": recap.actions.iter().map(action).collect::<Vec<_>>(),
            "objections": recap.objections.iter().map(|one| json!({
                "kind": one.kind, "status": one.status, "quote": one.quote, "at": one.at,
            })).collect::<Vec<_>>(),
            "points": recap.ticks.iter().map(|tick| json!({"id": tick.point, "quote": tick.quote})).collect::<Vec<_>>(),
            "figures": figures(&recap.figures),
            "facts": recap.facts,
        })
        .to_string()
    }

    /// The mean of the customers' words and of everybody's, -1 to 1.
    fn sentiment(&self) -> Value {
        let scores = &self.recap.figures.sentiment;
        let side = |id: &ParticipantId| self.people.iter().find(|one| one.id == *id).map(|one| one.side);
        let customers: Vec<f64> = scores
            .iter()
            .filter(|one| side(&one.speaker) == Some(Side::Customer))
            .map(|one| one.score)
            .collect();
        let speakers = scores.iter().filter_map(|one| {
            let person = self.people.iter().find(|person| person.id == one.speaker)?;
            Some(json!({"name": person.name, "side": person.side, "score": one.score}))
        });
        json!({"customer": mean(&customers), "speakers": speakers.collect::<Vec<_>>()})
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
    Some(values.iter().sum::<f64>() / f64::from(count))
}

fn person(one: &Participant) -> Value {
    json!({"name": one.name, "side": one.side})
}

fn action(one: &ActionItem) -> Value {
    json!({"what": one.what, "who": one.who, "due": one.due})
}

fn next_step(one: &ActionItem) -> String {
    match &one.due {
        Some(due) => format!("{} ({due})", one.what),
        None => one.what.clone(),
    }
}

fn figures(figures: &Figures) -> Value {
    json!({
        "duration_seconds": figures.duration,
        "talk_ratio": figures.talk_ratio,
        "words_per_minute": figures.words_per_minute,
        "longest_monologue_seconds": figures.longest_monologue,
        "longest_customer_story_seconds": figures.longest_customer_story,
        "interactivity_per_minute": figures.interactivity,
        "patience_seconds": figures.patience,
        "seller_questions": figures.seller_questions,
        "customer_questions": figures.customer_questions,
        "fillers_per_100_words": figures.fillers,
        "points_covered": figures.points_covered,
        "points_total": figures.points_total,
        "adherence_percent": figures.adherence,
        "objections_raised": figures.objections_raised,
        "objections_overcome": figures.objections_overcome,
    })
}
