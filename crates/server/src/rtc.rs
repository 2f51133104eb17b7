//! The doors of the media engine: LiveKit's signalling by WebSocket, its check before, and its room service.
//!
//! A token alone does not open a conversation's room: whoever comes must still be admitted there.

use crate::state::App;
use axum::Router;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures::{SinkExt as _, StreamExt as _};
use sottovoce_domain::conversation::Presence;
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_live::session::event::Signal;
use sottovoce_media::signal::{Admission, LARGEST_MESSAGE, Refusal, SignalIn, SignalOut};
use sottovoce_store::StoreError;
use tokio::sync::mpsc;

/// Messages on their way in: signalling is sparse.
const INCOMING: usize = 64;
/// Messages on their way out to a slow client before the engine lets it go.
const OUTGOING: usize = 1024;

/// The routes.
pub fn router() -> Router<App> {
    Router::new()
        .route("/rtc", get(|s, q, h, w| join(s, q, h, w, false)))
        .route("/rtc/v1", get(|s, q, h, w| join(s, q, h, w, true)))
        .route("/rtc/validate", get(|s, q, h| validate(s, q, h, false)))
        .route("/rtc/v1/validate", get(|s, q, h| validate(s, q, h, true)))
        .route("/twirp/livekit.RoomService/{method}", post(twirp))
        .layer(DefaultBodyLimit::max(LARGEST_MESSAGE))
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::to_owned)
}

/// The engine's own check, then ours.
async fn admit(
    app: &App,
    query: Option<String>,
    headers: &HeaderMap,
    v1: bool,
) -> Result<Admission, Refusal> {
    let admission = app.media.validate(&query.unwrap_or_default(), bearer(headers).as_deref(), v1)?;
    let Ok(conversation) = admission.room().parse::<ConversationId>() else { return Ok(admission) };
    let refused = |text: &str| Refusal { status: 401, text: text.to_owned() };
    let organisation =
        app.rooms.owner(&conversation).ok_or_else(|| refused("the conversation is not live"))?;
    if !app.hub.is_live(&conversation) {
        app.rooms.forget(&conversation);
        return Err(refused("the conversation is over"));
    }
    let who: ParticipantId =
        admission.identity().parse().map_err(|_| refused("nobody of this name takes part"))?;
    let tenant = app.store.tenant(&organisation);
    match tenant.participants().get(&conversation, &who).await {
        Ok(person) if person.presence == Presence::Admitted => {}
        Ok(_) => return Err(refused("not admitted to this conversation")),
        Err(StoreError::NotFound) => return Err(refused("nobody of this name takes part")),
        Err(error) => return Err(unchecked(&error)),
    }
    let limit = tenant.organisation().get().await.map_err(|error| unchecked(&error))?.policy.room_limit;
    let inside = inside(app, &conversation);
    if !inside.contains(&who) && inside.len() >= usize::from(limit) {
        return Err(Refusal { status: 503, text: "the room is full".to_owned() });
    }
    Ok(admission)
}

/// Who is connected to a conversation's room at this moment.
fn inside(app: &App, conversation: &ConversationId) -> Vec<ParticipantId> {
    let picture = app.hub.signals(conversation).map(|(picture, _)| picture).unwrap_or_default();
    let room = |signal| match signal {
        Signal::Room { participants } => Some(participants),
        _ => None,
    };
    picture.into_iter().find_map(room).unwrap_or_default()
}

fn unchecked(error: &StoreError) -> Refusal {
    tracing::error!(%error, "a room's door could not be checked");
    Refusal { status: 503, text: "try again".to_owned() }
}

fn refuse(refusal: Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, refusal.text).into_response()
}

/// Clients ask here, from any page, what a failed join meant.
async fn validate(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    v1: bool,
) -> Response {
    let answer = match admit(&app, query, &headers, v1).await {
        Ok(_) => "success".into_response(),
        Err(refusal) => refuse(refusal),
    };
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], answer).into_response()
}

async fn join(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
    v1: bool,
) -> Response {
    let admission = match admit(&app, query, &headers, v1).await {
        Ok(admission) => admission,
        Err(refusal) => return refuse(refusal),
    };
    upgrade.max_message_size(LARGEST_MESSAGE).max_frame_size(LARGEST_MESSAGE).on_upgrade(
        move |socket| async move {
            let (to_engine, incoming) = mpsc::channel(INCOMING);
            let (outgoing, from_engine) = mpsc::channel(OUTGOING);
            tokio::spawn(pump(socket, to_engine, from_engine));
            app.media.serve(admission, incoming, outgoing).await;
        },
    )
}

/// Moves frames between socket and engine until either ends.
async fn pump(
    socket: WebSocket,
    to_engine: mpsc::Sender<SignalIn>,
    mut from_engine: mpsc::Receiver<SignalOut>,
) {
    let (mut sink, mut stream) = socket.split();
    let inward = async move {
        while let Some(Ok(message)) = stream.next().await {
            let signal = match message {
                Message::Binary(bytes) => SignalIn::Binary(bytes),
                Message::Text(text) => SignalIn::Text(text.to_string()),
                Message::Ping(_) | Message::Pong(_) => continue,
                Message::Close(_) => break,
            };
            if to_engine.send(signal).await.is_err() {
                return;
            }
        }
        // An engine that has gone needs no farewell.
        let _ = to_engine.send(SignalIn::Closed).await;
    };
    let outward = async move {
        while let Some(signal) = from_engine.recv().await {
            let message = match signal {
                SignalOut::Binary(bytes) => Message::Binary(bytes),
                SignalOut::Text(text) => Message::Text(text.into()),
                SignalOut::Close => break,
            };
            if sink.send(message).await.is_err() {
                return;
            }
        }
        // A client that has gone needs no farewell.
        let _ = sink.send(Message::Close(None)).await;
    };
    tokio::join!(inward, outward);
}

async fn twirp(
    State(app): State<App>,
    Path(method): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let answer = app.media.twirp(&method, kind, bearer(&headers).as_deref(), body).await;
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, answer.content_type)], answer.body).into_response()
}
