//! The people who work in an organisation, with their roles and teams.

use super::users::{NewUser, User, create, join, set_teams, teams_of, user as read_user};
use crate::StoreError;
use crate::db::Reach;
use crate::tables::memberships::{ActiveModel, Column, Entity, Model};
use crate::tables::{changed, id as parse, organisations, team_members, unword, users, word};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QuerySelect,
};
use sottovoce_domain::access::Role;
use sottovoce_domain::ids::{TeamId, UserId};
use sottovoce_domain::time::Timestamp;
use std::collections::HashMap;

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
        let on = self.reach.read();
        let own = self.reach.own();
        let rows = Entity::find().filter(Column::Organisation.eq(own)).all(&on).await?;
        let mut people: HashMap<String, users::Model> = users::Entity::find()
            .filter(users::Column::Id.is_in(rows.iter().map(|row| row.user.as_str())))
            .all(&on)
            .await?
            .into_iter()
            .map(|row| (row.id.clone(), row))
            .collect();
        let mut teams: HashMap<String, Vec<TeamId>> = HashMap::new();
        for row in
            team_members::Entity::find().filter(team_members::Column::Organisation.eq(own)).all(&on).await?
        {
            teams.entry(row.user).or_default().push(parse(&row.team)?);
        }
        let mut seats = Vec::with_capacity(rows.len());
        for row in rows {
            let person = people.remove(&row.user).ok_or(StoreError::Corrupt("member"))?;
            let mut teams = teams.remove(&row.user).unwrap_or_default();
            teams.sort();
            seats.push(seat(row, person, teams)?);
        }
        seats.sort_by_cached_key(|seat| (seat.user.name.to_lowercase(), seat.user.id.clone()));
        Ok(seats)
    }

    /// One member.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, user: &UserId) -> Result<Seat, StoreError> {
        self.seat(user, &self.reach.read()).await
    }

    /// Adds a new user as a member, without an invitation (demo, set-up).
    ///
    /// # Errors
    /// `Conflict("email")` when somebody has the address.
    pub async fn add(&self, user: NewUser, role: Role, teams: &[TeamId]) -> Result<User, StoreError> {
        let unit = self.reach.write().await?;
        let created = create(self.reach.inner, user, unit.on()).await?;
        join(self.reach.inner, self.reach.organisation, &created.id, role, teams, unit.on()).await?;
        unit.commit().await?;
        Ok(created)
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
        let unit = self.reach.write().await?;
        let mut change = <ActiveModel as Default>::default();
        if let Some(role) = role {
            change.role = ActiveValue::Set(word(&role)?);
        }
        if let Some(active) = active {
            change.active = ActiveValue::Set(active);
        }
        if change.is_changed() {
            // Held so that two owners cannot step down at the same moment.
            let organisation = organisations::Entity::find_by_id(self.reach.own()).lock_exclusive();
            organisation.one(unit.on()).await?.ok_or(StoreError::NotFound)?;
            let done = Entity::update_many()
                .set(change)
                .filter(Column::Organisation.eq(self.reach.own()))
                .filter(Column::User.eq(user.as_str()))
                .exec(unit.on())
                .await?;
            changed(done.rows_affected)?;
            self.keep_an_owner(unit.on()).await?;
        }
        if let Some(teams) = teams {
            set_teams(self.reach.inner, self.reach.organisation, user, teams, unit.on()).await?;
        }
        let seat = self.seat(user, unit.on()).await?;
        unit.commit().await?;
        Ok(seat)
    }

    async fn seat(&self, user: &UserId, on: &impl ConnectionTrait) -> Result<Seat, StoreError> {
        let key = (self.reach.own().to_owned(), user.to_string());
        let row = Entity::find_by_id(key).one(on).await?.ok_or(StoreError::NotFound)?;
        let person = users::Entity::find_by_id(user.as_str()).one(on).await?.ok_or(StoreError::NotFound)?;
        let teams = teams_of(self.reach.organisation, user, on).await?;
        seat(row, person, teams)
    }

    async fn keep_an_owner(&self, on: &DatabaseTransaction) -> Result<(), StoreError> {
        let owners = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Role.eq(word(&Role::Owner)?))
            .filter(Column::Active.eq(true))
            .count(on)
            .await?;
        if owners == 0 { Err(StoreError::Conflict("last_owner")) } else { Ok(()) }
    }
}

fn seat(row: Model, person: users::Model, teams: Vec<TeamId>) -> Result<Seat, StoreError> {
    Ok(Seat {
        user: read_user(person)?,
        role: unword(row.role, "role")?,
        active: row.active,
        teams,
        joined_at: Timestamp::from_millis(row.joined_at),
    })
}
