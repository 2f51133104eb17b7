//! Who listens to a participant: a recogniser of the server's, or the participant's own browser. Never both.
//!
//! Without a configured recogniser the browser does; with one the server does, until all of its recognisers have
//! given up on that participant.

use sottovoce_domain::ids::ParticipantId;
use std::collections::HashSet;

/// The choice for every participant of one conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ears {
    server: bool,
    given_up: HashSet<ParticipantId>,
}

impl Ears {
    /// With or without a recogniser of the server's.
    pub fn new(server: bool) -> Self {
        Self { server, given_up: HashSet::new() }
    }

    /// Whether the participant's own browser should recognise their speech.
    pub fn browser(&self, who: &ParticipantId) -> bool {
        !self.server || self.given_up.contains(who)
    }

    /// The server's recognisers gave up on this participant. Says whether that is news.
    pub fn give_up(&mut self, who: &ParticipantId) -> bool {
        self.server && self.given_up.insert(who.clone())
    }

    /// A recogniser of the server's hears this participant again. Says whether that is news.
    pub fn back(&mut self, who: &ParticipantId) -> bool {
        self.given_up.remove(who)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_two_listens_and_never_both() {
        let who: ParticipantId = "par_1".parse().unwrap();
        assert!(Ears::new(false).browser(&who));
        let mut ears = Ears::new(true);
        assert!(!ears.browser(&who));
        assert!(ears.give_up(&who));
        assert!(!ears.give_up(&who));
        assert!(ears.browser(&who));
        assert!(ears.back(&who));
        assert!(!ears.browser(&who));
    }
}
