//! A recogniser that ships: it hears that somebody speaks, and takes the words from a script. For the demo, for tests
//! and for trying the room without keys; the same sound gives the same words at the same times.

use super::{
    Order, SAMPLE_RATE, SegmentRecogniser, Session, SessionSpec, SpeechError, SpeechEvent,
    StreamingRecogniser, Words, duration_of, session,
};
use async_trait::async_trait;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Louder than this (mean square of the samples) is speech: far above a quiet microphone's hiss, far below speech.
const SPEECH: u64 = 200 * 200;
/// A pause this long ends a segment: 0.4 s.
const PAUSE: u64 = SAMPLE_RATE as u64 * 2 / 5;
/// Shorter than this is a click: 0.1 s.
const SHORTEST: u64 = SAMPLE_RATE as u64 / 10;

/// The script's lines for everybody who has none of their own.
pub const EVERYBODY: &str = "*";

/// Each speaker's lines, given out one per segment of speech.
pub struct Scripted {
    lines: Mutex<HashMap<String, Lines>>,
}

struct Lines {
    lines: Vec<String>,
    next: usize,
}

impl Scripted {
    /// With these lines per label of [`SessionSpec::label`] (or [`EVERYBODY`]).
    pub fn new(lines: impl IntoIterator<Item = (String, Vec<String>)>) -> Arc<Self> {
        let lines = lines.into_iter().map(|(label, lines)| (label, Lines { lines, next: 0 })).collect();
        Arc::new(Self { lines: Mutex::new(lines) })
    }

    fn next_line(&self, label: &str) -> Option<String> {
        let mut all = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let key = if all.contains_key(label) { label } else { EVERYBODY };
        let lines = all.get_mut(key)?;
        let line = lines.lines.get(lines.next).cloned();
        lines.next += 1;
        line
    }
}

/// A doorway that the trait can be implemented on while sessions keep the script alive.
#[derive(Clone)]
pub struct ScriptedEar(pub Arc<Scripted>);

#[async_trait]
impl StreamingRecogniser for ScriptedEar {
    fn name(&self) -> &'static str {
        "scripted"
    }

    async fn open(&self, spec: SessionSpec) -> Result<Session, SpeechError> {
        let (session, mut orders, events) = session();
        let script = Arc::clone(&self.0);
        tokio::spawn(async move {
            let mut segments = Segments::default();
            let mut line = None;
            loop {
                let order = orders.recv().await;
                let found = match &order {
                    Some(Order::Sound(samples)) => segments.hear(samples),
                    Some(Order::Flush) | None => segments.flush(),
                };
                for one in found {
                    let event = match one {
                        Segment::Began { at } => {
                            line = script.next_line(&spec.label);
                            line.as_deref().map(|line| interim(line, at))
                        }
                        Segment::Ended { from, to } => line.take().map(|text| {
                            SpeechEvent::Final(Words { text, start: duration_of(from), end: duration_of(to) })
                        }),
                    };
                    if let Some(event) = event
                        && events.send(event).await.is_err()
                    {
                        return;
                    }
                }
                if order.is_none() {
                    // Nobody may be left to hear it.
                    let _ = events.send(SpeechEvent::Closed(None)).await;
                    return;
                }
            }
        });
        Ok(session)
    }
}

#[async_trait]
impl SegmentRecogniser for ScriptedEar {
    fn name(&self) -> &'static str {
        "scripted"
    }

    async fn transcribe(&self, samples: &[i16], spec: &SessionSpec) -> Result<String, SpeechError> {
        let mut segments = Segments::default();
        let speech = !segments.hear(samples).is_empty();
        Ok(if speech { self.0.next_line(&spec.label).unwrap_or_default() } else { String::new() })
    }
}

/// The first half of a line, as an interim text would have it.
fn interim(line: &str, at: u64) -> SpeechEvent {
    let words: Vec<&str> = line.split_whitespace().collect();
    let text = words[..words.len().div_ceil(2)].join(" ");
    SpeechEvent::Interim(Words { text, start: duration_of(at), end: duration_of(at + SHORTEST) })
}

/// Where speech begins and ends, in samples from the first.
#[derive(Debug, Default)]
struct Segments {
    heard: u64,
    loud_from: Option<u64>,
    loud_to: u64,
    told: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Segment {
    Began { at: u64 },
    Ended { from: u64, to: u64 },
}

impl Segments {
    fn hear(&mut self, samples: &[i16]) -> Vec<Segment> {
        // 20 ms at a time: long enough for the lowest voice, short enough to place a word.
        const STEP: usize = 320;
        let mut found = Vec::new();
        for piece in samples.chunks(STEP) {
            let length = u64::try_from(piece.len()).unwrap_or(0);
            let power: u64 =
                piece.iter().map(|&s| u64::from(s.unsigned_abs()).pow(2)).sum::<u64>() / length.max(1);
            if power > SPEECH {
                self.loud_from.get_or_insert(self.heard);
                self.loud_to = self.heard + length;
            }
            self.heard += length;
            if let Some(from) = self.loud_from {
                if !self.told && self.loud_to - from >= SHORTEST {
                    self.told = true;
                    found.push(Segment::Began { at: from });
                }
                if self.heard - self.loud_to >= PAUSE {
                    found.extend(self.flush());
                }
            }
        }
        found
    }

    fn flush(&mut self) -> Vec<Segment> {
        let from = self.loud_from.take();
        let told = std::mem::take(&mut self.told);
        from.filter(|_| told).map(|from| Segment::Ended { from, to: self.loud_to }).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_is_what_lies_between_pauses() {
        let mut segments = Segments::default();
        let mut sound = vec![0_i16; 16_000];
        sound.extend(vec![3_000; 16_000]);
        sound.extend(vec![0; 16_000]);
        sound.extend(vec![3_000; 640]); // a click
        sound.extend(vec![0; 16_000]);
        let found = segments.hear(&sound);
        assert_eq!(found, [Segment::Began { at: 16_000 }, Segment::Ended { from: 16_000, to: 32_000 }]);
    }
}
