//! When a live conversation ends by itself: everybody left, nobody says anything, or it lasts too long. Pure.

use crate::session::core::Core;
use crate::session::event::Effect;
use sottovoce_domain::time::CallTime;

/// How long a conversation may be what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// After everybody left: long enough to come back from a lost connection or a restarted laptop.
    pub empty_ms: u64,
    /// Without a word and with nobody ever connected: a feed that was never ended, a server that was down.
    pub silent_ms: u64,
    /// The longest conversation.
    pub longest_ms: u64,
}

impl Limits {
    /// The usual limits, with the organisation's longest meeting in minutes.
    pub fn usual(meeting_minutes: u16) -> Self {
        Self { empty_ms: 5 * 60_000, silent_ms: 30 * 60_000, longest_ms: u64::from(meeting_minutes) * 60_000 }
    }
}

/// Since when nothing happens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Quiet {
    /// Somebody was connected once.
    had_people: bool,
    /// Nobody is connected any more since then.
    empty_since: Option<CallTime>,
    last_word: CallTime,
    /// When this process began to watch: what was before a restart does not count against those who come back.
    watched_since: Option<CallTime>,
}

impl Quiet {
    /// Somebody connected.
    pub(super) fn joined(&mut self) {
        self.had_people = true;
        self.empty_since = None;
    }

    /// Something was heard.
    pub(super) fn heard(&mut self, now: CallTime) {
        self.last_word = self.last_word.max(now);
    }

    /// Takes over who was connected when.
    pub(super) fn connected_as(&mut self, other: &Self) {
        self.had_people = other.had_people;
        self.empty_since = other.empty_since;
    }

    /// Whether it is time to end, with or without somebody connected.
    fn is_over(&mut self, now: CallTime, connected: bool, limits: &Limits) -> bool {
        if connected {
            self.empty_since = None;
        } else if self.had_people && self.empty_since.is_none() {
            self.empty_since = Some(now);
        }
        let beyond = |since: CallTime, limit: u64| now.millis().saturating_sub(since.millis()) >= limit;
        let empty = self.empty_since.is_some_and(|since| beyond(since, limits.empty_ms));
        let watched_since = *self.watched_since.get_or_insert(now);
        // People who were here and left have their own limit.
        let nobody = !connected && !self.had_people;
        let silent = nobody && beyond(self.last_word.max(watched_since), limits.silent_ms);
        empty || silent || now.millis() >= limits.longest_ms
    }
}

impl Core {
    /// Ends the conversation when a limit is reached.
    pub(super) fn end_when_quiet(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        let connected = !self.seats.connected().is_empty();
        let ending = self.ending.as_ref().is_some_and(|ending| ending.is_over(now));
        let over = self.quiet.is_over(now, connected, &self.start.limits);
        if !self.ended && (ending || over) {
            self.end(now, effects);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(n: u64) -> CallTime {
        CallTime::from_millis(n * 60_000)
    }

    #[test]
    fn a_room_that_everybody_left_ends_after_a_while() {
        let (mut quiet, limits) = (Quiet::default(), Limits::usual(240));
        quiet.joined();
        assert!(!quiet.is_over(minutes(60), true, &limits));
        assert!(!quiet.is_over(minutes(61), false, &limits));
        assert!(!quiet.is_over(minutes(64), true, &limits), "somebody came back");
        assert!(!quiet.is_over(minutes(65), false, &limits));
        quiet.heard(minutes(65));
        assert!(quiet.is_over(minutes(70), false, &limits));
    }

    #[test]
    fn a_feed_without_words_ends_after_half_an_hour() {
        let (mut quiet, limits) = (Quiet::default(), Limits::usual(240));
        assert!(!quiet.is_over(minutes(0), false, &limits));
        quiet.heard(minutes(10));
        assert!(!quiet.is_over(minutes(39), false, &limits));
        assert!(quiet.is_over(minutes(40), false, &limits));
    }

    #[test]
    fn a_restart_gives_everybody_time_to_come_back() {
        let (mut quiet, limits) = (Quiet::default(), Limits::usual(240));
        quiet.heard(minutes(10));
        assert!(!quiet.is_over(minutes(50), false, &limits));
        assert!(!quiet.is_over(minutes(79), false, &limits));
        assert!(quiet.is_over(minutes(80), false, &limits));
    }

    #[test]
    fn no_meeting_is_longer_than_allowed() {
        let (mut quiet, limits) = (Quiet::default(), Limits::usual(60));
        quiet.joined();
        assert!(!quiet.is_over(minutes(59), true, &limits));
        assert!(quiet.is_over(minutes(60), true, &limits));
    }
}
