//! Jobs of other rooms that the same workers do: with leases, waits and an end like every other job. What an errand is
//! about, its room knows.

use async_trait::async_trait;
use sottovoce_store::Job;

/// Why a job did not come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// What went wrong, as a code.
    pub code: &'static str,
    /// Whether trying again may help.
    pub passes: bool,
}

/// One kind of job.
#[async_trait]
pub trait Errand: Send + Sync {
    /// The word under which its jobs are enqueued.
    fn kind(&self) -> &'static str;

    /// Does one of them; it may run twice.
    ///
    /// # Errors
    /// Says whether trying again may help.
    async fn run(&self, job: &Job) -> Result<(), Trouble>;
}
