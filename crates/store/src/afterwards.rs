//! What comes after the end of a conversation, as far as those who end one must know: the first step's name, and how a
//! step stands in the queue. Which steps follow, and what they do, the pipeline knows.

use crate::conversations::recaps::StepState;
use crate::{NewJob, StoreError, Tx};
use sottovoce_domain::ids::ConversationId;

/// The step that every ended conversation begins with.
pub const FIRST_STEP: &str = "recap";
/// How often a step is tried before it is given up: with the pipeline's waits more than half a day.
const ATTEMPTS: u32 = 8;

impl NewJob {
    /// A step's job; the jobs of one conversation run one at a time and in order. `alone`: without the steps that follow.
    pub fn of_step(step: &str, conversation: &ConversationId, alone: bool) -> Self {
        Self {
            kind: step.to_owned(),
            key: Some(conversation.to_string()),
            payload: serde_json::json!({ "conversation": conversation, "alone": alone }),
            run_at: None,
            max_attempts: ATTEMPTS,
        }
    }
}

impl Tx {
    /// An ended conversation goes on to what comes after.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn hand_over(&mut self, conversation: &ConversationId) -> Result<(), StoreError> {
        self.recaps().set_step(conversation, FIRST_STEP, StepState::Waiting, None).await?;
        self.enqueue(NewJob::of_step(FIRST_STEP, conversation, false)).await.map(|_| ())
    }
}
