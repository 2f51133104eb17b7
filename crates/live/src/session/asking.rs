//! Puts a live conversation's questions to a language model, from the conversation's own purse, within a budget of time.
//!
//! A model that fails is a quiet line in the log. No words are logged.

use crate::context::{self, Ask};
use crate::copilot::opinion::{Doubtful, Judgement, Verdict};
use crate::session::event::{Answer, Event};
use serde::Deserialize;
use sottovoce_domain::ids::ConversationId;
use sottovoce_providers::language::ask::{self as question, Question};
use sottovoce_providers::language::purse::Purse;
use sottovoce_providers::language::{Completion, LanguageModel as _, Message, ModelError};
use sottovoce_store::{StoreError, Tenant};
use std::time::Duration;

/// A model that needs longer speaks of something else by then; the rule's words stand.
const BUDGET: Duration = Duration::from_secs(2);
/// One spoken sentence.
const SENTENCE_TOKENS: u32 = 120;
/// A verdict with its quote for each of at most three options.
const VERDICT_TOKENS: u32 = 300;

/// What comes of a question for words; none when there is no answer within the budget.
pub(crate) async fn ask(purse: &Purse, ask: Ask) -> Option<Event> {
    in_time(purse, suggestion(purse, ask)).await
}

/// What comes of a doubt; none when there is no verdict within the budget.
pub(crate) async fn judge(purse: &Purse, doubtful: Doubtful) -> Option<Event> {
    in_time(purse, judgement(purse, doubtful)).await
}

async fn in_time(purse: &Purse, asking: impl Future<Output = Result<Event, ModelError>>) -> Option<Event> {
    match tokio::time::timeout(BUDGET, asking).await.unwrap_or(Err(ModelError::Late)) {
        Ok(event) => Some(event),
        Err(error) => {
            tracing::info!(%error, model = purse.name(), "what the rules say stands");
            None
        }
    }
}

async fn judgement(purse: &Purse, doubtful: Doubtful) -> Result<Event, ModelError> {
    #[derive(Deserialize)]
    struct Verdicts {
        verdicts: Vec<Verdict>,
    }
    let question = Question {
        prompt: doubtful.prompt(),
        text: doubtful.question().to_owned(),
        name: "verdicts",
        schema: Doubtful::schema(),
        max_tokens: VERDICT_TOKENS,
        timeout: BUDGET,
    };
    let Verdicts { verdicts } = question::ask(purse, question).await?;
    Ok(Event::Judged(Judgement { utterance: doubtful.utterance, verdicts }))
}

async fn suggestion(purse: &Purse, ask: Ask) -> Result<Event, ModelError> {
    let completion = Completion {
        prompt: context::suggest(ask.language),
        messages: vec![Message::user(ask.question())],
        form: None,
        max_tokens: SENTENCE_TOKENS,
        timeout: BUDGET,
    };
    let answer = purse.complete(completion).await?;
    Ok(Event::Answered(Answer { suggestion: ask.suggestion, text: answer.text }))
}

/// Writes down what was spent since the last time.
pub(crate) async fn write_down(
    tenant: &Tenant,
    id: &ConversationId,
    purse: &Purse,
) -> Result<(), StoreError> {
    for used in purse.take() {
        tenant.model_uses().add(id, &used).await?;
    }
    Ok(())
}
