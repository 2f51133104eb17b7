//! The user interface's files: from a folder when one is set, else from inside the binary. Every address that is no
//! file is the one page, which finds its way itself.

use crate::error::ApiError;
use crate::state::App;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::path::{Component, Path};

/// The built interface.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// Files below this folder carry their content's hash in their name.
const FOREVER: &str = "assets/";
const PAGE: &str = "index.html";
/// What a server says that was built without an interface.
const BARE: &str = "<!doctype html><meta charset=utf-8><title>Sottovoce</title>\
    <p>The server runs, but its user interface was not built. <code>make run</code> builds it.";

/// A file of the interface, or its one page.
pub async fn page(State(app): State<App>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", "pages are only read")
            .into_response();
    }
    let name = uri.path().trim_start_matches('/');
    let folder = app.settings.web_dir.as_deref();
    if !name.is_empty()
        && let Some(bytes) = find(folder, name).await
    {
        return answer(name, bytes, &headers);
    }
    // A script that is gone must not turn into a page: the browser would choke on it.
    if name.starts_with(FOREVER) {
        return ApiError::not_found().into_response();
    }
    match find(folder, PAGE).await {
        Some(bytes) => answer(PAGE, bytes, &headers),
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], BARE).into_response(),
    }
}

async fn find(folder: Option<&Path>, name: &str) -> Option<Cow<'static, [u8]>> {
    let Some(folder) = folder else { return Built::get(name).map(|file| file.data) };
    // Only plain names below the folder.
    if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    tokio::fs::read(folder.join(name)).await.ok().map(Cow::Owned)
}

fn answer(name: &str, bytes: Cow<'static, [u8]>, headers: &HeaderMap) -> Response {
    let forever = name.starts_with(FOREVER);
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let tag = tag(&bytes);
    let mut response = if headers.get(header::IF_NONE_MATCH).is_some_and(|seen| *seen == tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(bytes.into_owned()).into_response()
    };
    let fixed = response.headers_mut();
    fixed.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    fixed.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        fixed.insert(header::ETAG, tag);
    }
    response
}

fn tag(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(bytes);
    format!("\"{}\"", crate::auth::token::hex(digest.get(..12).unwrap_or_default()))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}
