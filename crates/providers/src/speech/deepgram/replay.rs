//! The sound that may have to be sent again after a broken connection: pure.

use crate::speech::{SAMPLE_RATE, duration_of};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// The most sound that is kept: 30 s. What is older is lost rather than heard much too late.
const LONGEST: u64 = SAMPLE_RATE as u64 * 30;

/// Sound from the last final word on.
#[derive(Debug, Default)]
pub(super) struct Replay {
    pieces: VecDeque<Arc<[i16]>>,
    /// The session's sample number of the first piece's first sample.
    from: u64,
    /// How many samples the pieces have.
    length: u64,
}

impl Replay {
    /// Keeps a piece that is about to be sent.
    pub(super) fn keep(&mut self, samples: Arc<[i16]>) {
        self.length += count(&samples);
        self.pieces.push_back(samples);
        while self.length > LONGEST {
            self.drop_first();
        }
    }

    /// Forgets the sound before `settled`: its words are final.
    pub(super) fn settle(&mut self, settled: Duration) {
        while let Some(first) = self.pieces.front() {
            if duration_of(self.from + count(first)) > settled {
                break;
            }
            self.drop_first();
        }
    }

    /// Where the kept sound begins in the session's sound.
    pub(super) fn from(&self) -> Duration {
        duration_of(self.from)
    }

    /// The kept pieces, oldest first.
    pub(super) fn pieces(&self) -> Vec<Arc<[i16]>> {
        self.pieces.iter().cloned().collect()
    }

    fn drop_first(&mut self) {
        if let Some(first) = self.pieces.pop_front() {
            self.from += count(&first);
            self.length -= count(&first);
        }
    }
}

fn count(samples: &[i16]) -> u64 {
    u64::try_from(samples.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sound_without_final_words_is_kept_and_never_too_much() {
        let mut replay = Replay::default();
        for _ in 0..4 {
            replay.keep(vec![0; 16_000].into());
        }
        replay.settle(Duration::from_millis(2_500));
        assert_eq!(replay.from(), Duration::from_secs(2));
        assert_eq!(replay.pieces().len(), 2);
        for _ in 0..40 {
            replay.keep(vec![0; 16_000].into());
        }
        assert_eq!(replay.pieces().len(), 30);
        assert_eq!(replay.from(), Duration::from_secs(14));
    }
}
