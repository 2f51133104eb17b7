//! Ids that follow from their evidence, so that the same words always give the same ids.

use crate::ids::{ObjectionId, SuggestionId, UtteranceId};
use crate::insight::SuggestionReason;
use crate::playbook::ObjectionType;

/// What an id keeps of the utterance's id: enough to stay unique, short enough to be an id.
const KEPT: usize = 30;

fn body(evidence: &UtteranceId) -> &str {
    let body = evidence.as_str().split_once('_').map_or("", |(_, body)| body);
    body.get(body.len().saturating_sub(KEPT)..).unwrap_or(body)
}

/// The id of an objection of this kind raised in this utterance.
pub(super) fn objection(evidence: &UtteranceId, kind: ObjectionType) -> Option<ObjectionId> {
    let mark = match kind {
        ObjectionType::Price => "p",
        ObjectionType::Competitor => "c",
        ObjectionType::Timing => "t",
        ObjectionType::Authority => "a",
        ObjectionType::Need => "n",
        ObjectionType::Trust => "r",
        ObjectionType::Fit => "f",
        ObjectionType::Effort => "e",
        ObjectionType::Stall => "s",
    };
    format!("{}_{}{mark}", ObjectionId::PREFIX, body(evidence)).parse().ok()
}

/// The id of a suggestion for this reason about this utterance.
pub(super) fn suggestion(evidence: &UtteranceId, reason: SuggestionReason) -> Option<SuggestionId> {
    let mark = match reason {
        SuggestionReason::UnansweredQuestion => "q",
        SuggestionReason::LongMonologue => "m",
        SuggestionReason::Interruption => "i",
        SuggestionReason::MissedPoint => "p",
        SuggestionReason::BuyingSignal => "b",
        SuggestionReason::NoNextStep => "n",
    };
    format!("{}_{}{mark}", SuggestionId::PREFIX, body(evidence)).parse().ok()
}
