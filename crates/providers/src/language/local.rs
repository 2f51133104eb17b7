//! An installation without a language model: a value, not an error.

use super::{Answer, Completion, LanguageModel, ModelError};
use async_trait::async_trait;

/// No model: whoever asks falls back to rules.
#[derive(Debug, Clone, Copy, Default)]
pub struct Absent;

#[async_trait]
impl LanguageModel for Absent {
    fn name(&self) -> &'static str {
        "none"
    }

    fn available(&self) -> bool {
        false
    }

    async fn complete(&self, _completion: Completion) -> Result<Answer, ModelError> {
        Err(ModelError::Absent)
    }
}
