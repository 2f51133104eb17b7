//! Deepgram's streaming recogniser (`/v1/listen`): one connection per speaker, which comes back by itself and hears
//! again what was lost. `words` decides what was said; this shell moves bytes and watches the clock.

mod connection;
mod replay;
mod words;

use super::{Session, SessionSpec, SpeechError, StreamingRecogniser, session};
use async_trait::async_trait;
use std::sync::Arc;

/// Where and which.
#[derive(Clone)]
pub struct DeepgramConfig {
    /// The address without a path, e.g. `wss://api.deepgram.com`.
    pub url: String,
    /// The key.
    pub key: String,
    /// The model, e.g. `nova-3`.
    pub model: String,
}

/// The recogniser.
pub struct Deepgram {
    config: Arc<DeepgramConfig>,
}

impl Deepgram {
    /// With these settings.
    pub fn new(config: DeepgramConfig) -> Self {
        Self { config: Arc::new(config) }
    }
}

#[async_trait]
impl StreamingRecogniser for Deepgram {
    fn name(&self) -> &'static str {
        "deepgram"
    }

    async fn open(&self, spec: SessionSpec) -> Result<Session, SpeechError> {
        let socket = connection::connect(&self.config, &spec).await?;
        let (session, orders, events) = session();
        let config = Arc::clone(&self.config);
        tokio::spawn(connection::Task::new(config, spec, orders, events).run(socket));
        Ok(session)
    }
}
