//! Anthropic's Messages: the cloud's, or a gateway that speaks the same.

use super::wire::{Sending, in_words, refusal, says, send, within};
use super::{Answer, Completion, LanguageModel, ModelError, Usage, Voice};
use crate::web::{Reply, Web};
use async_trait::async_trait;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};

/// The version of the protocol that is spoken.
const VERSION: &str = "2023-06-01";

/// Where and which.
#[derive(Clone)]
pub struct AnthropicConfig {
    /// The address without the version, e.g. `https://api.anthropic.com`.
    pub base_url: String,
    /// The key.
    pub key: String,
    /// The model.
    pub model: String,
}

/// A model behind Anthropic's protocol.
pub struct Anthropic {
    web: Web,
    config: AnthropicConfig,
    /// The model cannot be held to a schema: it gets the schema in words.
    loose: AtomicBool,
}

impl Anthropic {
    /// A model behind the server at `config.base_url`.
    pub fn new(web: Web, mut config: AnthropicConfig) -> Self {
        config.base_url.truncate(config.base_url.trim_end_matches('/').len());
        Self { web, config, loose: AtomicBool::new(false) }
    }

    fn body(&self, completion: &Completion) -> Value {
        let loose = self.loose.load(Ordering::Relaxed);
        let messages: Vec<Value> = completion
            .messages
            .iter()
            .map(|message| {
                let role = match message.voice {
                    Voice::User => "user",
                    Voice::Model => "assistant",
                };
                json!({"role": role, "content": message.text})
            })
            .collect();
        let mut system = completion.prompt.text.to_owned();
        if let (Some(form), true) = (&completion.form, loose) {
            system.push_str(&in_words(form));
        }
        let mut body = json!({
            "model": self.config.model, "max_tokens": completion.max_tokens, "system": system, "messages": messages,
        });
        if let (Some(form), false) = (&completion.form, loose) {
            body["output_config"] = json!({"format": {"type": "json_schema", "schema": form.schema}});
        }
        body
    }

    async fn post(&self, completion: &Completion) -> Result<Reply, ModelError> {
        let sending = Sending {
            url: format!("{}/v1/messages", self.config.base_url),
            headers: vec![("x-api-key", self.config.key.clone()), ("anthropic-version", VERSION.to_owned())],
            body: self.body(completion),
            timeout: completion.timeout,
        };
        send(&self.web, sending).await
    }

    /// Whether a refusal was about the schema, which older models do not know; it is not sent again then.
    fn learns(&self, reply: &Reply, completion: &Completion) -> bool {
        let about_form = completion.form.is_some()
            && matches!(reply.status, 400 | 422)
            && ["output_config", "output_format", "schema"].iter().any(|word| says(reply, word));
        about_form && !self.loose.swap(true, Ordering::Relaxed)
    }
}

#[async_trait]
impl LanguageModel for Anthropic {
    fn name(&self) -> &str {
        &self.config.model
    }

    async fn complete(&self, completion: Completion) -> Result<Answer, ModelError> {
        within(completion.timeout, async {
            loop {
                let reply = self.post(&completion).await?;
                if reply.is_success() {
                    return read(&reply.body, &self.config.model);
                }
                if !self.learns(&reply, &completion) {
                    // An account without means answers 400, like a question that is malformed.
                    let poor = reply.status == 400 && says(&reply, "credit balance");
                    return Err(if poor { ModelError::Exhausted } else { refusal(&reply) });
                }
            }
        })
        .await
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    content: Vec<Block>,
    #[serde(default)]
    stop_reason: Option<String>,
    #[serde(default)]
    usage: WireUsage,
}

#[derive(Deserialize)]
struct Block {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    text: String,
}

#[derive(Default, Deserialize)]
struct WireUsage {
    #[serde(default)]
    input_tokens: u64,
    #[serde(default)]
    cache_creation_input_tokens: Option<u64>,
    #[serde(default)]
    cache_read_input_tokens: Option<u64>,
    #[serde(default)]
    output_tokens: u64,
}

fn read(body: &[u8], model: &str) -> Result<Answer, ModelError> {
    let wire: Wire = serde_json::from_slice(body).map_err(|_| ModelError::Unreadable)?;
    match wire.stop_reason.as_deref() {
        Some("max_tokens" | "model_context_window_exceeded") => return Err(ModelError::CutOff),
        Some("refusal") => return Err(ModelError::Refused),
        _ => {}
    }
    let text: String =
        wire.content.iter().filter(|block| block.kind == "text").map(|block| block.text.as_str()).collect();
    if text.trim().is_empty() {
        return Err(ModelError::Unreadable);
    }
    let cached =
        wire.usage.cache_creation_input_tokens.unwrap_or(0) + wire.usage.cache_read_input_tokens.unwrap_or(0);
    let usage = Usage { input: wire.usage.input_tokens + cached, output: wire.usage.output_tokens, cost: 0 };
    Ok(Answer { text, model: model.to_owned(), usage })
}
