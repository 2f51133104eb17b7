//! What conversations came to, and the steps of the pipeline that find it out.

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::recap::Recap;
use sottovoce_domain::time::Timestamp;

/// One step of a conversation's pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The step's name.
    pub step: String,
    /// Where it stands.
    pub state: StepState,
    /// How often it was begun.
    pub attempts: u32,
    /// What went wrong last, as a code.
    pub error: Option<String>,
    /// When it changed last.
    pub updated_at: Timestamp,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// To be done.
    Waiting,
    /// Begun.
    Running,
    /// Done.
    Done,
    /// Given up.
    Failed,
}

impl StepState {
    /// The word for it in the database and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// An organisation's recaps.
#[derive(Clone, Copy)]
pub struct Recaps<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Recaps<'_> {
    /// A conversation's recap, when it is made.
    ///
    /// # Errors
    /// `Corrupt` when it cannot be read.
    pub async fn get(&self, conversation: &ConversationId) -> Result<Option<Recap>, StoreError> {
        todo!()
    }

    /// Stores a recap, in place of an earlier one.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn put(&self, conversation: &ConversationId, recap: &Recap) -> Result<(), StoreError> {
        todo!()
    }

    /// A conversation's steps, in the order of their first mention.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn steps(&self, conversation: &ConversationId) -> Result<Vec<Step>, StoreError> {
        todo!()
    }

    /// Notes where a step stands; `Running` counts an attempt, `error` is a code and replaces the one before.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn set_step(
        &self,
        conversation: &ConversationId,
        step: &str,
        state: StepState,
        error: Option<&str>,
    ) -> Result<(), StoreError> {
        todo!()
    }
}
