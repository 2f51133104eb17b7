//! The media engine inside this process: rooms on str0m, joined by LiveKit's stock clients.
//!
//! The server's HTTP side mounts [`Embedded::validate`], [`Embedded::serve`] and [`Embedded::twirp`]; this file
//! opens no web port and holds no room, it only hands orders to the thread that does.

use crate::engine::{MediaEngine, MediaError, RoomEvent, RoomGrant, Sound};
use crate::net::{self, Hall, Order};
use crate::room::RoomLimits;
use crate::signal::{self, Admission, Refusal, SignalIn, SignalOut};
use crate::sound::listen;
use crate::token::Keys;
use crate::twirp::{self, TwirpResponse};
use async_trait::async_trait;
use bytes::Bytes;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::sync::{broadcast, mpsc, oneshot};

/// How many room events a slow reader may be behind before it loses the oldest.
const EVENTS_KEPT: usize = 1024;
/// Sound frames waiting for a slow listener: ten microphones for two seconds.
const SOUND_KEPT: usize = 1000;

/// Settings of the engine.
#[derive(Debug, Clone)]
pub struct EmbeddedConfig {
    /// The one UDP port, for instance `0.0.0.0:7882`; port 0 takes any free one.
    pub udp_bind: SocketAddr,
    /// The addresses clients reach that port at; found by itself when empty.
    pub announced_ips: Vec<IpAddr>,
    /// Names the secret in tokens.
    pub api_key: String,
    /// Signs tokens; at least 16 characters.
    pub api_secret: String,
    /// Most people in one room at a time, hidden ones included.
    pub room_limit: usize,
}

impl EmbeddedConfig {
    /// The usual settings for one key and secret.
    pub fn new(udp_bind: SocketAddr, api_key: &str, api_secret: &str) -> Self {
        Self {
            udp_bind,
            announced_ips: Vec::new(),
            api_key: api_key.to_owned(),
            api_secret: api_secret.to_owned(),
            room_limit: 50,
        }
    }
}

/// The engine inside this process.
pub struct Embedded {
    keys: Keys,
    hall: Hall,
    limits: RoomLimits,
    events: broadcast::Sender<RoomEvent>,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Embedded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Embedded").field("keys", &self.keys).field("hall", &self.hall).finish_non_exhaustive()
    }
}

impl Embedded {
    /// Opens the UDP port and starts the engine's thread. Must be called inside a tokio runtime.
    pub fn start(
        config: EmbeddedConfig,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Arc<Self>, MediaError> {
        let EmbeddedConfig { udp_bind, announced_ips, api_key, api_secret, room_limit } = config;
        if api_key.is_empty() || api_secret.len() < 16 {
            return Err(MediaError::Settings(
                "an API key and a secret of at least 16 characters are needed".into(),
            ));
        }
        let keys = Keys::new(&api_key, &api_secret);
        let (events, _) = broadcast::channel(EVENTS_KEPT);
        let limits = RoomLimits { participants: room_limit };
        let hall = net::start(
            udp_bind,
            &announced_ips,
            net::Means {
                clock: Arc::clone(&clock),
                entropy,
                events: events.clone(),
                limits,
                keys: keys.clone(),
            },
        )?;
        Ok(Arc::new(Self { keys, hall, limits, events, clock }))
    }

    /// The UDP address media arrives at.
    pub fn udp_address(&self) -> SocketAddr {
        self.hall.address()
    }

    /// Decides on a join request before the WebSocket upgrade. `query` is the raw query text of the URL,
    /// `bearer` the token of an `Authorization` header, `v1` whether the path was `/rtc/v1`.
    pub fn validate(&self, query: &str, bearer: Option<&str>, v1: bool) -> Result<Admission, Refusal> {
        let admission = signal::admission::admit(&self.keys, query, bearer, v1, self.clock.now())?;
        self.hall.admits(&admission, self.limits.participants)?;
        Ok(admission)
    }

    /// Serves one client's signalling until either side ends it.
    pub async fn serve(
        &self,
        admission: Admission,
        incoming: mpsc::Receiver<SignalIn>,
        outgoing: mpsc::Sender<SignalOut>,
    ) {
        signal::session::serve(&self.hall, admission, incoming, outgoing).await;
    }

    /// Answers one call of LiveKit's room service (`POST /twirp/livekit.RoomService/<method>`).
    pub async fn twirp(
        &self,
        method: &str,
        content_type: &str,
        bearer: Option<&str>,
        body: Bytes,
    ) -> TwirpResponse {
        twirp::answer(&self.keys, &self.hall, self.clock.now(), method, content_type, bearer, &body).await
    }

    async fn order<T>(&self, make: impl FnOnce(oneshot::Sender<T>) -> Order) -> Result<T, MediaError> {
        self.hall.ask(make).await.ok_or(MediaError::Stopped)
    }
}

#[async_trait]
impl MediaEngine for Embedded {
    fn url(&self, public_origin: &str) -> String {
        match public_origin.split_once("://") {
            Some(("https" | "wss", rest)) => format!("wss://{rest}"),
            Some((_, rest)) => format!("ws://{rest}"),
            None => format!("wss://{public_origin}"),
        }
    }

    fn token(&self, grant: &RoomGrant, now: Timestamp) -> Result<String, MediaError> {
        self.keys.grant(grant, now)
    }

    async fn remove(&self, room: &str, identity: &str) -> Result<(), MediaError> {
        let (room, identity) = (room.to_owned(), identity.to_owned());
        found(self.order(|reply| Order::Remove { room, identity, reply }).await?)
    }

    async fn end(&self, room: &str) -> Result<(), MediaError> {
        let room = room.to_owned();
        found(self.order(|reply| Order::End { room, reply }).await?)
    }

    async fn mute(&self, room: &str, identity: &str, track: &str) -> Result<(), MediaError> {
        let (room, identity, track) = (room.to_owned(), identity.to_owned(), track.to_owned());
        let which = net::WhichTracks::One(track);
        let muted = self.order(|reply| Order::Mute { room, identity, which, muted: true, reply }).await?;
        found(!muted.is_empty())
    }

    async fn mute_microphone(&self, room: &str, identity: &str) -> Result<(), MediaError> {
        let (room, identity) = (room.to_owned(), identity.to_owned());
        let which = net::WhichTracks::Microphones;
        let muted = self.order(|reply| Order::Mute { room, identity, which, muted: true, reply }).await?;
        found(!muted.is_empty())
    }

    fn events(&self) -> broadcast::Receiver<RoomEvent> {
        self.events.subscribe()
    }

    async fn listen(&self, room: &str) -> Result<mpsc::Receiver<Sound>, MediaError> {
        let (taps, packets) = mpsc::channel(SOUND_KEPT);
        self.hall.tell(Order::Listen { room: room.to_owned(), taps }).await.ok_or(MediaError::Stopped)?;
        let (out, sound) = mpsc::channel(SOUND_KEPT);
        tokio::spawn(listen::decode(packets, out));
        Ok(sound)
    }
}

fn found(was: bool) -> Result<(), MediaError> {
    if was { Ok(()) } else { Err(MediaError::NotFound) }
}
