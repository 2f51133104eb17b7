//! The host at the door of a live conversation: admit, refuse, remove.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::extract::{Body, Path};
use crate::meeting_room;
use crate::state::App;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use sottovoce_domain::conversation::Presence;
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(admit)).routes(routes!(refuse)).routes(routes!(remove))
}

/// Somebody at the door or in the room.
#[derive(Deserialize, ToSchema)]
pub struct WhoAtTheDoor {
    participant_id: ParticipantId,
}

/// Lets a guest in.
#[utoipa::path(post, path = "/api/conversations/{id}/admit", tag = "live", params(("id" = String, Path)),
    request_body = WhoAtTheDoor, responses((status = 204), ApiError))]
async fn admit(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ConversationId>,
    Body(who): Body<WhoAtTheDoor>,
) -> Answer<StatusCode> {
    meeting_room::place(&app, &caller, &id, &who.participant_id, Presence::Admitted).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Turns a guest away.
#[utoipa::path(post, path = "/api/conversations/{id}/refuse", tag = "live", params(("id" = String, Path)),
    request_body = WhoAtTheDoor, responses((status = 204), ApiError))]
async fn refuse(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ConversationId>,
    Body(who): Body<WhoAtTheDoor>,
) -> Answer<StatusCode> {
    meeting_room::place(&app, &caller, &id, &who.participant_id, Presence::Refused).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts a guest out of the room.
#[utoipa::path(post, path = "/api/conversations/{id}/remove", tag = "live", params(("id" = String, Path)),
    request_body = WhoAtTheDoor, responses((status = 204), ApiError))]
async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ConversationId>,
    Body(who): Body<WhoAtTheDoor>,
) -> Answer<StatusCode> {
    meeting_room::place(&app, &caller, &id, &who.participant_id, Presence::Refused).await?;
    Ok(StatusCode::NO_CONTENT)
}
