//! Who is speaking right now, and how often the live figures may be sent.
//!
//! Both are impressions of the moment: nothing here is recorded or survives a restart.

use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::insight::Figures;
use sottovoce_domain::time::CallTime;
use std::collections::{HashMap, HashSet};

/// Interim words come every 200 to 800 ms while somebody speaks; without new ones for this long they stopped.
const STILL_SPEAKING_MS: u64 = 1_500;
/// A recogniser that gave nothing new on a phrase for so long has forgotten it.
const UNFINISHED_MS: u64 = 15_000;
/// The figures change slowly; one picture a second is smooth enough and costs nothing.
const FIGURES_EVERY_MS: u64 = 1_000;

/// Who holds the floor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Floor {
    last_heard: HashMap<ParticipantId, CallTime>,
    /// Whose microphones the room hears a voice on.
    voices: HashSet<ParticipantId>,
}

impl Floor {
    /// Something of this participant is being heard.
    pub fn speaking(&mut self, who: &ParticipantId, now: CallTime) {
        self.last_heard.insert(who.clone(), now);
    }

    /// The room hears a voice on these microphones and on no other.
    pub fn voices(&mut self, speaking: impl IntoIterator<Item = ParticipantId>) {
        self.voices = speaking.into_iter().collect();
    }

    /// Whose microphones the room hears a voice on.
    pub fn heard_voices(&self) -> impl Iterator<Item = &ParticipantId> {
        self.voices.iter()
    }

    /// Everybody of whose phrase only a beginning came, and not long ago.
    pub fn unfinished(&self, now: CallTime) -> impl Iterator<Item = &ParticipantId> {
        let lately = move |at: &CallTime| now.millis() < at.millis().saturating_add(UNFINISHED_MS);
        self.last_heard.iter().filter(move |(_, at)| lately(at)).map(|(who, _)| who)
    }

    /// This participant came to an end.
    pub fn finished(&mut self, who: &ParticipantId) {
        self.last_heard.remove(who);
    }

    /// Whether any of those accepted by `one_of` is speaking.
    pub fn is_speaking(&self, now: CallTime, one_of: impl Fn(&ParticipantId) -> bool) -> bool {
        let words = |(who, at): (&ParticipantId, &CallTime)| {
            now.millis() < at.millis().saturating_add(STILL_SPEAKING_MS) && one_of(who)
        };
        self.voices.iter().any(&one_of) || self.last_heard.iter().any(words)
    }
}

/// Lets the figures through at most once a second, and only when they changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FiguresPace {
    sent: Option<(CallTime, Figures)>,
}

impl FiguresPace {
    /// Whether enough time passed to look at the figures again.
    pub fn due(&self, now: CallTime) -> bool {
        self.sent.as_ref().is_none_or(|(at, _)| now.millis() >= at.millis().saturating_add(FIGURES_EVERY_MS))
    }

    /// The figures, if they are worth sending now.
    pub fn send(&mut self, now: CallTime, figures: Figures) -> Option<Figures> {
        let same = self.sent.as_ref().is_some_and(|(_, before)| *before == figures);
        if same {
            return None;
        }
        self.sent = Some((now, figures.clone()));
        Some(figures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_is_held_while_words_come() {
        let who: ParticipantId = "par_1".parse().unwrap();
        let mut floor = Floor::default();
        floor.speaking(&who, CallTime::from_millis(1_000));
        assert!(floor.is_speaking(CallTime::from_millis(2_499), |_| true));
        assert!(!floor.is_speaking(CallTime::from_millis(2_500), |_| true));
        assert!(!floor.is_speaking(CallTime::from_millis(1_100), |_| false));
        floor.voices([who.clone()]);
        assert!(floor.is_speaking(CallTime::from_millis(60_000), |_| true));
        floor.voices([]);
        floor.finished(&who);
        assert!(!floor.is_speaking(CallTime::from_millis(1_100), |_| true));
    }

    #[test]
    fn figures_come_once_a_second_and_only_when_new() {
        let mut pace = FiguresPace::default();
        let figures = Figures { utterances: 1, ..Figures::default() };
        assert!(pace.due(CallTime::from_millis(0)));
        assert!(pace.send(CallTime::from_millis(0), figures.clone()).is_some());
        assert!(!pace.due(CallTime::from_millis(999)));
        assert!(pace.due(CallTime::from_millis(1_000)));
        assert!(pace.send(CallTime::from_millis(1_000), figures).is_none());
    }
}
