//! Asking a language model. [`ask`] is the one way to put a question whose answer a program reads; [`chain`] orders
//! several models, [`purse`] counts what a conversation spends, [`prompt`] names the text that asked.
//!
//! Only redacted words may be sent in; an installation without a model has [`local::Absent`], and whoever asks has
//! rules to fall back to.

pub mod anthropic;
pub mod ask;
pub mod chain;
pub mod gemini;
pub mod local;
pub mod openai;
pub mod prompt;
pub mod purse;
pub mod source;
pub mod vertex;
mod wire;

use async_trait::async_trait;
use prompt::Prompt;
use serde_json::Value;
use std::time::Duration;

/// Who speaks a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Whoever asks.
    User,
    /// The model, in an earlier answer.
    Model,
}

/// One message of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who speaks it.
    pub voice: Voice,
    /// What.
    pub text: String,
}

impl Message {
    /// A message of the one who asks.
    pub fn user(text: impl Into<String>) -> Self {
        Self { voice: Voice::User, text: text.into() }
    }
}

/// The form an answer must have.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// A short name in snake case.
    pub name: &'static str,
    /// A JSON schema in the strict dialect: every object closed, every key required, optional by `null`.
    pub schema: Value,
}

/// A question to a language model.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// The standing instruction, by name and version.
    pub prompt: Prompt,
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// The form of the answer; none: free text.
    pub form: Option<Form>,
    /// The most tokens of the answer.
    pub max_tokens: u32,
    /// How long to wait for the whole answer.
    pub timeout: Duration,
}

/// A model's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The text, or JSON when a form was asked for.
    pub text: String,
    /// The model that gave it.
    pub model: String,
    /// What it cost.
    pub usage: Usage,
}

/// What an answer cost; zero where the provider does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Tokens read.
    pub input: u64,
    /// Tokens written.
    pub output: u64,
    /// Millionths of the currency that the prices are in; a [`chain`] fills it in.
    pub cost: u64,
}

/// What a model costs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Price {
    /// For a million tokens read.
    pub input: f64,
    /// For a million tokens written.
    pub output: f64,
}

impl Price {
    /// What so many tokens cost, in millionths: a price per million tokens is millionths per token.
    pub fn of(self, input: u64, output: u64) -> u64 {
        let tokens = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let cost = tokens(input) * self.input + tokens(output) * self.output;
        // Rounded up: many small questions together must not come to nothing.
        let whole = std::time::Duration::try_from_secs_f64(cost.max(0.0).ceil());
        whole.map_or(u64::MAX, |whole| whole.as_secs())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// No model is configured.
    #[error("no language model is configured")]
    Absent,
    /// The provider does not accept the key.
    #[error("the language model refuses the key")]
    Unauthorised,
    /// Too many at once.
    #[error("the language model is busy")]
    Busy,
    /// The budget is used up: waiting does not help.
    #[error("the language model's budget is used up")]
    Exhausted,
    /// The provider does not accept the question.
    #[error("the language model rejects the question")]
    Rejected,
    /// The model declined to answer.
    #[error("the language model declined")]
    Refused,
    /// The answer was cut off at its limit.
    #[error("the language model's answer is cut off")]
    CutOff,
    /// No answer in time.
    #[error("the language model is late")]
    Late,
    /// The provider cannot be reached, or failed.
    #[error("the language model cannot be reached")]
    Unreachable,
    /// The answer does not have the form that was asked for.
    #[error("the language model's answer cannot be read")]
    Unreadable,
    /// The answer claims what the source does not say.
    #[error("the language model's answer is not supported by what was said")]
    Unsupported,
}

/// A language model.
#[async_trait]
pub trait LanguageModel: Send + Sync {
    /// Its name for logs and the record of what wrote a text.
    fn name(&self) -> &str;

    /// Whether there is a model at all; without one nobody need bother to word a question.
    fn available(&self) -> bool {
        true
    }

    /// What its answers cost; nothing where nobody said.
    fn price(&self) -> Price {
        Price::default()
    }

    /// Answers one question.
    ///
    /// # Errors
    /// Says why there is no answer.
    async fn complete(&self, completion: Completion) -> Result<Answer, ModelError>;
}
