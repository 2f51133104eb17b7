//! The loops that claim jobs: steps apart from deliveries and errands, so that a slow receiver never holds up a recap.
//!
//! A worker that is told to stop ends what it is doing first. A job that panics counts as one that failed. Whoever lost
//! the lease of a job says nothing about it any more.

use super::table::back_off;
use super::{Pipeline, Step, Trouble};
use crate::webhooks::{self, Outcome};
use sottovoce_store::{Job, StepState, StoreError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at, sleep_until};

/// A lease is renewed so many times before it would run out: one renewal may fail.
const RENEWALS: u32 = 3;
/// So many conversations are worked on at once: the engine keeps a core busy, the rest is waiting.
const STEP_WORKERS: usize = 2;
/// So many receivers of deliveries and letters are written to at once.
const DELIVERY_WORKERS: usize = 4;
/// Without news from this process another node may have enqueued something.
const LONGEST_NAP: Duration = Duration::from_secs(15);
/// A job that is due but cannot be claimed waits for another of its key; looking again sooner would not help.
const SHORTEST_NAP: Duration = Duration::from_millis(250);

impl Pipeline {
    /// Works until `stop` becomes true, then ends what is begun.
    pub async fn work(&self, stop: watch::Receiver<bool>) {
        let kinds: Vec<&str> = Step::all().map(Step::name).collect();
        let steps = (0..STEP_WORKERS).map(|_| self.worker(&kinds, stop.clone()));
        let outward: Vec<&str> = self.outward().collect();
        let deliveries = (0..DELIVERY_WORKERS).map(|_| self.worker(&outward, stop.clone()));
        tokio::join!(futures::future::join_all(steps), futures::future::join_all(deliveries));
    }

    /// Does everything that is due now; for tests and for commands that end by themselves. Gives the number of jobs.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn drain(&self) -> Result<usize, StoreError> {
        let kinds: Vec<&str> = Step::all().map(Step::name).chain(self.outward()).collect();
        let mut done = 0;
        while let Some(job) = self.store.jobs().claim(&kinds, self.lease).await? {
            self.carry_out(job).await;
            done += 1;
        }
        Ok(done)
    }

    /// The kinds of jobs that wait for somebody outside.
    fn outward(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(webhooks::DELIVERY).chain(self.errands.iter().map(|errand| errand.kind()))
    }

    async fn worker(&self, kinds: &[&str], mut stop: watch::Receiver<bool>) {
        let mut news = self.store.jobs().news();
        while !*stop.borrow_and_update() {
            news.mark_unchanged();
            match self.store.jobs().claim(kinds, self.lease).await {
                Ok(Some(job)) => {
                    self.carry_out(job).await;
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "the queue cannot be read"),
            }
            let until = Instant::now() + self.nap(kinds).await;
            tokio::select! {
                changed = news.changed() => if changed.is_err() { return },
                changed = stop.changed() => if changed.is_err() { return },
                () = sleep_until(until) => {}
            }
        }
    }

    async fn nap(&self, kinds: &[&str]) -> Duration {
        match self.store.jobs().next_due(kinds).await {
            Ok(Some(due)) => due.since(self.store.now()).clamp(SHORTEST_NAP, LONGEST_NAP),
            Ok(None) | Err(_) => LONGEST_NAP,
        }
    }

    /// Does one job and settles what becomes of it.
    async fn carry_out(&self, job: Job) {
        let done = if job.is_spent() { Err(Trouble::ABANDONED) } else { self.attempt(&job).await };
        let Err(trouble) = done else { return };
        if let Err(error) = self.settle(&job, trouble).await {
            // The lease runs out, and the job is claimed again.
            tracing::warn!(job = %job.id, kind = %job.kind, %error, "a job cannot be settled");
        }
    }

    /// Tries a job, and keeps its lease as long as that takes.
    async fn attempt(&self, job: &Job) -> Result<(), Trouble> {
        let (pipeline, own) = (self.clone(), job.clone());
        // A task of its own, so that a panic is one job's failure and not the worker's end.
        let mut working = tokio::spawn(async move { pipeline.do_job(&own).await });
        let every = self.lease / RENEWALS;
        let mut renewals = interval_at(Instant::now() + every, every);
        loop {
            tokio::select! {
                done = &mut working => {
                    return done.unwrap_or(Err(Trouble { code: "panicked", passes: true }));
                }
                _ = renewals.tick() => match self.store.jobs().renew(job, self.lease).await {
                    Ok(()) => {}
                    // Done in this moment, or somebody else's: the work itself finds out which.
                    Err(StoreError::NotFound) => {
                        return working.await.unwrap_or(Err(Trouble::LEASE_LOST));
                    }
                    Err(error) => tracing::warn!(job = %job.id, %error, "a lease could not be renewed"),
                },
            }
        }
    }

    async fn do_job(&self, job: &Job) -> Result<(), Trouble> {
        match Step::named(&job.kind) {
            Some(step) => self.step(step, job).await,
            None if job.kind == webhooks::DELIVERY => self.deliver(job).await,
            None => self.run_errand(job).await,
        }
    }

    async fn run_errand(&self, job: &Job) -> Result<(), Trouble> {
        let errand = self.errands.iter().find(|errand| errand.kind() == job.kind);
        let errand = errand.ok_or(Trouble { code: "unknown_kind", passes: false })?;
        errand.run(job).await?;
        self.store.jobs().done(job).await.map_err(Trouble::settling)
    }

    async fn deliver(&self, job: &Job) -> Result<(), Trouble> {
        let tenant = self.store.tenant(&job.organisation);
        let settled = match webhooks::attempt(&tenant, &self.web, job, self.store.now()).await? {
            Outcome::Done => self.store.jobs().done(job).await,
            Outcome::Again(wait, code) => self.store.jobs().retry(job, wait, code).await,
            Outcome::GivenUp(code) => self.store.jobs().bury(job, code).await,
        };
        settled.map_err(Trouble::settling)
    }

    /// Puts a job that failed back, or gives it up; what people see of it changes in the same transaction.
    async fn settle(&self, job: &Job, trouble: Trouble) -> Result<(), StoreError> {
        if trouble == Trouble::LEASE_LOST {
            tracing::warn!(job = %job.id, kind = %job.kind, "another worker took a job over");
            return Ok(());
        }
        let again = trouble.passes && job.attempt < job.max_attempts;
        tracing::warn!(job = %job.id, kind = %job.kind, attempt = job.attempt, code = trouble.code, again, "a job failed");
        let mut tx = self.store.tenant(&job.organisation).begin().await?;
        let settled = if again {
            tx.retry(job, back_off(job.attempt), trouble.code).await
        } else {
            tx.bury(job, trouble.code).await
        };
        match settled {
            Ok(()) => {}
            Err(StoreError::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        }
        match Step::named(&job.kind) {
            Some(step) => {
                let state = if again { StepState::Waiting } else { StepState::Failed };
                super::mark(&tx, step, job, state, trouble.code).await?;
            }
            None if !again => webhooks::give_up(&tx, job, trouble.code).await?,
            None => {}
        }
        tx.commit().await
    }
}
