//! The organisation itself: its name, language and policy.

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::language::Language;
use sottovoce_domain::tenant::{Organisation, Policy};

/// The organisation itself.
#[derive(Clone, Copy)]
pub struct OrganisationDoor<'a> {
    pub(crate) reach: Reach<'a>,
}

impl OrganisationDoor<'_> {
    /// The organisation.
    ///
    /// # Errors
    /// `NotFound` when it does not exist.
    pub async fn get(&self) -> Result<Organisation, StoreError> {
        todo!()
    }

    /// Changes name, language and policy; what is none stays.
    ///
    /// # Errors
    /// `NotFound` when it does not exist.
    pub async fn update(
        &self,
        name: Option<&str>,
        language: Option<Language>,
        policy: Option<&Policy>,
    ) -> Result<Organisation, StoreError> {
        todo!()
    }
}
