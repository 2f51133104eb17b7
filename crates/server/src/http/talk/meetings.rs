//! Meetings: making them, their guests' link, starting and ending them.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::{Body, Path, Query};
use crate::http::page::{Listing, PageQuery};
use crate::meeting_room;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Deserializer, Serialize};
use sottovoce_domain::access::Action;
use sottovoce_domain::ids::{ConversationId, MeetingId, ParticipantId, PlaybookId, unguessable};
use sottovoce_domain::language::Language;
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{MeetingList, When};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(meetings, create_meeting))
        .routes(routes!(meeting, update_meeting))
        .routes(routes!(revoke_meeting))
        .routes(routes!(start_meeting))
        .routes(routes!(end_meeting))
}

/// A meeting with the address guests come by.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingView {
    #[serde(flatten)]
    meeting: Meeting,
    /// The guests' link.
    guest_url: String,
}

impl MeetingView {
    fn of(app: &App, meeting: Meeting) -> Self {
        let guest_url = format!("{}/meet/{}", app.settings.public_url, meeting.link);
        Self { meeting, guest_url }
    }
}

/// Which meetings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WhenQuery {
    /// Those to come or those that are over; to come when missing.
    #[serde(default)]
    when: WhenWord,
    /// Where the page before ended.
    cursor: Option<String>,
    /// How many items at most (1 to 200, usually 50).
    limit: Option<u64>,
}

/// To come or over.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenWord {
    /// Not over yet, the next one first.
    #[default]
    Upcoming,
    /// Ended or revoked, the last one first.
    Past,
}

/// A meeting to make.
#[derive(Deserialize, ToSchema)]
pub struct NewMeeting {
    /// What it is about; guests see it.
    title: String,
    /// The language it will be held in.
    language: Language,
    /// The playbook it runs on.
    playbook_id: Option<PlaybookId>,
    /// When it is due; none for an instant meeting.
    starts_at: Option<Timestamp>,
    /// Whether guests wait until the host admits them.
    #[serde(default = "yes")]
    lobby: bool,
    /// When the link stops working; none: never.
    expires_at: Option<Timestamp>,
}

const fn yes() -> bool {
    true
}

/// What may be changed about a meeting; what is missing stays, `null` empties.
#[derive(Deserialize, ToSchema)]
pub struct MeetingChange {
    title: Option<String>,
    language: Option<Language>,
    #[serde(default, deserialize_with = "given")]
    playbook_id: Option<Option<PlaybookId>>,
    #[serde(default, deserialize_with = "given")]
    starts_at: Option<Option<Timestamp>>,
    lobby: Option<bool>,
    /// Whether newcomers are refused.
    locked: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    expires_at: Option<Option<Timestamp>>,
}

/// Tells `null` from a missing field.
#[expect(clippy::option_option, reason = "a patch has three cases: stay, empty, change")]
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// The way into the room.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoomEntry {
    conversation_id: ConversationId,
    /// Who one is in the conversation and in the room.
    participant_id: ParticipantId,
    /// What `livekit-client` connects to.
    room_url: String,
    /// Opens the room, for a while.
    room_token: String,
}

/// The meetings one sees.
#[utoipa::path(get, path = "/api/meetings", tag = "meetings", params(WhenQuery),
    responses((status = 200, body = Listing<MeetingView>), ApiError))]
async fn meetings(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<WhenQuery>,
) -> Answer<Json<Listing<MeetingView>>> {
    caller.must(Action::Sell)?;
    let when = match query.when {
        WhenWord::Upcoming => When::Upcoming,
        WhenWord::Past => When::Past,
    };
    let paging = PageQuery { cursor: query.cursor, limit: query.limit }.paging();
    let page = caller.tenant.meetings().list(&caller.scope(), &MeetingList { when, paging }).await?;
    Ok(Json(Listing::of(page, |meeting| MeetingView::of(&app, meeting))))
}

/// A new meeting with a link for guests.
#[utoipa::path(post, path = "/api/meetings", tag = "meetings", request_body = NewMeeting,
    responses((status = 201, body = MeetingView), ApiError))]
