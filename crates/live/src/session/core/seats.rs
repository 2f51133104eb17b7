//! Who takes part in a live conversation: their side, whether they were let in, and whether they are connected.

use sottovoce_domain::conversation::{Participant, Presence, Side};
use sottovoce_domain::ids::ParticipantId;
use std::collections::{BTreeMap, BTreeSet};

/// The people of one conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seats {
    known: BTreeMap<ParticipantId, Participant>,
    connected: BTreeSet<ParticipantId>,
}

impl Seats {
    /// Somebody came to the door.
    pub(super) fn arrived(&mut self, participant: &Participant) {
        self.known.insert(participant.id.clone(), participant.clone());
    }

    /// Whether this member sits here already under another id.
    pub(super) fn seats_elsewhere(&self, member: &Participant) -> bool {
        let same = |one: &Participant| one.user == member.user && one.id != member.id;
        member.user.is_some() && self.known.values().any(same)
    }

    /// Somebody stands elsewhere now.
    pub(super) fn moved(&mut self, who: &ParticipantId, presence: Presence) {
        if let Some(participant) = self.known.get_mut(who) {
            participant.presence = presence;
        }
    }

    /// Somebody's client connected. Says whether that is news.
    pub(super) fn joined(&mut self, who: &ParticipantId) -> bool {
        self.known.contains_key(who) && self.connected.insert(who.clone())
    }

    /// Somebody's client left. Says whether that is news.
    pub(super) fn left(&mut self, who: &ParticipantId) -> bool {
        self.connected.remove(who)
    }

    /// Nobody is connected any more. Says whether that is news.
    pub(super) fn emptied(&mut self) -> bool {
        !std::mem::take(&mut self.connected).is_empty()
    }

    /// Takes over who is connected.
    pub(super) fn connected_as(&mut self, other: &Self) {
        self.connected.clone_from(&other.connected);
    }

    /// The participant with this id.
    pub(super) fn get(&self, who: &ParticipantId) -> Option<&Participant> {
        self.known.get(who)
    }

    /// Whether this participant sells.
    pub(super) fn sells(&self, who: &ParticipantId) -> bool {
        self.side(who).sells()
    }

    /// The side of this participant.
    pub(super) fn side(&self, who: &ParticipantId) -> Side {
        self.known.get(who).map_or(Side::Other, |participant| participant.side)
    }

    /// Everybody whose client is connected.
    pub(super) fn connected(&self) -> Vec<ParticipantId> {
        self.connected.iter().cloned().collect()
    }
}
