//! Whether somebody speaks, in 16 kHz samples: starts quickly, and does not stop at a breath.
//!
//! Says when, never what.

use earshot::Detector;

/// Samples the detector judges at a time, 16 ms.
pub const JUDGED: usize = 256;
/// Above this score a frame counts as voice.
const VOICE: f32 = 0.5;
/// Voice begins when so many of the last three frames are voice.
const START_OF_THREE: usize = 2;
/// Frames without voice after which it has stopped: 500 ms.
const STOP_AFTER: usize = 31;

/// A change between speech and silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Speech began `ago` samples before the end of what was given.
    Started {
        /// Samples of speech so far.
        ago: usize,
    },
    /// Speech has ended; the last voice was `ago` samples before the end of what was given.
    Stopped {
        /// Samples of silence so far.
        ago: usize,
    },
}

/// Finds speech in one microphone's samples.
pub struct VoiceActivity {
    detector: Box<Detector>,
    pending: Vec<i16>,
    hangover: Hangover,
}

impl std::fmt::Debug for VoiceActivity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VoiceActivity").field("hangover", &self.hangover).finish_non_exhaustive()
    }
}

impl Default for VoiceActivity {
    fn default() -> Self {
        Self {
            detector: Detector::default_boxed(),
            pending: Vec::with_capacity(2 * JUDGED),
            hangover: Hangover::default(),
        }
    }
}

impl VoiceActivity {
    /// Takes the next samples, any number, and tells the changes in them.
    pub fn hear(&mut self, samples: &[i16]) -> Vec<Activity> {
        self.pending.extend_from_slice(samples);
        let mut changes = Vec::new();
        let whole = self.pending.len() / JUDGED * JUDGED;
        for (index, frame) in self.pending[..whole].chunks_exact(JUDGED).enumerate() {
            let voice = self.detector.predict_i16(frame) > VOICE;
            let after = self.pending.len() - (index + 1) * JUDGED;
            changes.extend(self.hangover.step(voice).map(|change| match change {
                Activity::Started { ago } => Activity::Started { ago: ago + after },
                Activity::Stopped { ago } => Activity::Stopped { ago: ago + after },
            }));
        }
        self.pending.drain(..whole);
        changes
    }

    /// Whether somebody speaks at the end of what was given.
    pub fn speaking(&self) -> bool {
        self.hangover.speaking
    }

    /// Starts anew, as for another sound. True when speech was cut off.
    pub fn reset(&mut self) -> bool {
        self.detector.reset();
        self.pending.clear();
        std::mem::take(&mut self.hangover).speaking
    }
}

/// The two thresholds, over judged frames.
#[derive(Debug, Default)]
struct Hangover {
    recent: [bool; 3],
    silent: usize,
    speaking: bool,
}

impl Hangover {
    fn step(&mut self, voice: bool) -> Option<Activity> {
        self.recent = [self.recent[1], self.recent[2], voice];
        self.silent = if voice { 0 } else { self.silent + 1 };
        let count = self.recent.iter().filter(|v| **v).count();
        if !self.speaking && count >= START_OF_THREE {
            self.speaking = true;
            let first = self.recent.iter().position(|v| *v).unwrap_or(0);
            return Some(Activity::Started { ago: (3 - first) * JUDGED });
        }
        if self.speaking && self.silent >= STOP_AFTER {
            self.speaking = false;
            return Some(Activity::Stopped { ago: self.silent * JUDGED });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames as text: `v` voice, `.` none; returns the frame numbers of the changes.
    fn check(frames: &str, expected: &[(usize, Activity)]) {
        let mut hangover = Hangover::default();
        let changes: Vec<_> =
            frames.chars().enumerate().filter_map(|(n, c)| Some((n, hangover.step(c == 'v')?))).collect();
        assert_eq!(changes, expected, "{frames}");
    }

    #[test]
    fn speech_starts_on_two_of_three_and_stops_after_half_a_second() {
        check("..v..v..v", &[]);
        check("..vv", &[(3, Activity::Started { ago: 2 * JUDGED })]);
        check("..v.v", &[(4, Activity::Started { ago: 3 * JUDGED })]);
        let breath = format!("vv{}vv", ".".repeat(30));
        check(&breath, &[(1, Activity::Started { ago: 2 * JUDGED })]);
        let end = format!("vv{}", ".".repeat(31));
        check(
            &end,
            &[(1, Activity::Started { ago: 2 * JUDGED }), (32, Activity::Stopped { ago: 31 * JUDGED })],
        );
    }

    #[test]
    fn silence_is_not_speech_in_pieces_of_any_size() {
        let mut activity = VoiceActivity::default();
        for size in [1, 100, 255, 256, 257, 320, 5000] {
            assert_eq!(activity.hear(&vec![0; size]), []);
        }
        assert!(!activity.speaking() && !activity.reset());
    }
}
