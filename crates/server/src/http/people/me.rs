//! Oneself: who is signed in, one's name and language, and where one is at work.

use super::Me;
use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::Body;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Deserialize;
use sottovoce_domain::ids::OrganisationId;
use sottovoce_domain::language::Language;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(me, update_me)).routes(routes!(switch_organisation))
}

/// What one may change about oneself; what is missing stays.
#[derive(Deserialize, ToSchema)]
pub struct MyChange {
    /// The name.
    name: Option<String>,
    /// The language of the interface.
    language: Option<Language>,
}

/// Where to go on.
#[derive(Deserialize, ToSchema)]
pub struct Switch {
    /// The organisation.
    organisation_id: OrganisationId,
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/me", tag = "me", responses((status = 200, body = Me), ApiError))]
async fn me(State(app): State<App>, caller: Caller) -> Answer<Json<Me>> {
    Ok(Json(Me::of(&app, &caller).await?))
}

/// Changes one's name or language.
#[utoipa::path(patch, path = "/api/me", tag = "me", request_body = MyChange,
    responses((status = 200, body = Me), ApiError))]
async fn update_me(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(wish): Body<MyChange>,
) -> Answer<Json<Me>> {
    if let Some(name) = &wish.name {
        Check::new().text("name", name, 120).done()?;
    }
    let name = wish.name.as_deref().map(str::trim);
    app.store.people().update(&caller.who.user.id, name, wish.language).await?;
    Ok(Json(Me::of(&app, &Caller::of(&app, &headers).await?).await?))
}

/// Goes on in another organisation one belongs to.
#[utoipa::path(post, path = "/api/me/organisation", tag = "me", request_body = Switch,
    responses((status = 200, body = Me), ApiError))]
async fn switch_organisation(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(wish): Body<Switch>,
) -> Answer<Json<Me>> {
    app.store.people().switch_session(&caller.who.session.id, &wish.organisation_id).await?;
    Ok(Json(Me::of(&app, &Caller::of(&app, &headers).await?).await?))
}
