//! Invitations of an organisation that wait for an answer.

use crate::StoreError;
use crate::db::Reach;
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
        todo!()
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
        todo!()
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn delete(&self, id: &InvitationId) -> Result<(), StoreError> {
        todo!()
    }
}
