//! The small door of guests: by a meeting's link or a guest's token to the organisation they belong to.
//!
//! Offers nothing else: whoever passed goes on through the tenant.

use crate::StoreError;
use crate::tenant::Inner;
use sottovoce_domain::conversation::Participant;
use sottovoce_domain::ids::{ConversationId, MeetingId, OrganisationId};
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::tenant::Organisation;
use std::sync::Arc;

/// What a meeting's link leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrance {
    /// The organisation.
    pub organisation: Organisation,
    /// The meeting, whether it is still open or not.
    pub meeting: Meeting,
    /// The host's name.
    pub host_name: String,
}

/// Whom a guest's token stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct GuestPass {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The conversation.
    pub conversation: ConversationId,
    /// The meeting it is held in.
    pub meeting: Option<MeetingId>,
    /// The guest.
    pub participant: Participant,
}

/// The small door of guests.
#[derive(Clone, Copy)]
pub struct Doors<'a> {
    pub(crate) inner: &'a Arc<Inner>,
}

impl Doors<'_> {
    /// The meeting with this link.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn meeting(&self, link: &str) -> Result<Entrance, StoreError> {
        todo!()
    }

    /// The guest whose token has this hash.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn guest(&self, token_hash: &str) -> Result<GuestPass, StoreError> {
        todo!()
    }
}
