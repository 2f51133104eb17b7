//! An organisation's teams.

use crate::StoreError;
use crate::db::{Reach, taken};
use crate::tables::teams::{ActiveModel, Column, Entity, Model};
use crate::tables::{changed, id as parse, memberships, storable, team_members};
use sea_orm::{
    ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use sottovoce_domain::ids::{OrganisationId, TeamId};
use sottovoce_domain::time::Timestamp;
use std::collections::{HashMap, HashSet};

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
        let on = self.reach.read();
        let own = self.reach.own();
        let active: HashSet<String> = memberships::Entity::find()
            .filter(memberships::Column::Organisation.eq(own))
            .filter(memberships::Column::Active.eq(true))
            .select_only()
            .column(memberships::Column::User)
            .into_tuple()
            .all(&on)
            .await?
            .into_iter()
            .collect();
        let mut members: HashMap<String, u64> = HashMap::new();
        for row in
            team_members::Entity::find().filter(team_members::Column::Organisation.eq(own)).all(&on).await?
        {
            if active.contains(&row.user) {
                *members.entry(row.team).or_default() += 1;
            }
        }
        let mut rows = Entity::find().filter(Column::Organisation.eq(own)).all(&on).await?;
        rows.sort_by(|a, b| (&a.name_folded, &a.id).cmp(&(&b.name_folded, &b.id)));
        rows.into_iter()
            .map(|row| {
                let members = members.get(&row.id).copied().unwrap_or_default();
                let created_at = Timestamp::from_millis(row.created_at);
                Ok(Team { id: parse(&row.id)?, name: row.name, members, created_at })
            })
            .collect()
    }

    /// A new team.
    ///
    /// # Errors
    /// `Conflict("name")` when a team has it.
    pub async fn create(&self, name: &str) -> Result<Team, StoreError> {
        let now = self.reach.inner.clock.now();
        let id = TeamId::new(now, self.reach.inner.entropy.as_ref());
        let name = storable(name.trim());
        let row = Model {
            organisation: self.reach.own().to_owned(),
            id: id.to_string(),
            name_folded: name.to_lowercase(),
            name: name.clone(),
            created_at: now.millis(),
        };
        let unit = self.reach.write().await?;
        Entity::insert(row.into_active_model())
            .exec_without_returning(unit.on())
            .await
            .map_err(taken("name"))?;
        unit.commit().await?;
        Ok(Team { id, name, members: 0, created_at: now })
    }

    /// Another name.
    ///
    /// # Errors
    /// `Conflict("name")` when a team has it; `NotFound` when there is no such team.
    pub async fn rename(&self, id: &TeamId, name: &str) -> Result<(), StoreError> {
        let name = storable(name.trim());
        let change = ActiveModel {
            name_folded: ActiveValue::Set(name.to_lowercase()),
            name: ActiveValue::Set(name),
            ..Default::default()
        };
        let unit = self.reach.write().await?;
        let done = Entity::update_many()
            .set(change)
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .exec(unit.on())
            .await
            .map_err(taken("name"))?;
        changed(done.rows_affected)?;
        unit.commit().await
    }

    /// Deletes a team; its members stay in the organisation.
    ///
    /// # Errors
    /// `NotFound` when there is no such team.
    pub async fn delete(&self, id: &TeamId) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let gone = Entity::delete_many()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .exec(unit.on())
            .await?;
        changed(gone.rows_affected)?;
        unit.commit().await
    }
}

/// Those of these teams that the organisation has.
pub(super) async fn existing(
    organisation: &OrganisationId,
    teams: &[TeamId],
    on: &impl ConnectionTrait,
) -> Result<Vec<TeamId>, StoreError> {
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::Organisation.eq(organisation.as_str()))
        .filter(Column::Id.is_in(teams.iter().map(TeamId::as_str)))
        .all(on)
        .await?;
    rows.iter().map(|row| parse(&row.id)).collect()
}
