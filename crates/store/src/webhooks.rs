//! An organisation's webhook endpoints, with sealed secrets, and the log of what was delivered.
//!
//! Sends nothing: `after/webhooks` does, and reports each attempt here.

use crate::StoreError;
use crate::db::Reach;
use crate::tables::{
    changed, deliveries, id as parse, maybe_id, moment, number, storable, unword, webhooks, word,
};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use sottovoce_domain::ids::{ConversationId, DeliveryId, WebhookId};
use sottovoce_domain::time::Timestamp;

/// A webhook endpoint, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Where to.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A delivery to be logged before it is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDelivery {
    /// To which endpoint.
    pub webhook: WebhookId,
    /// About which conversation; deliveries of one conversation go in order.
    pub conversation: Option<ConversationId>,
    /// What happened, e.g. `conversation.recapped`.
    pub event: String,
    /// The receiver's key against doubles; the same again for the same endpoint is no new delivery.
    pub idempotency_key: String,
    /// The body, exactly as it will be signed and sent.
    pub body: String,
}

/// A delivery in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// To which endpoint.
    pub webhook: WebhookId,
    /// About which conversation.
    pub conversation: Option<ConversationId>,
    /// What happened.
    pub event: String,
    /// The receiver's key against doubles.
    pub idempotency_key: String,
    /// The body.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// The last answer's HTTP status.
    pub status: Option<u16>,
    /// What went wrong last, as a code.
    pub error: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was tried last.
    pub attempted_at: Option<Timestamp>,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// To be sent, or sent again.
    Pending,
    /// The receiver took it.
    Delivered,
    /// Given up.
    Failed,
}

/// How one attempt to deliver went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Where the delivery stands now.
    pub state: DeliveryState,
    /// The answer's HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// What went wrong, as a code.
    pub error: Option<String>,
}

