//! Meetings, scheduled or instant, with their links.

use crate::StoreError;
use crate::conversations::cursor::{Page, Paging};
use crate::db::Reach;
use sottovoce_domain::access::Scope;
use sottovoce_domain::ids::{ConversationId, MeetingId};
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::time::Timestamp;

/// Which meetings a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Those that are not over, the next one first.
    Upcoming,
    /// Those that ended or were revoked, the last one first.
    Past,
}

/// What a list of meetings asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingList {
    /// Upcoming or past.
    pub when: When,
    /// Which page.
    pub paging: Paging,
}

/// An organisation's meetings.
#[derive(Clone, Copy)]
pub struct Meetings<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Meetings<'_> {
    /// The meetings of the hosts in `scope`.
    ///
    /// # Errors
    /// `Invalid("cursor")` for a cursor that is not ours.
    pub async fn list(&self, scope: &Scope, list: &MeetingList) -> Result<Page<Meeting>, StoreError> {
        todo!()
    }

    /// One meeting, whoever asks.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &MeetingId) -> Result<Meeting, StoreError> {
        todo!()
    }

    /// One meeting whose host is in `scope`.
    ///
    /// # Errors
    /// `NotFound` when there is none, or none that may be seen.
    pub async fn visible(&self, id: &MeetingId, scope: &Scope) -> Result<Meeting, StoreError> {
        todo!()
    }

    /// Stores a new meeting. Its host must be a member.
    ///
    /// # Errors
    /// `NotFound` when host or playbook are not of this organisation; `Conflict("link")` when the link is taken.
    pub async fn create(&self, meeting: &Meeting) -> Result<(), StoreError> {
        todo!()
    }

    /// Stores a changed title, language, start, playbook, lobby, lock and expiry.
    ///
    /// # Errors
    /// `NotFound` when there is no such meeting.
    pub async fn update(&self, meeting: &Meeting) -> Result<(), StoreError> {
        todo!()
    }

    /// Its conversation has begun; at most one caller wins.
    ///
    /// # Errors
    /// `Conflict("conversation")` when it has one already; `NotFound` when there is no such meeting.
    pub async fn begin(&self, id: &MeetingId, conversation: &ConversationId) -> Result<(), StoreError> {
        todo!()
    }

    /// The link does not open the door any more.
    ///
    /// # Errors
    /// `NotFound` when there is no such meeting.
    pub async fn revoke(&self, id: &MeetingId, at: Timestamp) -> Result<(), StoreError> {
        todo!()
    }

    /// The meeting is over.
    ///
    /// # Errors
    /// `NotFound` when there is no such meeting.
    pub async fn end(&self, id: &MeetingId, at: Timestamp) -> Result<(), StoreError> {
        todo!()
    }
}
