//! What was said. Rows come into being only as facts (`Tx::record`, `Tx::utter`).

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::ids::{ConversationId, UtteranceId};
use sottovoce_domain::utterance::Utterance;

/// An organisation's utterances.
#[derive(Clone, Copy)]
pub struct Utterances<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Utterances<'_> {
    /// A conversation's utterances by their begin on the call clock.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation has none.
    pub async fn list(&self, conversation: &ConversationId) -> Result<Vec<Utterance>, StoreError> {
        todo!()
    }

    /// One utterance.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &UtteranceId) -> Result<Utterance, StoreError> {
        todo!()
    }

    /// How many a conversation has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, conversation: &ConversationId) -> Result<u64, StoreError> {
        todo!()
    }
}
