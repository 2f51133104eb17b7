//! The small door of guests: by a meeting's link or a guest's token to the organisation they belong to.
//!
//! Offers nothing else: whoever passed goes on through the tenant.

use crate::StoreError;
use crate::conversations::meetings::meeting;
use crate::conversations::participants::participant;
use crate::people::organisation::organisation;
use crate::tables::{conversations, id, maybe_id, meetings, organisations, participants, users};
use crate::tenant::Inner;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
        let on = self.inner.db.read();
        let row = meetings::Entity::find().filter(meetings::Column::Link.eq(link)).one(on).await?;
        let row = row.ok_or(StoreError::NotFound)?;
        let of = organisations::Entity::find_by_id(row.organisation.clone()).one(on).await?;
        let host = users::Entity::find_by_id(row.host.clone()).one(on).await?;
        Ok(Entrance {
            organisation: organisation(of.ok_or(StoreError::NotFound)?)?,
            host_name: host.ok_or(StoreError::NotFound)?.name,
            meeting: meeting(row)?,
        })
    }

    /// The guest whose token has this hash.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn guest(&self, token_hash: &str) -> Result<GuestPass, StoreError> {
        let on = self.inner.db.read();
        let guest = participants::Column::GuestTokenHash.eq(token_hash);
        let guest = participants::Entity::find().filter(guest).one(on).await?.ok_or(StoreError::NotFound)?;
        let key = (guest.organisation.clone(), guest.conversation.clone());
        let conversation =
            conversations::Entity::find_by_id(key).one(on).await?.ok_or(StoreError::NotFound)?;
        Ok(GuestPass {
            organisation: id(&guest.organisation)?,
            conversation: id(&guest.conversation)?,
            meeting: maybe_id(conversation.meeting.as_deref())?,
            participant: participant(guest)?,
        })
    }
}
