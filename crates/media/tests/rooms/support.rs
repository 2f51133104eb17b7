//! A running engine, and people in its rooms who do as they are told and remember what they got.

use livekit_protocol as proto;
use prost::Message as _;
use proto::signal_response::Message as Response;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use sottovoce_media::embedded::{Embedded, EmbeddedConfig};
use sottovoce_media::engine::{MediaEngine, RoomGrant};
use sottovoce_media::signal::client::{Client, ClientEvent, Publishing, Sent, join_parameter};
use sottovoce_media::signal::{SignalIn, SignalOut};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::UdpSocket;
use tokio::sync::mpsc;

/// The engine's secret in these tests.
pub(crate) const SECRET: &str = "a secret only tests know";
/// Tests give up waiting after this.
const PATIENCE: Duration = Duration::from_secs(10);

/// The wall clock stands still unless a test moves it.
pub(crate) struct TestClock(AtomicI64);
impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }
}

/// Chance that is the same in every run.
struct Counting(AtomicU64);
impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut x = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let x = (x ^ (x >> 27)).to_le_bytes();
            chunk.copy_from_slice(&x[..chunk.len()]);
        }
    }
}

pub(crate) struct House {
    pub(crate) engine: Arc<Embedded>,
    pub(crate) clock: Arc<TestClock>,
}

impl House {
    pub(crate) fn open(limit: usize) -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(1_800_000_000_000)));
        let mut config = EmbeddedConfig::new("127.0.0.1:0".parse().unwrap(), "key", SECRET);
        config.room_limit = limit;
        let engine = Embedded::start(config, clock.clone(), Arc::new(Counting(AtomicU64::new(1)))).unwrap();
        Self { engine, clock }
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.0.fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::Relaxed);
    }

    pub(crate) fn grant(&self, room: &str, identity: &str) -> RoomGrant {
        RoomGrant::member(room, identity, identity, Duration::from_secs(60))
    }

    pub(crate) async fn member(&self, room: &str, identity: &str) -> Person {
        self.enter(&self.grant(room, identity), vec![microphone()]).await
    }

    pub(crate) async fn enter(&self, grant: &RoomGrant, publishing: Vec<Publishing>) -> Person {
        let token = self.engine.token(grant, self.clock.now()).unwrap();
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let mut client = Client::new(socket.local_addr().unwrap(), publishing, now());
        let query = format!("access_token={token}&join_request={}", join_parameter(&client.join_request()));
        let admission = self.engine.validate(&query, None, true).unwrap();
        let (to_server, from_client) = mpsc::channel(64);
        let (to_client, from_server) = mpsc::channel(1024);
        let engine = Arc::clone(&self.engine);
        tokio::spawn(async move { engine.serve(admission, from_client, to_client).await });
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (orders, inbox) = mpsc::unbounded_channel();
        tokio::spawn(live(client, socket, to_server.clone(), from_server, inbox, Arc::clone(&seen)));
        Person { seen, orders, to_server }
    }
}

pub(crate) fn microphone() -> Publishing {
    Publishing { cid: "mic".to_owned(), source: proto::TrackSource::Microphone, layers: Vec::new() }
}

pub(crate) fn camera() -> Publishing {
    let layers = vec![("q", 180), ("h", 360), ("f", 720)];
    Publishing { cid: "cam".to_owned(), source: proto::TrackSource::Camera, layers }
}

#[expect(clippy::disallowed_methods, reason = "these tests run in real time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// What a person got so far.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) joined: Option<proto::JoinResponse>,
    pub(crate) connected: bool,
    pub(crate) data_open: bool,
    /// Of each track: sequence number, time and payload of each packet.
    pub(crate) packets: Vec<(String, u64, u32, Vec<u8>)>,
    pub(crate) data: Vec<proto::DataPacket>,
    pub(crate) told: Vec<Response>,
    pub(crate) keyframes: Vec<(String, Option<String>)>,
    pub(crate) closed: bool,
}

impl Seen {
    /// The newest word about a participant.
    pub(crate) fn about(&self, identity: &str) -> Option<&proto::ParticipantInfo> {
        let updates = self.told.iter().rev().filter_map(|m| match m {
            Response::Update(update) => update.participants.iter().find(|p| p.identity == identity),
            _ => None,
        });
        let joined = self.joined.iter().flat_map(|j| &j.other_participants);
        updates.chain(joined.filter(|p| p.identity == identity)).next()
    }

    pub(crate) fn leave(&self) -> Option<proto::LeaveRequest> {
        self.told.iter().find_map(|m| match m {
            Response::Leave(leave) => Some(leave.clone()),
            _ => None,
        })
    }
}

