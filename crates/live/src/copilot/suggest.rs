//! Suggestions under one budget of attention: one at a time, quiet while the seller speaks, none that is stale.
//!
//! The engine offers; [`Suggestions::next`] says which offer comes up and when. It words nothing.

use sottovoce_domain::ids::SuggestionId;
use sottovoce_domain::insight::{Suggestion, SuggestionReason};
use sottovoce_domain::time::CallTime;
use std::collections::HashMap;

/// A hint that waited longer than this speaks of something else.
const STALE_AFTER_MS: u64 = 12_000;
/// A suggestion has the screen to itself for this long, unless a more urgent one comes.
const READING_MS: u64 = 12_000;
/// After this long a suggestion has left the screen and its place is free whatever the urgency.
pub const ON_SCREEN_MS: u64 = 25_000;
/// A reason that the seller put away rests this long.
const REST_MS: u64 = 120_000;

/// The smaller, the more urgent.
const fn urgency(reason: SuggestionReason) -> u8 {
    match reason {
        SuggestionReason::LongMonologue => 0,
        SuggestionReason::UnansweredQuestion => 1,
        SuggestionReason::BuyingSignal => 2,
        SuggestionReason::NoNextStep => 3,
        SuggestionReason::Interruption => 4,
        SuggestionReason::MissedPoint => 5,
    }
}

/// Whether it is about the seller's speaking and so may come while they speak.
const fn speaks_over(reason: SuggestionReason) -> bool {
    matches!(reason, SuggestionReason::LongMonologue | SuggestionReason::Interruption)
}

/// What a dismissal covers: the reason, and the point when the suggestion was about one.
type Subject = (SuggestionReason, Option<String>);

/// The suggestions of one conversation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestions {
    shown: Option<(Suggestion, CallTime)>,
    waiting: Vec<Suggestion>,
    resting: HashMap<Subject, CallTime>,
}

fn subject(suggestion: &Suggestion) -> Subject {
    (suggestion.reason, suggestion.point.clone())
}

impl Suggestions {
    /// The engine would suggest this.
    pub fn offer(&mut self, suggestion: Suggestion) {
        // A newer hint with the same reason replaces the older one.
        self.waiting.retain(|one| one.reason != suggestion.reason);
        self.waiting.push(suggestion);
    }

    /// The seller said something: whatever question stood open, they are dealing with it.
    pub fn seller_spoke(&mut self, ended: CallTime) {
        self.waiting.retain(|one| one.reason != SuggestionReason::UnansweredQuestion || one.at > ended);
    }

    /// The suggestion that comes up now, if any. It leaves the waiting ones; [`Self::came_up`] puts it on screen.
    pub fn next(&mut self, now: CallTime, seller_speaks: bool) -> Option<Suggestion> {
        let resting = &self.resting;
        self.waiting.retain(|one| {
            let fresh = now.millis() <= one.at.millis().saturating_add(STALE_AFTER_MS);
            let rests = resting
                .get(&subject(one))
                .is_some_and(|since| now.millis() < since.millis().saturating_add(REST_MS));
            fresh && !rests
        });
        let room = self.room_for(now);
        let best = self
            .waiting
            .iter()
            .enumerate()
            .filter(|(_, one)| !seller_speaks || speaks_over(one.reason))
            .filter(|(_, one)| urgency(one.reason) < room)
            .min_by_key(|(_, one)| (urgency(one.reason), std::cmp::Reverse(one.at)))
            .map(|(n, _)| n)?;
        Some(self.waiting.swap_remove(best))
    }

    /// Only what is more urgent than this may come up now.
    fn room_for(&self, now: CallTime) -> u8 {
        match &self.shown {
            Some((shown, since)) if now.millis() < since.millis().saturating_add(READING_MS) => {
                urgency(shown.reason)
            }
            _ => u8::MAX,
        }
    }

    /// A suggestion is on the screen, or the words of the one that is there became better.
    pub fn came_up(&mut self, suggestion: &Suggestion, now: CallTime) {
        let since = match &self.shown {
            Some((shown, since)) if shown.id == suggestion.id => *since,
            _ => now,
        };
        self.waiting.retain(|one| one.id != suggestion.id);
        self.shown = Some((suggestion.clone(), since));
    }

