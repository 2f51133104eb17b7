//! Registering, signing in and out. Signing in never shows whether an e-mail address is known. Registering does: whoever
//! registers is at work at once, which an address that is taken cannot be.

use super::{Me, signed_in};
use crate::auth::address::Address;
use crate::auth::caller::Caller;
use crate::auth::session;
use crate::error::{Answer, ApiError};
use crate::founding;
use crate::http::check::Check;
use crate::http::extract::Body;
use crate::letters::{self, About};
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sottovoce_domain::language::Language;
use sottovoce_domain::tenant::Policy;
use sottovoce_store::{NewOrganisation, NewUser};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(register)).routes(routes!(login)).routes(routes!(logout))
}

/// A new organisation and its owner.
#[derive(Deserialize, ToSchema)]
pub struct Registration {
    /// What the organisation is called; guests see it.
    organisation_name: String,
    /// The owner's name.
    name: String,
    /// The owner's e-mail address.
    email: String,
    /// The owner's password, at least 10 characters.
    password: String,
    /// The language to begin with.
    language: Language,
}

/// Who wants to sign in.
#[derive(Deserialize, ToSchema)]
pub struct Credentials {
    /// The e-mail address.
    email: String,
    /// The password.
    password: String,
}

/// Creates an organisation with its owner and signs them in.
#[utoipa::path(post, path = "/api/register", tag = "sign-in", request_body = Registration,
    responses((status = 201, body = Me), ApiError))]
async fn register(
    State(app): State<App>,
    Address(from): Address,
    headers: HeaderMap,
    Body(wish): Body<Registration>,
) -> Answer<Response> {
    app.limits.sign_in(from, Some(&wish.email))?;
    Check::new()
        .text("organisation_name", &wish.organisation_name, 120)
        .text("name", &wish.name, 120)
        .email("email", &wish.email)
        .password("password", &wish.password)
        .done()?;
    let password_hash = Some(app.passwords.hash(wish.password).await?);
    let organisation = NewOrganisation {
        name: wish.organisation_name.trim().to_owned(),
        language: wish.language,
        policy: Policy::default(),
        demo_until: None,
        playbooks: founding::scripts()?,
    };
    let owner = NewUser {
        name: wish.name.trim().to_owned(),
        email: wish.email.trim().to_owned(),
        password_hash,
        language: wish.language,
        email_verified: false,
    };
    let (organisation, owner) = app.store.people().found(organisation, owner).await?;
    letters::write_to(&app.store, &owner.id, About::Verify).await?;
    signed_in(&app, &headers, owner.id, organisation.id, StatusCode::CREATED).await
}

/// Signs a browser in.
#[utoipa::path(post, path = "/api/login", tag = "sign-in", request_body = Credentials,
    responses((status = 200, body = Me), ApiError))]
async fn login(
    State(app): State<App>,
    Address(from): Address,
    headers: HeaderMap,
    Body(wish): Body<Credentials>,
) -> Answer<Response> {
    app.limits.sign_in(from, Some(&wish.email))?;
    let account = app.store.people().by_email(&wish.email).await?;
    let kept = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = wish.password.len() <= crate::auth::password::LONGEST
        && app.passwords.check(wish.password, kept).await?;
    let wrong =
        || ApiError::new(StatusCode::UNAUTHORIZED, "wrong_credentials", "e-mail or password is wrong");
    let user = account.filter(|_| right).ok_or_else(wrong)?.user;
    let places = app.store.people().memberships(&user.id).await?;
    let place = places.into_iter().next().ok_or_else(wrong)?;
    signed_in(&app, &headers, user.id, place.organisation, StatusCode::OK).await
}

/// Signs the browser out.
#[utoipa::path(post, path = "/api/logout", tag = "sign-in", responses((status = 204), ApiError))]
async fn logout(State(app): State<App>, headers: HeaderMap) -> Answer<Response> {
    match Caller::of(&app, &headers).await {
        Ok(caller) => app.store.people().revoke_session(&caller.who.user.id, &caller.who.session.id).await?,
        Err(error) if error.code() == "signed_out" => {}
        Err(error) => return Err(error),
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, session::gone(&app)?)]).into_response())
}
