//! A tenant's transaction: change, record facts, enqueue jobs, commit, then tell.
//!
//! Facts are numbered here, per conversation from 1 without gaps. Never tells anybody before the commit.

use crate::StoreError;
use crate::conversations::facts::{self, Line};
use crate::db::{On, Reach, Write};
use crate::jobs::{self, Job, NewJob};
use crate::tenant::Inner;
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ConversationId, JobId, OrganisationId, UtteranceId};
use sottovoce_domain::utterance::Utterance;
use std::sync::Arc;
use std::time::Duration;

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
        let mut facts = self.record_all(conversation, vec![what]).await?;
        facts.pop().ok_or(StoreError::Corrupt("fact"))
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
        self.write_down(conversation, whats.into_iter().map(|what| Line { what, key: None }).collect()).await
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
        if let Some(key) = key
            && let Some(known) = facts::known(&self.reach(), conversation, &utterance.speaker, key).await?
        {
            return Ok(Recorded::Known(known));
        }
        let line = Line { what: What::Uttered(utterance), key: key.map(str::to_owned) };
        let mut facts = self.write_down(conversation, vec![line]).await?;
        facts.pop().map(Recorded::New).ok_or(StoreError::Corrupt("fact"))
    }

    async fn write_down(
        &mut self,
        conversation: &ConversationId,
        lines: Vec<Line>,
    ) -> Result<Vec<Arc<Fact>>, StoreError> {
        let facts = facts::record(&self.reach(), conversation, lines).await?;
        let facts: Vec<Arc<Fact>> = facts.into_iter().map(Arc::new).collect();
        self.facts.extend(facts.iter().cloned());
        Ok(facts)
    }

    /// Puts a job in the queue; it can be claimed after the commit.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&mut self, job: NewJob) -> Result<JobId, StoreError> {
        self.jobs = true;
        jobs::insert(&self.inner, &self.organisation, job, self.write.on()).await
    }

    /// Takes a job that was done out of the queue, together with what it changed.
    ///
    /// # Errors
    /// `NotFound` when its lease was lost: somebody else has it now, so this transaction must not be committed.
    pub async fn done(&mut self, job: &Job) -> Result<(), StoreError> {
        self.jobs = true;
        jobs::delete(job, self.write.on()).await
    }

    /// Puts a job back to be tried again after `wait`, together with what else that changes.
    ///
    /// # Errors
    /// As for [`Self::done`].
    pub async fn retry(&mut self, job: &Job, wait: Duration, reason: &str) -> Result<(), StoreError> {
        self.jobs = true;
        jobs::settle(job, jobs::put_back(self.inner.clock.now().plus(wait), reason), self.write.on()).await
    }

    /// Gives a job up with a reason, together with what else that changes.
    ///
    /// # Errors
    /// As for [`Self::done`].
    pub async fn bury(&mut self, job: &Job, reason: &str) -> Result<(), StoreError> {
        self.jobs = true;
        jobs::settle(job, jobs::given_up(self.inner.clock.now(), reason), self.write.on()).await
    }

    /// Commits, then tells the feed and the workers. Once begun it runs to its end even when the caller goes away.
    ///
    /// # Errors
    /// When the database refuses; then nothing happened and nobody is told.
    pub async fn commit(self) -> Result<(), StoreError> {
        // A task of its own: a caller that goes away between commit and telling would leave listeners waiting.
        let committed = tokio::spawn(async move {
            let Self { inner, write, facts, jobs, .. } = self;
            let turn = write.commit_and_keep_turn().await?;
            inner.feed.tell(&facts);
            drop(turn);
            if jobs {
                inner.tell_workers();
            }
            Ok(())
        });
        committed.await.map_err(|_| StoreError::Database("the commit was interrupted".into()))?
    }

    /// Undoes everything at once (dropping the transaction does so too, a moment later).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.write.rollback().await
    }
}
