//! A meeting: an appointment with a link, held as a conversation.

use crate::ids::{ConversationId, MeetingId, PlaybookId, UserId};
use crate::language::Language;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A meeting, scheduled or instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Meeting {
    /// Its id, for members.
    pub id: MeetingId,
    /// The unguessable part of the guests' link `/meet/{link}`.
    pub link: String,
    /// What it is about; guests see it.
    pub title: String,
    /// The seller who holds it.
    pub host: UserId,
    /// The language it is held in.
    pub language: Language,
    /// When it is due; none for an instant meeting.
    pub starts_at: Option<Timestamp>,
    /// The playbook it runs on.
    pub playbook: Option<PlaybookId>,
    /// Whether guests wait until the host admits them.
    pub lobby: bool,
    /// Whether newcomers are refused.
    pub locked: bool,
    /// The conversation, once it began.
    pub conversation: Option<ConversationId>,
    /// When the link stops working; none: never.
    pub expires_at: Option<Timestamp>,
    /// When the link was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Why a guest link does not open the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// The host revoked it.
    #[error("the link was revoked")]
    Revoked,
    /// It is past its date.
    #[error("the link has expired")]
    Expired,
    /// The meeting is over.
    #[error("the meeting has ended")]
    Ended,
    /// The host locked the room.
    #[error("the room is locked")]
    Locked,
}

impl Meeting {
    /// Whether a newcomer may knock at `now`.
    ///
    /// # Errors
    /// Says why not.
    pub fn open(&self, now: Timestamp) -> Result<(), Closed> {
        if self.revoked_at.is_some() {
            Err(Closed::Revoked)
        } else if self.ended_at.is_some() {
            Err(Closed::Ended)
        } else if self.expires_at.is_some_and(|at| at <= now) {
            Err(Closed::Expired)
        } else if self.locked {
            Err(Closed::Locked)
        } else {
            Ok(())
        }
    }
}