    /// The suggestion with this id, while it is on the screen.
    pub fn on_screen(&self, id: &SuggestionId, now: CallTime) -> Option<&Suggestion> {
        self.shown
            .as_ref()
            .filter(|(shown, since)| {
                &shown.id == id && now.millis() < since.millis().saturating_add(ON_SCREEN_MS)
            })
            .map(|(shown, _)| shown)
    }

    /// The seller put it away: its reason rests for a while. Says whether there was anything to put away.
    pub fn dismissed(&mut self, id: &SuggestionId, now: CallTime) -> bool {
        match self.shown.take_if(|(shown, _)| &shown.id == id) {
            Some((shown, _)) => {
                self.resting.insert(subject(&shown), now);
                true
            }
            None => false,
        }
    }

    /// Whether this suggestion is the last that came up.
    pub fn is_shown(&self, id: &SuggestionId) -> bool {
        self.shown.as_ref().is_some_and(|(shown, _)| &shown.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> CallTime {
        CallTime::from_millis(seconds * 1_000)
    }

    fn hint(n: u8, reason: SuggestionReason, seconds: u64) -> Suggestion {
        let id = format!("sug_{n}").parse().unwrap();
        Suggestion { id, reason, text: None, evidence: None, point: None, at: at(seconds) }
    }

    fn up(suggestions: &mut Suggestions, seconds: u64, seller_speaks: bool) -> Option<SuggestionReason> {
        let next = suggestions.next(at(seconds), seller_speaks)?;
        suggestions.came_up(&next, at(seconds));
        Some(next.reason)
    }

    #[test]
    fn it_waits_until_the_seller_has_finished() {
        let mut all = Suggestions::default();
        all.offer(hint(1, SuggestionReason::BuyingSignal, 10));
        assert_eq!(up(&mut all, 10, true), None);
        assert_eq!(up(&mut all, 14, false), Some(SuggestionReason::BuyingSignal));
    }

    #[test]
    fn a_monologue_is_the_exception() {
        let mut all = Suggestions::default();
        all.offer(hint(1, SuggestionReason::LongMonologue, 90));
        assert_eq!(up(&mut all, 90, true), Some(SuggestionReason::LongMonologue));
    }

    #[test]
    fn one_at_a_time_unless_the_next_is_more_urgent() {
        let mut all = Suggestions::default();
        all.offer(hint(1, SuggestionReason::MissedPoint, 10));
        assert_eq!(up(&mut all, 10, false), Some(SuggestionReason::MissedPoint));
        all.offer(hint(2, SuggestionReason::UnansweredQuestion, 12));
        all.offer(hint(3, SuggestionReason::NoNextStep, 20));
        assert_eq!(up(&mut all, 12, false), Some(SuggestionReason::UnansweredQuestion));
        assert_eq!(up(&mut all, 20, false), None, "the question is still being read");
        assert_eq!(up(&mut all, 24, false), Some(SuggestionReason::NoNextStep));
    }

    #[test]
    fn what_waited_too_long_is_dropped() {
        let mut all = Suggestions::default();
        all.offer(hint(1, SuggestionReason::BuyingSignal, 10));
        assert_eq!(up(&mut all, 23, false), None);
    }

    #[test]
    fn a_question_the_seller_took_up_needs_no_hint() {
        let mut all = Suggestions::default();
        all.offer(hint(1, SuggestionReason::UnansweredQuestion, 10));
        all.seller_spoke(at(12));
        assert_eq!(up(&mut all, 13, false), None);
    }

    #[test]
    fn a_dismissed_reason_rests() {
        let mut all = Suggestions::default();
        all.offer(hint(1, SuggestionReason::BuyingSignal, 10));
        assert_eq!(up(&mut all, 10, false), Some(SuggestionReason::BuyingSignal));
        let id = "sug_1".parse().unwrap();
        assert!(all.dismissed(&id, at(11)));
        assert!(!all.dismissed(&id, at(11)), "only once");
        all.offer(hint(2, SuggestionReason::BuyingSignal, 60));
        assert_eq!(up(&mut all, 60, false), None);
        all.offer(hint(3, SuggestionReason::BuyingSignal, 132));
        assert_eq!(up(&mut all, 132, false), Some(SuggestionReason::BuyingSignal));
    }
}
