//! The demo: a filled organisation of one's own to walk about in, and a rehearsed call that is played live.

use crate::auth::address::Address;
use crate::auth::caller::Caller;
use crate::demo;
use crate::error::{Answer, ApiError};
use crate::http::people;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sottovoce_domain::access::Action;
use sottovoce_domain::ids::ConversationId;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(enter_demo)).routes(routes!(play_demo))
}

/// A rehearsed call that began.
#[derive(Debug, Serialize, ToSchema)]
pub struct DemoCall {
    conversation_id: ConversationId,
}

/// Enters a demo organisation of one's own, signed in as its owner; whoever is in theirs already stays there.
#[utoipa::path(post, path = "/api/demo", tag = "demo", responses((status = 200, body = people::Me), ApiError))]
async fn enter_demo(State(app): State<App>, Address(from): Address, headers: HeaderMap) -> Answer<Response> {
    if !app.settings.demo {
        return Err(ApiError::not_found());
    }
    if let Ok(caller) = Caller::of(&app, &headers).await
        && caller.who.organisation.demo
    {
        return Ok(Json(people::Me::of(&app, &caller).await?).into_response());
    }
    app.limits.demo(from)?;
    let turn = app.demo.lock().await;
    let (organisation, user) = demo::enter(&app.store).await?;
    drop(turn);
    people::signed_in(&app, &headers, user, organisation, StatusCode::OK).await
}

/// Plays a rehearsed call in real time through the real pipeline.
#[utoipa::path(post, path = "/api/demo/live", tag = "demo",
    responses((status = 201, body = DemoCall), ApiError))]
async fn play_demo(State(app): State<App>, caller: Caller) -> Answer<(StatusCode, Json<DemoCall>)> {
    caller.must(Action::Sell)?;
    if !caller.who.organisation.demo {
        return Err(ApiError::conflict("not_the_demo", "rehearsed calls play in a demo organisation only"));
    }
    let conversation_id = demo::play(&app, &caller).await?;
    Ok((StatusCode::CREATED, Json(DemoCall { conversation_id })))
}
