//! The people in a conversation, where they stand at its door, and what they agreed to.

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::conversation::{Consent, Participant, Presence};
use sottovoce_domain::ids::{ConversationId, ParticipantId};

/// A participant's answer to a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consented {
    /// Who.
    pub participant: ParticipantId,
    /// What they answered.
    pub consent: Consent,
}

/// The people in an organisation's conversations.
#[derive(Clone, Copy)]
pub struct Participants<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Participants<'_> {
    /// Everybody of a conversation, in the order they came.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation has nobody.
    pub async fn list(&self, conversation: &ConversationId) -> Result<Vec<Participant>, StoreError> {
        todo!()
    }

    /// One participant of a conversation.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(
        &self,
        conversation: &ConversationId,
        id: &ParticipantId,
    ) -> Result<Participant, StoreError> {
        todo!()
    }

    /// Adds somebody; a guest with the hash of their token.
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn add(
        &self,
        conversation: &ConversationId,
        participant: &Participant,
        guest_token_hash: Option<&str>,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// Adds many at once (imports).
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn add_all(
        &self,
        conversation: &ConversationId,
        participants: &[Participant],
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// Moves somebody at the door; false when they stood there already.
    ///
    /// # Errors
    /// `NotFound` when there is no such participant.
    pub async fn set_presence(
        &self,
        conversation: &ConversationId,
        id: &ParticipantId,
        presence: Presence,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// Keeps an answer to a notice as evidence; earlier answers stay.
    ///
    /// # Errors
    /// `NotFound` when there is no such participant.
    pub async fn consent(
        &self,
        conversation: &ConversationId,
        id: &ParticipantId,
        consent: &Consent,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// A conversation's answers to notices, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn consents(&self, conversation: &ConversationId) -> Result<Vec<Consented>, StoreError> {
        todo!()
    }
}
