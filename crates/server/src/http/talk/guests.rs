//! The door for guests, who have no account: what a link leads to, knocking with consent, and where one stands.

use crate::auth::address::Address;
use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::{Body, Path};
use crate::meeting_room;
use crate::notice;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, Serialize};
use sottovoce_domain::conversation::{Consent, Presence};
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::language::Language;
use sottovoce_domain::meeting::Closed;
use sottovoce_domain::time::Timestamp;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(meet)).routes(routes!(knock)).routes(routes!(guest_me))
}

/// What a guest's link leads to.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetView {
    title: String,
    host_name: String,
    organisation_name: String,
    language: Language,
    state: MeetState,
    starts_at: Option<Timestamp>,
    /// What one agrees to before entering.
    notice: NoticeView,
    /// Whether the host is there already.
    started: bool,
}

/// Whether a link opens the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetState {
    /// It does.
    Open,
    /// The meeting is over.
    Ended,
    /// The link is past its date.
    Expired,
    /// The host revoked the link.
    Revoked,
    /// The host locked the room.
    Locked,
}

/// The notice one agrees to, in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// Which text this is; sent back with the consent.
    version: &'static str,
    text: NoticeTexts,
    /// What it means, in plain words.
    explanation: NoticeTexts,
}

/// A text in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeTexts {
    it: &'static str,
    en: &'static str,
}

/// A guest who knocks.
#[derive(Deserialize, ToSchema)]
pub struct Knock {
    /// The name they go by.
    name: String,
    consent: ConsentGiven,
}

/// The answer to the notice.
#[derive(Deserialize, ToSchema)]
pub struct ConsentGiven {
    /// Whether they agree; who does not cannot enter.
    agreed: bool,
    /// The version of the text they saw.
    notice: String,
    /// The language they saw it in.
    language: Language,
}

/// A guest at the door.
#[derive(Debug, Serialize, ToSchema)]
pub struct Knocked {
    /// Says who they are, to the guest's socket and `GET /api/meet/{link}/me`.
    guest_token: String,
    participant_id: ParticipantId,
    presence: Presence,
}

/// Where a guest stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuestMe {
    participant_id: ParticipantId,
    name: String,
    presence: Presence,
}

impl From<Closed> for MeetState {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Revoked => Self::Revoked,
            Closed::Expired => Self::Expired,
            Closed::Ended => Self::Ended,
            Closed::Locked => Self::Locked,
        }
    }
}

/// What a link leads to.
#[utoipa::path(get, path = "/api/meet/{link}", tag = "guests", params(("link" = String, Path)),
    responses((status = 200, body = MeetView), ApiError))]
async fn meet(
    State(app): State<App>,
    Address(from): Address,
    Path(link): Path<String>,
) -> Answer<Json<MeetView>> {
    app.limits.knock(from)?;
    let entrance = app.store.doors().meeting(&link).await?;
    let state = entrance.meeting.open(app.now()).err().map_or(MeetState::Open, MeetState::from);
    let started = meeting_room::started(&app, &entrance.organisation.id, &entrance.meeting).await?;
    Ok(Json(MeetView {
        title: entrance.meeting.title,
        host_name: entrance.host_name,
        organisation_name: entrance.organisation.name,
        language: entrance.meeting.language,
        state,
        starts_at: entrance.meeting.starts_at,
        notice: NoticeView {
            version: notice::VERSION,
            text: NoticeTexts { it: notice::text(Language::It), en: notice::text(Language::En) },
            explanation: NoticeTexts {
                it: notice::explanation(Language::It),
                en: notice::explanation(Language::En),
            },
        },
        started,
    }))
}

/// Knocks, with one's name and consent. Without consent nobody enters and nothing is kept.
#[utoipa::path(post, path = "/api/meet/{link}/knock", tag = "guests", params(("link" = String, Path)),
    request_body = Knock, responses((status = 201, body = Knocked), ApiError))]
async fn knock(
    State(app): State<App>,
    Address(from): Address,
    Path(link): Path<String>,
    Body(wish): Body<Knock>,
) -> Answer<(StatusCode, Json<Knocked>)> {
    app.limits.knock(from)?;
    let entrance = app.store.doors().meeting(&link).await?;
    entrance.meeting.open(app.now()).map_err(meeting_room::closed)?;
    Check::new()
        .text("name", &wish.name, 80)
        .that(wish.consent.agreed, "consent", "consent_needed", "agree to the notice or leave")
        .that(
            wish.consent.notice == notice::VERSION,
            "consent",
            "notice_changed",
            "the notice has changed; read it again",
        )
        .done()?;
    let consent =
        Consent { agreed: true, notice: wish.consent.notice, language: wish.consent.language, at: app.now() };
    let token = token::fresh(app.entropy());
    let guest =
        meeting_room::knock(&app, &entrance, wish.name.trim(), &consent, &token::hash(&token)).await?;
    let knocked = Knocked { guest_token: token, participant_id: guest.id, presence: guest.presence };
    Ok((StatusCode::CREATED, Json(knocked)))
}

/// Where one stands, by `Authorization: Bearer <guest token>`.
#[utoipa::path(get, path = "/api/meet/{link}/me", tag = "guests", params(("link" = String, Path)),
    responses((status = 200, body = GuestMe), ApiError))]
async fn guest_me(
    State(app): State<App>,
    Path(link): Path<String>,
    headers: HeaderMap,
) -> Answer<Json<GuestMe>> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .ok_or_else(meeting_room::unknown_guest)?;
    let (_, pass) = meeting_room::guest(&app, &link, token).await?;
    let guest = pass.participant;
    Ok(Json(GuestMe { participant_id: guest.id, name: guest.name, presence: guest.presence }))
}
