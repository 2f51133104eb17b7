//! The loops that claim jobs: steps and deliveries apart, so that a slow receiver never holds up a recap.
//!
//! A worker that is told to stop ends what it is doing first. A job that panics counts as one that failed.

use super::table::back_off;
use super::{Pipeline, Step, Trouble};
use crate::webhooks::{self, Outcome};
use sottovoce_store::{Job, StepState, StoreError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Longer than a step takes, the language model's patience included; another worker may take it up after this.
const LEASE: Duration = Duration::from_secs(180);
/// So many conversations are worked on at once: the engine keeps a core busy, the rest is waiting.
const STEP_WORKERS: usize = 2;
/// So many receivers are written to at once.
const DELIVERY_WORKERS: usize = 4;
/// Without news from this process another node may have enqueued something.
const LONGEST_NAP: Duration = Duration::from_secs(15);
/// A job that is due but cannot be claimed waits for another of its key; looking again sooner would not help.
const SHORTEST_NAP: Duration = Duration::from_millis(250);

const STEPS: [&str; 2] = ["recap", "webhooks"];
const DELIVERIES: [&str; 1] = [webhooks::DELIVERY];

impl Pipeline {
    /// Works until `stop` becomes true, then ends what is begun.
    pub async fn work(&self, stop: watch::Receiver<bool>) {
        let steps = (0..STEP_WORKERS).map(|_| self.worker(&STEPS, stop.clone()));
        let deliveries = (0..DELIVERY_WORKERS).map(|_| self.worker(&DELIVERIES, stop.clone()));
        tokio::join!(futures::future::join_all(steps), futures::future::join_all(deliveries));
    }

    /// Does everything that is due now; for tests and for commands that end by themselves. Gives the number of jobs.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn drain(&self) -> Result<usize, StoreError> {
        let kinds = [STEPS.as_slice(), DELIVERIES.as_slice()].concat();
        let mut done = 0;
        while let Some(job) = self.store.jobs().claim(&kinds, LEASE).await? {
            self.carry_out(job).await;
            done += 1;
        }
        Ok(done)
    }

    async fn worker(&self, kinds: &[&str], mut stop: watch::Receiver<bool>) {
        let mut news = self.store.jobs().news();
        while !*stop.borrow_and_update() {
            news.mark_unchanged();
            match self.store.jobs().claim(kinds, LEASE).await {
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
        let (pipeline, own) = (self.clone(), job.clone());
        // A task of its own, so that a panic is one job's failure and not the worker's end.
        let result = tokio::spawn(async move { pipeline.do_job(&own).await }).await;
        let settled = match result {
            Ok(Ok(())) => Ok(()),
            Ok(Err(trouble)) => self.settle(&job, trouble).await,
            Err(_) => self.settle(&job, Trouble { code: "panicked", passes: true }).await,
        };
        if let Err(error) = settled {
            // The lease runs out, and the job is claimed again.
            tracing::warn!(job = %job.id, kind = %job.kind, %error, "a job cannot be settled");
        }
    }

    async fn do_job(&self, job: &Job) -> Result<(), Trouble> {
        match Step::named(&job.kind) {
            Some(step) => self.step(step, job).await,
            None => self.deliver(job).await,
        }
    }

    async fn deliver(&self, job: &Job) -> Result<(), Trouble> {
        let tenant = self.store.tenant(&job.organisation);
        match webhooks::attempt(&tenant, &self.web, job, self.store.now()).await? {
            Outcome::Done => self.store.jobs().done(job).await?,
            Outcome::Again(wait, code) => self.store.jobs().retry(job, wait, code).await?,
            Outcome::GivenUp(code) => self.store.jobs().bury(job, code).await?,
        }
        Ok(())
    }

    /// Puts a job that failed back, or gives it up.
    async fn settle(&self, job: &Job, trouble: Trouble) -> Result<(), StoreError> {
        let again = trouble.passes && job.attempt < job.max_attempts;
        tracing::warn!(job = %job.id, kind = %job.kind, attempt = job.attempt, code = trouble.code, again, "a job failed");
        if let Some(step) = Step::named(&job.kind) {
            let state = if again { StepState::Waiting } else { StepState::Failed };
            if let Err(error) = self.mark(step, job, state, trouble.code).await {
                tracing::warn!(job = %job.id, %error, "a step's state cannot be noted");
            }
        }
        if again {
            self.store.jobs().retry(job, back_off(job.attempt), trouble.code).await
        } else {
            self.store.jobs().bury(job, trouble.code).await
        }
    }
}
