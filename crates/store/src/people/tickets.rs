//! What people are sent by e-mail: password resets and e-mail verifications, each good once, and invitations.

use super::fold;
use super::invitations::{Invitation, invitation};
use super::users::{NewUser, User, create, join, user as read_user};
use crate::tables::tickets::{Column, Entity, Model};
use crate::tables::{changed, id as parse, invitations, organisations, users, word};
use crate::{People, StoreError};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Serialize;
use sottovoce_domain::ids::{OrganisationId, UserId};
use sottovoce_domain::time::Timestamp;

/// What a ticket is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Choosing a new password.
    Reset,
    /// Showing that an address is theirs.
    Verify,
}

/// An invitation as the invited person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// By which organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The invitation.
    pub invitation: Invitation,
}

impl People<'_> {
    /// Issues a ticket; earlier ones of the same purpose are void.
    ///
    /// # Errors
    /// `NotFound` when there is no such user.
    pub async fn issue(
        &self,
        purpose: Purpose,
        user: &UserId,
        token_hash: &str,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let row = Model {
            token_hash: token_hash.to_owned(),
            purpose: word(&purpose)?,
            user: user.to_string(),
            expires_at: expires_at.millis(),
        };
        let write = self.inner.db.begin().await?;
        Entity::delete_many()
            .filter(Column::User.eq(user.as_str()))
            .filter(Column::Purpose.eq(row.purpose.as_str()))
            .exec(write.on())
            .await?;
        Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
        write.commit().await
    }

    /// Takes a ticket back and says whose it was: none when it is unknown, over or was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn redeem(&self, purpose: Purpose, token_hash: &str) -> Result<Option<UserId>, StoreError> {
        let write = self.inner.db.begin().await?;
        let purpose = Column::Purpose.eq(word(&purpose)?);
        let row = Entity::find_by_id(token_hash).filter(purpose).one(write.on()).await?;
        let Some(row) = row else { return Ok(None) };
        // Whoever deletes it has it: of two at once, one finds nothing to delete.
        let taken = Entity::delete_by_id(token_hash).exec(write.on()).await?;
        write.commit().await?;
        let good = taken.rows_affected > 0 && row.expires_at > self.inner.clock.now().millis();
        if good { Ok(Some(parse(&row.user)?)) } else { Ok(None) }
    }

    /// The invitation whose token has this hash, when it can still be accepted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitation(&self, token_hash: &str) -> Result<Option<OpenInvitation>, StoreError> {
        let on = self.inner.db.read();
        let open = invitations::Entity::find()
            .filter(invitations::Column::TokenHash.eq(token_hash))
            .filter(invitations::Column::ExpiresAt.gt(self.inner.clock.now().millis()))
            .one(on)
            .await?;
        let Some(row) = open else { return Ok(None) };
        let of = organisations::Entity::find_by_id(row.organisation.clone()).one(on).await?;
        Ok(Some(OpenInvitation {
            organisation: parse(&row.organisation)?,
            organisation_name: of.ok_or(StoreError::NotFound)?.name,
            invitation: invitation(row)?,
        }))
    }

    /// Accepts an invitation for a new user, or for the user who has the address already (then `user` is not used;
    /// check their password first).
    ///
    /// # Errors
    /// `NotFound` when the invitation cannot be accepted; `Conflict("email")` when `user` has another address that
    /// is taken; `Conflict("member")` when they are a member already.
    pub async fn accept(
        &self,
        token_hash: &str,
        user: NewUser,
    ) -> Result<(User, OrganisationId), StoreError> {
        let open = self.invitation(token_hash).await?.ok_or(StoreError::NotFound)?;
        let write = self.inner.db.begin().await?;
        let taken = invitations::Entity::delete_many()
            .filter(invitations::Column::TokenHash.eq(token_hash))
            .exec(write.on())
            .await?;
        changed(taken.rows_affected)?;
        let invited = users::Column::EmailFolded.eq(fold(&open.invitation.email));
        let known = users::Entity::find().filter(invited).one(write.on()).await?;
        let joined = match known {
            Some(row) => read_user(row)?,
            None => create(self.inner, user, write.on()).await?,
        };
        let Invitation { role, teams, .. } = open.invitation;
        // A team may have been deleted since: whoever is invited joins those that are left.
        let teams = super::teams::existing(&open.organisation, &teams, write.on()).await?;
        join(self.inner, &open.organisation, &joined.id, role, &teams, write.on()).await?;
        write.commit().await?;
        Ok((joined, open.organisation))
    }
}
