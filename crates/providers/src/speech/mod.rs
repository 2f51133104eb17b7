//! Words from sound. A streaming recogniser listens to one speaker as they talk; a segment recogniser reads a finished
//! piece of speech. Sound is always 16-bit PCM, mono, at [`SAMPLE_RATE`].
//!
//! Knows no conversation and no call clock: times count from the first sample that was sent.

pub mod deepgram;
pub mod local;
pub mod openai;
mod wav;
#[cfg(feature = "whisper")]
pub mod whisper;

use async_trait::async_trait;
use sottovoce_domain::language::Language;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// The one sample rate of the house for speech.
pub const SAMPLE_RATE: u32 = 16_000;

/// What a recogniser should know before it listens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionSpec {
    /// The language that is spoken.
    pub language: Language,
    /// Words that are likely and easily misheard: product names, people, competitors.
    pub hints: Vec<String>,
    /// Whose sound it is, as an opaque label; a scripted recogniser looks its lines up by it. Never sent out.
    pub label: String,
}

/// What a streaming recogniser tells.
#[derive(Debug, Clone, PartialEq)]
pub enum SpeechEvent {
    /// What is heard so far; the next interim or final text replaces it.
    Interim(Words),
    /// What was said, once and for all.
    Final(Words),
    /// The connection is gone; sound is kept and sent again when it is back.
    Reconnecting,
    /// The connection is back, and the kept sound is being sent.
    Listening,
    /// The session is over and will tell no more: none after a proper end, otherwise why.
    Closed(Option<SpeechError>),
}

/// Words with their place in the sound that was sent, counted from its first sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// When the first one began.
    pub start: Duration,
    /// When the last one ended.
    pub end: Duration,
}

/// Why words do not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpeechError {
    /// The provider does not accept the key.
    #[error("the recogniser refuses the key")]
    Unauthorised,
    /// Too many at once, or the budget is used up.
    #[error("the recogniser is busy")]
    Busy,
    /// The provider cannot read the sound or the options.
    #[error("the recogniser refuses the sound")]
    Rejected,
    /// The provider cannot be reached, or failed.
    #[error("the recogniser cannot be reached")]
    Unreachable,
    /// No answer in time.
    #[error("the recogniser is late")]
    Late,
    /// The answer makes no sense.
    #[error("the recogniser's answer cannot be read")]
    Unreadable,
}

impl SpeechError {
    /// Whether the same request may succeed later.
    pub const fn passes(self) -> bool {
        matches!(self, Self::Busy | Self::Unreachable | Self::Late)
    }
}

/// What is sent into a session.
#[derive(Debug, Clone)]
pub(crate) enum Order {
    /// Sound.
    Sound(Arc<[i16]>),
    /// The speaker paused: give the final words now.
    Flush,
}

/// How much sound may wait between the listener and the recogniser's task, in orders: with pieces of 20 ms more than
/// five seconds.
const QUEUE: usize = 256;

/// The way into a streaming session. Dropping it ends the session properly.
#[derive(Debug)]
pub struct Sound {
    orders: mpsc::Sender<Order>,
}

impl Sound {
    /// Sends sound. False when the recogniser does not keep up or is gone: that sound is lost, and the caller says so
    /// instead of waiting.
    pub fn send(&self, samples: impl Into<Arc<[i16]>>) -> bool {
        let samples = samples.into();
        samples.is_empty() || self.orders.try_send(Order::Sound(samples)).is_ok()
    }

    /// The speaker paused: asks for the final words without waiting for more sound.
    pub fn flush(&self) -> bool {
        self.orders.try_send(Order::Flush).is_ok()
    }

    /// Ends the session; its last words and `Closed` still come.
    pub fn close(self) {}
}

/// An open streaming session.
#[derive(Debug)]
pub struct Session {
    /// The way in.
    pub sound: Sound,
    /// What is heard; ends after `Closed`.
    pub events: mpsc::Receiver<SpeechEvent>,
}

/// A session's two ends for the caller and two for the recogniser's task.
pub(crate) fn session() -> (Session, mpsc::Receiver<Order>, mpsc::Sender<SpeechEvent>) {
    let (orders, incoming) = mpsc::channel(QUEUE);
    let (outgoing, events) = mpsc::channel(QUEUE);
    (Session { sound: Sound { orders }, events }, incoming, outgoing)
}

/// How much time so many samples are.
pub(crate) fn duration_of(samples: u64) -> Duration {
    Duration::from_nanos(samples.saturating_mul(1_000_000_000 / u64::from(SAMPLE_RATE)))
}

/// A recogniser that listens while somebody speaks.
#[async_trait]
pub trait StreamingRecogniser: Send + Sync {
    /// Its name as it stands in `Utterance::source`.
    fn name(&self) -> &'static str;

    /// Opens a session for one speaker.
    ///
    /// # Errors
    /// When the first connection fails; later failures are events.
    async fn open(&self, spec: SessionSpec) -> Result<Session, SpeechError>;
}

/// A recogniser that reads a finished piece of speech.
#[async_trait]
pub trait SegmentRecogniser: Send + Sync {
    /// Its name as it stands in `Utterance::source`.
    fn name(&self) -> &'static str;

    /// The words of a piece of speech; empty when there are none.
    ///
    /// # Errors
    /// When the provider fails; [`SpeechError::passes`] says whether trying again makes sense.
    async fn transcribe(&self, samples: &[i16], spec: &SessionSpec) -> Result<String, SpeechError>;
}

/// What an installation recognises speech with.
#[derive(Clone)]
pub enum Recogniser {
    /// The participant's own browser: text comes from there, no sound is listened to here.
    Browser,
    /// Sound goes to a streaming recogniser.
    Streaming(Arc<dyn StreamingRecogniser>),
    /// Sound is cut at silences, and each piece read.
    Segments(Arc<dyn SegmentRecogniser>),
}

impl Recogniser {
    /// Its name as it stands in `Utterance::source`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Streaming(recogniser) => recogniser.name(),
            Self::Segments(recogniser) => recogniser.name(),
        }
    }
}
