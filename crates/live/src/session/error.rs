//! What can go wrong at the door of a live conversation, in words a caller can act on.

use crate::session::event::Refusal;
use sottovoce_store::StoreError;

/// Why a live conversation did not do as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LiveError {
    /// No such conversation is live here.
    #[error("the conversation is not live")]
    NotLive,
    /// It can be asked, and said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be written down, so it did not happen; the same call may succeed later.
    #[error("the store refused: {0}")]
    Store(#[from] StoreError),
}

impl LiveError {
    /// Whether the same may succeed in a moment: then it is worth saying again.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Store(StoreError::Busy | StoreError::Database(_)))
    }
}
