//! Who asks: a member at work in one organisation, and what they may do there.
//!
//! Decides nothing itself: roles are compared in `domain::access` alone.

use super::{session, token};
use crate::error::{Answer, ApiError};
use crate::state::App;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use sottovoce_domain::access::{self, Action, Scope};
use sottovoce_store::{SignedIn, Tenant};
use std::time::Duration;

/// A session that was used is noted at most this often: a write per request would cost more than it tells.
const NOTED_EVERY: Duration = Duration::from_secs(3600);

/// The member who asks.
#[derive(Clone)]
pub struct Caller {
    /// Who, where, and by which browser.
    pub who: SignedIn,
    /// Everything of their organisation.
    pub tenant: Tenant,
}

impl Caller {
    /// The member whose cookie these headers carry.
    ///
    /// # Errors
    /// `signed_out` when there is none.
    pub async fn of(app: &App, headers: &HeaderMap) -> Answer<Self> {
        let token = session::token_of(headers).ok_or_else(ApiError::signed_out)?;
        let who =
            app.store.people().signed_in(&token::hash(token)).await?.ok_or_else(ApiError::signed_out)?;
        let now = app.now();
        if now.since(who.session.last_seen) > NOTED_EVERY {
            app.store.people().touch_session(&who.session.id, session::expiry(app, now)).await?;
        }
        let tenant = app.store.tenant(&who.session.organisation);
        Ok(Self { who, tenant })
    }

    /// Passes when the member's role allows `action`.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn must(&self, action: Action) -> Answer<()> {
        if access::may(self.who.member.role, action) { Ok(()) } else { Err(ApiError::forbidden()) }
    }

    /// Refuses what would write to strangers: anybody may enter a demo, and nobody answers for what is sent from there.
    ///
    /// # Errors
    /// `only_a_demo`.
    pub fn answers_for_letters(&self) -> Answer<()> {
        if self.who.organisation.demo {
            return Err(ApiError::conflict("only_a_demo", "nobody is written to from a demo"));
        }
        Ok(())
    }

    /// Whose conversations the member sees.
    pub fn scope(&self) -> Scope {
        access::scope(&self.who.member)
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        Self::of(app, &parts.headers).await
    }
}
