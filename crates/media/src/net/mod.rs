//! The engine's thread: one UDP port, all rooms, and the orders that reach them.
//!
//! A room lives on this one thread only, so its packets meet no lock. Decisions are the rooms'.

mod demux;
mod hall;
mod socket;
mod thread;

use crate::engine::{MediaError, RoomEvent};
use crate::room::{MemberId, RoomLimits, Tap};
use crate::signal::{Admission, Refusal, SignalOut};
use crate::token::Keys;
use livekit_protocol as proto;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};

/// Orders waiting for the thread; senders wait when it is behind.
const ORDERS_KEPT: usize = 1024;

/// What the thread needs from the house.
#[derive(Clone)]
pub(crate) struct Means {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) events: broadcast::Sender<RoomEvent>,
    pub(crate) limits: RoomLimits,
    pub(crate) keys: Keys,
}

/// Names one client's socket for one stay: a resumed stay has a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) member: MemberId,
    pub(crate) socket: u64,
}

/// Tracks of a participant.
#[derive(Debug)]
pub(crate) enum WhichTracks {
    /// The one of this sid.
    One(String),
    /// Every microphone.
    Microphones,
}

/// What the thread can be asked to do.
#[derive(Debug)]
pub(crate) enum Order {
    Join {
        admission: Box<Admission>,
        out: mpsc::Sender<SignalOut>,
        reply: oneshot::Sender<Option<Ticket>>,
    },
    Signal {
        ticket: Ticket,
        request: Box<proto::SignalRequest>,
        json: bool,
    },
    /// The client broke the protocol.
    Broken {
        ticket: Ticket,
    },
    SocketClosed {
        ticket: Ticket,
    },
    Listen {
        room: String,
        taps: mpsc::Sender<Tap>,
    },
    Remove {
        room: String,
        identity: String,
        reply: oneshot::Sender<bool>,
    },
    End {
        room: String,
        reply: oneshot::Sender<bool>,
    },
    Mute {
        room: String,
        identity: String,
        which: WhichTracks,
        muted: bool,
        reply: oneshot::Sender<Vec<proto::TrackInfo>>,
    },
    Rooms {
        reply: oneshot::Sender<Vec<proto::Room>>,
    },
    Participants {
        room: String,
        reply: oneshot::Sender<Option<Vec<proto::ParticipantInfo>>>,
    },
    SendData {
        request: Box<proto::SendDataRequest>,
        reply: oneshot::Sender<bool>,
    },
    Update {
        request: Box<proto::UpdateParticipantRequest>,
        reply: oneshot::Sender<Option<proto::ParticipantInfo>>,
    },
}

/// A put-out person's old tokens are remembered for so long: longer than any of them lives.
const REMEMBERED_FOR: Duration = Duration::from_secs(24 * 3600);

/// Who is in which room and who was put out, for the check before a WebSocket is opened.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    present: HashMap<String, HashSet<String>>,
    /// Until when made, tokens of a room's identity are void; of everybody, where there is no identity.
    void: HashMap<(String, Option<String>), Timestamp>,
}

impl Registry {
    /// Tokens made until `now` no longer let an identity (everybody when none) into a room.
    fn revoke(&mut self, room: &str, identity: Option<&str>, now: Timestamp) {
        self.void.retain(|_, at| now.since(*at) < REMEMBERED_FOR);
        self.void.insert((room.to_owned(), identity.map(str::to_owned)), now);
    }

    fn revoked(&self, admission: &Admission) -> bool {
        let made = admission.claims.nbf.unwrap_or(0);
        let void = |identity: Option<&str>| {
            let key = (admission.room().to_owned(), identity.map(str::to_owned));
            self.void.get(&key).is_some_and(|at| made <= at.millis() / 1000)
        };
        void(None) || void(Some(admission.identity()))
    }
}

/// The registry, written by the thread and read by those who ask to come in.
pub(crate) type Occupancy = Arc<Mutex<Registry>>;

/// The way to the thread.
#[derive(Debug, Clone)]
pub(crate) struct Hall {
    orders: mpsc::Sender<Order>,
    occupancy: Occupancy,
    address: SocketAddr,
}

impl Hall {
    /// The UDP address.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Gives an order; none when the engine has stopped.
    pub(crate) async fn tell(&self, order: Order) -> Option<()> {
        self.orders.send(order).await.ok()
    }

    /// Gives an order and waits for its outcome.
    pub(crate) async fn ask<T>(&self, make: impl FnOnce(oneshot::Sender<T>) -> Order) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(make(reply)).await?;
        answer.await.ok()
    }

    /// Whether somebody may come in as things are: not with a token from before they were put out, and not into
    /// a full room, unless they are in already.
    pub(crate) fn admits(&self, admission: &Admission, limit: usize) -> Result<(), Refusal> {
        let registry = self.occupancy.lock().unwrap_or_else(PoisonError::into_inner);
        if registry.revoked(admission) {
            return Err(Refusal::revoked());
        }
        let present = registry.present.get(admission.room());
        let fits =
            present.is_none_or(|present| present.len() < limit || present.contains(admission.identity()));
        if fits { Ok(()) } else { Err(Refusal::room_full()) }
    }
}

/// Opens the port and starts the thread.
pub(crate) fn start(bind: SocketAddr, announced: &[IpAddr], means: Means) -> Result<Hall, MediaError> {
    let (std_socket, address) = socket::bind(bind)?;
    let network = socket::network(address, announced);
    let (orders, inbox) = mpsc::channel(ORDERS_KEPT);
    let occupancy = Occupancy::default();
    let hall = Hall { orders, occupancy: Arc::clone(&occupancy), address };
    let rooms = hall::Rooms::new(means, network, occupancy);
    thread::spawn(std_socket, rooms, inbox)?;
    Ok(hall)
}
