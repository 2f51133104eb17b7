//! A browser's sign-in: the cookie, its token, and how long it lasts.

use super::token;
use crate::error::{Answer, ApiError};
use crate::state::App;
use axum::http::{HeaderMap, HeaderValue, header};
use sottovoce_domain::ids::{OrganisationId, UserId};
use sottovoce_domain::time::Timestamp;
use sottovoce_store::NewSession;
use std::time::Duration;

/// The cookie's name.
pub const COOKIE: &str = "sottovoce_session";
const DAY: Duration = Duration::from_secs(24 * 3600);
/// What a browser calls itself is kept up to here, to show a list of browsers.
const LONGEST_AGENT: usize = 200;

/// When a browser that is used at `now` is signed out by itself.
pub fn expiry(app: &App, now: Timestamp) -> Timestamp {
    now.plus(DAY * app.settings.sign_in.session_days)
}

/// Signs the browser in and gives the cookie to set.
///
/// # Errors
/// When the user is no active member of the organisation.
pub async fn open(
    app: &App,
    headers: &HeaderMap,
    user: UserId,
    organisation: OrganisationId,
) -> Answer<HeaderValue> {
    let token = token::fresh(app.entropy());
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let session = NewSession {
        user,
        organisation,
        token_hash: token::hash(&token),
        expires_at: expiry(app, app.now()),
        agent: agent.chars().take(LONGEST_AGENT).collect(),
    };
    app.store.people().open_session(session).await?;
    cookie(app, &token, u64::from(app.settings.sign_in.session_days) * DAY.as_secs())
}

/// The cookie that takes the sign-in away.
///
/// # Errors
/// Never in practice.
pub fn gone(app: &App) -> Answer<HeaderValue> {
    cookie(app, "", 0)
}

fn cookie(app: &App, token: &str, seconds: u64) -> Answer<HeaderValue> {
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let text = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).map_err(|error| ApiError::internal(&error))
}

/// The token that a request's cookie carries.
pub fn token_of(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, token)| *name == COOKIE && !token.is_empty())
        .map(|(_, token)| token)
}
