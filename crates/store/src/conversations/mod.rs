//! Conversations of every channel: their life, and who sees which.

pub(crate) mod cursor;
pub(crate) mod facts;
pub(crate) mod meetings;
pub(crate) mod participants;
pub(crate) mod recaps;
pub(crate) mod utterances;

use crate::StoreError;
use crate::db::Reach;
use cursor::{Page, Paging};
use sottovoce_domain::access::Scope;
use sottovoce_domain::conversation::{Channel, Conversation, Stage};
use sottovoce_domain::ids::{ConversationId, PlaybookId};
use sottovoce_domain::time::Timestamp;

/// Which conversations a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this channel.
    pub channel: Option<Channel>,
    /// Only at this stage.
    pub stage: Option<Stage>,
}

/// An organisation's conversations.
#[derive(Clone, Copy)]
pub struct Conversations<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Conversations<'_> {
    /// Those in `scope`, newest first.
    ///
    /// # Errors
    /// `Invalid("cursor")` for a cursor that is not ours.
    pub async fn list(
        &self,
        scope: &Scope,
        filter: &Filter,
        paging: &Paging,
    ) -> Result<Page<Conversation>, StoreError> {
        todo!()
    }

    /// One conversation, whoever asks.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &ConversationId) -> Result<Conversation, StoreError> {
        todo!()
    }

    /// One conversation that is in `scope`.
    ///
    /// # Errors
    /// `NotFound` when there is none, or none that may be seen.
    pub async fn visible(&self, id: &ConversationId, scope: &Scope) -> Result<Conversation, StoreError> {
        todo!()
    }

    /// Stores a new conversation. Its seller must be a member.
    ///
    /// # Errors
    /// `NotFound` when the seller or meeting is not of this organisation.
    pub async fn create(&self, conversation: &Conversation) -> Result<(), StoreError> {
        todo!()
    }

    /// Moves the zero of the call clock: when people actually began to talk.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn started(&self, id: &ConversationId, at: Timestamp) -> Result<(), StoreError> {
        todo!()
    }

    /// It is over: stage `Processing`, with its end. False when it had ended before (nothing is changed then).
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn end(&self, id: &ConversationId, at: Timestamp) -> Result<bool, StoreError> {
        todo!()
    }

    /// Where it is in its life.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn set_stage(&self, id: &ConversationId, stage: Stage) -> Result<(), StoreError> {
        todo!()
    }

    /// What it is called.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn rename(&self, id: &ConversationId, title: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// Which version of which playbook it runs on.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn playbook(&self, id: &ConversationId) -> Result<Option<(PlaybookId, u32)>, StoreError> {
        todo!()
    }

    /// It runs on this version of this playbook.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation or version.
    pub async fn set_playbook(
        &self,
        id: &ConversationId,
        playbook: &PlaybookId,
        version: u32,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// Those at stage `Live`, oldest first: what a restarted server takes up again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn live(&self) -> Result<Vec<Conversation>, StoreError> {
        todo!()
    }
}
