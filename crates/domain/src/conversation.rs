//! A conversation and the people in it, whatever channel it came by.

use crate::ids::{ConversationId, MeetingId, ParticipantId, UserId};
use crate::language::Language;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How a conversation reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A meeting in our own room.
    Video,
    /// A phone call.
    Phone,
    /// WhatsApp messages.
    Whatsapp,
    /// Web chat.
    Web,
    /// A transcript recorded elsewhere.
    Upload,
}

/// Which side of the table somebody sits on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The organisation's own person.
    Seller,
    /// The customer.
    Customer,
    /// An AI agent of the organisation.
    Agent,
    /// Anybody else (an interpreter, a colleague passing by).
    Other,
}

impl Side {
    /// Whether this person sells: a human seller or an AI agent.
    pub const fn sells(self) -> bool {
        matches!(self, Self::Seller | Self::Agent)
    }
}

/// Where a conversation is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// People are talking.
    Live,
    /// It is over, the recap is being made.
    Processing,
    /// The recap is ready.
    Ready,
    /// A step of the pipeline was given up; what could be made is there.
    Failed,
}

/// A conversation made of utterances.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// What it is called in lists.
    pub title: String,
    /// How it reached us.
    pub channel: Channel,
    /// The language it is held in.
    pub language: Language,
    /// Where it is in its life.
    pub stage: Stage,
    /// The meeting it was held in, if any.
    pub meeting: Option<MeetingId>,
    /// The seller it belongs to.
    pub seller: UserId,
    /// When it began: zero of the call clock.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// Somebody in one conversation. Their id is also their identity in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Participant {
    /// Their id.
    pub id: ParticipantId,
    /// The name they go by.
    pub name: String,
    /// Which side they are on.
    pub side: Side,
    /// The member they are, when they signed in.
    pub user: Option<UserId>,
    /// Where they stand at the door.
    pub presence: Presence,
}

/// Where a participant stands at the door of a live conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Knocked and waits to be admitted.
    Waiting,
    /// May enter the room.
    Admitted,
    /// Was refused or removed.
    Refused,
    /// Left, or the conversation ended.
    Gone,
}

/// A participant's agreement to the AI notice, kept as evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Consent {
    /// Whether they agreed.
    pub agreed: bool,
    /// Which text they saw, e.g. `ai-notice-1`.
    pub notice: String,
    /// The language they saw it in.
    pub language: Language,
    /// When they answered.
    pub at: Timestamp,
}
