//! Google's Gemini, from AI Studio (a key) or from Vertex AI (a service account, see [`super::vertex`]): one protocol,
//! two doors.

use super::vertex::ServiceAccount;
use super::wire::{Sending, refusal, says, send, within};
use super::{Answer, Completion, LanguageModel, ModelError, Usage, Voice};
use crate::web::{Reply, Web};
use async_trait::async_trait;
use serde::Deserialize;
use serde_json::{Value, json};

/// Which door leads to the model.
pub enum GeminiDoor {
    /// AI Studio's.
    Studio {
        /// The address with the version, e.g. `https://generativelanguage.googleapis.com/v1beta`.
        base_url: String,
        /// The key.
        key: String,
    },
    /// Vertex AI's.
    Vertex {
        /// The address up to and with `/publishers/google`; [`super::vertex::base_url`] makes the cloud's own.
        base_url: String,
        /// Who asks.
        account: ServiceAccount,
    },
}

/// A Gemini model.
pub struct Gemini {
    web: Web,
    door: GeminiDoor,
    model: String,
}

impl Gemini {
    /// This model behind this door.
    pub fn new(web: Web, mut door: GeminiDoor, model: String) -> Self {
        let (GeminiDoor::Studio { base_url, .. } | GeminiDoor::Vertex { base_url, .. }) = &mut door;
        base_url.truncate(base_url.trim_end_matches('/').len());
        Self { web, door, model }
    }

    async fn post(&self, completion: &Completion) -> Result<Reply, ModelError> {
        let (base_url, header) = match &self.door {
            GeminiDoor::Studio { base_url, key } => (base_url, ("x-goog-api-key", key.clone())),
            GeminiDoor::Vertex { base_url, account } => {
                let token = account.token(&self.web).await?;
                (base_url, ("authorization", format!("Bearer {token}")))
            }
        };
        let sending = Sending {
            url: format!("{base_url}/models/{}:generateContent", self.model),
            headers: vec![header],
            body: body(completion),
            timeout: completion.timeout,
        };
        send(&self.web, sending).await
    }
}

fn body(completion: &Completion) -> Value {
    let contents: Vec<Value> = completion
        .messages
        .iter()
        .map(|message| {
            let role = match message.voice {
                Voice::User => "user",
                Voice::Model => "model",
            };
            json!({"role": role, "parts": [{"text": message.text}]})
        })
        .collect();
    let mut body = json!({
        "systemInstruction": {"parts": [{"text": completion.prompt.text}]},
        "contents": contents,
        "generationConfig": {"maxOutputTokens": completion.max_tokens},
    });
    if let Some(form) = &completion.form {
        body["generationConfig"]["responseMimeType"] = json!("application/json");
        body["generationConfig"]["responseJsonSchema"] = form.schema.clone();
    }
    body
}

#[async_trait]
impl LanguageModel for Gemini {
    fn name(&self) -> &str {
        &self.model
    }

    async fn complete(&self, completion: Completion) -> Result<Answer, ModelError> {
        within(completion.timeout, async {
            let reply = self.post(&completion).await?;
            if reply.is_success() {
                return read(&reply.body, &self.model);
            }
            if let GeminiDoor::Vertex { account, .. } = &self.door
                && reply.status == 401
            {
                account.forget().await;
            }
            // A wrong key is answered like a malformed question.
            let key = reply.status == 400 && says(&reply, "API_KEY_INVALID");
            Err(if key { ModelError::Unauthorised } else { refusal(&reply) })
        })
        .await
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(default)]
    candidates: Vec<Candidate>,
    #[serde(default)]
    prompt_feedback: Option<Feedback>,
    #[serde(default)]
    usage_metadata: WireUsage,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Candidate {
    #[serde(default)]
    content: Content,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Default, Deserialize)]
struct Content {
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    text: String,
    /// Thinking aloud is no answer.
    #[serde(default)]
    thought: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Feedback {
    #[serde(default)]
    block_reason: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireUsage {
    #[serde(default)]
    prompt_token_count: u64,
    #[serde(default)]
    candidates_token_count: u64,
    #[serde(default)]
    thoughts_token_count: u64,
}

fn read(body: &[u8], model: &str) -> Result<Answer, ModelError> {
    let wire: Wire = serde_json::from_slice(body).map_err(|_| ModelError::Unreadable)?;
    if wire.prompt_feedback.is_some_and(|feedback| feedback.block_reason.is_some()) {
        return Err(ModelError::Refused);
    }
    let candidate = wire.candidates.into_iter().next().ok_or(ModelError::Unreadable)?;
    match candidate.finish_reason.as_deref() {
        None | Some("STOP" | "FINISH_REASON_UNSPECIFIED") => {}
        Some("MAX_TOKENS") => return Err(ModelError::CutOff),
        Some("SAFETY" | "RECITATION" | "LANGUAGE" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII") => {
            return Err(ModelError::Refused);
        }
        Some(_) => return Err(ModelError::Unreadable),
    }
    let text: String =
        candidate.content.parts.iter().filter(|part| !part.thought).map(|part| part.text.as_str()).collect();
    if text.trim().is_empty() {
        return Err(ModelError::Unreadable);
    }
    let counts = wire.usage_metadata;
    let output = counts.candidates_token_count + counts.thoughts_token_count;
    let usage = Usage { input: counts.prompt_token_count, output, cost: 0 };
    Ok(Answer { text, model: model.to_owned(), usage })
}
