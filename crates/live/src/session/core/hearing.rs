//! Tells the seller when a participant's browser gives no words although the room hears their voice. Pure.
//!
//! Where a recogniser of the server's listens, its listener watches itself and this file is quiet.

use crate::listen::deaf::{Deaf, Hearing, NO_WORDS_MS};
use crate::session::event::{RecogniserNews, RecogniserState, Signal};
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::time::CallTime;
use std::collections::{HashMap, HashSet};

/// Time is looked at once a second; a longer step was a standstill and says nothing about a voice.
const LONGEST_STEP_MS: u64 = 2_000;
/// What recognises where the server does not.
const BROWSER: &str = "browser";

/// Watches every participant whose own browser listens.
#[derive(Debug, Clone, Default)]
pub(super) struct BrowserHearing {
    watched: HashMap<ParticipantId, Deaf>,
    by_server: HashSet<ParticipantId>,
    looked: CallTime,
}

fn news(who: &ParticipantId, state: RecogniserState) -> Signal {
    Signal::Recogniser(RecogniserNews { participant: who.clone(), state, provider: BROWSER.to_owned() })
}

impl BrowserHearing {
    /// A recogniser of the server's listens to this participant, or does not any more.
    pub(super) fn listened_by_server(&mut self, who: &ParticipantId, by_server: bool) {
        if by_server {
            self.by_server.insert(who.clone());
            self.watched.remove(who);
        } else {
            self.by_server.remove(who);
        }
    }

    /// Whether the server listens to this participant.
    pub(super) fn is_by_server(&self, who: &ParticipantId) -> bool {
        self.by_server.contains(who)
    }

    /// Whether the server listens to anybody.
    pub(super) fn any_by_server(&self) -> bool {
        !self.by_server.is_empty()
    }

    /// Words of this participant came.
    pub(super) fn words(&mut self, who: &ParticipantId) -> Option<Signal> {
        let back = self.watched.get_mut(who)?.words() == Some(Hearing::Back);
        back.then(|| news(who, RecogniserState::Listening))
    }

    /// Time went by while the room heard these voices.
    pub(super) fn time_passed<'a>(
        &mut self,
        now: CallTime,
        voices: impl Iterator<Item = &'a ParticipantId>,
    ) -> Vec<Signal> {
        let step = now.millis().saturating_sub(self.looked.millis()).min(LONGEST_STEP_MS);
        self.looked = now;
        let mut signals = Vec::new();
        for who in voices.filter(|who| !self.by_server.contains(*who)) {
            let deaf = self.watched.entry(who.clone()).or_insert_with(|| Deaf::new(NO_WORDS_MS));
            if deaf.voice(now.millis(), step) == Some(Hearing::Lost) {
                signals.push(news(who, RecogniserState::Silent));
            }
        }
        signals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(seconds: u64, by_server: bool) -> Vec<Signal> {
        let who: ParticipantId = "par_1".parse().unwrap();
        let mut hearing = BrowserHearing::default();
        hearing.listened_by_server(&who, by_server);
        let at = |n: u64| CallTime::from_millis(n * 1_000);
        let mut signals: Vec<Signal> =
            (1..=seconds).flat_map(|n| hearing.time_passed(at(n), [&who].into_iter())).collect();
        signals.extend(hearing.words(&who));
        signals
    }

    #[test]
    fn a_browser_that_gives_no_words_is_noticed_and_so_is_its_return() {
        let who: ParticipantId = "par_1".parse().unwrap();
        assert_eq!(after(19, false), []);
        let expected = [news(&who, RecogniserState::Silent), news(&who, RecogniserState::Listening)];
        assert_eq!(after(60, false), expected);
        assert_eq!(after(60, true), [], "the server's listener watches itself");
    }
}
