//! An organisation's webhook endpoints, with sealed secrets, and the log of what was delivered.
//!
//! Sends nothing: `after/webhooks` does, and reports each attempt here.

use crate::StoreError;
use crate::db::Reach;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// To be sent, or sent again.
    Pending,
    /// The receiver took it.
    Delivered,
    /// Given up.
    Failed,
}

impl DeliveryState {
    /// The word for it in the database and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
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
        todo!()
    }

    /// One endpoint.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &WebhookId) -> Result<Webhook, StoreError> {
        todo!()
    }

    /// A new endpoint; its secret is sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create(&self, url: &str, description: &str, secret: &str) -> Result<Webhook, StoreError> {
        todo!()
    }

    /// The endpoint's secret, to sign with.
    ///
    /// # Errors
    /// `NotFound` when there is no such endpoint; `Corrupt` under another key.
    pub async fn secret(&self, id: &WebhookId) -> Result<String, StoreError> {
        todo!()
    }

    /// Deletes an endpoint with its log.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn delete(&self, id: &WebhookId) -> Result<(), StoreError> {
        todo!()
    }

    /// Logs a delivery that is to be sent; the one of the same endpoint and key if it is known already.
    ///
    /// # Errors
    /// `NotFound` when there is no such endpoint.
    pub async fn deliver(&self, delivery: NewDelivery) -> Result<Delivery, StoreError> {
        todo!()
    }

    /// One delivery.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn delivery(&self, id: &DeliveryId) -> Result<Delivery, StoreError> {
        todo!()
    }

    /// An endpoint's deliveries, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliveries(&self, webhook: &WebhookId, limit: u64) -> Result<Vec<Delivery>, StoreError> {
        todo!()
    }

    /// Notes how an attempt went.
    ///
    /// # Errors
    /// `NotFound` when there is no such delivery.
    pub async fn attempted(&self, id: &DeliveryId, attempt: &Attempt) -> Result<(), StoreError> {
        todo!()
    }

    /// Marks a delivery to be sent again, with the same body and key. The caller enqueues the job.
    ///
    /// # Errors
    /// `NotFound` when there is no such delivery.
    pub async fn redeliver(&self, id: &DeliveryId) -> Result<Delivery, StoreError> {
        todo!()
    }
}
