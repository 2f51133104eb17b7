//! A room server for trying real clients without the product: `room [http address] [folder of static files]`.
//!
//! Prints tokens for a few identities in the room `try`. Not for production: the secret is in this file.

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use sottovoce_media::embedded::{Embedded, EmbeddedConfig};
use sottovoce_media::engine::{MediaEngine, RoomGrant, Sound};
use sottovoce_media::signal::{SignalIn, SignalOut};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

struct SystemClock;
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this program's own clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

struct SystemEntropy;
impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this program's own source of chance")]
    fn fill(&self, bytes: &mut [u8]) {
        rand::Rng::fill_bytes(&mut rand::rng(), bytes);
    }
}

struct App {
    engine: Arc<Embedded>,
    files: PathBuf,
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a program for a person at a terminal")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or_else(|| "127.0.0.1:7880".to_owned());
    let files = PathBuf::from(args.next().unwrap_or_else(|| ".".to_owned()));
    let udp = std::env::var("UDP").unwrap_or_else(|_| "0.0.0.0:7882".to_owned()).parse()?;
    let mut config = EmbeddedConfig::new(udp, "devkey", "a-secret-for-trying-things-out");
    config.room_limit = std::env::var("ROOM_LIMIT").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let engine = Embedded::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    for identity in ["ann", "bob", "cleo"] {
        let grant = RoomGrant::member("try", identity, identity, Duration::from_secs(24 * 3600));
        println!("{identity} {}", engine.token(&grant, SystemClock.now())?);
    }
    tokio::spawn(report(Arc::clone(&engine)));
    let app = Arc::new(App { engine, files });
    let router = Router::new()
        .route("/", get(|| async { "OK" }))
        .route("/rtc", get(async |s, q, h: HeaderMap, w| join(s, q, &h, w, false)))
        .route("/rtc/v1", get(async |s, q, h: HeaderMap, w| join(s, q, &h, w, true)))
        .route("/rtc/validate", get(async |s, q, h: HeaderMap| validate(s, q, &h, false)))
        .route("/rtc/v1/validate", get(async |s, q, h: HeaderMap| validate(s, q, &h, true)))
        .route("/twirp/livekit.RoomService/{method}", post(twirp))
        .route("/token/{room}/{identity}", get(token))
        .route("/files/{name}", get(file))
        .with_state(app);
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("listening on {address}");
    axum::serve(listener, router).await?;
    Ok(())
}

/// Prints what happens, and how much sound of whom is heard.
#[expect(clippy::print_stdout, reason = "a program for a person at a terminal")]
async fn report(engine: Arc<Embedded>) {
    let mut events = engine.events();
    if std::env::var("LISTEN").is_ok() {
        let Ok(mut sound) = engine.listen("try").await else { return };
        tokio::spawn(async move {
            let mut heard = std::collections::HashMap::<String, (usize, u64)>::new();
            while let Some(sound) = sound.recv().await {
                match sound {
                    Sound::Frame(frame) => {
                        let entry = heard.entry(frame.identity.clone()).or_default();
                        entry.0 += frame.samples.len();
                        entry.1 += frame.samples.iter().map(|s| u64::from(s.unsigned_abs())).sum::<u64>();
                        if entry.0 >= 32_000 {
                            println!("heard {} mean {}", frame.identity, entry.1 / 32_000);
                            *entry = (0, 0);
                        }
                    }
                    Sound::Ended { identity } => println!("sound of {identity} ended"),
                }
            }
            println!("listening ended");
        });
    }
    while let Ok(event) = events.recv().await {
        println!("{event:?}");
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    Some(value.strip_prefix("Bearer ").unwrap_or(value).to_owned())
}

fn validate(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: &HeaderMap,
    v1: bool,
) -> Response {
    let verdict = app.engine.validate(&query.unwrap_or_default(), bearer(headers).as_deref(), v1);
    let open = [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    match verdict {
        Ok(_) => (open, "success").into_response(),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, open, refusal.text).into_response()
        }
    }
}

fn join(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: &HeaderMap,
    upgrade: WebSocketUpgrade,
    v1: bool,
) -> Response {
    match app.engine.validate(&query.unwrap_or_default(), bearer(headers).as_deref(), v1) {
        Ok(admission) => upgrade.on_upgrade(move |socket| async move {
            let (incoming, from_client) = mpsc::channel(64);
            let (to_client, outgoing) = mpsc::channel(1024);
            tokio::spawn(pump(socket, incoming, outgoing));
            app.engine.serve(admission, from_client, to_client).await;
        }),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, refusal.text).into_response()
        }
    }
}

async fn pump(
    mut socket: WebSocket,
    incoming: mpsc::Sender<SignalIn>,
    mut outgoing: mpsc::Receiver<SignalOut>,
) {
    loop {
        tokio::select! {
            frame = socket.recv() => {
                let frame = match frame {
                    Some(Ok(Message::Binary(bytes))) => SignalIn::Binary(bytes),
                    Some(Ok(Message::Text(text))) => SignalIn::Text(text.to_string()),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    _ => SignalIn::Closed,
                };
                let closed = frame == SignalIn::Closed;
                if incoming.send(frame).await.is_err() || closed {
                    break;
                }
            }
            frame = outgoing.recv() => {
                let sent = match frame {
                    Some(SignalOut::Binary(bytes)) => socket.send(Message::Binary(bytes)).await,
                    Some(SignalOut::Text(text)) => socket.send(Message::Text(text.into())).await,
                    Some(SignalOut::Close) | None => break,
                };
                if sent.is_err() {
                    break;
                }
            }
        }
    }
    let _already_closed = socket.send(Message::Close(None)).await;
}

async fn twirp(
    State(app): State<Arc<App>>,
    Path(method): Path<String>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Response {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let answer = app.engine.twirp(&method, content_type, bearer(&headers).as_deref(), body).await;
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, answer.content_type)], answer.body).into_response()
}

async fn token(
    State(app): State<Arc<App>>,
    Path((room, identity)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut grant = RoomGrant::member(&room, &identity, &identity, Duration::from_secs(3600));
    let query = query.unwrap_or_default();
    grant.hidden = query.contains("hidden");
    grant.can_publish = !query.contains("listener");
    match app.engine.token(&grant, SystemClock.now()) {
        Ok(token) => token.into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

async fn file(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    let kind = if name.ends_with(".js") { "text/javascript" } else { "text/html" };
    match tokio::fs::read(app.files.join(name)).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
