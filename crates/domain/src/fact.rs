//! What happened, once and for all: stored, numbered per conversation and replayed after a reconnect.
//!
//! Every fact carries its [`Audience`]; [`audience`] is the one function that decides it, and nothing meant for
//! sellers leaves by a guest's socket.

use crate::conversation::{Participant, Presence};
use crate::ids::{ConversationId, ParticipantId, SuggestionId};
use crate::insight::Insight;
use crate::playbook::Attachment;
use crate::time::Timestamp;
use crate::utterance::Utterance;
use serde::{Deserialize, Serialize};

/// Something that happened in a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Fact {
    /// Its place among the facts of its conversation, from 1 without gaps.
    pub number: u64,
    /// The conversation.
    pub conversation: ConversationId,
    /// When it was recorded.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum What {
    /// Somebody came to the door (or was let in at once).
    Arrived(Participant),
    /// Somebody was admitted, refused, or left.
    Moved {
        /// Who.
        participant: ParticipantId,
        /// Where they stand now.
        presence: Presence,
    },
    /// Somebody said something.
    Uttered(Utterance),
    /// The engine, a model or the seller noted something.
    Noted(Insight),
    /// The seller took back a tick.
    Unticked {
        /// The point's id.
        point: String,
    },
    /// The seller put a card away.
    CardDismissed {
        /// The card's id.
        card: String,
    },
    /// A card left the screen by itself: its objection was settled, or a newer card took its place. Unlike a
    /// dismissed card it may come again for another objection.
    CardLowered {
        /// The card's id.
        card: String,
    },
    /// The seller put a suggestion away.
    SuggestionDismissed {
        /// Which.
        suggestion: SuggestionId,
    },
    /// Guests see this on their stage from now on.
    Presented(Attachment),
    /// The presentation was taken down.
    PresentationEnded,
    /// The conversation runs on another version of a playbook from now on.
    PlaybookChosen {
        /// The playbook's id.
        playbook: crate::ids::PlaybookId,
        /// The version.
        version: u32,
    },
    /// The conversation is over.
    Ended,
    /// The recap is ready.
    Recapped,
}

/// Who may hear of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Guests too.
    Everyone,
    /// The organisation's members who may see the conversation.
    Sellers,
}

/// Who may hear of this: the one decision that keeps the copilot from guests. Whatever is not listed here as
/// everyone's is the sellers'.
pub const fn audience(what: &What) -> Audience {
    match what {
        What::Presented(_) | What::PresentationEnded | What::Ended => Audience::Everyone,
        What::Arrived(_)
        | What::Moved { .. }
        | What::Uttered(_)
        | What::Noted(_)
        | What::Unticked { .. }
        | What::CardDismissed { .. }
        | What::CardLowered { .. }
        | What::SuggestionDismissed { .. }
        | What::PlaybookChosen { .. }
        | What::Recapped => Audience::Sellers,
    }
}
