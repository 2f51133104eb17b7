//! A forgotten password, and showing that an e-mail address is one's own: by tickets that are mailed.

use crate::auth::address::Address;
use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::Body;
use crate::letters::{self, About};
use crate::state::App;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use sottovoce_store::Purpose;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(forgot)).routes(routes!(reset)).routes(routes!(verify))
}

/// Whose password was forgotten.
#[derive(Deserialize, ToSchema)]
pub struct Forgotten {
    /// The e-mail address.
    email: String,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
pub struct Reset {
    /// The ticket from the mail.
    token: String,
    /// The new password, at least 10 characters.
    password: String,
}

/// A ticket from a mail.
#[derive(Deserialize, ToSchema)]
pub struct Ticket {
    /// The ticket.
    token: String,
}

fn void() -> ApiError {
    ApiError::new(StatusCode::GONE, "ticket_void", "the link was used or is too old; ask for another")
}

/// Mails a link to choose a new password, if the address is known. The answer is the same if it is not.
#[utoipa::path(post, path = "/api/password/forgot", tag = "sign-in", request_body = Forgotten,
    responses((status = 202), ApiError))]
async fn forgot(
    State(app): State<App>,
    Address(from): Address,
    Body(wish): Body<Forgotten>,
) -> Answer<StatusCode> {
    app.limits.sign_in(from, None)?;
    app.limits.mail(&wish.email)?;
    // Looked up and enqueued after the answer, so that its time tells nothing either.
    let store = app.store.clone();
    app.tasks.spawn(async move {
        let enqueued = match store.people().by_email(&wish.email).await {
            Ok(Some(account)) => letters::write_to(&store, &account.user.id, About::Reset).await,
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = enqueued {
            tracing::error!(%error, "a reset was not enqueued");
        }
    });
    Ok(StatusCode::ACCEPTED)
}

/// Chooses a new password with a mailed ticket and signs every browser of the user out.
#[utoipa::path(post, path = "/api/password/reset", tag = "sign-in", request_body = Reset,
    responses((status = 204), ApiError))]
async fn reset(
    State(app): State<App>,
    Address(from): Address,
    Body(wish): Body<Reset>,
) -> Answer<StatusCode> {
    app.limits.sign_in(from, None)?;
    Check::new().password("password", &wish.password).done()?;
    let hash = app.passwords.hash(wish.password).await?;
    let people = app.store.people();
    let user = people.redeem(Purpose::Reset, &token::hash(&wish.token)).await?.ok_or_else(void)?;
    people.set_password(&user, &hash).await?;
    // Whoever reads the mail of an address owns it.
    people.verify_email(&user).await?;
    people.revoke_sessions(&user, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows with a mailed ticket that the address is one's own.
#[utoipa::path(post, path = "/api/email/verify", tag = "sign-in", request_body = Ticket,
    responses((status = 204), ApiError))]
async fn verify(
    State(app): State<App>,
    Address(from): Address,
    Body(wish): Body<Ticket>,
) -> Answer<StatusCode> {
    app.limits.sign_in(from, None)?;
    let people = app.store.people();
    let user = people.redeem(Purpose::Verify, &token::hash(&wish.token)).await?.ok_or_else(void)?;
    people.verify_email(&user).await?;
    Ok(StatusCode::NO_CONTENT)
}
