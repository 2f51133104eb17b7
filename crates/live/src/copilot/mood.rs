//! The coloured border of each participant's tile, from the tone of their words only.
//!
//! The engine smooths; this file drops what would change nothing on the screen and all of it where the
//! organisation switched the tone of words off. It never looks at voice or face.

use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::insight::{Tone, ToneChange};
use std::collections::HashMap;

/// The colour each participant shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mood {
    enabled: bool,
    shown: HashMap<ParticipantId, Tone>,
}

impl Mood {
    /// With the organisation's choice whether sellers see tones at all.
    pub fn new(enabled: bool) -> Self {
        Self { enabled, shown: HashMap::new() }
    }

    /// Whether this change would be seen.
    pub fn admits(&self, change: &ToneChange) -> bool {
        self.enabled && self.shown.get(&change.speaker).copied().unwrap_or_default() != change.tone
    }

    /// A tile changed its colour.
    pub fn changed(&mut self, change: &ToneChange) {
        self.shown.insert(change.speaker.clone(), change.tone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sottovoce_domain::time::CallTime;

    fn change(tone: Tone) -> ToneChange {
        let speaker = "par_1".parse().unwrap();
        ToneChange { speaker, tone, score: 0.0, at: CallTime::from_millis(0), words: vec![] }
    }

    #[test]
    fn only_a_change_of_colour_is_shown() {
        let mut mood = Mood::new(true);
        assert!(!mood.admits(&change(Tone::Yellow)), "yellow is where everybody starts");
        assert!(mood.admits(&change(Tone::Red)));
        mood.changed(&change(Tone::Red));
        assert!(!mood.admits(&change(Tone::Red)));
        assert!(mood.admits(&change(Tone::Yellow)));
    }

    #[test]
    fn an_organisation_can_switch_it_off() {
        assert!(!Mood::new(false).admits(&change(Tone::Red)));
    }
}
