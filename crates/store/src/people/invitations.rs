//! Invitations of an organisation that wait for an answer.

use super::fold;
use crate::StoreError;
use crate::db::Reach;
use crate::tables::invitations::{Column, Entity, Model};
use crate::tables::{changed, id as parse, json, memberships, storable, unjson, unword, users, word};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use sottovoce_domain::access::Role;
use sottovoce_domain::ids::{InvitationId, TeamId, UserId};
use sottovoce_domain::time::Timestamp;

/// An invitation to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Whom.
    pub email: String,
    /// The role they will have.
    pub role: Role,
    /// The teams they will be in.
    pub teams: Vec<TeamId>,
    /// Who invites.
    pub invited_by: UserId,
    /// When it was sent.
    pub created_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

/// An organisation's invitations.
#[derive(Clone, Copy)]
pub struct Invitations<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Invitations<'_> {
    /// Those that were not accepted yet, newest first (also those past their date).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Invitation>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(invitation).collect()
    }

    /// Invites somebody, in place of an earlier invitation to the same address.
    ///
    /// # Errors
    /// `Conflict("member")` when somebody with the address is a member; `NotFound` for a team of nobody.
    pub async fn create(
        &self,
        email: &str,
        role: Role,
        teams: &[TeamId],
        invited_by: &UserId,
        token_hash: &str,
        expires_at: Timestamp,
    ) -> Result<Invitation, StoreError> {
        let now = self.reach.inner.clock.now();
        let folded = fold(email);
        let unit = self.reach.write().await?;
        let known = users::Entity::find()
            .filter(users::Column::EmailFolded.eq(folded.as_str()))
            .one(unit.on())
            .await?;
        if let Some(known) = known {
            let key = (self.reach.own().to_owned(), known.id);
            if memberships::Entity::find_by_id(key).one(unit.on()).await?.is_some() {
                return Err(StoreError::Conflict("member"));
            }
        }
        if super::teams::existing(self.reach.organisation, teams, unit.on()).await?.len() < teams.len() {
            return Err(StoreError::NotFound);
        }
        let row = Model {
            organisation: self.reach.own().to_owned(),
            id: InvitationId::new(now, self.reach.inner.entropy.as_ref()).to_string(),
            email: storable(email.trim()),
            email_folded: storable(&folded),
            role: word(&role)?,
            teams: json(&teams, "teams")?,
            invited_by: invited_by.to_string(),
            token_hash: token_hash.to_owned(),
            created_at: now.millis(),
            expires_at: expires_at.millis(),
        };
        Entity::delete_many()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::EmailFolded.eq(folded))
            .exec(unit.on())
            .await?;
        Entity::insert(row.clone().into_active_model()).exec_without_returning(unit.on()).await?;
        unit.commit().await?;
        invitation(row)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn delete(&self, id: &InvitationId) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let gone = Entity::delete_many()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .exec(unit.on())
            .await?;
        changed(gone.rows_affected)?;
        unit.commit().await
    }
}

/// The invitation of a row.
pub(super) fn invitation(row: Model) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: parse(&row.id)?,
        email: row.email,
        role: unword(row.role, "role")?,
        teams: unjson(&row.teams, "teams")?,
        invited_by: parse(&row.invited_by)?,
        created_at: Timestamp::from_millis(row.created_at),
        expires_at: Timestamp::from_millis(row.expires_at),
    })
}
