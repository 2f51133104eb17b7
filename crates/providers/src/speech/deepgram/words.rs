//! Deepgram's messages put together into words: pure. Final pieces are joined until the speaker pauses; a piece that
//! comes twice (a duplicate, or sound that was sent again after a broken connection) counts once.

use crate::speech::{SpeechEvent, Words};
use serde::Deserialize;
use std::time::Duration;

/// A message of the server, as far as it matters here.
#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
pub(super) enum Told {
    Results(Results),
    UtteranceEnd {},
    Metadata {},
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
pub(super) struct Results {
    #[serde(default)]
    start: f64,
    #[serde(default)]
    duration: f64,
    #[serde(default)]
    is_final: bool,
    #[serde(default)]
    speech_final: bool,
    #[serde(default)]
    from_finalize: bool,
    channel: Heard,
}

#[derive(Debug, Deserialize)]
struct Heard {
    #[serde(default)]
    alternatives: Vec<Alternative>,
}

#[derive(Debug, Deserialize)]
struct Alternative {
    #[serde(default)]
    transcript: String,
    #[serde(default)]
    words: Vec<Timed>,
}

#[derive(Debug, Deserialize)]
struct Timed {
    start: f64,
    end: f64,
}

/// What was heard of one session, over all its connections.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    /// Where the present connection's zero lies in the session's sound.
    offset: Duration,
    /// Final pieces that wait for the pause.
    pieces: Option<Words>,
    /// Up to here everything is final.
    settled: Duration,
}

/// Times of two messages about the same sound differ by less than this.
const SAME: Duration = Duration::from_millis(20);

impl Assembly {
    /// A new connection begins, and its first sample is this far into the session's sound.
    pub(super) fn connected(&mut self, offset: Duration) {
        self.offset = offset;
    }

    /// Up to where the sound need not be sent again.
    pub(super) fn settled(&self) -> Duration {
        self.settled
    }

    /// Takes a message in; says what is heard now.
    pub(super) fn take(&mut self, told: Told) -> Option<SpeechEvent> {
        match told {
            Told::Results(results) => self.results(&results),
            Told::UtteranceEnd {} | Told::Metadata {} => self.finish(),
            Told::Other => None,
        }
    }

    /// The words that wait become final.
    pub(super) fn finish(&mut self) -> Option<SpeechEvent> {
        self.pieces.take().map(SpeechEvent::Final)
    }

    fn results(&mut self, results: &Results) -> Option<SpeechEvent> {
        let window_end = self.offset + seconds(results.start + results.duration);
        let best = results.channel.alternatives.first();
        let text = best.map_or("", |best| best.transcript.trim());
        let start = best.and_then(|best| best.words.first()).map_or(results.start, |word| word.start);
        let end =
            best.and_then(|best| best.words.last()).map_or(results.start + results.duration, |word| word.end);
        let words = Words {
            text: text.to_owned(),
            start: self.offset + seconds(start),
            end: self.offset + seconds(end),
        };
        if !results.is_final {
            return (!text.is_empty() && words.end > self.settled + SAME)
                .then(|| SpeechEvent::Interim(self.joined(words)));
        }
        let known = window_end <= self.settled + SAME;
        if !known {
            if !text.is_empty() {
                self.pieces = Some(self.joined(words));
            }
            self.settled = window_end;
        }
        if results.speech_final || results.from_finalize {
            return self.finish();
        }
        if known { None } else { self.pieces.clone().map(SpeechEvent::Interim) }
    }

    fn joined(&self, words: Words) -> Words {
        match &self.pieces {
            Some(before) => {
                Words { text: format!("{} {}", before.text, words.text), start: before.start, end: words.end }
            }
            None => words,
        }
    }
}

/// Seconds of the wire, where nonsense counts as zero.
fn seconds(value: f64) -> Duration {
    Duration::try_from_secs_f64(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn results(text: &str, start: f64, duration: f64, flags: [bool; 2]) -> Told {
        serde_json::from_value(json!({
            "type": "Results", "start": start, "duration": duration, "is_final": flags[0], "speech_final": flags[1],
            "channel_index": [0, 1], "channel": {"alternatives": [{"transcript": text, "confidence": 0.9, "words": []}]}
        }))
        .unwrap()
    }

    fn said(event: Option<SpeechEvent>) -> Option<(&'static str, String, u128)> {
        match event? {
            SpeechEvent::Interim(words) => Some(("interim", words.text, words.start.as_millis())),
            SpeechEvent::Final(words) => Some(("final", words.text, words.start.as_millis())),
            _ => None,
        }
    }

    #[test]
    fn pieces_are_joined_until_the_pause() {
        let mut words = Assembly::default();
        assert_eq!(
            said(words.take(results("hello", 0.0, 0.8, [false, false]))),
            Some(("interim", "hello".into(), 0))
        );
        let first = words.take(results("Hello there.", 0.0, 1.0, [true, false]));
        assert_eq!(said(first), Some(("interim", "Hello there.".into(), 0)));
        let more = words.take(results("how", 1.0, 0.4, [false, false]));
        assert_eq!(said(more), Some(("interim", "Hello there. how".into(), 0)));
        let last = words.take(results("How are you?", 1.0, 1.0, [true, true]));
        assert_eq!(said(last), Some(("final", "Hello there. How are you?".into(), 0)));
    }

    #[test]
    fn an_utterance_end_finishes_and_a_duplicate_counts_once() {
        let mut words = Assembly::default();
        words.take(results("One.", 0.0, 1.0, [true, false]));
        assert_eq!(said(words.take(results("One.", 0.0, 1.0, [true, false]))), None);
        assert_eq!(said(words.take(Told::UtteranceEnd {})), Some(("final", "One.".into(), 0)));
        assert_eq!(said(words.take(results("One.", 0.0, 1.0, [true, true]))), None);
        assert_eq!(said(words.take(Told::UtteranceEnd {})), None);
    }

    #[test]
    fn after_a_reconnect_times_go_on() {
        let mut words = Assembly::default();
        words.take(results("One.", 0.0, 2.0, [true, true]));
        words.connected(words.settled());
        let event = words.take(results("Two.", 0.5, 1.0, [true, true]));
        assert_eq!(said(event), Some(("final", "Two.".into(), 2_500)));
    }

    #[test]
    fn nonsense_times_are_no_panic() {
        let mut words = Assembly::default();
        assert!(words.take(results("x", -5.0, 1.0, [true, true])).is_none());
    }
}
