//! What happened in a conversation, as it was recorded: read back in order, never changed.

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::fact::Fact;
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::insight::Insight;

/// An organisation's facts.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Facts<'_> {
    /// A conversation's facts after number `after` (0: from the beginning), in order, at most `limit`.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation has no facts.
    pub async fn after(
        &self,
        conversation: &ConversationId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Fact>, StoreError> {
        todo!()
    }

    /// All of a conversation's facts, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self, conversation: &ConversationId) -> Result<Vec<Fact>, StoreError> {
        todo!()
    }

    /// The number of a conversation's last fact; 0 when there is none.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn last(&self, conversation: &ConversationId) -> Result<u64, StoreError> {
        todo!()
    }

    /// What was noted in a conversation, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insights(&self, conversation: &ConversationId) -> Result<Vec<Insight>, StoreError> {
        todo!()
    }
}
