//! People who can sign in, and the organisations they belong to.

use crate::{People, StoreError};
use sottovoce_domain::access::Role;
use sottovoce_domain::ids::{OrganisationId, TeamId, UserId};
use sottovoce_domain::language::Language;
use sottovoce_domain::tenant::{Organisation, Policy};
use sottovoce_domain::time::Timestamp;

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address as they wrote it.
    pub email: String,
    /// Whether they showed that it is theirs.
    pub email_verified: bool,
    /// The language of their interface.
    pub language: Language,
    /// When they were created.
    pub created_at: Timestamp,
}

/// A user with what is needed to check their password.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub user: User,
    /// The hash of their password; none when they cannot sign in by one.
    pub password_hash: Option<String>,
}

/// A user to create.
#[derive(Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// The hash of their password; none for those who never sign in by one (demo).
    pub password_hash: Option<String>,
    /// The language of their interface.
    pub language: Language,
    /// Whether the address counts as theirs already (an invitation was sent to it).
    pub email_verified: bool,
}

/// An organisation to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganisation {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// What it allows.
    pub policy: Policy,
    /// Whether it is the demo organisation.
    pub demo: bool,
}

/// A user's place in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Where.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// Their role.
    pub role: Role,
    /// Their teams there.
    pub teams: Vec<TeamId>,
}

impl People<'_> {
    /// Whether anybody has set this installation up. The demo organisation does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_organisations(&self) -> Result<bool, StoreError> {
        todo!()
    }

    /// Every organisation's id, oldest first: what a starting server goes through.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn organisations(&self) -> Result<Vec<OrganisationId>, StoreError> {
        todo!()
    }

    /// The oldest demo organisation, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn demo(&self) -> Result<Option<Organisation>, StoreError> {
        todo!()
    }

    /// Creates an organisation with its owner, both or neither.
    ///
    /// # Errors
    /// `Conflict("email")` when somebody has the address.
    pub async fn found(
        &self,
        organisation: NewOrganisation,
        owner: NewUser,
    ) -> Result<(Organisation, User), StoreError> {
        todo!()
    }

    /// The user with this address, whatever its letters' case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        todo!()
    }

    /// One user.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn user(&self, id: &UserId) -> Result<User, StoreError> {
        todo!()
    }

    /// Changes a user's own name and language.
    ///
    /// # Errors
    /// `NotFound` when there is no such user.
    pub async fn update(
        &self,
        id: &UserId,
        name: Option<&str>,
        language: Option<Language>,
    ) -> Result<User, StoreError> {
        todo!()
    }

    /// A new password. The caller revokes the sessions it wants closed.
    ///
    /// # Errors
    /// `NotFound` when there is no such user.
    pub async fn set_password(&self, id: &UserId, hash: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// The address is theirs.
    ///
    /// # Errors
    /// `NotFound` when there is no such user.
    pub async fn verify_email(&self, id: &UserId) -> Result<(), StoreError> {
        todo!()
    }

    /// The organisations a user is an active member of, oldest membership first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn memberships(&self, id: &UserId) -> Result<Vec<Membership>, StoreError> {
        todo!()
    }
}
