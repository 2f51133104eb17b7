//! What one conversation may spend on language models, and what it spent: a model that stops answering when the purse
//! is empty. A question that failed after it was accepted is counted as well, by estimate.

use super::prompt::Prompt;
use super::{Answer, Completion, LanguageModel, ModelError, Price, Usage};
use async_trait::async_trait;
use sottovoce_domain::model_use::ModelUse;
use std::sync::{Arc, Mutex, PoisonError};

/// A token is about four characters in the languages of the house.
const CHARACTERS_PER_TOKEN: usize = 4;

/// What a conversation may spend; none: as much as it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Allowance {
    /// Millionths of the currency that the prices are in.
    pub cost: Option<u64>,
    /// Tokens, read and written.
    pub tokens: Option<u64>,
}

#[derive(Default)]
struct Book {
    total: ModelUse,
    /// What nobody took yet.
    entries: Vec<ModelUse>,
}

/// A model with a limit on what is spent on it.
pub struct Purse {
    model: Arc<dyn LanguageModel>,
    allowance: Allowance,
    book: Mutex<Book>,
}

impl Purse {
    /// Of which `spent` is gone already.
    pub fn new(model: Arc<dyn LanguageModel>, allowance: Allowance, spent: &[ModelUse]) -> Self {
        let book = Book { total: ModelUse::sum(spent), entries: Vec::new() };
        Self { model, allowance, book: Mutex::new(book) }
    }

    /// What was spent until now, over all prompts and models.
    pub fn spent(&self) -> ModelUse {
        self.book.lock().unwrap_or_else(PoisonError::into_inner).total.clone()
    }

    /// What was spent since this was asked last, by prompt and model, for the record.
    pub fn take(&self) -> Vec<ModelUse> {
        std::mem::take(&mut self.book.lock().unwrap_or_else(PoisonError::into_inner).entries)
    }

    /// Whether there is enough left for a question of at most this usage.
    fn affords(&self, most: Usage) -> bool {
        let spent = self.spent();
        let cost = self.allowance.cost.is_none_or(|limit| spent.cost + most.cost <= limit);
        let tokens = spent.tokens_in + spent.tokens_out + most.input + most.output;
        cost && self.allowance.tokens.is_none_or(|limit| tokens <= limit)
    }

    fn pay(&self, prompt: Prompt, model: &str, usage: Usage, failed: bool) {
        let one = ModelUse {
            prompt: prompt.version(),
            model: model.to_owned(),
            questions: 1,
            failed: u64::from(failed),
            tokens_in: usage.input,
            tokens_out: usage.output,
            cost: usage.cost,
        };
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        book.total.add(&one);
        match book.entries.iter_mut().find(|known| known.prompt == one.prompt && known.model == one.model) {
            Some(known) => known.add(&one),
            None => book.entries.push(one),
        }
    }
}

/// The most a question can come to: what it says and the longest answer.
fn most(completion: &Completion, price: Price) -> Usage {
    let form = completion.form.as_ref().map_or(0, |form| form.schema.to_string().len());
    let characters: usize = completion.messages.iter().map(|message| message.text.len()).sum();
    let characters = characters + completion.prompt.text.len() + form;
    let input = u64::try_from(characters.div_ceil(CHARACTERS_PER_TOKEN)).unwrap_or(u64::MAX);
    let output = u64::from(completion.max_tokens);
    Usage { input, output, cost: price.of(input, output) }
}

#[async_trait]
impl LanguageModel for Purse {
    fn name(&self) -> &str {
        self.model.name()
    }

    fn available(&self) -> bool {
        self.model.available()
    }

    fn price(&self) -> Price {
        self.model.price()
    }

    async fn complete(&self, completion: Completion) -> Result<Answer, ModelError> {
        let most = most(&completion, self.price());
        if !self.affords(most) {
            return Err(ModelError::Exhausted);
        }
        let prompt = completion.prompt;
        let result = self.model.complete(completion).await;
        match &result {
            Ok(answer) if answer.usage == Usage::default() => {
                // The server does not count: the answer is counted here.
                let length = u64::try_from(answer.text.len().div_ceil(CHARACTERS_PER_TOKEN)).unwrap_or(0);
                let output = length.min(most.output);
                let cost = self.price().of(most.input, output);
                self.pay(prompt, &answer.model, Usage { input: most.input, output, cost }, false);
            }
            Ok(answer) => self.pay(prompt, &answer.model, answer.usage, false),
            Err(
                ModelError::Late
                | ModelError::CutOff
                | ModelError::Refused
                | ModelError::Unreadable
                | ModelError::Unsupported,
            ) => self.pay(prompt, self.name(), most, true),
            // Nothing was accepted, so nothing is owed.
            Err(
                ModelError::Absent
                | ModelError::Unauthorised
                | ModelError::Busy
                | ModelError::Exhausted
                | ModelError::Rejected
                | ModelError::Unreachable,
            ) => {}
        }
        result
    }
}
