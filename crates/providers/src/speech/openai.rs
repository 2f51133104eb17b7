//! Any server that speaks OpenAI's `audio/transcriptions`: the cloud's, faster-whisper, whisper.cpp and others.

use super::{SegmentRecogniser, SessionSpec, SpeechError, wav};
use crate::web::{Body, Method, Part, Request, Retries, Web, WebError};
use async_trait::async_trait;
use serde::Deserialize;
use std::time::Duration;

/// Where and which.
#[derive(Clone)]
pub struct OpenAiConfig {
    /// The address up to and with the version, e.g. `https://api.openai.com/v1`.
    pub base_url: String,
    /// The key; local servers need none.
    pub key: Option<String>,
    /// The model, e.g. `whisper-1`.
    pub model: String,
    /// How long one piece of speech may take.
    pub timeout: Duration,
}

/// A recogniser behind such a server.
pub struct OpenAi {
    web: Web,
    config: OpenAiConfig,
}

/// Longer prompts are cut by the servers from the front: 224 tokens, about this many characters.
const LONGEST_PROMPT: usize = 600;

impl OpenAi {
    /// A recogniser behind the server at `config.base_url`.
    pub fn new(web: Web, mut config: OpenAiConfig) -> Self {
        config.base_url.truncate(config.base_url.trim_end_matches('/').len());
        Self { web, config }
    }

    fn request(&self, samples: &[i16], spec: &SessionSpec) -> Request {
        let mut parts = vec![
            Part { name: "file", value: wav::wav(samples), file: Some(("speech.wav", "audio/wav")) },
            Part::text("model", self.config.model.clone()),
            Part::text("language", spec.language.code()),
            Part::text("response_format", "json"),
        ];
        let mut prompt = String::new();
        for hint in &spec.hints {
            if prompt.len() + hint.len() + 2 > LONGEST_PROMPT {
                break;
            }
            if !prompt.is_empty() {
                prompt.push_str(", ");
            }
            prompt.push_str(hint);
        }
        if !prompt.is_empty() {
            parts.push(Part::text("prompt", prompt));
        }
        let mut request =
            Request::new(Method::Post, format!("{}/audio/transcriptions", self.config.base_url))
                .bearer(self.config.key.as_deref());
        request.body = Body::Form(parts);
        request.timeout = Some(self.config.timeout);
        // The same sound read twice harms nobody, and words that come late are of no use: two more tries.
        request.retries = Retries { times: 2, ..Retries::IDEMPOTENT };
        request
    }
}

#[derive(Deserialize)]
struct Transcription {
    text: String,
}

#[async_trait]
impl SegmentRecogniser for OpenAi {
    fn name(&self) -> &'static str {
        "openai"
    }

    async fn transcribe(&self, samples: &[i16], spec: &SessionSpec) -> Result<String, SpeechError> {
        if samples.is_empty() {
            return Ok(String::new());
        }
        let reply = self.web.send(self.request(samples, spec)).await.map_err(|error| match error {
            WebError::TimedOut => SpeechError::Late,
            WebError::TooLong => SpeechError::Unreadable,
            _ => SpeechError::Unreachable,
        })?;
        match reply.status {
            200..=299 => {}
            401 | 403 => return Err(SpeechError::Unauthorised),
            429 | 503 => return Err(SpeechError::Busy),
            400..=499 => return Err(SpeechError::Rejected),
            _ => return Err(SpeechError::Unreachable),
        }
        let read: Transcription = serde_json::from_slice(&reply.body).map_err(|_| SpeechError::Unreadable)?;
        Ok(read.text.trim().to_owned())
    }
}
