//! When a request is sent again, and how long to wait before: pure decisions.

use super::{Reply, WebError};
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::Timestamp;
use std::time::Duration;

/// Whether and how often a request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    /// How often at most, after the first time.
    pub times: u32,
    /// The wait before the first repetition; it doubles each time.
    pub first_wait: Duration,
    /// Whether the request may be repeated after the other side may have carried it out.
    pub idempotent: bool,
    /// When the other side asks for a longer wait than this, the request is given up at once.
    pub longest_wait: Duration,
}

/// Longer than this nobody waits inside one call: the caller's job is put off instead.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

impl Retries {
    /// Sent once.
    pub const NONE: Self =
        Self { times: 0, first_wait: Duration::ZERO, idempotent: false, longest_wait: LONGEST_WAIT };

    /// For calls that may be carried out twice without harm.
    pub const IDEMPOTENT: Self = Self {
        times: 3,
        first_wait: Duration::from_millis(400),
        idempotent: true,
        longest_wait: LONGEST_WAIT,
    };

    /// How long to wait before the next attempt after `attempt` (from 1) ended in `result`; none: that was the last.
    pub(super) fn wait(
        &self,
        attempt: u32,
        result: &Result<Reply, WebError>,
        entropy: &dyn Entropy,
    ) -> Option<Duration> {
        if attempt > self.times {
            return None;
        }
        let asked = match result {
            // 429 and 503 say that nothing was done.
            Ok(reply) if matches!(reply.status, 429 | 503 | 529) => reply.retry_after,
            Ok(reply) if self.idempotent && matches!(reply.status, 408 | 500 | 502 | 504) => {
                reply.retry_after
            }
            Err(WebError::Unreachable | WebError::TimedOut) if self.idempotent => None,
            Ok(_) | Err(_) => return None,
        };
        match asked {
            Some(asked) if asked > self.longest_wait => None,
            Some(asked) => Some(asked),
            None => Some(self.back_off(attempt, entropy)),
        }
    }

    /// Doubles each time, with up to half of it taken off by chance so that many callers do not come back at once.
    fn back_off(&self, attempt: u32, entropy: &dyn Entropy) -> Duration {
        let full = self.first_wait.saturating_mul(1 << attempt.saturating_sub(1).min(10)).min(LONGEST_WAIT);
        let mut chance = [0_u8; 1];
        entropy.fill(&mut chance);
        full - full.mul_f64(f64::from(chance[0]) / 512.0)
    }
}

/// Reads `Retry-After`: seconds, or a date (RFC 9110 §10.2.3).
pub(super) fn after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(value).ok()?;
    Some(Timestamp::from_millis(date.timestamp().as_millisecond()).since(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;

    struct Fixed(u8);
    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn reply(status: u16, retry_after: Option<u64>) -> Result<Reply, WebError> {
        Ok(Reply { status, retry_after: retry_after.map(Duration::from_secs), body: Bytes::new() })
    }

    #[test]
    fn what_was_not_done_is_asked_again_and_what_may_have_been_only_when_harmless() {
        let once = Retries { idempotent: false, ..Retries::IDEMPOTENT };
        let check = |retries: Retries, attempt, result: Result<Reply, WebError>, expected: Option<u64>| {
            let wait = retries.wait(attempt, &result, &Fixed(0)).map(|wait| wait.as_millis());
            assert_eq!(wait, expected.map(u128::from));
        };
        check(Retries::IDEMPOTENT, 1, reply(500, None), Some(400));
        check(Retries::IDEMPOTENT, 3, reply(500, None), Some(1600));
        check(Retries::IDEMPOTENT, 4, reply(500, None), None);
        check(Retries::IDEMPOTENT, 1, reply(429, Some(7)), Some(7000));
        check(Retries::IDEMPOTENT, 1, reply(429, Some(3600)), None);
        check(Retries::IDEMPOTENT, 1, reply(400, None), None);
        check(Retries::IDEMPOTENT, 1, Err(WebError::TimedOut), Some(400));
        check(Retries::IDEMPOTENT, 1, Err(WebError::Private), None);
        check(once, 1, Err(WebError::TimedOut), None);
        check(once, 1, reply(500, None), None);
        check(once, 1, reply(429, None), Some(400));
        check(Retries::NONE, 1, reply(429, None), None);
        let hurried = Retries { longest_wait: Duration::from_secs(1), ..Retries::IDEMPOTENT };
        check(hurried, 1, reply(429, Some(1)), Some(1000));
        check(hurried, 1, reply(429, Some(2)), None);
    }

    #[test]
    fn chance_takes_off_at_most_half() {
        let wait = Retries::IDEMPOTENT.wait(1, &Err(WebError::TimedOut), &Fixed(255)).unwrap();
        assert!(wait >= Duration::from_millis(200) && wait < Duration::from_millis(400));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = Timestamp::from_millis(784_111_770_000); // Sun, 06 Nov 1994 08:49:30 GMT
        assert_eq!(after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(Duration::from_secs(7)));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:07 GMT", now), Some(Duration::ZERO));
        assert_eq!(after("soon", now), None);
    }
}
