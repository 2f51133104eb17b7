//! Teams.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::{Body, Path};
use crate::http::page::Listing;
use crate::state::App;
use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use sottovoce_domain::access::Action;
use sottovoce_domain::ids::TeamId;
use sottovoce_domain::time::Timestamp;
use sottovoce_store::Team;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(teams, create_team)).routes(routes!(rename_team, delete_team))
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamView {
    id: TeamId,
    name: String,
    /// How many active members it has.
    members: u64,
    created_at: Timestamp,
}

impl From<Team> for TeamView {
    fn from(team: Team) -> Self {
        let Team { id, name, members, created_at } = team;
        Self { id, name, members, created_at }
    }
}

/// A team's name.
#[derive(Deserialize, ToSchema)]
pub struct TeamName {
    name: String,
}

/// All teams.
#[utoipa::path(get, path = "/api/teams", tag = "people",
    responses((status = 200, body = Listing<TeamView>), ApiError))]
async fn teams(caller: Caller) -> Answer<Json<Listing<TeamView>>> {
    caller.must(Action::SeePeople)?;
    let items = caller.tenant.teams().list().await?;
    Ok(Json(Listing::whole(items.into_iter().map(TeamView::from).collect())))
}

/// A new team.
#[utoipa::path(post, path = "/api/teams", tag = "people", request_body = TeamName,
    responses((status = 201, body = TeamView), ApiError))]
async fn create_team(caller: Caller, Body(wish): Body<TeamName>) -> Answer<(StatusCode, Json<TeamView>)> {
    caller.must(Action::ManageTeams)?;
    Check::new().text("name", &wish.name, 80).done()?;
    let team = caller.tenant.teams().create(wish.name.trim()).await?;
    Ok((StatusCode::CREATED, Json(team.into())))
}

/// Another name for a team.
#[utoipa::path(patch, path = "/api/teams/{id}", tag = "people", params(("id" = String, Path)),
    request_body = TeamName, responses((status = 204), ApiError))]
async fn rename_team(
    caller: Caller,
    Path(id): Path<TeamId>,
    Body(wish): Body<TeamName>,
) -> Answer<StatusCode> {
    caller.must(Action::ManageTeams)?;
    Check::new().text("name", &wish.name, 80).done()?;
    caller.tenant.teams().rename(&id, wish.name.trim()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes a team; its members stay in the organisation.
#[utoipa::path(delete, path = "/api/teams/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 204), ApiError))]
async fn delete_team(caller: Caller, Path(id): Path<TeamId>) -> Answer<StatusCode> {
    caller.must(Action::ManageTeams)?;
    caller.tenant.teams().delete(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
