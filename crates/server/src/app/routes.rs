//! All routes: the API, the live sockets, the media engine's doors, and the user interface for everything else.

use super::{document, layers};
use crate::auth::forgery;
use crate::state::App;
use crate::{rtc, socket, ui};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{any, get};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// The largest JSON body: a playbook with pictures of its own.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// No handler takes longer; an upload over a slow line may.
const LONGEST: Duration = Duration::from_secs(120);

/// The whole server as one service.
pub fn router(app: &App) -> Router {
    let (api, _) = document::described();
    let api = api
        .merge(socket::router())
        .route("/api/openapi.json", get(openapi))
        .route("/api", any(layers::nowhere))
        .route("/api/{*rest}", any(layers::nowhere))
        .method_not_allowed_fallback(layers::wrong_verb)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(app.clone(), forgery::defend));
    Router::new()
        .merge(api)
        .merge(rtc::router())
        .fallback(ui::page)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CompressionLayer::new().gzip(true))
        .layer(CatchPanicLayer::custom(layers::broke_off))
        .layer(middleware::from_fn(layers::surround))
        .with_state(app.clone())
}

async fn openapi() -> impl IntoResponse {
    match document::text() {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => crate::error::ApiError::internal(&error).into_response(),
    }
}
