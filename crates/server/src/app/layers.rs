//! What surrounds every request: its id, its log line without anybody's words or secrets, protective headers, and an
//! answer when a handler breaks.

use crate::error::ApiError;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use tracing::Instrument as _;

/// The header that names a request in the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Scripts and styles come from here alone; sockets to here; pictures and sound also from memory. Sliding panels
/// are placed by style attributes. Nobody frames us.
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob: mediastream:; \
    font-src 'self' data:; connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; \
    object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
/// Camera, microphone, screen and loudspeaker for our own pages, and nothing else of the machine.
const PERMISSIONS: &str = "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), \
    fullscreen=(self), screen-wake-lock=(self), picture-in-picture=(self), autoplay=(self), \
    geolocation=(), payment=(), usb=(), serial=(), bluetooth=()";

/// Gives the request an id, logs how it went, and adds the headers.
///
/// The log knows the route's pattern only: addresses carry links, tickets and tokens.
pub(super) async fn surround(request: Request, next: Next) -> Response {
    let id = format!("{:016x}", fresh_id());
    let route = request.extensions().get::<MatchedPath>().map_or("(page)", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, method = %request.method(), route);
    let began = tokio::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, millis) = (response.status().as_u16(), began.elapsed().as_millis());
    if status >= 500 {
        tracing::warn!(parent: &span, status, millis, "answered");
    } else {
        tracing::debug!(parent: &span, status, millis, "answered");
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn fresh_id() -> u64 {
    use sottovoce_domain::ids::Entropy as _;
    let mut bytes = [0_u8; 8];
    crate::outside::SystemEntropy.fill(&mut bytes);
    u64::from_be_bytes(bytes)
}

/// The answer of a handler that broke off.
pub(super) fn broke_off(_: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::internal(&"a handler broke off").into_response()
}

/// An address under `/api` that leads nowhere.
pub(super) async fn nowhere() -> Response {
    ApiError::not_found().into_response()
}

/// A verb that an address does not know.
pub(super) async fn wrong_verb() -> Response {
    let detail = "this address does not know this method";
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", detail).into_response()
}
