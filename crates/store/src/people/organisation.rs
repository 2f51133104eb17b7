//! The organisation itself: its name, language and policy.

use crate::StoreError;
use crate::db::Reach;
use crate::tables::organisations::{Column, Entity, Model};
use crate::tables::{id as parse, json, storable, unjson, unword, word};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use sottovoce_domain::language::Language;
use sottovoce_domain::tenant::{Organisation, Policy};
use sottovoce_domain::time::Timestamp;

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
        let row = Entity::find_by_id(self.reach.own()).one(&self.reach.read()).await?;
        organisation(row.ok_or(StoreError::NotFound)?)
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
        let unit = self.reach.write().await?;
        let old = Entity::find_by_id(self.reach.own()).lock_exclusive().one(unit.on()).await?;
        let mut changed = organisation(old.ok_or(StoreError::NotFound)?)?;
        if let Some(name) = name {
            changed.name = storable(name);
        }
        changed.language = language.unwrap_or(changed.language);
        if let Some(policy) = policy {
            changed.policy = policy.clone();
        }
        let new = row(&changed)?;
        Entity::update_many()
            .col_expr(Column::Name, Expr::value(new.name))
            .col_expr(Column::Language, Expr::value(new.language))
            .col_expr(Column::Policy, Expr::value(new.policy))
            .filter(Column::Id.eq(self.reach.own()))
            .exec(unit.on())
            .await?;
        unit.commit().await?;
        Ok(changed)
    }
}

/// The row of an organisation, without a demo's end.
pub(crate) fn row(organisation: &Organisation) -> Result<Model, StoreError> {
    Ok(Model {
        id: organisation.id.to_string(),
        name: organisation.name.clone(),
        language: word(&organisation.language)?,
        policy: json(&organisation.policy, "policy")?,
        demo: organisation.demo,
        demo_until: None,
        created_at: organisation.created_at.millis(),
    })
}

/// The organisation of a row.
pub(crate) fn organisation(row: Model) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: parse(&row.id)?,
        name: row.name,
        language: unword(row.language, "language")?,
        policy: unjson(&row.policy, "policy")?,
        demo: row.demo,
        created_at: Timestamp::from_millis(row.created_at),
    })
}
