//! Webhook endpoints and the log of what was delivered to them.

use crate::auth::caller::Caller;
use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::{Body, Path};
use crate::http::page::Listing;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use sottovoce_domain::access::Action;
use sottovoce_domain::ids::{ConversationId, DeliveryId, WebhookId};
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{Delivery, DeliveryState, Webhook};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How many deliveries the log shows.
const SHOWN: u64 = 100;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(webhooks, create_webhook))
        .routes(routes!(delete_webhook))
        .routes(routes!(deliveries))
        .routes(routes!(redeliver))
}

/// A webhook endpoint; its secret is shown once, when it is made.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookView {
    id: WebhookId,
    url: String,
    description: String,
    created_at: Timestamp,
}

impl From<Webhook> for WebhookView {
    fn from(webhook: Webhook) -> Self {
        let Webhook { id, url, description, created_at } = webhook;
        Self { id, url, description, created_at }
    }
}

/// A webhook endpoint to make.
#[derive(Deserialize, ToSchema)]
pub struct NewWebhook {
    /// Where to: https, or http for a machine of one's own.
    url: String,
    /// What it is for.
    #[serde(default)]
    description: String,
}

/// A webhook endpoint that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookMade {
    webhook: WebhookView,
    /// What deliveries are signed with. It is not shown again.
    secret: String,
}

/// A delivery in the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryView {
    id: DeliveryId,
    conversation_id: Option<ConversationId>,
    /// What happened, e.g. `conversation.recapped`.
    event: String,
    state: DeliveryStateView,
    /// How often it was tried.
    attempts: u32,
    /// The last answer's HTTP status.
    status: Option<u16>,
    /// What went wrong last, as a code.
    error: Option<String>,
    created_at: Timestamp,
    attempted_at: Option<Timestamp>,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStateView {
    /// To be sent, or sent again.
    Pending,
    /// The receiver took it.
    Delivered,
    /// Given up.
    Failed,
}

impl From<Delivery> for DeliveryView {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id,
            conversation_id: delivery.conversation,
            event: delivery.event,
            state: match delivery.state {
                DeliveryState::Pending => DeliveryStateView::Pending,
                DeliveryState::Delivered => DeliveryStateView::Delivered,
                DeliveryState::Failed => DeliveryStateView::Failed,
            },
            attempts: delivery.attempts,
            status: delivery.status,
            error: delivery.error,
            created_at: delivery.created_at,
            attempted_at: delivery.attempted_at,
        }
    }
}

/// All endpoints.
#[utoipa::path(get, path = "/api/webhooks", tag = "webhooks",
    responses((status = 200, body = Listing<WebhookView>), ApiError))]
async fn webhooks(caller: Caller) -> Answer<Json<Listing<WebhookView>>> {
    caller.must(Action::ManageIntegrations)?;
    let items = caller.tenant.webhooks().list().await?;
    Ok(Json(Listing::whole(items.into_iter().map(WebhookView::from).collect())))
}

/// A new endpoint, with the secret its deliveries are signed with.
#[utoipa::path(post, path = "/api/webhooks", tag = "webhooks", request_body = NewWebhook,
    responses((status = 201, body = WebhookMade), ApiError))]
async fn create_webhook(
    State(app): State<App>,
    caller: Caller,
    Body(wish): Body<NewWebhook>,
) -> Answer<(StatusCode, Json<WebhookMade>)> {
    caller.must(Action::ManageIntegrations)?;
    caller.answers_for_letters()?;
    let url = wish.url.trim();
    let shaped = url.strip_prefix("https://").or(url.strip_prefix("http://")).is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.contains('@')
    });
    Check::new()
        .text("url", url, 500)
        .that(
            shaped && url.parse::<axum::http::Uri>().is_ok(),
            "url",
            "invalid_url",
            "must be an http(s) address without credentials",
        )
        .that(wish.description.chars().count() <= 200, "description", "too_long", "is too long")
        .done()?;
    app.web.check_target(url).map_err(|error| {
        let detail = "the address is none of the public internet";
        ApiError::field("url", error.code(), detail)
    })?;
    let secret = format!("whsec_{}", token::fresh(app.entropy()));
    let webhook = caller.tenant.webhooks().create(url, wish.description.trim(), &secret).await?;
    Ok((StatusCode::CREATED, Json(WebhookMade { webhook: webhook.into(), secret })))
}

/// Deletes an endpoint with its log.
#[utoipa::path(delete, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)),
    responses((status = 204), ApiError))]
async fn delete_webhook(caller: Caller, Path(id): Path<WebhookId>) -> Answer<StatusCode> {
    caller.must(Action::ManageIntegrations)?;
    caller.tenant.webhooks().delete(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was delivered to an endpoint, newest first.
#[utoipa::path(get, path = "/api/webhooks/{id}/deliveries", tag = "webhooks", params(("id" = String, Path)),
    responses((status = 200, body = Listing<DeliveryView>), ApiError))]
async fn deliveries(caller: Caller, Path(id): Path<WebhookId>) -> Answer<Json<Listing<DeliveryView>>> {
    caller.must(Action::ManageIntegrations)?;
    caller.tenant.webhooks().get(&id).await?;
    let items = caller.tenant.webhooks().deliveries(&id, SHOWN).await?;
    Ok(Json(Listing::whole(items.into_iter().map(DeliveryView::from).collect())))
}

/// Sends a delivery again, with the same body and key.
#[utoipa::path(post, path = "/api/deliveries/{id}/redeliver", tag = "webhooks", params(("id" = String, Path)),
    responses((status = 202, body = DeliveryView), ApiError))]
async fn redeliver(caller: Caller, Path(id): Path<DeliveryId>) -> Answer<(StatusCode, Json<DeliveryView>)> {
    caller.must(Action::ManageIntegrations)?;
    let delivery = sottovoce_after::webhooks::redeliver(&caller.tenant, &id).await?;
    Ok((StatusCode::ACCEPTED, Json(delivery.into())))
}
