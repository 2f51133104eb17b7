//! The defence against requests that another site makes in a signed-in person's name.
//!
//! Whatever changes something needs the header `x-sottovoce: 1`, which no other site can send without asking
//! first (and is never allowed to), and must not come from another origin where the browser says so.

use crate::error::ApiError;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The header every change carries.
pub const HEADER: &str = "x-sottovoce";

/// Lets a request pass or refuses it.
pub async fn defend(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads {
        let marked = request.headers().get(HEADER).is_some_and(|value| value == "1");
        if !marked || !same_origin(request.headers(), &app.settings.public_url) {
            return refused().into_response();
        }
    }
    next.run(request).await
}

/// The refusal of a request that may be forged.
pub fn refused() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "forged_request", "the request does not come from our own pages")
}

/// Whether the request comes from our own pages, as far as the browser says where it comes from.
pub fn same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site"))
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let Some(origin) = text(header::ORIGIN) else { return !headers.contains_key(header::ORIGIN) };
    // The page may be open under another of our names (127.0.0.1 for localhost): what it was fetched from counts.
    let host = text(header::HOST).unwrap_or_default();
    origin == public_url
        || origin.split_once("://").is_some_and(|(scheme, rest)| {
            matches!(scheme, "http" | "https") && !host.is_empty() && rest == host
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&'static str, &'static str)], expected: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        assert_eq!(same_origin(&headers, "https://calls.example.com"), expected, "{pairs:?}");
    }

    #[test]
    fn only_our_own_pages_pass() {
        check(&[], true);
        check(&[("origin", "https://calls.example.com")], true);
        check(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], true);
        check(&[("origin", "https://evil.example.com"), ("host", "calls.example.com")], false);
        check(&[("origin", "null")], false);
        check(&[("origin", "https://calls.example.com"), ("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "same-origin")], true);
    }
}
