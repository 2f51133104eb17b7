//! The OpenAPI document: what the routes say of themselves, and the messages of the live sockets.

use crate::error::Problem;
use crate::http::talk::meetings::WhenWord;
use crate::socket::wire::{GuestClientMessage, GuestServerMessage, LiveCommand, LiveServerMessage};
use crate::{http, state::App};
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sottovoce",
        description = "Everything the interface uses. Signed-in browsers carry the cookie `sottovoce_session`; \
            whatever changes something needs the header `x-sottovoce: 1`. Errors are problem documents (RFC 9457) \
            with a stable `code`. Lists go page by page by `next_cursor`. Moments are milliseconds since 1970; \
            call times are milliseconds since a conversation began.",
        license(name = "Proprietary")
    ),
    components(schemas(
        Problem,
        WhenWord,
        LiveServerMessage,
        LiveCommand,
        GuestServerMessage,
        GuestClientMessage
    ))
)]
struct Document;

/// The routes under `/api` together with their description.
pub fn described() -> (axum::Router<App>, utoipa::openapi::OpenApi) {
    let (router, mut document) =
        OpenApiRouter::with_openapi(Document::openapi()).merge(http::router()).split_for_parts();
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let components = document.components.get_or_insert_default();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::auth::session::COOKIE)));
    components.add_security_scheme("session", cookie);
    (router, document)
}

/// The document as it is committed.
///
/// # Errors
/// Never in practice.
pub fn text() -> Result<String, serde_json::Error> {
    described().1.to_pretty_json().map(|text| text + "\n")
}
