//! Which step follows which, and how long to wait before one is tried again. Pure.

use sottovoce_store::FIRST_STEP;
use std::time::Duration;

/// A step of the pipeline; its name is its job's kind, and the word under which its state is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reads the words again and writes the recap. The first step of every ended conversation.
    Recap,
    /// Announces the recap to the organisation's endpoints.
    Webhooks,
}

/// The steps in their order.
const TABLE: [(Step, &str); 2] = [(Step::Recap, FIRST_STEP), (Step::Webhooks, "webhooks")];

impl Step {
    /// Every step, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(step, _)| *step)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(step, _)| *step == self).map_or("", |(_, name)| name)
    }

    /// The step with this name.
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|(_, known)| *known == name).map(|(step, _)| *step)
    }

    /// What follows it.
    pub fn next(self) -> Option<Self> {
        let at = TABLE.iter().position(|(step, _)| *step == self)?;
        TABLE.get(at + 1).map(|(step, _)| *step)
    }
}

/// The waits after a failed attempt, in seconds: what passes by itself mostly does so within a minute; the last one
/// gives somebody the time to repair something.
const WAITS: [u64; 7] = [1, 5, 30, 120, 900, 7_200, 36_000];

/// How long to wait after this attempt (from 1).
pub(super) fn back_off(attempt: u32) -> Duration {
    let at = usize::try_from(attempt.saturating_sub(1)).unwrap_or(usize::MAX).min(WAITS.len() - 1);
    Duration::from_secs(WAITS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_a_name_and_its_place() {
        for step in Step::all() {
            assert_eq!(Step::named(step.name()), Some(step));
        }
        assert_eq!(Step::Recap.next(), Some(Step::Webhooks));
        assert_eq!(Step::Webhooks.next(), None);
        assert_eq!(Step::named("weather"), None);
        assert!(back_off(1) < back_off(4) && back_off(99) == back_off(7));
    }
}
