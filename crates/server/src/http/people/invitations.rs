//! Invitations: made by members who manage people, answered by whoever got the mail.

use super::signed_in;
use crate::auth::address::Address;
use crate::auth::caller::Caller;
use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::{Body, Path};
use crate::http::page::Listing;
use crate::letters;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use sottovoce_domain::access::{Action, Role, may_grant};
use sottovoce_domain::ids::{InvitationId, TeamId, UserId};
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{Invitation, NewUser, OpenInvitation};
use std::time::Duration;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// An invitation can be accepted for so long.
const GOOD_FOR: Duration = Duration::from_secs(7 * 24 * 3600);

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(invitations, invite))
        .routes(routes!(delete_invitation))
        .routes(routes!(invitation_by_token))
        .routes(routes!(accept_invitation))
}

/// An invitation that waits for an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    id: InvitationId,
    email: String,
    role: Role,
    team_ids: Vec<TeamId>,
    invited_by: UserId,
    created_at: Timestamp,
    expires_at: Timestamp,
}

impl From<Invitation> for InvitationView {
    fn from(invitation: Invitation) -> Self {
        let Invitation { id, email, role, teams, invited_by, created_at, expires_at } = invitation;
        Self { id, email, role, team_ids: teams, invited_by, created_at, expires_at }
    }
}

/// Somebody to invite.
#[derive(Deserialize, ToSchema)]
pub struct NewInvitation {
    email: String,
    role: Role,
    #[serde(default)]
    team_ids: Vec<TeamId>,
}

/// An invitation as the invited person sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationToMe {
    organisation_name: String,
    email: String,
    role: Role,
    /// Whether the address has a user already: then their own password is asked for.
    has_account: bool,
}

/// The answer to an invitation.
#[derive(Deserialize, ToSchema)]
pub struct Acceptance {
    /// The new user's name; not used for somebody who has an account.
    name: String,
    /// A new password of at least 10 characters, or the one of the account.
    password: String,
}

/// The invitations that were not accepted yet.
#[utoipa::path(get, path = "/api/invitations", tag = "people",
    responses((status = 200, body = Listing<InvitationView>), ApiError))]
async fn invitations(caller: Caller) -> Answer<Json<Listing<InvitationView>>> {
    caller.must(Action::ManagePeople)?;
    let items = caller.tenant.invitations().list().await?;
    Ok(Json(Listing::whole(items.into_iter().map(InvitationView::from).collect())))
}

/// Invites somebody by mail, in place of an earlier invitation to the same address.
#[utoipa::path(post, path = "/api/invitations", tag = "people", request_body = NewInvitation,
    responses((status = 201, body = InvitationView), ApiError))]
async fn invite(
    State(app): State<App>,
    caller: Caller,
    Body(wish): Body<NewInvitation>,
) -> Answer<(StatusCode, Json<InvitationView>)> {
    caller.must(Action::ManagePeople)?;
    if !may_grant(caller.who.member.role, wish.role) {
        return Err(ApiError::forbidden());
    }
    caller.answers_for_letters()?;
    Check::new().email("email", &wish.email).done()?;
    app.limits.mail(&wish.email)?;
    let token = token::fresh(app.entropy());
    let invitation = caller
        .tenant
        .invitations()
        .create(
            wish.email.trim(),
            wish.role,
            &wish.team_ids,
            &caller.who.user.id,
            &token::hash(&token),
            app.now().plus(GOOD_FOR),
        )
        .await?;
    letters::invite(&app, &caller.who, &invitation.email, &token).await?;
    Ok((StatusCode::CREATED, Json(invitation.into())))
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/api/invitations/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 204), ApiError))]
async fn delete_invitation(caller: Caller, Path(id): Path<InvitationId>) -> Answer<StatusCode> {
    caller.must(Action::ManagePeople)?;
    caller.tenant.invitations().delete(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn open(app: &App, token: &str) -> Answer<OpenInvitation> {
    app.store.people().invitation(&token::hash(token)).await?.ok_or_else(|| {
        ApiError::new(
            StatusCode::NOT_FOUND,
            "invitation_void",
            "the invitation was used, taken back or is too old",
        )
    })
}

/// The invitation of a mailed link.
#[utoipa::path(get, path = "/api/invitations/by-token/{token}", tag = "sign-in",
    params(("token" = String, Path)), responses((status = 200, body = InvitationToMe), ApiError))]
async fn invitation_by_token(
    State(app): State<App>,
    Address(from): Address,
    Path(token): Path<String>,
) -> Answer<Json<InvitationToMe>> {
    app.limits.sign_in(from, None)?;
    let found = open(&app, &token).await?;
    let has_account = app.store.people().by_email(&found.invitation.email).await?.is_some();
    Ok(Json(InvitationToMe {
        organisation_name: found.organisation_name,
        email: found.invitation.email,
        role: found.invitation.role,
        has_account,
    }))
}

/// Accepts an invitation and signs in: as a new user, or with the password of the account one has.
#[utoipa::path(post, path = "/api/invitations/by-token/{token}/accept", tag = "sign-in",
    params(("token" = String, Path)), request_body = Acceptance,
    responses((status = 201, body = super::Me), ApiError))]
async fn accept_invitation(
    State(app): State<App>,
    Address(from): Address,
    headers: HeaderMap,
    Path(token): Path<String>,
    Body(wish): Body<Acceptance>,
) -> Answer<Response> {
    app.limits.sign_in(from, None)?;
    let found = open(&app, &token).await?;
    let email = found.invitation.email;
    app.limits.sign_in(from, Some(&email))?;
    let (name, password_hash, language) = match app.store.people().by_email(&email).await? {
        Some(account) => {
            if !app.passwords.check(wish.password, account.password_hash).await? {
                let detail = "the password of this account is another one";
                return Err(ApiError::new(StatusCode::UNAUTHORIZED, "wrong_credentials", detail));
            }
            (account.user.name, None, account.user.language)
        }
        None => {
            Check::new().text("name", &wish.name, 120).password("password", &wish.password).done()?;
            let language = app.store.tenant(&found.organisation).organisation().get().await?.language;
            (wish.name.trim().to_owned(), Some(app.passwords.hash(wish.password).await?), language)
        }
    };
    let user = NewUser { name, email, password_hash, language, email_verified: true };
    let (user, organisation) = app.store.people().accept(&token::hash(&token), user).await?;
    signed_in(&app, &headers, user.id, organisation, StatusCode::CREATED).await
}
