//! Browsers that are signed in.

use super::users::User;
use crate::{People, StoreError};
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
        todo!()
    }

    /// Who is signed in with the token of this hash: none when it is unknown, over, or its membership is not active.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signed_in(&self, token_hash: &str) -> Result<Option<SignedIn>, StoreError> {
        todo!()
    }

    /// It was used: call it now and then rather than on each request.
    ///
    /// # Errors
    /// `NotFound` when there is no such session.
    pub async fn touch_session(&self, id: &SessionId, expires_at: Timestamp) -> Result<(), StoreError> {
        todo!()
    }

    /// The browser goes on in another organisation of the same user.
    ///
    /// # Errors
    /// `NotFound` when the user is no active member there.
    pub async fn switch_session(&self, id: &SessionId, to: &OrganisationId) -> Result<(), StoreError> {
        todo!()
    }

    /// A user's sessions that are not over, last used first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions(&self, user: &UserId) -> Result<Vec<BrowserSession>, StoreError> {
        todo!()
    }

    /// Signs one of a user's browsers out.
    ///
    /// # Errors
    /// `NotFound` when the user has no such session.
    pub async fn revoke_session(&self, user: &UserId, id: &SessionId) -> Result<(), StoreError> {
        todo!()
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
        todo!()
    }

    /// Deletes sessions and tickets that are over; says how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> Result<u64, StoreError> {
        todo!()
    }
}
