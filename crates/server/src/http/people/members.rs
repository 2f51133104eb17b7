//! The people who work in an organisation.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::extract::{Body, Path};
use crate::http::page::Listing;
use crate::state::App;
use axum::Json;
use serde::{Deserialize, Serialize};
use sottovoce_domain::access::{Action, Role, may_grant};
use sottovoce_domain::ids::{TeamId, UserId};
use sottovoce_domain::time::Timestamp;
use sottovoce_store::Seat;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(members)).routes(routes!(update_member))
}

/// Somebody's place in the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    user_id: UserId,
    name: String,
    email: String,
    role: Role,
    /// Whether they may sign in here.
    active: bool,
    /// Their teams; a manager's being those they manage.
    team_ids: Vec<TeamId>,
    joined_at: Timestamp,
}

impl From<Seat> for MemberView {
    fn from(seat: Seat) -> Self {
        Self {
            user_id: seat.user.id,
            name: seat.user.name,
            email: seat.user.email,
            role: seat.role,
            active: seat.active,
            team_ids: seat.teams,
            joined_at: seat.joined_at,
        }
    }
}

/// What may be changed about a member; what is missing stays.
#[derive(Deserialize, ToSchema)]
pub struct MemberChange {
    role: Option<Role>,
    active: Option<bool>,
    team_ids: Option<Vec<TeamId>>,
}

/// Everybody who works here.
#[utoipa::path(get, path = "/api/members", tag = "people",
    responses((status = 200, body = Listing<MemberView>), ApiError))]
async fn members(caller: Caller) -> Answer<Json<Listing<MemberView>>> {
    caller.must(Action::SeePeople)?;
    let seats = caller.tenant.members().list().await?;
    Ok(Json(Listing::whole(seats.into_iter().map(MemberView::from).collect())))
}

/// Changes a member's role, activity or teams.
#[utoipa::path(patch, path = "/api/members/{user_id}", tag = "people", request_body = MemberChange,
    params(("user_id" = String, Path)),
    responses((status = 200, body = MemberView), ApiError))]
async fn update_member(
    caller: Caller,
    Path(user): Path<UserId>,
    Body(wish): Body<MemberChange>,
) -> Answer<Json<MemberView>> {
    caller.must(Action::ManagePeople)?;
    let mine = caller.who.member.role;
    let before = caller.tenant.members().get(&user).await?;
    if !may_grant(mine, before.role) || wish.role.is_some_and(|role| !may_grant(mine, role)) {
        return Err(ApiError::forbidden());
    }
    if wish.active == Some(false) && user == caller.who.user.id {
        return Err(ApiError::conflict("not_yourself", "you cannot shut yourself out"));
    }
    let seat =
        caller.tenant.members().update(&user, wish.role, wish.active, wish.team_ids.as_deref()).await?;
    Ok(Json(seat.into()))
}
