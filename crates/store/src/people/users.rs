//! People who can sign in, and the organisations they belong to.

use super::organisation::row as organisation_row;
use crate::db::{On, Reach, taken};
use crate::people::fold;
use crate::playbooks::Playbooks;
use crate::tables::{
    changed, id as parse, memberships, organisations, storable, team_members, unword, users, word,
};
use crate::tenant::Inner;
use crate::{People, StoreError};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use sottovoce_domain::access::Role;
use sottovoce_domain::ids::{OrganisationId, TeamId, UserId};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::tenant::{Organisation, Policy};
use sottovoce_domain::time::Timestamp;
use users::{ActiveModel, Column, Entity, Model};

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
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrganisation {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// What it allows.
    pub policy: Policy,
    /// For a demo, when it is over; none for every other organisation.
    pub demo_until: Option<Timestamp>,
    /// The playbooks it begins with.
    pub playbooks: Vec<Script>,
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
    /// Whether anybody has set this installation up. Demos do not count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_organisations(&self) -> Result<bool, StoreError> {
        let any = organisations::Entity::find()
            .filter(organisations::Column::Demo.eq(false))
            .one(self.inner.db.read())
            .await?;
        Ok(any.is_some())
    }

    /// Every organisation's id, oldest first: what a starting server goes through.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn organisations(&self) -> Result<Vec<OrganisationId>, StoreError> {
        let ids: Vec<String> = organisations::Entity::find()
            .select_only()
            .column(organisations::Column::Id)
            .order_by_asc(organisations::Column::CreatedAt)
            .into_tuple()
            .all(self.inner.db.read())
            .await?;
        ids.iter().map(|id| parse(id)).collect()
    }

    /// Creates an organisation with its owner and its first playbooks: all or nothing.
    ///
    /// # Errors
    /// `Conflict("email")` when somebody has the address.
    pub async fn found(
        &self,
        organisation: NewOrganisation,
        owner: NewUser,
    ) -> Result<(Organisation, User), StoreError> {
        let now = self.inner.clock.now();
        let created = Organisation {
            id: OrganisationId::new(now, self.inner.entropy.as_ref()),
            name: storable(&organisation.name),
            language: organisation.language,
            policy: organisation.policy,
            demo: organisation.demo_until.is_some(),
            created_at: now,
        };
        let write = self.inner.db.begin().await?;
        let mut row = organisation_row(&created)?;
        row.demo_until = organisation.demo_until.map(Timestamp::millis);
        organisations::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
        let user = create(self.inner, owner, write.on()).await?;
        join(self.inner, &created.id, &user.id, Role::Owner, &[], write.on()).await?;
        let reach = Reach { inner: self.inner, organisation: &created.id, on: On::Write(&write) };
        for script in &organisation.playbooks {
            Playbooks { reach }.create(script, None).await?;
        }
        write.commit().await?;
        Ok((created, user))
    }

    /// The user with this address, whatever its letters' case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        let row =
            Entity::find().filter(Column::EmailFolded.eq(fold(email))).one(self.inner.db.read()).await?;
        row.map(|row| {
            let password_hash = row.password_hash.clone();
            Ok(Account { user: user(row)?, password_hash })
        })
        .transpose()
    }

    /// One user.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn user(&self, id: &UserId) -> Result<User, StoreError> {
        let row = Entity::find_by_id(id.as_str()).one(self.inner.db.read()).await?;
        user(row.ok_or(StoreError::NotFound)?)
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
        let mut change = <ActiveModel as Default>::default();
        if let Some(name) = name {
            change.name = ActiveValue::Set(storable(name));
        }
        if let Some(language) = language {
            change.language = ActiveValue::Set(word(&language)?);
        }
        if change.is_changed() {
            self.change(id, change).await?;
        }
        self.user(id).await
    }

    /// A new password. The caller revokes the sessions it wants closed.
    ///
    /// # Errors
    /// `NotFound` when there is no such user.
    pub async fn set_password(&self, id: &UserId, hash: &str) -> Result<(), StoreError> {
        let change =
            ActiveModel { password_hash: ActiveValue::Set(Some(hash.to_owned())), ..Default::default() };
        self.change(id, change).await
    }

    /// The address is theirs.
    ///
    /// # Errors
    /// `NotFound` when there is no such user.
    pub async fn verify_email(&self, id: &UserId) -> Result<(), StoreError> {
        self.change(id, ActiveModel { email_verified: ActiveValue::Set(true), ..Default::default() }).await
    }

    /// The organisations a user is an active member of, oldest membership first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn memberships(&self, id: &UserId) -> Result<Vec<Membership>, StoreError> {
        let on = self.inner.db.read();
        let rows = memberships::Entity::find()
            .filter(memberships::Column::User.eq(id.as_str()))
            .filter(memberships::Column::Active.eq(true))
            .order_by_asc(memberships::Column::JoinedAt)
            .order_by_asc(memberships::Column::Organisation)
            .all(on)
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let of = organisations::Entity::find_by_id(row.organisation.clone()).one(on).await?;
            let organisation: OrganisationId = parse(&row.organisation)?;
            let teams = teams_of(&organisation, id, on).await?;
            let role = unword(row.role, "role")?;
            let organisation_name = of.ok_or(StoreError::NotFound)?.name;
            found.push(Membership { organisation, organisation_name, role, teams });
        }
        Ok(found)
    }

    async fn change(&self, id: &UserId, change: ActiveModel) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        let done =
            Entity::update_many().set(change).filter(Column::Id.eq(id.as_str())).exec(write.on()).await?;
        changed(done.rows_affected)?;
        write.commit().await
    }
}

