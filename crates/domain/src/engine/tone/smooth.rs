//! A speaker's colour over time: the weighted mean of the last minute, slow to change.

use crate::ids::ParticipantId;
use crate::insight::{Sentiment, Tone, ToneChange};
use crate::time::CallTime;

/// Half of what was said counts no more after this time.
const HALF_LIFE_S: f64 = 45.0;
/// Fewer words say nothing about a mood.
const FEWEST_WORDS: u32 = 15;
/// A colour begins beyond this score.
const ENTER: f64 = 0.25;
/// A colour ends within this score.
const LEAVE: f64 = 0.10;
/// A colour stays at least this long, so that the border does not flicker.
const HOLD_MS: u64 = 6_000;

/// The smoothed tone of one speaker.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct Smoothing {
    weighted: f64,
    weight: f64,
    words: u32,
    last: CallTime,
    tone: Tone,
    since: Option<CallTime>,
    reasons: Vec<String>,
}

impl Smoothing {
    /// Takes an utterance in; says whether the colour changed.
    pub(in crate::engine) fn hear(
        &mut self,
        speaker: &ParticipantId,
        sentiment: &Sentiment,
        words: u32,
        at: CallTime,
    ) -> Option<ToneChange> {
        let fade = 0.5_f64.powf(at.since(self.last).as_secs_f64() / HALF_LIFE_S);
        self.last = self.last.max(at);
        // A felt sentence among neutral ones must be seen: neutral words weigh a third.
        let share = if sentiment.words.is_empty() { 0.33 } else { 1.0 };
        let mass = f64::from(words) * share;
        self.weighted = self.weighted * fade + f64::from(sentiment.score) * mass;
        self.weight = self.weight * fade + mass;
        self.words = self.words.saturating_add(words);
        if !sentiment.words.is_empty() {
            self.reasons.clone_from(&sentiment.words);
        }
        self.judge(speaker, at)
    }

    fn judge(&mut self, speaker: &ParticipantId, at: CallTime) -> Option<ToneChange> {
        let score = self.score();
        let wished = if self.words < FEWEST_WORDS {
            Tone::Yellow
        } else {
            match self.tone {
                Tone::Green if score > LEAVE => Tone::Green,
                Tone::Red if score < -LEAVE => Tone::Red,
                _ if score >= ENTER => Tone::Green,
                _ if score <= -ENTER => Tone::Red,
                _ => Tone::Yellow,
            }
        };
        let held = self.since.is_some_and(|since| at.millis().saturating_sub(since.millis()) < HOLD_MS);
        if wished == self.tone || held {
            return None;
        }
        self.tone = wished;
        self.since = Some(at);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a score from -1 to 1 loses only digits nobody sees"
        )]
        let score = score as f32;
        Some(ToneChange { speaker: speaker.clone(), tone: wished, score, at, words: self.reasons.clone() })
    }

    /// The smoothed score, -1 to 1.
    pub(in crate::engine) fn score(&self) -> f64 {
        if self.weight > 0.0 { self.weighted / self.weight } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(smoothing: &mut Smoothing, score: f32, words: u32, second: u64) -> Option<Tone> {
        let speaker: ParticipantId = "par_1".parse().unwrap();
        let sentiment = Sentiment { score, words: vec!["x".into()] };
        smoothing
            .hear(&speaker, &sentiment, words, CallTime::from_millis(second * 1_000))
            .map(|change| change.tone)
    }

    #[test]
    fn a_colour_needs_words_time_and_distance() {
        let mut smoothing = Smoothing::default();
        assert_eq!(heard(&mut smoothing, 0.9, 10, 1), None, "too few words");
        assert_eq!(heard(&mut smoothing, 0.9, 10, 3), Some(Tone::Green));
        assert_eq!(heard(&mut smoothing, -0.9, 60, 5), None, "held for six seconds");
        assert_eq!(heard(&mut smoothing, -0.9, 60, 20), Some(Tone::Red));
        assert_eq!(heard(&mut smoothing, 0.2, 40, 40), None, "not far enough to leave");
    }
}
