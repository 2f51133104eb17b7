//! Who speaks, from the loudness that clients write into their packets. Nothing is decoded.

use std::time::{Duration, Instant};

/// Loudness is judged over windows of this length.
pub(crate) const WINDOW: Duration = Duration::from_millis(400);
/// Quieter than this many decibels below full scale is not speech.
const QUIET_BELOW: u8 = 35;
/// Milliseconds of one packet of sound.
const PACKET_MILLIS: u32 = 20;
/// Of a window, so many milliseconds must be loud (40 %).
const LOUD_MILLIS: u32 = 160;
/// The weight of the newest window against what was.
const SMOOTHING: f32 = 0.5;

/// One microphone's loudness.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loudness {
    since: Option<Instant>,
    loud: u32,
    loudest: Option<u8>,
    level: f32,
    active: bool,
}

/// A change worth telling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Voice {
    /// 0 to 1, in eighths.
    pub(crate) level: f32,
    /// Whether this counts as speaking.
    pub(crate) active: bool,
}

impl Loudness {
    /// A packet whose sound is `below` decibels below full scale (0 to 127).
    pub(crate) fn heard(&mut self, below: u8) {
        if below <= QUIET_BELOW {
            self.loud += PACKET_MILLIS;
            self.loudest = Some(self.loudest.map_or(below, |before| before.min(below)));
        }
    }

    /// Closes the window if it is over. Some when who listens should be told.
    pub(crate) fn judge(&mut self, now: Instant) -> Option<Voice> {
        let since = *self.since.get_or_insert(now);
        if now.saturating_duration_since(since) < WINDOW {
            return None;
        }
        self.since = Some(now);
        let spoke = self.loud >= LOUD_MILLIS;
        let heard = if spoke { self.loudest.map_or(0.0, linear) } else { 0.0 };
        self.loud = 0;
        self.loudest = None;
        let before = Voice { level: eighths(self.level), active: self.active };
        self.level += (heard - self.level) * SMOOTHING;
        self.active = spoke || (self.active && self.level > linear(QUIET_BELOW));
        if !self.active {
            self.level = 0.0;
        }
        let after = Voice { level: eighths(self.level), active: self.active };
        (after != before).then_some(after)
    }

    /// The microphone was muted or is gone. True when it spoke until now.
    pub(crate) fn stop(&mut self) -> bool {
        let spoke = self.active;
        *self = Self { since: self.since, ..Self::default() };
        spoke
    }

    /// Whether it speaks, and how loudly.
    pub(crate) fn voice(&self) -> Voice {
        Voice { level: eighths(self.level), active: self.active }
    }
}

fn linear(below: u8) -> f32 {
    10_f32.powf(-f32::from(below) / 20.0)
}

/// Rounded up to eighths, so that small changes are not told.
fn eighths(level: f32) -> f32 {
    (level * 8.0).ceil() / 8.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays windows of (loud packets of 20, decibels below full scale) and returns whether it speaks after each.
    fn check(windows: &[(usize, u8)], expected: &[bool]) {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let mut now = Instant::now();
        let mut loudness = Loudness::default();
        loudness.judge(now);
        let mut got = Vec::new();
        for (loud, below) in windows {
            for packet in 0..20 {
                loudness.heard(if packet < *loud { *below } else { 127 });
            }
            now += WINDOW;
            loudness.judge(now);
            got.push(loudness.voice().active);
        }
        assert_eq!(got, expected, "{windows:?}");
    }

    #[test]
    fn speech_is_loud_and_lasting() {
        check(&[(20, 20)], &[true]);
        check(&[(8, 20)], &[true]);
        check(&[(7, 20)], &[false]);
        check(&[(20, 36)], &[false]);
        check(&[(20, 35)], &[true]);
        check(&[(0, 0), (20, 10), (0, 0)], &[false, true, true]);
    }

    #[test]
    fn silence_ends_speech_within_some_windows() {
        check(&[(20, 20), (0, 0), (0, 0), (0, 0)], &[true, true, false, false]);
    }

    #[test]
    fn only_changes_are_told() {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let start = Instant::now();
        let mut loudness = Loudness::default();
        loudness.judge(start);
        let mut told = 0;
        for window in 1..=10 {
            (0..20).for_each(|_| loudness.heard(5));
            told += u32::from(loudness.judge(start + WINDOW * window).is_some());
        }
        assert!(
            (1..=5).contains(&told),
            "a steady voice is told a few times until its level settles: {told}"
        );
        assert!(loudness.stop());
        assert_eq!(loudness.voice(), Voice { level: 0.0, active: false });
    }
}