/// Stores a new user.
pub(super) async fn create(
    inner: &Inner,
    new: NewUser,
    on: &DatabaseTransaction,
) -> Result<User, StoreError> {
    let now = inner.clock.now();
    let row = Model {
        id: UserId::new(now, inner.entropy.as_ref()).to_string(),
        name: storable(&new.name),
        email: storable(new.email.trim()),
        email_folded: storable(&fold(&new.email)),
        email_verified: new.email_verified,
        password_hash: new.password_hash,
        language: word(&new.language)?,
        created_at: now.millis(),
    };
    Entity::insert(row.clone().into_active_model())
        .exec_without_returning(on)
        .await
        .map_err(taken("email"))?;
    user(row)
}

/// Makes a user a member, in these teams.
pub(super) async fn join(
    inner: &Inner,
    organisation: &OrganisationId,
    user: &UserId,
    role: Role,
    teams: &[TeamId],
    on: &DatabaseTransaction,
) -> Result<(), StoreError> {
    let row = memberships::Model {
        organisation: organisation.to_string(),
        user: user.to_string(),
        role: word(&role)?,
        active: true,
        joined_at: inner.clock.now().millis(),
    };
    memberships::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await
        .map_err(taken("member"))?;
    set_teams(inner, organisation, user, teams, on).await
}

/// Puts a member into exactly these teams.
pub(super) async fn set_teams(
    inner: &Inner,
    organisation: &OrganisationId,
    user: &UserId,
    teams: &[TeamId],
    on: &DatabaseTransaction,
) -> Result<(), StoreError> {
    team_members::Entity::delete_many()
        .filter(team_members::Column::Organisation.eq(organisation.as_str()))
        .filter(team_members::Column::User.eq(user.as_str()))
        .exec(on)
        .await?;
    let mut teams = teams.to_vec();
    teams.sort();
    teams.dedup();
    if teams.is_empty() {
        return Ok(());
    }
    let since = inner.clock.now().millis();
    let rows = teams.iter().map(|team| team_members::Model {
        organisation: organisation.to_string(),
        team: team.to_string(),
        user: user.to_string(),
        since,
    });
    let rows = rows.map(IntoActiveModel::into_active_model);
    team_members::Entity::insert_many(rows).exec_without_returning(on).await?;
    Ok(())
}

/// The teams a member is in.
pub(super) async fn teams_of(
    organisation: &OrganisationId,
    user: &UserId,
    on: &impl ConnectionTrait,
) -> Result<Vec<TeamId>, StoreError> {
    let rows = team_members::Entity::find()
        .filter(team_members::Column::Organisation.eq(organisation.as_str()))
        .filter(team_members::Column::User.eq(user.as_str()))
        .order_by_asc(team_members::Column::Team)
        .all(on)
        .await?;
    rows.iter().map(|row| parse(&row.team)).collect()
}

/// The user of a row.
pub(super) fn user(row: Model) -> Result<User, StoreError> {
    Ok(User {
        id: parse(&row.id)?,
        name: row.name,
        email: row.email,
        email_verified: row.email_verified,
        language: unword(row.language, "language")?,
        created_at: Timestamp::from_millis(row.created_at),
    })
}
