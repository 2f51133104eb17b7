//! Messages from outside that were seen, so that a repeated delivery is handled once.

use crate::StoreError;
use crate::db::Reach;
use crate::tables::inbox::{Entity, Model};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};

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
        let row = Model {
            organisation: self.reach.own().to_owned(),
            source: source.to_owned(),
            external: external.to_owned(),
            seen_at: self.reach.inner.clock.now().millis(),
        };
        let unit = self.reach.write().await?;
        let rows = Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(unit.on())
            .await?;
        unit.commit().await?;
        Ok(rows > 0)
    }
}
