//! The sound that was sent to a recogniser and has no final words yet, so that another one can be given it. Pure.

use std::collections::VecDeque;

/// What is kept at most: longer phrases than this do not exist (`endpoint` cuts them), and a longer outage is told.
const KEPT_MS: u64 = 30_000;

/// Samples per millisecond.
const PER_MS: u64 = 16;

/// A stretch of sound with its begin on the call clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// When it begins, in milliseconds.
    pub at: u64,
    /// 16 kHz mono sound.
    pub sound: Vec<i16>,
    /// Whether the phrase ended with it.
    pub ended: bool,
}

impl Stretch {
    /// When it ends on the call clock, in milliseconds.
    pub fn end(&self) -> u64 {
        self.at.saturating_add(length(self.sound.len()))
    }
}

/// How many milliseconds so many samples are.
pub fn length(samples: usize) -> u64 {
    u64::try_from(samples).unwrap_or(u64::MAX) / PER_MS
}

fn samples(millis: u64) -> usize {
    usize::try_from(millis.saturating_mul(PER_MS)).unwrap_or(usize::MAX)
}

/// The sound without final words, in stretches of one phrase each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsettled {
    stretches: VecDeque<Stretch>,
}

impl Unsettled {
    /// A phrase began.
    pub fn began(&mut self, at: u64, sound: &[i16]) {
        self.stretches.push_back(Stretch { at, sound: sound.to_vec(), ended: false });
        self.forget_the_oldest();
    }

    /// It went on.
    pub fn more(&mut self, sound: &[i16]) {
        if let Some(last) = self.stretches.back_mut() {
            last.sound.extend_from_slice(sound);
        }
        self.forget_the_oldest();
    }

    /// It ended.
    pub fn ended(&mut self) {
        if let Some(last) = self.stretches.back_mut() {
            last.ended = true;
        }
    }

    /// Final words came for everything until `end` on the call clock.
    pub fn settled(&mut self, end: u64) {
        // A phrase's sound goes on for a pause after its last voice, and recognisers place words a little off.
        const SLACK_MS: u64 = 1_000;
        while let Some(first) = self.stretches.front_mut().filter(|first| first.at < end) {
            if first.end() > end.saturating_add(SLACK_MS) || !first.ended {
                let heard = samples(end.saturating_sub(first.at)).min(first.sound.len());
                first.sound.drain(..heard);
                first.at = end;
                return;
            }
            self.stretches.pop_front();
        }
    }

    /// What another recogniser should be given, oldest first.
    pub fn stretches(&self) -> impl Iterator<Item = &Stretch> {
        self.stretches.iter()
    }

    /// How much there is, in milliseconds.
    pub fn length(&self) -> u64 {
        self.stretches.iter().map(|stretch| length(stretch.sound.len())).sum()
    }

    fn forget_the_oldest(&mut self) {
        while self.stretches.len() > 1 && self.length() > KEPT_MS {
            self.stretches.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(spans: &[(u64, u64)]) -> Unsettled {
        let mut all = Unsettled::default();
        for &(start, end) in spans {
            all.began(start, &[]);
            all.more(&vec![1; usize::try_from((end - start) * PER_MS).unwrap()]);
            all.ended();
        }
        all
    }

    fn left(all: &Unsettled) -> Vec<(u64, u64)> {
        all.stretches().map(|stretch| (stretch.at, stretch.end())).collect()
    }

    #[test]
    fn final_words_settle_the_phrases_they_cover() {
        let mut all = phrases(&[(1_000, 3_000), (5_000, 6_000)]);
        all.settled(2_800);
        assert_eq!(left(&all), [(5_000, 6_000)]);
        all.settled(3_000);
        assert_eq!(left(&all), [(5_000, 6_000)]);
        all.settled(6_100);
        assert_eq!(left(&all), []);
    }

    #[test]
    fn words_for_the_first_half_of_a_phrase_leave_the_second() {
        let mut all = phrases(&[(1_000, 9_000)]);
        all.settled(4_000);
        assert_eq!(left(&all), [(4_000, 9_000)]);
    }

    #[test]
    fn half_a_minute_is_kept() {
        let all = phrases(&[(0, 12_000), (20_000, 32_000), (40_000, 52_000)]);
        assert_eq!(left(&all), [(20_000, 32_000), (40_000, 52_000)]);
    }
}