type Work = Box<dyn FnOnce(&mut Client) + Send>;

pub(crate) struct Person {
    seen: Arc<Mutex<Seen>>,
    orders: mpsc::UnboundedSender<Work>,
    pub(crate) to_server: mpsc::Sender<SignalIn>,
}

impl Person {
    /// Looks at what was seen until the answer is there.
    pub(crate) async fn until<T>(&self, what: &str, mut look: impl FnMut(&Seen) -> Option<T>) -> T {
        let end = now() + PATIENCE;
        loop {
            if let Some(found) = look(&self.seen.lock().unwrap()) {
                return found;
            }
            assert!(now() < end, "waited in vain: {what}");
            tokio::time::sleep_until((now() + Duration::from_millis(10)).into()).await;
        }
    }

    pub(crate) fn look<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().unwrap())
    }

    pub(crate) async fn ready(&self) {
        self.until("connected", |seen| (seen.connected && seen.data_open).then_some(())).await;
    }

    pub(crate) fn with(&self, work: impl FnOnce(&mut Client) + Send + 'static) {
        let _gone = self.orders.send(Box::new(work));
    }

    pub(crate) async fn ask(&self, request: proto::signal_request::Message) {
        let bytes = proto::SignalRequest { message: Some(request) }.encode_to_vec();
        self.to_server.send(SignalIn::Binary(bytes.into())).await.unwrap();
    }

    /// Sends sound packets each 20 ms of the given payloads.
    pub(crate) async fn speak(&self, first: u64, payloads: &[Vec<u8>], level: i8) {
        for (index, payload) in payloads.iter().enumerate() {
            let sequence = first + u64::try_from(index).unwrap();
            let payload: Arc<[u8]> = payload.clone().into();
            self.with(move |client| {
                let time = u32::try_from(sequence * 960).unwrap();
                let sent = Sent {
                    cid: "mic",
                    rid: None,
                    sequence,
                    time,
                    marker: false,
                    level: Some(level),
                    payload,
                };
                client.send(&sent, now());
            });
            tokio::time::sleep_until((now() + Duration::from_millis(20)).into()).await;
        }
    }
}

async fn live(
    mut client: Client,
    socket: UdpSocket,
    to_server: mpsc::Sender<SignalIn>,
    mut from_server: mpsc::Receiver<SignalOut>,
    mut orders: mpsc::UnboundedReceiver<Work>,
    seen: Arc<Mutex<Seen>>,
) {
    let mut buffer = vec![0; 2000];
    let mut open = true;
    loop {
        let mut out: Vec<(SocketAddr, Vec<u8>)> = Vec::new();
        let (requests, events) = client.drain(|to, bytes| out.push((to, bytes.to_vec())));
        for (to, bytes) in out {
            let _lost = socket.try_send_to(&bytes, to);
        }
        for request in requests {
            let bytes = proto::SignalRequest { message: Some(request) }.encode_to_vec();
            let _gone = to_server.send(SignalIn::Binary(bytes.into())).await;
        }
        for event in events {
            remember(&mut seen.lock().unwrap(), event);
        }
        tokio::select! {
            received = socket.recv_from(&mut buffer) => {
                if let Ok((length, from)) = received {
                    let _broken = client.receive(from, &buffer[..length], now());
                }
            }
            message = from_server.recv(), if open => match message {
                Some(SignalOut::Binary(bytes)) => {
                    let response = proto::SignalResponse::decode(bytes).unwrap().message.unwrap();
                    client.told(response, now()).unwrap();
                }
                Some(SignalOut::Text(text)) => panic!("nobody speaks JSON here: {text}"),
                Some(SignalOut::Close) | None => {
                    seen.lock().unwrap().closed = true;
                    open = false;
                }
            },
            order = orders.recv() => match order {
                Some(work) => work(&mut client),
                None => return,
            },
            () = tokio::time::sleep_until(client.deadline().into()) => {
                let _broken = client.timeout(now());
            }
        }
    }
}

fn remember(seen: &mut Seen, event: ClientEvent) {
    match event {
        ClientEvent::Joined(join) => seen.joined = Some(*join),
        ClientEvent::Connected => seen.connected = true,
        ClientEvent::DataOpen => seen.data_open = true,
        ClientEvent::Told(message) => seen.told.push(*message),
        ClientEvent::Packet { track, packet } => {
            seen.packets.push((track, *packet.seq_no, packet.header.timestamp, packet.payload.to_vec()));
        }
        ClientEvent::Data(packet) => seen.data.push(*packet),
        ClientEvent::KeyframeWanted { cid, rid } => seen.keyframes.push((cid, rid)),
        ClientEvent::Broken => {}
    }
}
