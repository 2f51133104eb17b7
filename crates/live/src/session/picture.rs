//! The newest signal of each kind, for whoever opens the display in the middle of a conversation.

use crate::session::event::Signal;
use sottovoce_domain::ids::ParticipantId;
use std::collections::BTreeMap;

/// What the display shows at this moment apart from facts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Picture(BTreeMap<Kind, Signal>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Room,
    Focus,
    Figures,
    Recogniser(ParticipantId),
    Recognise(ParticipantId),
}

impl Picture {
    /// Takes note of a signal. Interim words are of the moment and not kept.
    pub(crate) fn note(&mut self, signal: &Signal) {
        let kind = match signal {
            Signal::Interim { .. } => return,
            Signal::Room { .. } => Kind::Room,
            Signal::Focus(_) => Kind::Focus,
            Signal::Figures { .. } => Kind::Figures,
            Signal::Recogniser(news) => Kind::Recogniser(news.participant.clone()),
            Signal::Recognise { participant, .. } => Kind::Recognise(participant.clone()),
        };
        self.0.insert(kind, signal.clone());
    }

    /// All of it, in a fixed order.
    pub(crate) fn signals(&self) -> Vec<Signal> {
        self.0.values().cloned().collect()
    }
}
