//! Messages from outside that were seen, so that a repeated delivery is handled once.

use crate::StoreError;
use crate::db::Reach;

/// External message ids that were seen.
#[derive(Clone, Copy)]
pub struct Inbox<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Inbox<'_> {
    /// Notes that `external` arrived from `source` (a provider's word); true when it is new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_seen(&self, source: &str, external: &str) -> Result<bool, StoreError> {
        todo!()
    }
}
