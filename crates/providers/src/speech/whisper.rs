//! A Whisper model file read in this process (whisper.cpp): speech never leaves the machine.
//!
//! One piece of speech at a time: the model takes every core it is given.

use super::{SegmentRecogniser, SessionSpec, SpeechError};
use async_trait::async_trait;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Semaphore;
use whisper_rs::{FullParams, SamplingStrategy, WhisperContext, WhisperContextParameters};

/// The model reads windows of 30 s and makes things up on much less than a second; silence is added up to this.
const SHORTEST: usize = super::SAMPLE_RATE as usize * 11 / 10;
/// Above this the model itself thinks that nobody speaks.
const NO_SPEECH: f32 = 0.6;

/// A model in memory.
pub struct Whisper {
    context: Arc<WhisperContext>,
    turn: Semaphore,
    threads: i32,
}

impl Whisper {
    /// Reads a model file (ggml). Takes seconds: call it once, at the start.
    ///
    /// # Errors
    /// `Rejected` when the file is none that can be read.
    pub fn open(model: &Path, threads: u8) -> Result<Self, SpeechError> {
        whisper_rs::install_logging_hooks();
        let context = WhisperContext::new_with_params(model, WhisperContextParameters::default())
            .map_err(|_| SpeechError::Rejected)?;
        Ok(Self { context: Arc::new(context), turn: Semaphore::new(1), threads: i32::from(threads.max(1)) })
    }
}

#[async_trait]
impl SegmentRecogniser for Whisper {
    fn name(&self) -> &'static str {
        "whisper"
    }

    async fn transcribe(&self, samples: &[i16], spec: &SessionSpec) -> Result<String, SpeechError> {
        if samples.is_empty() {
            return Ok(String::new());
        }
        let mut sound: Vec<f32> = samples.iter().map(|&sample| f32::from(sample) / 32_768.0).collect();
        sound.resize(sound.len().max(SHORTEST), 0.0);
        let _turn = self.turn.acquire().await.map_err(|_| SpeechError::Unreachable)?;
        let (context, spec, threads) = (Arc::clone(&self.context), spec.clone(), self.threads);
        let reading = tokio::task::spawn_blocking(move || read(&context, &sound, &spec, threads));
        reading.await.map_err(|_| SpeechError::Unreachable)?
    }
}

fn read(
    context: &WhisperContext,
    sound: &[f32],
    spec: &SessionSpec,
    threads: i32,
) -> Result<String, SpeechError> {
    let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
    params.set_language(Some(spec.language.code()));
    params.set_n_threads(threads);
    params.set_no_context(true);
    params.set_suppress_nst(true);
    params.set_print_special(false);
    params.set_print_progress(false);
    params.set_print_realtime(false);
    params.set_print_timestamps(false);
    let hints = spec.hints.join(", ").replace('\0', "");
    if !hints.is_empty() {
        params.set_initial_prompt(&hints);
    }
    let mut state = context.create_state().map_err(|_| SpeechError::Unreachable)?;
    state.full(params, sound).map_err(|_| SpeechError::Rejected)?;
    let mut text = String::new();
    for segment in state.as_iter() {
        if segment.no_speech_probability() < NO_SPEECH {
            text.push_str(&segment.to_str_lossy().map_err(|_| SpeechError::Unreadable)?);
        }
    }
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_model_is_refused() {
        assert_eq!(Whisper::open(Path::new("/nowhere/model.bin"), 1).map(|_| ()), Err(SpeechError::Rejected));
        assert_eq!(Whisper::open(Path::new("Cargo.toml"), 1).map(|_| ()), Err(SpeechError::Rejected));
    }
}
