//! People: signing in, oneself, members, invitations and teams.

pub mod invitations;
pub mod me;
pub mod members;
pub mod password;
pub mod sign_in;
pub mod teams;

use crate::auth::caller::Caller;
use crate::auth::session;
use crate::error::{Answer, ApiError};
use crate::state::App;
use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sottovoce_domain::access::{Action, Role, may};
use sottovoce_domain::ids::{OrganisationId, UserId};
use sottovoce_domain::language::Language;
use sottovoce_store::{SignedIn, User};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

/// The routes of these resources.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(sign_in::router())
        .merge(password::router())
        .merge(me::router())
        .merge(members::router())
        .merge(invitations::router())
        .merge(teams::router())
}

/// Whoever is signed in, and where.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The user.
    user: MyUser,
    /// Where they are at work.
    organisation: MyOrganisation,
    /// Their role there.
    role: Role,
    /// What that role may do.
    permissions: Vec<Permission>,
    /// Everywhere they can be at work.
    memberships: Vec<MyMembership>,
}

/// The user who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyUser {
    id: UserId,
    name: String,
    email: String,
    language: Language,
    email_verified: bool,
}

/// The organisation they are at work in.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyOrganisation {
    id: OrganisationId,
    name: String,
    language: Language,
    demo: bool,
}

/// An organisation they belong to.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyMembership {
    organisation_id: OrganisationId,
    name: String,
    role: Role,
}

/// What a role may do, for the interface to show or hide; the server asks again at every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Hold meetings, import transcripts.
    Sell,
    /// Read the members and teams.
    SeePeople,
    /// Invite and change members.
    ManagePeople,
    /// Create, rename and delete teams.
    ManageTeams,
    /// Create and publish playbooks.
    EditPlaybooks,
    /// Webhooks and other integrations.
    ManageIntegrations,
    /// Change the organisation.
    ManageOrganisation,
}

impl Permission {
    const ALL: [(Self, Action); 7] = [
        (Self::Sell, Action::Sell),
        (Self::SeePeople, Action::SeePeople),
        (Self::ManagePeople, Action::ManagePeople),
        (Self::ManageTeams, Action::ManageTeams),
        (Self::EditPlaybooks, Action::EditPlaybooks),
        (Self::ManageIntegrations, Action::ManageIntegrations),
        (Self::ManageOrganisation, Action::ManageOrganisation),
    ];

    fn of(role: Role) -> Vec<Self> {
        Self::ALL.iter().filter(|(_, action)| may(role, *action)).map(|(permission, _)| *permission).collect()
    }
}

impl From<User> for MyUser {
    fn from(user: User) -> Self {
        let User { id, name, email, language, email_verified, .. } = user;
        Self { id, name, email, language, email_verified }
    }
}

impl Me {
    /// Of whoever asks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, caller: &Caller) -> Answer<Self> {
        Self::about(app, caller.who.clone()).await
    }

    async fn about(app: &App, who: SignedIn) -> Answer<Self> {
        let memberships = app.store.people().memberships(&who.user.id).await?;
        let organisation = who.organisation;
        Ok(Self {
            user: who.user.into(),
            organisation: MyOrganisation {
                id: organisation.id,
                name: organisation.name,
                language: organisation.language,
                demo: organisation.demo,
            },
            role: who.member.role,
            permissions: Permission::of(who.member.role),
            memberships: memberships
                .into_iter()
                .map(|place| MyMembership {
                    organisation_id: place.organisation,
                    name: place.organisation_name,
                    role: place.role,
                })
                .collect(),
        })
    }
}

/// Signs a browser in and tells who is signed in.
pub async fn signed_in(
    app: &App,
    headers: &HeaderMap,
    user: UserId,
    organisation: OrganisationId,
    status: StatusCode,
) -> Answer<Response> {
    // A browser that was signed in already does not leave its old session behind.
    if let Ok(before) = Caller::of(app, headers).await {
        app.store.people().revoke_session(&before.who.user.id, &before.who.session.id).await?;
    }
    let cookie = session::open(app, headers, user, organisation).await?;
    let mut with_cookie = HeaderMap::new();
    with_cookie.insert(header::COOKIE, cookie_only(&cookie)?);
    let me = Me::of(app, &Caller::of(app, &with_cookie).await?).await?;
    Ok((status, [(header::SET_COOKIE, cookie)], Json(me)).into_response())
}

fn cookie_only(cookie: &HeaderValue) -> Answer<HeaderValue> {
    let text = cookie.to_str().map_err(|error| ApiError::internal(&error))?;
    HeaderValue::from_str(text.split(';').next().unwrap_or_default())
        .map_err(|error| ApiError::internal(&error))
}
