//! Tells an organisation's endpoints that a conversation's recap is ready: at least once, in order per conversation
//! and endpoint, signed, with a log. What is promised to receivers stands in `docs/webhooks.md`.
//!
//! Sends only what is in the recap; words are redacted long before.

mod delivery;
mod payload;
mod signature;

pub use delivery::{DELIVERY, redeliver};
pub(crate) use delivery::{Outcome, attempt, give_up};
pub use signature::{sign, verify};

use payload::Event;
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{DeliveryState, NewDelivery, NewJob, StoreError, Tenant, Tx};

/// The event's name.
pub const RECAPPED: &str = "conversation.recapped";

/// What has to be delivered for a recap that is ready.
pub(crate) struct Announcement {
    deliveries: Vec<NewDelivery>,
    conversation: ConversationId,
}

/// Words the event for every endpoint. Running it twice for the same recap gives the same events.
pub(crate) async fn announcement(
    tenant: &Tenant,
    conversation: &ConversationId,
    public_url: &str,
) -> Result<Announcement, StoreError> {
    let mut announcement = Announcement { deliveries: Vec::new(), conversation: conversation.clone() };
    let endpoints = tenant.webhooks().list().await?;
    if endpoints.is_empty() {
        return Ok(announcement);
    }
    let Some(recap) = tenant.recaps().get(conversation).await? else { return Ok(announcement) };
    let Some((number, at)) = last_recap(&tenant.facts().all(conversation).await?) else {
        return Ok(announcement);
    };
    let whole = tenant.conversations().get(conversation).await?;
    let organisation = tenant.organisation().get().await?;
    let people = tenant.participants().list(conversation).await?;
    let id = payload::event_id(conversation, number);
    let event = Event {
        id: &id,
        at,
        organisation: &organisation,
        conversation: &whole,
        people: &people,
        recap: &recap,
        public_url,
    };
    let body = event.body();
    announcement.deliveries = endpoints
        .into_iter()
        .map(|endpoint| NewDelivery {
            webhook: endpoint.id,
            conversation: Some(conversation.clone()),
            event: RECAPPED.to_owned(),
            idempotency_key: id.clone(),
            body: body.clone(),
        })
        .collect();
    Ok(announcement)
}

/// The number and time of the last fact that says the recap is ready.
fn last_recap(facts: &[Fact]) -> Option<(u64, Timestamp)> {
    facts.iter().rev().find(|fact| fact.what == What::Recapped).map(|fact| (fact.number, fact.at))
}

impl Announcement {
    /// Logs the deliveries and enqueues them, together with whatever else the transaction does.
    pub(crate) async fn enqueue(self, tx: &mut Tx) -> Result<(), StoreError> {
        for new in self.deliveries {
            let delivery = tx.webhooks().deliver(new).await?;
            // A known one that waits has a job already; a second job finds it delivered and does nothing.
            if delivery.state == DeliveryState::Pending {
                let job: NewJob = delivery::job(&delivery.webhook, Some(&self.conversation), &delivery.id);
                tx.enqueue(job).await?;
            }
        }
        Ok(())
    }
}
