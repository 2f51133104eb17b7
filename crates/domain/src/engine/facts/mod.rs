//! What a careful assistant would write in the CRM, read from all that was said.
//!
//! Unknown stays empty: a guess in a CRM is worse than a gap.

mod lead;
mod money;
mod outcome;
mod people;

use super::actions;
use super::redact::PrivateDetails;
use super::turn::Turn;
use crate::insight::{ActionItem, DealFacts};

/// Reads the facts of a conversation so far.
pub(super) fn read(
    turns: &[Turn],
    names: &people::Names<'_>,
    details: &PrivateDetails,
    promised: &[ActionItem],
    rivals: &[String],
) -> DealFacts {
    let sums = money::mentions(turns);
    let lead = lead::read(turns);
    let customer =
        |speaker: &crate::ids::ParticipantId| turns.iter().any(|t| t.speaker == *speaker && !t.side.sells());
    let detail = |list: &[super::redact::PrivateDetail]| {
        list.iter()
            .rfind(|detail| customer(&detail.speaker))
            .or_else(|| list.last())
            .map(|detail| detail.value.clone())
    };
    let email = detail(&details.emails);
    DealFacts {
        outcome: outcome::read(turns),
        amount: money::amount(&sums, lead.purpose.as_deref()),
        currency: money::currency(turns, &sums),
        customer_name: people::customer(turns, names),
        company: people::company(turns, email.as_deref()),
        phone: detail(&details.phones),
        budget: money::budget(&sums),
        timeline: lead.timeline,
        decision_makers: people::deciders(turns),
        competitors: people::competitors(turns, rivals),
        zone: lead.zone,
        property_type: lead.property_type,
        purpose: lead.purpose,
        urgency: lead.urgency,
        appointment: appointment(turns, promised),
        email,
    }
}

/// The moment both sides agreed on: the last one named that was not turned down.
fn appointment(turns: &[Turn], promised: &[ActionItem]) -> Option<String> {
    let mut agreed = None;
    for (at, turn) in turns.iter().enumerate() {
        if !turn.moment {
            continue;
        }
        let named = actions::moment(&turn.said, &turn.text, turn.language)
            .filter(|text| text.contains(char::is_numeric) || text.split_whitespace().count() > 1);
        let Some(named) = named else { continue };
        let answer = turns
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .find(|next| next.side.sells() != turn.side.sells());
        let accepted = answer.is_some_and(outcome::accepts) || outcome::accepts(turn);
        if accepted {
            agreed = Some(named);
        }
    }
    agreed.or_else(|| {
        promised.iter().rev().find_map(|action| {
            action
                .due
                .clone()
                .filter(|due| due.contains(char::is_numeric) && due.split_whitespace().count() > 1)
        })
    })
}
