//! An organisation's teams.

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::ids::TeamId;
use sottovoce_domain::time::Timestamp;

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// How many active members it has.
    pub members: u64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An organisation's teams.
#[derive(Clone, Copy)]
pub struct Teams<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Teams<'_> {
    /// All teams, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Team>, StoreError> {
        todo!()
    }

    /// A new team.
    ///
    /// # Errors
    /// `Conflict("name")` when a team has it.
    pub async fn create(&self, name: &str) -> Result<Team, StoreError> {
        todo!()
    }

    /// Another name.
    ///
    /// # Errors
    /// `Conflict("name")` when a team has it; `NotFound` when there is no such team.
    pub async fn rename(&self, id: &TeamId, name: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// Deletes a team; its members stay in the organisation.
    ///
    /// # Errors
    /// `NotFound` when there is no such team.
    pub async fn delete(&self, id: &TeamId) -> Result<(), StoreError> {
        todo!()
    }
}
