//! Any server that speaks OpenAI's chat completions: the cloud's, Ollama, llama.cpp, vLLM and others.
//!
//! Servers differ in small ways; what one turns down is left out from then on (see [`Habits`]).

use super::wire::{Sending, in_words, refusal, send, within};
use super::{Answer, Completion, Form, LanguageModel, ModelError, Usage, Voice};
use crate::web::{Reply, Web};
use async_trait::async_trait;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};

/// Where and which.
#[derive(Clone)]
pub struct OpenAiConfig {
    /// The address up to and with the version, e.g. `https://api.openai.com/v1`.
    pub base_url: String,
    /// The key; local servers need none.
    pub key: Option<String>,
    /// The model.
    pub model: String,
}

/// A model behind such a server.
pub struct OpenAi {
    web: Web,
    config: OpenAiConfig,
    habits: Habits,
}

/// What this server was found not to understand.
#[derive(Debug, Default)]
struct Habits {
    /// `json_schema` as a form: it gets `json_object` and the schema in words.
    loose_json: AtomicBool,
    /// `max_completion_tokens`: it gets the older `max_tokens`.
    old_limit: AtomicBool,
}

impl OpenAi {
    /// A model behind the server at `config.base_url`.
    pub fn new(web: Web, mut config: OpenAiConfig) -> Self {
        config.base_url.truncate(config.base_url.trim_end_matches('/').len());
        Self { web, config, habits: Habits::default() }
    }

    fn body(&self, completion: &Completion) -> Value {
        let loose = self.habits.loose_json.load(Ordering::Relaxed);
        let mut system = completion.prompt.text.to_owned();
        if let (Some(form), true) = (&completion.form, loose) {
            system.push_str(&in_words(form));
        }
        let mut messages = vec![json!({"role": "system", "content": system})];
        messages.extend(completion.messages.iter().map(|message| {
            let role = match message.voice {
                Voice::User => "user",
                Voice::Model => "assistant",
            };
            json!({"role": role, "content": message.text})
        }));
        let mut body = json!({"model": self.config.model, "messages": messages});
        let limit = if self.habits.old_limit.load(Ordering::Relaxed) {
            "max_tokens"
        } else {
            "max_completion_tokens"
        };
        body[limit] = json!(completion.max_tokens);
        if let Some(form) = &completion.form {
            body["response_format"] = response_format(form, loose);
        }
        body
    }

    async fn post(&self, completion: &Completion) -> Result<Reply, ModelError> {
        let bearer = self.config.key.as_ref().map(|key| ("authorization", format!("Bearer {key}")));
        let sending = Sending {
            url: format!("{}/chat/completions", self.config.base_url),
            headers: bearer.into_iter().collect(),
            body: self.body(completion),
            timeout: completion.timeout,
        };
        send(&self.web, sending).await
    }

    /// Whether a refusal was about a habit that can be dropped; drops it.
    fn learns(&self, reply: &Reply, completion: &Completion) -> bool {
        if !matches!(reply.status, 400 | 422) {
            return false;
        }
        let complaint = String::from_utf8_lossy(&reply.body);
        let about_limit =
            complaint.contains("max_completion_tokens") && !complaint.contains("context_length");
        if about_limit && !self.habits.old_limit.swap(true, Ordering::Relaxed) {
            return true;
        }
        let about_form = completion.form.is_some()
            && ["response_format", "json_schema", "schema"].iter().any(|word| complaint.contains(word));
        about_form && !self.habits.loose_json.swap(true, Ordering::Relaxed)
    }
}

fn response_format(form: &Form, loose: bool) -> Value {
    if loose {
        json!({"type": "json_object"})
    } else {
        let schema = json!({"name": form.name, "schema": form.schema, "strict": true});
        json!({"type": "json_schema", "json_schema": schema})
    }
}

#[async_trait]
impl LanguageModel for OpenAi {
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
                    return Err(refusal(&reply));
                }
            }
        })
        .await
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<WireUsage>,
}

#[derive(Deserialize)]
struct Choice {
    message: WireMessage,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct WireMessage {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct WireUsage {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

fn read(body: &[u8], model: &str) -> Result<Answer, ModelError> {
    let wire: Wire = serde_json::from_slice(body).map_err(|_| ModelError::Unreadable)?;
    let choice = wire.choices.into_iter().next().ok_or(ModelError::Unreadable)?;
    if choice.message.refusal.is_some_and(|text| !text.is_empty()) {
        return Err(ModelError::Refused);
    }
    match choice.finish_reason.as_deref() {
        Some("length") => return Err(ModelError::CutOff),
        Some("content_filter") => return Err(ModelError::Refused),
        _ => {}
    }
    let text = choice.message.content.filter(|text| !text.trim().is_empty()).ok_or(ModelError::Unreadable)?;
    let usage = wire.usage.map_or_else(Usage::default, |usage| Usage {
        input: usage.prompt_tokens,
        output: usage.completion_tokens,
        cost: 0,
    });
    Ok(Answer { text, model: model.to_owned(), usage })
}
