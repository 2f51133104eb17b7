//! Servers that speak the real protocols over a socket and misbehave on request: for contract tests here and for
//! stories elsewhere. Everything they received is kept for a test to look at.

mod deepgram;
mod http;
mod language;
mod smtp;

pub use deepgram::{FakeDeepgram, Turn};
pub use http::{Answer, FakeHttp, Received};
pub use language::{Dialect, Ending};
pub use smtp::FakeSmtp;

use crate::web::{Web, WebConfig, WebError};
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

/// A clock that a test moves.
#[derive(Debug, Default)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that stands at `millis`.
    pub fn at(millis: i64) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(millis)))
    }

    /// Moves it on.
    pub fn advance(&self, by: Duration) {
        let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that is the same in every run, and still never twice the same: a counter, scrambled (SplitMix64).
#[derive(Debug, Default)]
pub struct TestEntropy(AtomicU64);

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z =
                self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst).wrapping_add(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A client for tests: customers' addresses may lie on this machine, as the fakes do, and an answer that does not come
/// is waited for a second.
///
/// # Errors
/// When the client cannot be set up.
pub fn web() -> Result<Web, WebError> {
    let config = WebConfig { private_targets: true, timeout: Duration::from_secs(1), ..WebConfig::default() };
    Web::new(config, TestClock::at(0), Arc::new(TestEntropy::default()))
}
