//! Demo organisations: each has one visitor and an end. One that was filled beforehand waits, without an end, for whoever
//! comes next; what is over is deleted with everything in it. Never touches an ordinary organisation.

use crate::tables::{changed, conversations, id as parse, meetings, memberships, organisations, users, word};
use crate::{People, StoreError};
use organisations::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use sottovoce_domain::access::Role;
use sottovoce_domain::ids::{OrganisationId, UserId};
use sottovoce_domain::time::Timestamp;

impl People<'_> {
    /// How many demos there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn demos(&self) -> Result<u64, StoreError> {
        Ok(demos().count(self.inner.db.read()).await?)
    }

    /// Whether a demo waits for its visitor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn demo_waits(&self) -> Result<bool, StoreError> {
        Ok(demos().filter(Column::DemoUntil.is_null()).count(self.inner.db.read()).await? > 0)
    }

    /// This demo is filled and waits for its visitor.
    ///
    /// # Errors
    /// `NotFound` when it is no demo.
    pub async fn let_demo_wait(&self, id: &OrganisationId) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        let done = Entity::update_many()
            .col_expr(Column::DemoUntil, Expr::value(None::<i64>))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::Demo.eq(true))
            .exec(write.on())
            .await?;
        changed(done.rows_affected)?;
        write.commit().await
    }

    /// A visitor takes the oldest demo that waits, until this moment: the organisation and its owner. None waits: none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_demo(&self, until: Timestamp) -> Result<Option<(OrganisationId, UserId)>, StoreError> {
        let write = self.inner.db.begin().await?;
        let waiting = demos().filter(Column::DemoUntil.is_null()).order_by_asc(Column::CreatedAt);
        let Some(row) = waiting.lock_exclusive().one(write.on()).await? else { return Ok(None) };
        let taken = Entity::update_many()
            .col_expr(Column::DemoUntil, Expr::value(until.millis()))
            .filter(Column::Id.eq(row.id.as_str()))
            .filter(Column::DemoUntil.is_null())
            .exec(write.on())
            .await?;
        let owner = memberships::Entity::find()
            .filter(memberships::Column::Organisation.eq(row.id.as_str()))
            .filter(memberships::Column::Role.eq(word(&Role::Owner)?))
            .one(write.on())
            .await?;
        write.commit().await?;
        match owner {
            Some(owner) if taken.rows_affected > 0 => Ok(Some((parse(&row.id)?, parse(&owner.user)?))),
            _ => Ok(None),
        }
    }

    /// The demos that are over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn demos_over(&self) -> Result<Vec<OrganisationId>, StoreError> {
        let over = demos().filter(Column::DemoUntil.lte(self.inner.clock.now().millis()));
        let rows = over.all(self.inner.db.read()).await?;
        rows.iter().map(|row| parse(&row.id)).collect()
    }

    /// Deletes a demo with everything in it, its people too.
    ///
    /// # Errors
    /// `NotFound` when it is no demo.
    pub async fn delete_demo(&self, id: &OrganisationId) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        let on = write.on();
        demos().filter(Column::Id.eq(id.as_str())).one(on).await?.ok_or(StoreError::NotFound)?;
        let people: Vec<String> = memberships::Entity::find()
            .select_only()
            .column(memberships::Column::User)
            .filter(memberships::Column::Organisation.eq(id.as_str()))
            .into_tuple()
            .all(on)
            .await?;
        // What refers to people and playbooks goes before them; the rest goes with the organisation.
        let own = conversations::Column::Organisation.eq(id.as_str());
        conversations::Entity::delete_many().filter(own).exec(on).await?;
        let own = meetings::Column::Organisation.eq(id.as_str());
        meetings::Entity::delete_many().filter(own).exec(on).await?;
        Entity::delete_by_id(id.as_str()).exec(on).await?;
        let elsewhere: Vec<String> = memberships::Entity::find()
            .select_only()
            .column(memberships::Column::User)
            .filter(memberships::Column::User.is_in(people.iter().map(String::as_str)))
            .into_tuple()
            .all(on)
            .await?;
        // Whoever has a password, or works elsewhere too, is no figure of the demo.
        users::Entity::delete_many()
            .filter(users::Column::Id.is_in(people.iter().filter(|one| !elsewhere.contains(one))))
            .filter(users::Column::PasswordHash.is_null())
            .exec(on)
            .await?;
        write.commit().await
    }
}

fn demos() -> Select<Entity> {
    Entity::find().filter(Column::Demo.eq(true))
}