async fn create_meeting(
    State(app): State<App>,
    caller: Caller,
    Body(wish): Body<NewMeeting>,
) -> Answer<(StatusCode, Json<MeetingView>)> {
    caller.must(Action::Sell)?;
    let now = app.now();
    Check::new()
        .text("title", &wish.title, 200)
        .that(wish.expires_at.is_none_or(|at| at > now), "expires_at", "in_the_past", "must be in the future")
        .done()?;
    if let Some(playbook) = &wish.playbook_id {
        caller.tenant.playbooks().get(playbook).await?;
    }
    let meeting = Meeting {
        id: MeetingId::new(now, app.entropy()),
        link: unguessable(now, app.entropy()),
        title: wish.title.trim().to_owned(),
        host: caller.who.user.id.clone(),
        language: wish.language,
        starts_at: wish.starts_at,
        playbook: wish.playbook_id,
        lobby: wish.lobby,
        locked: false,
        conversation: None,
        expires_at: wish.expires_at,
        revoked_at: None,
        ended_at: None,
        created_at: now,
    };
    caller.tenant.meetings().create(&meeting).await?;
    Ok((StatusCode::CREATED, Json(MeetingView::of(&app, meeting))))
}

/// One meeting.
#[utoipa::path(get, path = "/api/meetings/{id}", tag = "meetings", params(("id" = String, Path)),
    responses((status = 200, body = MeetingView), ApiError))]
async fn meeting(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MeetingId>,
) -> Answer<Json<MeetingView>> {
    let meeting = caller.tenant.meetings().visible(&id, &caller.scope()).await?;
    Ok(Json(MeetingView::of(&app, meeting)))
}

/// Changes a meeting.
#[utoipa::path(patch, path = "/api/meetings/{id}", tag = "meetings", params(("id" = String, Path)),
    request_body = MeetingChange, responses((status = 200, body = MeetingView), ApiError))]
async fn update_meeting(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MeetingId>,
    Body(wish): Body<MeetingChange>,
) -> Answer<Json<MeetingView>> {
    let mut meeting = caller.tenant.meetings().visible(&id, &caller.scope()).await?;
    if let Some(title) = wish.title {
        Check::new().text("title", &title, 200).done()?;
        meeting.title = title.trim().to_owned();
    }
    if let Some(playbook) = wish.playbook_id {
        if let Some(playbook) = &playbook {
            caller.tenant.playbooks().get(playbook).await?;
        }
        meeting.playbook = playbook;
    }
    meeting.language = wish.language.unwrap_or(meeting.language);
    meeting.starts_at = wish.starts_at.unwrap_or(meeting.starts_at);
    meeting.lobby = wish.lobby.unwrap_or(meeting.lobby);
    meeting.locked = wish.locked.unwrap_or(meeting.locked);
    meeting.expires_at = wish.expires_at.unwrap_or(meeting.expires_at);
    caller.tenant.meetings().update(&meeting).await?;
    Ok(Json(MeetingView::of(&app, meeting)))
}

/// The link does not open the door any more. Whoever is in the room stays.
#[utoipa::path(post, path = "/api/meetings/{id}/revoke", tag = "meetings", params(("id" = String, Path)),
    responses((status = 200, body = MeetingView), ApiError))]
async fn revoke_meeting(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MeetingId>,
) -> Answer<Json<MeetingView>> {
    caller.tenant.meetings().visible(&id, &caller.scope()).await?;
    caller.tenant.meetings().revoke(&id, app.now()).await?;
    let meeting = caller.tenant.meetings().get(&id).await?;
    Ok(Json(MeetingView::of(&app, meeting)))
}

/// Begins the meeting, or goes back into it: the way into its room.
#[utoipa::path(post, path = "/api/meetings/{id}/start", tag = "meetings", params(("id" = String, Path)),
    responses((status = 200, body = RoomEntry), ApiError))]
async fn start_meeting(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MeetingId>,
) -> Answer<Json<RoomEntry>> {
    caller.must(Action::Sell)?;
    let meeting = caller.tenant.meetings().visible(&id, &caller.scope()).await?;
    let entered = meeting_room::enter_as_member(&app, &caller, meeting).await?;
    let pass = meeting_room::pass(&app, &entered.conversation, &entered.participant)?;
    Ok(Json(RoomEntry {
        conversation_id: entered.conversation,
        participant_id: entered.participant.id,
        room_url: pass.url,
        room_token: pass.token,
    }))
}

/// Ends the meeting for everybody; its recap is made then.
#[utoipa::path(post, path = "/api/meetings/{id}/end", tag = "meetings", params(("id" = String, Path)),
    responses((status = 200, body = MeetingView), ApiError))]
async fn end_meeting(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MeetingId>,
) -> Answer<Json<MeetingView>> {
    let meeting = caller.tenant.meetings().visible(&id, &caller.scope()).await?;
    meeting_room::end(&app, &caller, &meeting).await?;
    let meeting = caller.tenant.meetings().get(&id).await?;
    Ok(Json(MeetingView::of(&app, meeting)))
}