/// An organisation's webhooks.
#[derive(Clone, Copy)]
pub struct Webhooks<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Webhooks<'_> {
    /// All endpoints, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Webhook>, StoreError> {
        let rows = webhooks::Entity::find()
            .filter(webhooks::Column::Organisation.eq(self.reach.own()))
            .order_by_asc(webhooks::Column::CreatedAt)
            .order_by_asc(webhooks::Column::Id)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(webhook).collect()
    }

    /// One endpoint.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &WebhookId) -> Result<Webhook, StoreError> {
        webhook(self.row(id).await?)
    }

    /// A new endpoint; its secret is sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create(&self, url: &str, description: &str, secret: &str) -> Result<Webhook, StoreError> {
        let inner = self.reach.inner;
        let now = inner.clock.now();
        let id = WebhookId::new(now, inner.entropy.as_ref());
        let row = webhooks::Model {
            organisation: self.reach.own().to_owned(),
            url: storable(url),
            description: storable(description),
            secret: inner.vault.seal(secret, &self.place(&id), inner.entropy.as_ref())?,
            created_at: now.millis(),
            id: id.to_string(),
        };
        let unit = self.reach.write().await?;
        webhooks::Entity::insert(row.clone().into_active_model()).exec_without_returning(unit.on()).await?;
        unit.commit().await?;
        webhook(row)
    }

    /// The endpoint's secret, to sign with.
    ///
    /// # Errors
    /// `NotFound` when there is no such endpoint; `Corrupt` under another key.
    pub async fn secret(&self, id: &WebhookId) -> Result<String, StoreError> {
        self.reach.inner.vault.open(&self.row(id).await?.secret, &self.place(id))
    }

    /// Deletes an endpoint with its log.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn delete(&self, id: &WebhookId) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let gone = webhooks::Entity::delete_many()
            .filter(webhooks::Column::Organisation.eq(self.reach.own()))
            .filter(webhooks::Column::Id.eq(id.as_str()))
            .exec(unit.on())
            .await?;
        changed(gone.rows_affected)?;
        unit.commit().await
    }

    /// Logs a delivery that is to be sent; the one of the same endpoint and key if it is known already.
    ///
    /// # Errors
    /// `NotFound` when there is no such endpoint.
    pub async fn deliver(&self, new: NewDelivery) -> Result<Delivery, StoreError> {
        let now = self.reach.inner.clock.now();
        let row = deliveries::Model {
            organisation: self.reach.own().to_owned(),
            id: DeliveryId::new(now, self.reach.inner.entropy.as_ref()).to_string(),
            webhook: new.webhook.to_string(),
            conversation: new.conversation.as_ref().map(ToString::to_string),
            event: new.event,
            idempotency_key: new.idempotency_key,
            body: new.body,
            state: word(&DeliveryState::Pending)?,
            attempts: 0,
            status: None,
            error: None,
            created_at: now.millis(),
            attempted_at: None,
        };
        let (webhook, key) = (row.webhook.clone(), row.idempotency_key.clone());
        let unit = self.reach.write().await?;
        let columns = [
            deliveries::Column::Organisation,
            deliveries::Column::Webhook,
            deliveries::Column::IdempotencyKey,
        ];
        deliveries::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
            .exec_without_returning(unit.on())
            .await?;
        let stored = deliveries::Entity::find()
            .filter(deliveries::Column::Organisation.eq(self.reach.own()))
            .filter(deliveries::Column::Webhook.eq(webhook))
            .filter(deliveries::Column::IdempotencyKey.eq(key))
            .one(unit.on())
            .await?;
        unit.commit().await?;
        delivery(stored.ok_or(StoreError::NotFound)?)
    }

    /// One delivery.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn delivery(&self, id: &DeliveryId) -> Result<Delivery, StoreError> {
        let row = deliveries::Entity::find().filter(self.one(id)).one(&self.reach.read()).await?;
        delivery(row.ok_or(StoreError::NotFound)?)
    }

    /// An endpoint's deliveries, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliveries(&self, webhook: &WebhookId, limit: u64) -> Result<Vec<Delivery>, StoreError> {
        let rows = deliveries::Entity::find()
            .filter(deliveries::Column::Organisation.eq(self.reach.own()))
            .filter(deliveries::Column::Webhook.eq(webhook.as_str()))
            .order_by_desc(deliveries::Column::CreatedAt)
            .order_by_desc(deliveries::Column::Id)
            .limit(limit)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(delivery).collect()
    }

    /// Notes how an attempt went.
    ///
    /// # Errors
    /// `NotFound` when there is no such delivery.
    pub async fn attempted(&self, id: &DeliveryId, attempt: &Attempt) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let done = deliveries::Entity::update_many()
            .col_expr(deliveries::Column::State, Expr::value(word(&attempt.state)?))
            .col_expr(deliveries::Column::Attempts, Expr::col(deliveries::Column::Attempts).add(1))
            .col_expr(deliveries::Column::Status, Expr::value(attempt.status.map(i32::from)))
            .col_expr(deliveries::Column::Error, Expr::value(attempt.error.clone()))
            .col_expr(deliveries::Column::AttemptedAt, Expr::value(self.reach.inner.clock.now().millis()))
            .filter(self.one(id))
            .exec(unit.on())
            .await?;
        changed(done.rows_affected)?;
        unit.commit().await
    }

    /// Marks a delivery to be sent again, with the same body and key. The caller enqueues the job.
    ///
    /// # Errors
    /// `NotFound` when there is no such delivery.
    pub async fn redeliver(&self, id: &DeliveryId) -> Result<Delivery, StoreError> {
        let unit = self.reach.write().await?;
        let done = deliveries::Entity::update_many()
            .col_expr(deliveries::Column::State, Expr::value(word(&DeliveryState::Pending)?))
            .filter(self.one(id))
            .exec(unit.on())
            .await?;
        changed(done.rows_affected)?;
        let row = deliveries::Entity::find().filter(self.one(id)).one(unit.on()).await?;
        unit.commit().await?;
        delivery(row.ok_or(StoreError::NotFound)?)
    }

    async fn row(&self, id: &WebhookId) -> Result<webhooks::Model, StoreError> {
        let key = (self.reach.own().to_owned(), id.to_string());
        webhooks::Entity::find_by_id(key).one(&self.reach.read()).await?.ok_or(StoreError::NotFound)
    }

    fn one(&self, id: &DeliveryId) -> Condition {
        Condition::all()
            .add(deliveries::Column::Organisation.eq(self.reach.own()))
            .add(deliveries::Column::Id.eq(id.as_str()))
    }

    /// What the secret is sealed for.
    fn place(&self, id: &WebhookId) -> String {
        format!("{}/{id}", self.reach.organisation)
    }
}

fn webhook(row: webhooks::Model) -> Result<Webhook, StoreError> {
    Ok(Webhook {
        id: parse(&row.id)?,
        url: row.url,
        description: row.description,
        created_at: Timestamp::from_millis(row.created_at),
    })
}

fn delivery(row: deliveries::Model) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: parse(&row.id)?,
        webhook: parse(&row.webhook)?,
        conversation: maybe_id(row.conversation.as_deref())?,
        event: row.event,
        idempotency_key: row.idempotency_key,
        body: row.body,
        state: unword(row.state, "state")?,
        attempts: number(row.attempts, "attempts")?,
        status: row.status.map(|status| number(status, "status")).transpose()?,
        error: row.error,
        created_at: Timestamp::from_millis(row.created_at),
        attempted_at: moment(row.attempted_at),
    })
}
