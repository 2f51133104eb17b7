//! How often one may try: sign-in, mails and knocks, per network address and per name. Kept in memory only.

use crate::config::SignInSettings;
use crate::error::{Answer, ApiError};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

/// After so many known names those that rest are forgotten.
const MOST_NAMES: usize = 10_000;

/// All limits of the house.
pub struct Limits {
    sign_in_address: Limit<IpAddr>,
    sign_in_email: Limit<String>,
    mail: Limit<String>,
    knock: Limit<IpAddr>,
    demo: Limit<IpAddr>,
}

impl Limits {
    /// With these numbers per minute.
    pub fn new(settings: &SignInSettings) -> Self {
        Self {
            sign_in_address: Limit::per_minute(settings.attempts_per_address),
            sign_in_email: Limit::per_minute(settings.attempts_per_email),
            // A person needs one mail; three cover impatience.
            mail: Limit::per_minute(3),
            // A whole office may sit behind one address, look, knock and reconnect; links cannot be guessed anyway.
            knock: Limit::per_minute(300),
            // Each new demo fills a database.
            demo: Limit::per_minute(10),
        }
    }

    /// An attempt to sign in, register or use a ticket.
    ///
    /// # Errors
    /// When there were too many.
    pub fn sign_in(&self, from: IpAddr, email: Option<&str>) -> Answer<()> {
        self.sign_in_address.check(&from)?;
        email.map_or(Ok(()), |email| self.sign_in_email.check(&sottovoce_store::fold(email)))
    }

    /// A mail to this address.
    ///
    /// # Errors
    /// When there were too many.
    pub fn mail(&self, email: &str) -> Answer<()> {
        self.mail.check(&sottovoce_store::fold(email))
    }

    /// A guest at the door.
    ///
    /// # Errors
    /// When there were too many.
    pub fn knock(&self, from: IpAddr) -> Answer<()> {
        self.knock.check(&from)
    }

    /// Somebody enters the demo.
    ///
    /// # Errors
    /// When there were too many.
    pub fn demo(&self, from: IpAddr) -> Answer<()> {
        self.demo.check(&from)
    }
}

struct Limit<K: std::hash::Hash + Eq + Clone>(DefaultKeyedRateLimiter<K>);

impl<K: std::hash::Hash + Eq + Clone> Limit<K> {
    fn per_minute(times: u32) -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN))))
    }

    fn check(&self, key: &K) -> Answer<()> {
        if self.0.len() > MOST_NAMES {
            self.0.retain_recent();
        }
        self.0.check_key(key).map_err(|wait| {
            ApiError::too_often(wait.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
        })
    }
}
