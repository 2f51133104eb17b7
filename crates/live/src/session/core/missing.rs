//! The stretches of which no words came although somebody audibly spoke: the recap says which. Pure.
//!
//! A stretch ends with the first words that came again, at the moment they were spoken: what a recogniser caught up with
//! is not missing.

use crate::listen::deaf::NO_WORDS_MS;
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::insight::Unheard;
use sottovoce_domain::time::CallTime;
use std::collections::BTreeMap;

/// Words are placed a little off, and nobody misses a sigh.
const SHORTEST_MS: u64 = 5_000;

/// Since when nobody knows what these participants say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Missing(BTreeMap<ParticipantId, CallTime>);

impl Missing {
    /// It was noticed now that somebody speaks and no words come.
    pub(super) fn noticed(&mut self, who: &ParticipantId, now: CallTime) {
        let since = CallTime::from_millis(now.millis().saturating_sub(NO_WORDS_MS));
        self.0.entry(who.clone()).or_insert(since);
    }

    /// Words came again, spoken from this moment on.
    pub(super) fn words(&mut self, who: &ParticipantId, start: CallTime) -> Option<Unheard> {
        let from = self.0.remove(who)?;
        stretch(who.clone(), from, start)
    }

    /// The conversation is over.
    pub(super) fn end(&mut self, now: CallTime) -> Vec<Unheard> {
        std::mem::take(&mut self.0).into_iter().filter_map(|(who, from)| stretch(who, from, now)).collect()
    }
}

fn stretch(speaker: ParticipantId, from: CallTime, until: CallTime) -> Option<Unheard> {
    let long = until.millis() >= from.millis().saturating_add(SHORTEST_MS);
    long.then_some(Unheard { speaker, from, until })
}
