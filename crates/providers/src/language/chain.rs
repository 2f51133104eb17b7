//! Several models in order: when one cannot answer, the next is asked in the time that is left. A model that failed for
//! a reason that lasts rests for a while, so that not every question pays for it.
//!
//! A refusal is an answer: nobody shops around for a model that says what another would not.

use super::{Answer, Completion, LanguageModel, ModelError, Price};
use async_trait::async_trait;
use sottovoce_domain::time::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// A key that is refused or an empty account is not repaired within a call.
const LONG_REST: Duration = Duration::from_secs(300);
/// An overload or a broken line mostly passes within this.
const SHORT_REST: Duration = Duration::from_secs(20);

/// One model of a chain.
pub struct Link {
    /// The model.
    pub model: Arc<dyn LanguageModel>,
    /// What it costs.
    pub price: Price,
}

struct Held {
    link: Link,
    /// Until when it rests, in milliseconds since the epoch.
    rests_until: AtomicI64,
}

/// Models in order of preference.
pub struct Chain {
    links: Vec<Held>,
    clock: Arc<dyn Clock>,
}

impl Chain {
    /// These models, the preferred one first.
    pub fn new(links: Vec<Link>, clock: Arc<dyn Clock>) -> Self {
        let held = |link| Held { link, rests_until: AtomicI64::new(i64::MIN) };
        Self { links: links.into_iter().map(held).collect(), clock }
    }

    /// The models with their prices, in order.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().map(|held| &held.link)
    }

    /// Those that may be asked now; when all rest, all of them: better a slow answer than none.
    fn awake(&self) -> Vec<&Held> {
        let now = self.clock.now().millis();
        let awake: Vec<&Held> =
            self.links.iter().filter(|held| held.rests_until.load(Ordering::Relaxed) <= now).collect();
        if awake.is_empty() { self.links.iter().collect() } else { awake }
    }

    fn rest(&self, held: &Held, why: ModelError) {
        let Some(rest) = rest_after(why) else { return };
        let rest = i64::try_from(rest.as_millis()).unwrap_or(i64::MAX);
        held.rests_until.store(self.clock.now().millis().saturating_add(rest), Ordering::Relaxed);
        tracing::warn!(model = held.link.model.name(), %why, "a language model rests");
    }
}

/// How long a model rests after this failure; none: it was about the question, not about the model.
const fn rest_after(why: ModelError) -> Option<Duration> {
    match why {
        ModelError::Unauthorised | ModelError::Exhausted => Some(LONG_REST),
        ModelError::Busy | ModelError::Unreachable => Some(SHORT_REST),
        ModelError::Absent
        | ModelError::Rejected
        | ModelError::Refused
        | ModelError::CutOff
        | ModelError::Late
        | ModelError::Unreadable
        | ModelError::Unsupported => None,
    }
}

#[async_trait]
impl LanguageModel for Chain {
    fn name(&self) -> &str {
        self.links.first().map_or("none", |held| held.link.model.name())
    }

    fn available(&self) -> bool {
        self.links.iter().any(|held| held.link.model.available())
    }

    fn price(&self) -> Price {
        self.links.first().map(|held| held.link.price).unwrap_or_default()
    }

    async fn complete(&self, completion: Completion) -> Result<Answer, ModelError> {
        let deadline = tokio::time::Instant::now() + completion.timeout;
        let awake = self.awake();
        let mut last = ModelError::Absent;
        for (at, held) in awake.iter().enumerate() {
            let left = deadline.saturating_duration_since(tokio::time::Instant::now());
            if left.is_zero() {
                return Err(ModelError::Late);
            }
            // Whoever has somebody behind them gets three fifths of the time, so that the next still can answer.
            let behind = awake.len() - at > 1;
            let timeout = if behind { left * 3 / 5 } else { left };
            match held.link.model.complete(Completion { timeout, ..completion.clone() }).await {
                Ok(mut answer) => {
                    answer.usage.cost = held.link.price.of(answer.usage.input, answer.usage.output);
                    return Ok(answer);
                }
                Err(ModelError::Refused) => return Err(ModelError::Refused),
                Err(why) => {
                    self.rest(held, why);
                    last = why;
                }
            }
        }
        Err(last)
    }
}
