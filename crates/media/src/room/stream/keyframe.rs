//! When a publisher is asked for a whole picture: at once, but not too often, and again while it is missing.
//!
//! A keyframe costs as much as many ordinary pictures, so requests of several viewers become one.

use std::time::{Duration, Instant};

/// No publisher layer is asked more often than this.
const SPACING: Duration = Duration::from_millis(500);
/// The first request may be lost; the second comes sooner than later ones.
const FIRST_RETRY: Duration = Duration::from_millis(250);

/// The requests to one layer of one publisher.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyframeGate {
    last: Option<Instant>,
    retries: u32,
}

impl KeyframeGate {
    /// Somebody still lacks a picture. Whether to ask now.
    pub(crate) fn wanted(&mut self, now: Instant) -> bool {
        let spacing = if self.retries == 1 { FIRST_RETRY } else { SPACING };
        if self.last.is_some_and(|at| now.saturating_duration_since(at) < spacing) {
            return false;
        }
        self.last = Some(now);
        self.retries = self.retries.saturating_add(1);
        true
    }

    /// A keyframe arrived.
    pub(crate) fn arrived(&mut self) {
        self.retries = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_spaced_and_the_first_retry_is_quick() {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let start = Instant::now();
        let mut gate = KeyframeGate::default();
        let asked: Vec<u64> =
            (0..2000).step_by(10).filter(|ms| gate.wanted(start + Duration::from_millis(*ms))).collect();
        assert_eq!(asked, [0, 250, 750, 1250, 1750]);
        gate.arrived();
        assert!(!gate.wanted(start + Duration::from_millis(2000)), "still spaced after one arrived");
        assert!(gate.wanted(start + Duration::from_millis(2250)));
    }
}
