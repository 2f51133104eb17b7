//! What a conversation spent on language models.

/// What one prompt spent on one model in one conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelUse {
    /// The prompt with its version.
    pub prompt: String,
    /// The model.
    pub model: String,
    /// How many questions were put.
    pub questions: u64,
    /// How many of them brought no answer.
    pub failed: u64,
    /// Tokens read.
    pub tokens_in: u64,
    /// Tokens written.
    pub tokens_out: u64,
    /// Millionths of the currency that the prices are in.
    pub cost: u64,
}

impl ModelUse {
    /// Adds another use of the same prompt and model, or of any when this is a sum.
    pub fn add(&mut self, other: &Self) {
        self.questions += other.questions;
        self.failed += other.failed;
        self.tokens_in += other.tokens_in;
        self.tokens_out += other.tokens_out;
        self.cost += other.cost;
    }

    /// The sum of several uses.
    pub fn sum(uses: &[Self]) -> Self {
        uses.iter().fold(Self::default(), |mut sum, one| {
            sum.add(one);
            sum
        })
    }
}
