//! Language models that speak the real dialects: how each words an answer, and how it misbehaves.

use super::http::{Answer, FakeHttp, Received};
use crate::language::LanguageModel;
use crate::language::anthropic::{Anthropic, AnthropicConfig};
use crate::language::gemini::{Gemini, GeminiDoor};
use crate::language::openai::{OpenAi, OpenAiConfig};
use crate::web::Web;
use serde_json::{Value, json};
use std::sync::Arc;

/// A dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `OpenAI`'s chat completions.
    OpenAi,
    /// Anthropic's Messages.
    Anthropic,
    /// Gemini's `generateContent`.
    Gemini,
}

/// How an answer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As it should.
    Whole,
    /// At its limit.
    CutOff,
    /// The model declined.
    Refused,
}

impl Dialect {
    /// All of them, for contracts.
    pub const ALL: [Self; 3] = [Self::OpenAi, Self::Anthropic, Self::Gemini];

    /// An answer of this text; 12 tokens were read and 3 written.
    pub fn says(self, text: &str) -> Answer {
        self.ends(text, Ending::Whole)
    }

    /// An answer that ends so.
    pub fn ends(self, text: &str, ending: Ending) -> Answer {
        let word = |words: [&'static str; 3]| match ending {
            Ending::Whole => words[0],
            Ending::CutOff => words[1],
            Ending::Refused => words[2],
        };
        let body = match self {
            Self::OpenAi => json!({
                "choices": [{
                    "message": {"role": "assistant", "content": text, "refusal": null},
                    "finish_reason": word(["stop", "length", "content_filter"]),
                }],
                "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15},
            }),
            Self::Anthropic => json!({
                "type": "message", "role": "assistant",
                "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": text}],
                "stop_reason": word(["end_turn", "max_tokens", "refusal"]),
                "usage": {"input_tokens": 10, "cache_read_input_tokens": 2, "output_tokens": 3},
            }),
            Self::Gemini => json!({
                "candidates": [{
                    "content": {"role": "model", "parts": [{"text": "hm", "thought": true}, {"text": text}]},
                    "finishReason": word(["STOP", "MAX_TOKENS", "SAFETY"]),
                }],
                "usageMetadata": {"promptTokenCount": 12, "candidatesTokenCount": 2, "thoughtsTokenCount": 1},
            }),
        };
        Answer::Reply(200, body.to_string())
    }

    /// What was asked: the last message, as it came in.
    pub fn asked(self, received: &Received) -> String {
        let body = received.json();
        let text = match self {
            Self::OpenAi => {
                body["messages"].as_array().and_then(|all| all.last()).map(|one| one["content"].clone())
            }
            Self::Anthropic => body["messages"][0]["content"].as_str().map(Value::from),
            Self::Gemini => body["contents"][0]["parts"][0]["text"].as_str().map(Value::from),
        };
        text.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The schema that the answer was to have, as it came in.
    pub fn schema(self, received: &Received) -> Value {
        let body = received.json();
        match self {
            Self::OpenAi => body["response_format"]["json_schema"]["schema"].clone(),
            Self::Anthropic => body["output_config"]["format"]["schema"].clone(),
            Self::Gemini => body["generationConfig"]["responseJsonSchema"].clone(),
        }
    }

    /// The model `m` behind this server, with the key `s3cret`.
    pub fn model(self, fake: &FakeHttp, web: Web) -> Arc<dyn LanguageModel> {
        let (key, model) = ("s3cret".to_owned(), "m".to_owned());
        match self {
            Self::OpenAi => {
                Arc::new(OpenAi::new(web, OpenAiConfig { base_url: fake.url(), key: Some(key), model }))
            }
            Self::Anthropic => {
                Arc::new(Anthropic::new(web, AnthropicConfig { base_url: fake.url(), key, model }))
            }
            Self::Gemini => {
                Arc::new(Gemini::new(web, GeminiDoor::Studio { base_url: fake.url(), key }, model))
            }
        }
    }
}
