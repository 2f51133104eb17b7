//! Playbooks: every version is kept, so that a change never alters a past recap.

use crate::StoreError;
use crate::db::Reach;
use sottovoce_domain::ids::{PlaybookId, UserId};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Playbook, Script};
use sottovoce_domain::time::Timestamp;

/// A playbook in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaybookSummary {
    /// Its id.
    pub id: PlaybookId,
    /// The newest version.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// How many points it has.
    pub points: u32,
    /// How many cards it has.
    pub cards: u32,
    /// When the newest version was saved.
    pub updated_at: Timestamp,
}

/// An organisation's playbooks.
#[derive(Clone, Copy)]
pub struct Playbooks<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Playbooks<'_> {
    /// Those in use, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<PlaybookSummary>, StoreError> {
        todo!()
    }

    /// The newest version.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &PlaybookId) -> Result<Playbook, StoreError> {
        todo!()
    }

    /// One version, however old.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn version(&self, id: &PlaybookId, version: u32) -> Result<Playbook, StoreError> {
        todo!()
    }

    /// A new playbook, as its version 1. `by` is none for those that come with the product.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create(&self, script: &Script, by: Option<&UserId>) -> Result<Playbook, StoreError> {
        todo!()
    }

    /// A new version; the newest one as it is when nothing changed.
    ///
    /// # Errors
    /// `NotFound` when there is no such playbook.
    pub async fn save(
        &self,
        id: &PlaybookId,
        script: &Script,
        by: Option<&UserId>,
    ) -> Result<Playbook, StoreError> {
        todo!()
    }

    /// Takes it out of the list; its versions stay readable.
    ///
    /// # Errors
    /// `NotFound` when there is no such playbook.
    pub async fn archive(&self, id: &PlaybookId) -> Result<(), StoreError> {
        todo!()
    }
}
