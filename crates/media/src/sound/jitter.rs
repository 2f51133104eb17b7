//! Puts packets back in order, waiting a little for late ones, and says which are lost.
//!
//! In order means at once: only behind a hole does anything wait.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a hole is waited for.
const PATIENCE: Duration = Duration::from_millis(60);
/// With so many packets waiting behind a hole, it is not waited for any more.
const MOST_WAITING: usize = 4;
/// A longer hole is a pause, not a loss: it is not concealed.
const LONGEST_LOSS: u64 = 10;

/// One packet of sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// Extended sequence number.
    pub sequence: u64,
    /// 48 kHz time.
    pub time: u32,
    /// The coded sound.
    pub payload: Arc<[u8]>,
    /// When it arrived.
    pub at: Instant,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A packet in its turn.
    Packet(Coded),
    /// This many packets are lost; the one that follows is given so that it may help.
    Lost {
        /// How many.
        count: u64,
        /// The first packet after the hole.
        following: Coded,
    },
}

/// Packets of one microphone.
#[derive(Debug, Default)]
pub struct JitterBuffer {
    next: Option<u64>,
    held: BTreeMap<u64, Coded>,
}

impl JitterBuffer {
    /// A packet arrived. Those that come after their turn are dropped.
    pub fn push(&mut self, packet: Coded) {
        if self.next.is_none_or(|next| packet.sequence >= next) {
            self.held.insert(packet.sequence, packet);
        }
    }

    /// What is to be played next, if it is known at `now`.
    pub fn pop(&mut self, now: Instant) -> Option<Next> {
        let first = self.held.first_entry()?;
        let sequence = *first.key();
        let hole = self.next.map_or(0, |next| sequence - next);
        if hole == 0 {
            self.next = Some(sequence + 1);
            return Some(Next::Packet(first.remove()));
        }
        let waited = now.saturating_duration_since(first.get().at) >= PATIENCE;
        let following = first.get().clone();
        if !waited && self.held.len() < MOST_WAITING {
            return None;
        }
        self.next = Some(sequence);
        if hole > LONGEST_LOSS {
            return self.pop(now);
        }
        Some(Next::Lost { count: hole, following })
    }

    /// When [`JitterBuffer::pop`] will say more without a new packet.
    pub fn deadline(&self) -> Option<Instant> {
        self.held.first_key_value().map(|(_, packet)| packet.at + PATIENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays (arrival ms, sequence) and gives what came out as text: numbers, and `xN` for N lost.
    fn check(arrivals: &[(u64, u64)], expected: &str) {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let start = Instant::now();
        let mut buffer = JitterBuffer::default();
        let mut out = Vec::new();
        let last = arrivals.last().map_or(0, |(ms, _)| *ms) + 200;
        for ms in 0..last {
            let now = start + Duration::from_millis(ms);
            for (_, sequence) in arrivals.iter().filter(|(at, _)| *at == ms) {
                buffer.push(Coded { sequence: *sequence, time: 0, payload: Arc::from([0]), at: now });
            }
            while let Some(next) = buffer.pop(now) {
                out.push(match next {
                    Next::Packet(packet) => packet.sequence.to_string(),
                    Next::Lost { count, .. } => format!("x{count}"),
                });
            }
        }
        assert_eq!(out.join(" "), expected, "{arrivals:?}");
    }

    #[test]
    fn order_is_restored_and_losses_are_named() {
        check(&[(0, 1), (20, 2), (40, 3)], "1 2 3");
        check(&[(0, 1), (20, 3), (30, 2)], "1 2 3");
        check(&[(0, 1), (20, 3), (40, 4), (60, 5)], "1 x1 3 4 5");
        check(&[(0, 1), (20, 3), (90, 2)], "1 x1 3");
        check(&[(0, 1), (20, 4), (21, 5), (22, 6), (23, 7)], "1 x2 4 5 6 7");
        check(&[(0, 1), (20, 500)], "1 500");
        check(&[(0, 7), (1, 7), (20, 8)], "7 8");
    }
}
