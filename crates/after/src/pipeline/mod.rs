//! What follows the end of a conversation: a table of steps, each a job that is claimed, tried again and, when nothing
//! helps, given up where everybody can see it.
//!
//! It knows when a step runs; what a step does is the step's own business.

mod errand;
mod table;
mod worker;

pub use errand::{Errand, Trouble};
pub use table::Step;

use crate::recap::{self, RecapError};
use crate::webhooks;
use serde::Deserialize;
use sottovoce_domain::conversation::Stage;
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::ConversationId;
use sottovoce_providers::language::LanguageModel;
use sottovoce_providers::language::purse::Allowance;
use sottovoce_providers::web::Web;
use sottovoce_store::{Job, NewJob, StepState, Store, StoreError, Tenant, Tx};
use std::sync::Arc;
use std::time::Duration;

/// A worker that shows no sign of life for so long is taken for dead, and another one may take its job up.
const LEASE: Duration = Duration::from_secs(60);

/// The pipeline. Cheap to clone.
#[derive(Clone)]
pub struct Pipeline {
    store: Store,
    model: Arc<dyn LanguageModel>,
    allowance: Allowance,
    web: Web,
    public_url: Arc<str>,
    lease: Duration,
    errands: Vec<Arc<dyn Errand>>,
}

/// What a step's job says.
#[derive(Deserialize)]
struct Order {
    conversation: ConversationId,
    /// Only this step, not those that follow it.
    #[serde(default)]
    alone: bool,
}

impl Trouble {
    /// Another worker has the job now; what became of it is that worker's word.
    const LEASE_LOST: Self = Self { code: "lease_lost", passes: true };
    /// The last worker that might try went away in the middle.
    const ABANDONED: Self = Self { code: "abandoned", passes: false };

    /// What it means when a held job cannot be settled.
    fn settling(error: StoreError) -> Self {
        if error == StoreError::NotFound { Self::LEASE_LOST } else { error.into() }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        let (code, passes) = match error {
            StoreError::NotFound => ("not_found", false),
            StoreError::Conflict(_) => ("conflict", true),
            StoreError::Busy => ("database_busy", true),
            StoreError::Corrupt(_) => ("stored_unreadable", false),
            StoreError::Invalid(_) => ("not_storable", false),
            StoreError::Database(_) => ("database", true),
        };
        Self { code, passes }
    }
}

impl From<RecapError> for Trouble {
    fn from(error: RecapError) -> Self {
        match error {
            RecapError::Store(error) => error.into(),
            RecapError::Draft(_) => Self { code: "wording", passes: false },
        }
    }
}

impl Pipeline {
    /// Works the queue of this store. `public_url` is where the installation's pages are, for links in events.
    pub fn new(store: Store, model: Arc<dyn LanguageModel>, web: Web, public_url: &str) -> Self {
        Self {
            store,
            model,
            allowance: Allowance::default(),
            web,
            public_url: public_url.into(),
            lease: LEASE,
            errands: Vec::new(),
        }
    }

    /// The same, with an errand of another room.
    #[must_use]
    pub fn with_errand(mut self, errand: Arc<dyn Errand>) -> Self {
        self.errands.push(errand);
        self
    }

    /// The same, with leases of this length; they are renewed while a job is being done.
    #[must_use]
    pub fn with_lease(self, lease: Duration) -> Self {
        Self { lease, ..self }
    }

    /// The same, with a limit on what one conversation spends on language models.
    #[must_use]
    pub fn spending(self, allowance: Allowance) -> Self {
        Self { allowance, ..self }
    }

    /// Has a step run again: `alone`, or with everything that follows it.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation; `Conflict("live")` while people still talk.
    pub async fn rerun(
        &self,
        tenant: &Tenant,
        conversation: &ConversationId,
        step: Step,
        alone: bool,
    ) -> Result<(), StoreError> {
        if tenant.conversations().get(conversation).await?.stage == Stage::Live {
            return Err(StoreError::Conflict("live"));
        }
        let mut tx = tenant.begin().await?;
        tx.recaps().set_step(conversation, step.name(), StepState::Waiting, None).await?;
        if step == Step::Recap {
            tx.conversations().set_stage(conversation, Stage::Processing).await?;
        }
        tx.enqueue(NewJob::of_step(step.name(), conversation, alone)).await?;
        tx.commit().await
    }

    /// Does one step; its result, its mark and the next step's job are one transaction.
    async fn step(&self, step: Step, job: &Job) -> Result<(), Trouble> {
        let order: Order = serde_json::from_value(job.payload.clone())
            .map_err(|_| Trouble { code: "payload_unreadable", passes: false })?;
        let id = &order.conversation;
        let tenant = self.store.tenant(&job.organisation);
        tenant.recaps().set_step(id, step.name(), StepState::Running, None).await?;
        let mut tx = match step {
            Step::Recap => {
                let made = recap::make(&tenant, &self.model, self.allowance, id).await?;
                let mut tx = tenant.begin().await?;
                for used in &made.spent {
                    tx.model_uses().add(id, used).await?;
                }
                tx.recaps().put(id, &made.recap).await?;
                tx.conversations().set_stage(id, Stage::Ready).await?;
                tx.record(id, What::Recapped).await?;
                tx
            }
            Step::Webhooks => {
                let announcement = webhooks::announcement(&tenant, id, &self.public_url).await?;
                let mut tx = tenant.begin().await?;
                announcement.enqueue(&mut tx).await?;
                tx
            }
        };
        tx.recaps().set_step(id, step.name(), StepState::Done, None).await?;
        if let (Some(next), false) = (step.next(), order.alone) {
            tx.recaps().set_step(id, next.name(), StepState::Waiting, None).await?;
            tx.enqueue(NewJob::of_step(next.name(), id, false)).await?;
        }
        tx.done(job).await.map_err(Trouble::settling)?;
        tx.commit().await?;
        Ok(())
    }
}

/// Notes on the conversation that a step failed, for good or for now.
async fn mark(tx: &Tx, step: Step, job: &Job, state: StepState, code: &str) -> Result<(), StoreError> {
    let Ok(order) = serde_json::from_value::<Order>(job.payload.clone()) else { return Ok(()) };
    match tx.conversations().get(&order.conversation).await {
        Ok(_) => {}
        // It was deleted meanwhile: there is nobody to tell.
        Err(StoreError::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    }
    tx.recaps().set_step(&order.conversation, step.name(), state, Some(code)).await?;
    if state == StepState::Failed && step == Step::Recap {
        tx.conversations().set_stage(&order.conversation, Stage::Failed).await?;
    }
    Ok(())
}
