//! Writes the facts of one event in one transaction, with everything that changes together with them.
//!
//! It decides nothing: which facts there are is the core's word.

use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::conversation::Presence;
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{Recorded, StoreError, Tenant, Tx};

/// What stands beside the facts of an event.
pub(crate) struct Beside<'a> {
    /// The sender's key of the utterance among them.
    pub(crate) key: Option<&'a str>,
    /// How the customer can be reached, when that is news.
    pub(crate) contact: Option<&'a ContactDetails>,
    /// The moment.
    pub(crate) now: Timestamp,
}

/// What became of the facts of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// They are stored under these numbers.
    Facts(Vec<u64>),
    /// The utterance was stored before: nothing was written.
    Known,
}

/// Writes `facts` of `conversation`. An utterance goes under the sender's key.
pub(crate) async fn write(
    tenant: &Tenant,
    conversation: &ConversationId,
    facts: &[What],
    beside: Beside<'_>,
) -> Result<Written, StoreError> {
    let mut tx = tenant.begin().await?;
    let mut numbers = Vec::with_capacity(facts.len());
    let said = facts.iter().position(|what| matches!(what, What::Uttered(_)));
    let (before, from) = facts.split_at(said.unwrap_or(0));
    numbers.extend(record(&mut tx, conversation, before).await?);
    let rest = match (from, beside.key) {
        ([What::Uttered(utterance), rest @ ..], Some(key)) => {
            match tx.utter(conversation, utterance.clone(), Some(key)).await? {
                Recorded::New(fact) => numbers.push(fact.number),
                Recorded::Known(_) => {
                    tx.rollback().await?;
                    return Ok(Written::Known);
                }
            }
            rest
        }
        _ => from,
    };
    numbers.extend(record(&mut tx, conversation, rest).await?);
    if let Some(contact) = beside.contact {
        tx.contacts().put(conversation, contact).await?;
    }
    if facts.contains(&What::Ended) {
        end(&mut tx, conversation, &beside).await?;
    }
    tx.commit().await?;
    Ok(Written::Facts(numbers))
}

async fn record(tx: &mut Tx, conversation: &ConversationId, facts: &[What]) -> Result<Vec<u64>, StoreError> {
    for what in facts {
        change_with(tx, conversation, what).await?;
    }
    let recorded = tx.record_all(conversation, facts.to_vec()).await?;
    Ok(recorded.iter().map(|fact| fact.number).collect())
}

/// The rows that change together with a fact.
async fn change_with(tx: &Tx, conversation: &ConversationId, what: &What) -> Result<(), StoreError> {
    match what {
        What::Arrived(participant) => match tx.participants().get(conversation, &participant.id).await {
            Ok(_) => move_to(tx, conversation, &participant.id, participant.presence).await,
            Err(StoreError::NotFound) => tx.participants().add(conversation, participant, None).await,
            Err(error) => Err(error),
        },
        What::Moved { participant, presence } => move_to(tx, conversation, participant, *presence).await,
        What::PlaybookChosen { playbook, version } => {
            tx.conversations().set_playbook(conversation, playbook, *version).await
        }
        _ => Ok(()),
    }
}

async fn move_to(
    tx: &Tx,
    conversation: &ConversationId,
    who: &ParticipantId,
    presence: Presence,
) -> Result<(), StoreError> {
    tx.participants().set_presence(conversation, who, presence).await.map(|_| ())
}

/// The conversation is over: its stage, its meeting, and the first job of what comes after.
async fn end(tx: &mut Tx, conversation: &ConversationId, beside: &Beside<'_>) -> Result<(), StoreError> {
    if !tx.conversations().end(conversation, beside.now).await? {
        return Ok(());
    }
    if let Some(meeting) = tx.conversations().get(conversation).await?.meeting {
        tx.meetings().end(&meeting, beside.now).await?;
    }
    tx.hand_over(conversation).await
}
