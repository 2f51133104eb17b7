//! What people are sent by e-mail: password resets and e-mail verifications, each good once, and invitations.

use super::invitations::Invitation;
use super::users::{NewUser, User};
use crate::{People, StoreError};
use sottovoce_domain::ids::{OrganisationId, UserId};
use sottovoce_domain::time::Timestamp;

/// What a ticket is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        todo!()
    }

    /// Takes a ticket back and says whose it was: none when it is unknown, over or was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn redeem(&self, purpose: Purpose, token_hash: &str) -> Result<Option<UserId>, StoreError> {
        todo!()
    }

    /// The invitation whose token has this hash, when it can still be accepted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitation(&self, token_hash: &str) -> Result<Option<OpenInvitation>, StoreError> {
        todo!()
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
        todo!()
    }
}
