//! A tenant's transaction: change, record facts, enqueue jobs, commit, then tell.
//!
//! Facts are numbered here, per conversation from 1 without gaps. Never tells anybody before the commit.

use crate::StoreError;
use crate::db::{On, Reach, Write};
use crate::jobs::{Job, NewJob};
use crate::tenant::Inner;
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ConversationId, JobId, OrganisationId, UtteranceId};
use sottovoce_domain::utterance::Utterance;
use std::sync::Arc;

/// One transaction of one organisation.
pub struct Tx {
    inner: Arc<Inner>,
    organisation: OrganisationId,
    write: Write,
    facts: Vec<Arc<Fact>>,
    jobs: bool,
}

/// What became of an utterance that was to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub enum Recorded {
    /// It was recorded as this fact.
    New(Arc<Fact>),
    /// The same key of the same speaker was recorded before, as this utterance; nothing was changed.
    Known(UtteranceId),
}

impl Tx {
    pub(crate) async fn begin(inner: Arc<Inner>, organisation: OrganisationId) -> Result<Self, StoreError> {
        let write = inner.db.begin().await?;
        Ok(Self { inner, organisation, write, facts: Vec::new(), jobs: false })
    }

    pub(crate) fn reach(&self) -> Reach<'_> {
        Reach { inner: &self.inner, organisation: &self.organisation, on: On::Write(&self.write) }
    }

    /// Records one fact and returns it with its number. An utterance goes into its table as well.
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn record(
        &mut self,
        conversation: &ConversationId,
        what: What,
    ) -> Result<Arc<Fact>, StoreError> {
        todo!()
    }

    /// Records many facts of one conversation in order, in few statements.
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn record_all(
        &mut self,
        conversation: &ConversationId,
        whats: Vec<What>,
    ) -> Result<Vec<Arc<Fact>>, StoreError> {
        todo!()
    }

    /// Records what somebody said under the sender's `key`; the same key of the same speaker again is no new fact.
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn utter(
        &mut self,
        conversation: &ConversationId,
        utterance: Utterance,
        key: Option<&str>,
    ) -> Result<Recorded, StoreError> {
        todo!()
    }

    /// Puts a job in the queue; it can be claimed after the commit.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&mut self, job: NewJob) -> Result<JobId, StoreError> {
        todo!()
    }

    /// Takes a job that was done out of the queue, together with what it changed.
    ///
    /// # Errors
    /// `NotFound` when its lease was lost: somebody else has it now, so this transaction must not be committed.
    pub async fn done(&mut self, job: &Job) -> Result<(), StoreError> {
        todo!()
    }

    /// Commits, then tells the feed and the workers. Once begun it runs to its end even when the caller goes away.
    ///
    /// # Errors
    /// When the database refuses; then nothing happened and nobody is told.
    pub async fn commit(self) -> Result<(), StoreError> {
        todo!()
    }

    /// Undoes everything at once (dropping the transaction does so too, a moment later).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rollback(self) -> Result<(), StoreError> {
        todo!()
    }
}
