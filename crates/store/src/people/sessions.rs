//! Browsers that are signed in.

use super::organisation::organisation;
use super::users::{User, teams_of, user as read_user};
use crate::tables::sessions::{ActiveModel, Column, Entity, Model};
use crate::tables::{changed, id as parse, memberships, organisations, storable, tickets, unword, users};
use crate::{People, StoreError};
use sea_orm::{ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use sottovoce_domain::access::Member;
use sottovoce_domain::ids::{OrganisationId, SessionId, UserId};
use sottovoce_domain::tenant::Organisation;
use sottovoce_domain::time::Timestamp;

/// A browser to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Who.
    pub user: UserId,
    /// Where they are at work.
    pub organisation: OrganisationId,
    /// The hash of the cookie's token.
    pub token_hash: String,
    /// When it ends if it is not used.
    pub expires_at: Timestamp,
    /// What the browser calls itself.
    pub agent: String,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowserSession {
    /// Its id.
    pub id: SessionId,
    /// Who.
    pub user: UserId,
    /// Where they are at work.
    pub organisation: OrganisationId,
    /// What the browser calls itself.
    pub agent: String,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_seen: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Everything a request needs to know about who asks.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedIn {
    /// The browser.
    pub session: BrowserSession,
    /// The user.
    pub user: User,
    /// Their role and teams in the organisation they are at work in.
    pub member: Member,
    /// The organisation.
    pub organisation: Organisation,
}

impl People<'_> {
    /// Signs a browser in.
    ///
    /// # Errors
    /// `NotFound` when the user is no active member of the organisation.
    pub async fn open_session(&self, session: NewSession) -> Result<BrowserSession, StoreError> {
        let now = self.inner.clock.now().millis();
        let row = Model {
            id: SessionId::new(self.inner.clock.now(), self.inner.entropy.as_ref()).to_string(),
            user: session.user.to_string(),
            organisation: session.organisation.to_string(),
            token_hash: session.token_hash,
            agent: storable(&session.agent),
            created_at: now,
            last_seen: now,
            expires_at: session.expires_at.millis(),
        };
        let write = self.inner.db.begin().await?;
        active(&row.organisation, &row.user, write.on()).await?.ok_or(StoreError::NotFound)?;
        Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
        write.commit().await?;
        browser(row)
    }

    /// Who is signed in with the token of this hash: none when it is unknown, over, or its membership is not active.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signed_in(&self, token_hash: &str) -> Result<Option<SignedIn>, StoreError> {
        let on = self.inner.db.read();
        let token = Column::TokenHash.eq(token_hash);
        let Some(row) = Entity::find().filter(token).filter(self.lasting()).one(on).await? else {
            return Ok(None);
        };
        let Some(seat) = active(&row.organisation, &row.user, on).await? else { return Ok(None) };
        let found = users::Entity::find_by_id(row.user.clone()).one(on).await?;
        let at = organisations::Entity::find_by_id(row.organisation.clone()).one(on).await?;
        let (Some(found), Some(at)) = (found, at) else { return Ok(None) };
        let session = browser(row)?;
        let teams = teams_of(&session.organisation, &session.user, on).await?;
        let role = unword(seat.role, "role")?;
        let member =
            Member { organisation: session.organisation.clone(), user: session.user.clone(), role, teams };
        Ok(Some(SignedIn { session, user: read_user(found)?, member, organisation: organisation(at)? }))
    }

    /// It was used: call it now and then rather than on each request.
    ///
    /// # Errors
    /// `NotFound` when there is no such session.
    pub async fn touch_session(&self, id: &SessionId, expires_at: Timestamp) -> Result<(), StoreError> {
        let change = ActiveModel {
            last_seen: ActiveValue::Set(self.inner.clock.now().millis()),
            expires_at: ActiveValue::Set(expires_at.millis()),
            ..Default::default()
        };
        let write = self.inner.db.begin().await?;
        let done = Entity::update_many()
            .set(change)
            .filter(Column::Id.eq(id.as_str()))
            .filter(self.lasting())
            .exec(write.on())
            .await?;
        changed(done.rows_affected)?;
        write.commit().await
    }

    /// The browser goes on in another organisation of the same user.
    ///
    /// # Errors
    /// `NotFound` when the user is no active member there.
    pub async fn switch_session(&self, id: &SessionId, to: &OrganisationId) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        let row = Entity::find_by_id(id.as_str()).filter(self.lasting()).one(write.on()).await?;
        let row = row.ok_or(StoreError::NotFound)?;
        active(to.as_str(), &row.user, write.on()).await?.ok_or(StoreError::NotFound)?;
        let change = ActiveModel { organisation: ActiveValue::Set(to.to_string()), ..Default::default() };
        Entity::update_many().set(change).filter(Column::Id.eq(id.as_str())).exec(write.on()).await?;
        write.commit().await
    }

    /// Signs one of a user's browsers out.
    ///
    /// # Errors
    /// `NotFound` when the user has no such session.
    pub async fn revoke_session(&self, user: &UserId, id: &SessionId) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        let done = Entity::delete_many()
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::User.eq(user.as_str()))
            .exec(write.on())
            .await?;
        changed(done.rows_affected)?;
        write.commit().await
    }

    /// Signs all of a user's browsers out, but `except`; says how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_sessions(
        &self,
        user: &UserId,
        except: Option<&SessionId>,
    ) -> Result<u64, StoreError> {
        let write = self.inner.db.begin().await?;
        let mut delete = Entity::delete_many().filter(Column::User.eq(user.as_str()));
        if let Some(except) = except {
            delete = delete.filter(Column::Id.ne(except.as_str()));
        }
        let done = delete.exec(write.on()).await?;
        write.commit().await?;
        Ok(done.rows_affected)
    }

    /// Deletes sessions and tickets that are over; says how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> Result<u64, StoreError> {
        let now = self.inner.clock.now().millis();
        let write = self.inner.db.begin().await?;
        let sessions = Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(write.on()).await?;
        let over = tickets::Column::ExpiresAt.lte(now);
        let tickets = tickets::Entity::delete_many().filter(over).exec(write.on()).await?;
        write.commit().await?;
        Ok(sessions.rows_affected + tickets.rows_affected)
    }

    /// A session that is not over.
    fn lasting(&self) -> sea_orm::sea_query::SimpleExpr {
        Column::ExpiresAt.gt(self.inner.clock.now().millis())
    }
}

/// The membership, if it is active.
async fn active(
    organisation: &str,
    user: &str,
    on: &impl ConnectionTrait,
) -> Result<Option<memberships::Model>, StoreError> {
    let key = (organisation.to_owned(), user.to_owned());
    Ok(memberships::Entity::find_by_id(key).filter(memberships::Column::Active.eq(true)).one(on).await?)
}

fn browser(row: Model) -> Result<BrowserSession, StoreError> {
    Ok(BrowserSession {
        id: parse(&row.id)?,
        user: parse(&row.user)?,
        organisation: parse(&row.organisation)?,
        agent: row.agent,
        created_at: Timestamp::from_millis(row.created_at),
        last_seen: Timestamp::from_millis(row.last_seen),
        expires_at: Timestamp::from_millis(row.expires_at),
    })
}
