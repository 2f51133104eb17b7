//! The people who work in an organisation, with their roles and teams.

use super::users::{NewUser, User};
use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::access::Role;
use sottovoce_domain::ids::{TeamId, UserId};
use sottovoce_domain::time::Timestamp;

/// Somebody's place in the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub user: User,
    /// Their role.
    pub role: Role,
    /// Whether they may sign in here.
    pub active: bool,
    /// Their teams, a manager's being those they manage.
    pub teams: Vec<TeamId>,
    /// Since when.
    pub joined_at: Timestamp,
}

/// An organisation's members.
#[derive(Clone, Copy)]
pub struct Members<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Members<'_> {
    /// All of them, by name; also those who are not active.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Seat>, StoreError> {
        todo!()
    }

    /// One member.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, user: &UserId) -> Result<Seat, StoreError> {
        todo!()
    }

    /// Adds a new user as a member, without an invitation (demo, set-up).
    ///
    /// # Errors
    /// `Conflict("email")` when somebody has the address.
    pub async fn add(&self, user: NewUser, role: Role, teams: &[TeamId]) -> Result<User, StoreError> {
        todo!()
    }

    /// Changes role, activity and teams; what is none stays.
    ///
    /// # Errors
    /// `Conflict("last_owner")` when no active owner would be left; `NotFound` when there is no such member or team.
    pub async fn update(
        &self,
        user: &UserId,
        role: Option<Role>,
        active: Option<bool>,
        teams: Option<&[TeamId]>,
    ) -> Result<Seat, StoreError> {
        todo!()
    }
}
