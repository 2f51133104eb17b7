//! Whether the server lives and is ready, and what a first visit needs to know.

use crate::error::{Answer, ApiError};
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(health)).routes(routes!(ready)).routes(routes!(status))
}

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    status: &'static str,
}

/// What a first visit needs to know.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// Whether anybody has set this installation up.
    has_organisations: bool,
    /// The server's version.
    version: &'static str,
    /// Whether the demo may be entered.
    demo_available: bool,
}

/// The process lives.
#[utoipa::path(get, path = "/health", tag = "health", responses((status = 200, body = Health)))]
async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// The database answers.
#[utoipa::path(get, path = "/ready", tag = "health", responses((status = 200, body = Health), ApiError))]
async fn ready(State(app): State<App>) -> Answer<Json<Health>> {
    app.store.ping().await.map_err(|error| {
        tracing::warn!(%error, "the database does not answer");
        ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", "the database does not answer")
    })?;
    Ok(Json(Health { status: "ok" }))
}

/// What a first visit needs to know.
#[utoipa::path(get, path = "/api/status", tag = "health", responses((status = 200, body = Status), ApiError))]
async fn status(State(app): State<App>) -> Answer<Json<Status>> {
    Ok(Json(Status {
        has_organisations: app.store.people().has_organisations().await?,
        version: env!("CARGO_PKG_VERSION"),
        demo_available: app.settings.demo,
    }))
}
