//! Long work: claimed under a lease, retried, and buried with a reason when it cannot be done.
//!
//! Jobs of one key run one at a time and in the order they were enqueued; jobs without a key are free. A job may run
//! twice (its lease ran out), never silently not at all. Nothing here knows what a job does.

use crate::StoreError;
use crate::db::Reach;
use crate::tenant::Inner;
use sottovoce_domain::ids::{JobId, OrganisationId};
use sottovoce_domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// A job to enqueue.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// What is to be done; the worker knows the word.
    pub kind: String,
    /// Jobs of the same key (and organisation) run one at a time, in order.
    pub key: Option<String>,
    /// What the worker needs to know.
    pub payload: serde_json::Value,
    /// Not before this moment; none: at once.
    pub run_at: Option<Timestamp>,
    /// After so many claims the job is buried when a lease runs out.
    pub max_attempts: u32,
}

/// A job that a worker holds under a lease.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What is to be done.
    pub kind: String,
    /// Its order key.
    pub key: Option<String>,
    /// What the worker needs to know.
    pub payload: serde_json::Value,
    /// The how-manieth claim this is, from 1; also the fence that a worker without its lease cannot pass.
    pub attempt: u32,
    /// How many claims it may have.
    pub max_attempts: u32,
    /// When it was enqueued.
    pub created_at: Timestamp,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadJob {
    /// Its id.
    pub id: JobId,
    /// What was to be done.
    pub kind: String,
    /// Its order key.
    pub key: Option<String>,
    /// What the worker needed to know.
    pub payload: serde_json::Value,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it was given up: a code, never a customer's words.
    pub reason: String,
    /// When.
    pub buried_at: Timestamp,
}

/// The queue as workers see it: jobs of every organisation.
#[derive(Clone, Copy)]
pub struct Jobs<'a> {
    pub(crate) inner: &'a Arc<Inner>,
}

impl Jobs<'_> {
    /// Claims the next job of one of these kinds for `lease`, in one statement; none when nothing is due.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(&self, kinds: &[&str], lease: Duration) -> Result<Option<Job>, StoreError> {
        todo!()
    }

    /// Prolongs the lease of a long job.
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn renew(&self, job: &Job, lease: Duration) -> Result<(), StoreError> {
        todo!()
    }

    /// The job was done. (With changes of the same job: [`crate::Tx::done`].)
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn done(&self, job: &Job) -> Result<(), StoreError> {
        todo!()
    }

    /// Puts the job back, to be tried again after `wait`; its key waits with it.
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn retry(&self, job: &Job, wait: Duration, reason: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// Gives the job up with a reason; its key goes on with the next.
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn bury(&self, job: &Job, reason: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// How many jobs wait or run, of every organisation. A test that ends with one left over has failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfinished(&self) -> Result<u64, StoreError> {
        todo!()
    }

    /// When the next job of these kinds falls due or its lease runs out; none when the queue is empty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_due(&self, kinds: &[&str]) -> Result<Option<Timestamp>, StoreError> {
        todo!()
    }

    /// Changes whenever a job may have become claimable in this process: subscribe, claim until nothing is due, then
    /// wait for `changed()` or [`Jobs::next_due`].
    pub fn news(&self) -> tokio::sync::watch::Receiver<u64> {
        self.inner.news.subscribe()
    }
}

/// An organisation's own view of its jobs.
#[derive(Clone, Copy)]
pub struct TenantJobs<'a> {
    pub(crate) reach: Reach<'a>,
}

impl TenantJobs<'_> {
    /// The jobs that were given up, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dead(&self, limit: u64) -> Result<Vec<DeadJob>, StoreError> {
        todo!()
    }

    /// Puts a dead job at the end of its key's line again, with as many attempts as it had at first.
    ///
    /// # Errors
    /// `NotFound` when no dead job of this organisation has the id.
    pub async fn requeue(&self, id: &JobId) -> Result<(), StoreError> {
        todo!()
    }

    /// How many of the organisation's jobs wait or run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfinished(&self) -> Result<u64, StoreError> {
        todo!()
    }
}
