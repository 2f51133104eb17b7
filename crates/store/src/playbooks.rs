//! Playbooks: every version is kept, so that a change never alters a past recap.

use crate::StoreError;
use crate::db::{Reach, Unit};
use crate::tables::playbooks::{ActiveModel, Column, Entity, Model};
use crate::tables::{changed, id as parse, json, number, playbook_versions, storable, unjson, unword, word};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
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
        let mut rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::ArchivedAt.is_null())
            .all(&self.reach.read())
            .await?;
        rows.sort_by_cached_key(|row| (row.name.to_lowercase(), row.id.clone()));
        rows.into_iter()
            .map(|row| {
                Ok(PlaybookSummary {
                    id: parse(&row.id)?,
                    version: number(row.version, "version")?,
                    name: row.name,
                    language: unword(row.language, "language")?,
                    points: number(row.points, "points")?,
                    cards: number(row.cards, "cards")?,
                    updated_at: Timestamp::from_millis(row.updated_at),
                })
            })
            .collect()
    }

    /// The newest version.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &PlaybookId) -> Result<Playbook, StoreError> {
        let row = Entity::find_by_id((self.reach.own().to_owned(), id.to_string()))
            .one(&self.reach.read())
            .await?
            .ok_or(StoreError::NotFound)?;
        self.version(id, number(row.version, "version")?).await
    }

    /// One version, however old.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn version(&self, id: &PlaybookId, version: u32) -> Result<Playbook, StoreError> {
        let key = (self.reach.own().to_owned(), id.to_string(), number::<_, i32>(version, "version")?);
        let row = playbook_versions::Entity::find_by_id(key).one(&self.reach.read()).await?;
        let script = unjson(&row.ok_or(StoreError::NotFound)?.script, "script")?;
        Ok(Playbook { id: id.clone(), version, script })
    }

    /// A new playbook, as its version 1. `by` is none for those that come with the product.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create(&self, script: &Script, by: Option<&UserId>) -> Result<Playbook, StoreError> {
        let now = self.reach.inner.clock.now();
        let id = PlaybookId::new(now, self.reach.inner.entropy.as_ref());
        let row = Model {
            organisation: self.reach.own().to_owned(),
            id: id.to_string(),
            version: 1,
            name: storable(&script.name),
            language: word(&script.language)?,
            points: number(script.points().count(), "points")?,
            cards: number(script.cards.len(), "cards")?,
            updated_at: now.millis(),
            archived_at: None,
        };
        let unit = self.reach.write().await?;
        Entity::insert(row.into_active_model()).exec_without_returning(unit.on()).await?;
        self.keep(&id, 1, script, by, &unit).await?;
        unit.commit().await?;
        Ok(Playbook { id, version: 1, script: script.clone() })
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
        let unit = self.reach.write().await?;
        let key = (self.reach.own().to_owned(), id.to_string());
        let row =
            Entity::find_by_id(key).lock_exclusive().one(unit.on()).await?.ok_or(StoreError::NotFound)?;
        let kept = (row.organisation, row.id, row.version);
        let newest = playbook_versions::Entity::find_by_id(kept).one(unit.on()).await?;
        let newest: Script = unjson(&newest.ok_or(StoreError::Corrupt("version"))?.script, "script")?;
        if newest == *script {
            unit.commit().await?;
            return Ok(Playbook { id: id.clone(), version: number(row.version, "version")?, script: newest });
        }
        let version = row.version + 1;
        let change = ActiveModel {
            version: ActiveValue::Set(version),
            name: ActiveValue::Set(storable(&script.name)),
            language: ActiveValue::Set(word(&script.language)?),
            points: ActiveValue::Set(number(script.points().count(), "points")?),
            cards: ActiveValue::Set(number(script.cards.len(), "cards")?),
            updated_at: ActiveValue::Set(self.reach.inner.clock.now().millis()),
            ..Default::default()
        };
        self.change(id, change, &unit).await?;
        self.keep(id, version, script, by, &unit).await?;
        unit.commit().await?;
        Ok(Playbook { id: id.clone(), version: number(version, "version")?, script: script.clone() })
    }

    /// Takes it out of the list; its versions stay readable.
    ///
    /// # Errors
    /// `NotFound` when there is no such playbook.
    pub async fn archive(&self, id: &PlaybookId) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let now = self.reach.inner.clock.now().millis();
        let change = ActiveModel { archived_at: ActiveValue::Set(Some(now)), ..Default::default() };
        self.change(id, change, &unit).await?;
        unit.commit().await
    }

    async fn change(&self, id: &PlaybookId, change: ActiveModel, unit: &Unit<'_>) -> Result<(), StoreError> {
        let done = Entity::update_many()
            .set(change)
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .exec(unit.on())
            .await?;
        changed(done.rows_affected)
    }

    async fn keep(
        &self,
        id: &PlaybookId,
        version: i32,
        script: &Script,
        by: Option<&UserId>,
        unit: &Unit<'_>,
    ) -> Result<(), StoreError> {
        let row = playbook_versions::Model {
            organisation: self.reach.own().to_owned(),
            playbook: id.to_string(),
            version,
            script: json(script, "script")?,
            saved_by: by.map(ToString::to_string),
            saved_at: self.reach.inner.clock.now().millis(),
        };
        playbook_versions::Entity::insert(row.into_active_model()).exec_without_returning(unit.on()).await?;
        Ok(())
    }
}
