//! All rooms of the thread, their clients' sockets and their listeners. Each call into a room is fenced: a
//! panic ends that room alone.

use super::demux::{Demux, Place};
use super::{Means, Occupancy, Order, Ticket, WhichTracks};
use crate::engine::{Happening, LeaveReason, RoomEvent};
use crate::room::{Datagram, Joined, MemberId, Network, Output, Room, Tap};
use crate::signal::{Admission, SignalOut, codec};
use livekit_protocol as proto;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::PoisonError;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// A renewed token lives so long.
const RENEWED_FOR: Duration = Duration::from_secs(3600);

struct Client {
    out: mpsc::Sender<SignalOut>,
    socket: u64,
    json: bool,
    room: u64,
}

/// Everything the thread owns besides its port.
pub(super) struct Rooms {
    means: Means,
    network: Network,
    occupancy: Occupancy,
    rooms: HashMap<u64, Room>,
    names: HashMap<String, u64>,
    deadlines: HashMap<u64, Instant>,
    clients: HashMap<MemberId, Client>,
    taps: HashMap<String, Vec<mpsc::Sender<Tap>>>,
    demux: Demux,
    next: u64,
}

impl Rooms {
    pub(super) fn new(means: Means, network: Network, occupancy: Occupancy) -> Self {
        Self {
            means,
            network,
            occupancy,
            rooms: HashMap::new(),
            names: HashMap::new(),
            deadlines: HashMap::new(),
            clients: HashMap::new(),
            taps: HashMap::new(),
            demux: Demux::default(),
            next: 0,
        }
    }

    /// When [`Rooms::timeouts`] is due.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadlines.values().min().copied()
    }

    fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// A datagram arrived.
    pub(super) fn receive(
        &mut self,
        from: SocketAddr,
        datagram: &[u8],
        now: Instant,
        send: &mut Vec<Datagram>,
    ) {
        let known = self.demux.known(from);
        let named = if datagram.first().is_some_and(|b| *b < 4) { self.demux.named(datagram) } else { None };
        let place = match (known, named) {
            (_, Some(named)) if known != Some(named) => {
                let accepted = self
                    .within(named.room, now, send, |room, _| {
                        room.accepts((named.member, named.side), from, datagram, now)
                    })
                    .unwrap_or(false);
                if !accepted {
                    return;
                }
                self.demux.learn(from, named);
                named
            }
            (Some(known), _) => known,
            (None, _) => return,
        };
        self.within(place.room, now, send, |room, send| {
            room.receive((place.member, place.side), from, datagram, now, send);
        });
    }

    /// Time passed.
    pub(super) fn timeouts(&mut self, now: Instant, send: &mut Vec<Datagram>) {
        let due: Vec<u64> =
            self.deadlines.iter().filter(|(_, at)| **at <= now).map(|(key, _)| *key).collect();
        for key in due {
            self.within(key, now, send, |room, send| room.timeout(now, send));
            if self.rooms.get(&key).is_some_and(|room| room.over(now)) {
                self.close_room(key);
            }
        }
    }

    /// Runs something in a room and does what the room wants done. A panic ends the room.
    fn within<T>(
        &mut self,
        key: u64,
        now: Instant,
        send: &mut Vec<Datagram>,
        work: impl FnOnce(&mut Room, &mut Vec<Datagram>) -> T,
    ) -> Option<T> {
        let room = self.rooms.get_mut(&key)?;
        let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(room, send))) else {
            tracing::error!("a room failed and was closed");
            self.abandon_room(key);
            return None;
        };
        self.deadlines.insert(key, room.deadline());
        let outputs = room.outputs();
        if !outputs.is_empty() {
            self.deliver(key, outputs, now);
        }
        Some(result)
    }

    fn deliver(&mut self, key: u64, outputs: Vec<Output>, _now: Instant) {
        for output in outputs {
            match output {
                Output::Signal(member, message) => self.signal(member, *message),
                Output::CloseSocket(member) => {
                    if let Some(client) = self.clients.remove(&member) {
                        let _nobody_reads = client.out.try_send(SignalOut::Close);
                    }
                }
                Output::Credentials(member, side, ufrag) => {
                    self.demux.name(ufrag, Place { room: key, member, side });
                }
                Output::RefreshToken(member) => self.refresh(key, member),
                Output::Gone(member) => self.demux.forget(member),
                Output::Happened(what) => self.happened(key, what),
                Output::Tapped(tap) => self.tapped(key, &tap),
            }
        }
    }

    fn signal(&mut self, member: MemberId, message: proto::signal_response::Message) {
        let Some(client) = self.clients.get(&member) else { return };
        let Some(frame) = codec::write(message, client.json) else { return };
        if client.out.try_send(frame).is_err() {
            // The client does not read: its socket is given up, and it may resume.
            self.clients.remove(&member);
        }
    }

    fn refresh(&mut self, key: u64, member: MemberId) {
        let Some(mut claims) = self.rooms.get(&key).and_then(|room| room.claims_of(member)) else { return };
        let now = self.means.clock.now();
        claims.nbf = Some(now.millis() / 1000);
        claims.exp = Some(now.plus(RENEWED_FOR).millis() / 1000);
        match self.means.keys.sign(&claims) {
            Ok(token) => self.signal(member, proto::signal_response::Message::RefreshToken(token)),
            Err(error) => tracing::warn!(%error, "a token could not be renewed"),
        }
    }

    fn happened(&mut self, key: u64, what: Happening) {
        let Some(name) = self.name_of(key) else { return };
        let mut occupancy = self.occupancy.lock().unwrap_or_else(PoisonError::into_inner);
        match &what {
            Happening::Joined { identity, .. } => {
                occupancy.present.entry(name.clone()).or_default().insert(identity.clone());
            }
            Happening::Left { identity, .. } => {
                occupancy.present.entry(name.clone()).or_default().remove(identity);
            }
            Happening::Ended => {
                occupancy.present.remove(&name);
            }
            _ => {}
        }
        drop(occupancy);
        let _nobody_listens = self.means.events.send(RoomEvent { room: name, what });
    }

    fn tapped(&mut self, key: u64, tap: &Tap) {
        let Some(name) = self.names.iter().find(|(_, k)| **k == key).map(|(name, _)| name) else { return };
        let Some(taps) = self.taps.get_mut(name) else { return };
        taps.retain(|listener| {
            // A listener that is behind loses sound; one that is gone is forgotten.
            !matches!(listener.try_send(tap.clone()), Err(mpsc::error::TrySendError::Closed(_)))
        });
        if taps.is_empty() {
            self.taps.remove(name);
            if let Some(room) = self.rooms.get_mut(&key) {
                room.set_tapped(false);
            }
        }
    }

    fn name_of(&self, key: u64) -> Option<String> {
        self.names.iter().find(|(_, k)| **k == key).map(|(name, _)| name.clone())
    }

    fn open(&mut self, name: &str, now: Instant) -> u64 {
        if let Some(key) = self.names.get(name) {
            return *key;
        }
        let key = self.fresh();
        let means = &self.means;
        let network = self.network.clone();
        let entropy = std::sync::Arc::clone(&means.entropy);
        let mut room = Room::new(name, means.limits, network, entropy, means.clock.now(), now);
        room.set_tapped(self.taps.contains_key(name));
        self.names.insert(name.to_owned(), key);
        self.deadlines.insert(key, room.deadline());
        self.rooms.insert(key, room);
        key
    }

    fn close_room(&mut self, key: u64) {
        self.happened(key, Happening::Ended);
        self.rooms.remove(&key);
        self.deadlines.remove(&key);
        if let Some(name) = self.name_of(key) {
            self.names.remove(&name);
            self.taps.remove(&name);
        }
    }

    /// A failed room's people are sent to join afresh.
    fn abandon_room(&mut self, key: u64) {
        let members: Vec<MemberId> =
            self.clients.iter().filter(|(_, c)| c.room == key).map(|(id, _)| *id).collect();
        for member in members {
            let leave = proto::LeaveRequest {
                can_reconnect: true,
                reason: proto::DisconnectReason::StateMismatch.into(),
                action: proto::leave_request::Action::Reconnect.into(),
                regions: None,
            };
            self.signal(member, proto::signal_response::Message::Leave(leave));
            if let Some(client) = self.clients.remove(&member) {
                let _nobody_reads = client.out.try_send(SignalOut::Close);
            }
            self.demux.forget(member);
        }
        self.close_room(key);
    }

    /// Does what it is told.
    pub(super) fn obey(&mut self, order: Order, now: Instant, send: &mut Vec<Datagram>) {
        match order {
            Order::Join { admission, out, reply } => {
                let ticket = self.join(*admission, out, now, send);
                let _asker_is_gone = reply.send(ticket);
            }
            Order::Signal { ticket, request, json } => {
                let Some(room) = self.client(ticket).map(|client| {
                    client.json = json;
                    client.room
                }) else {
                    return;
                };
                let wall = self.means.clock.now();
                self.within(room, now, send, |room, send| {
                    room.request(ticket.member, *request, wall, now, send);
                });
            }
            Order::Broken { ticket } => {
                let Some(room) = self.client(ticket).map(|client| client.room) else { return };
                self.within(room, now, send, |room, send| {
                    room.remove(ticket.member, LeaveReason::Failed, send);
                });
            }
            Order::SocketClosed { ticket } => {
                let Some(room) = self.client(ticket).map(|client| client.room) else { return };
                self.clients.remove(&ticket.member);
                self.within(room, now, send, |room, send| room.socket_closed(ticket.member, now, send));
            }
            Order::Listen { room, taps } => {
                self.taps.values_mut().for_each(|taps| taps.retain(|t| !t.is_closed()));
                self.taps.retain(|_, taps| !taps.is_empty());
                self.taps.entry(room.clone()).or_default().push(taps);
                if let Some(room) = self.names.get(&room).and_then(|key| self.rooms.get_mut(key)) {
                    room.set_tapped(true);
                }
            }
            other => self.govern(other, now, send),
        }
    }

    /// Orders of the product about rooms and people.
    fn govern(&mut self, order: Order, now: Instant, send: &mut Vec<Datagram>) {
        // An asker that is gone needs no answer: that is why replies' results are dropped here.
        match order {
            Order::Remove { room, identity, reply } => {
                self.revoke(&room, Some(&identity));
                let done = self.in_named(&room, now, send, |room, send| room.remove_named(&identity, send));
                let _asker_is_gone = reply.send(done == Some(true));
            }
            Order::End { room, reply } => {
                self.revoke(&room, None);
                let done = self.in_named(&room, now, send, Room::end);
                if let Some(key) = self.names.get(&room).copied() {
                    self.close_room(key);
                }
                let _asker_is_gone = reply.send(done.is_some());
            }
            Order::Mute { room, identity, which, muted, reply } => {
                let which = match &which {
                    WhichTracks::One(sid) => Some(sid.as_str()),
                    WhichTracks::Microphones => None,
                };
                let done =
                    self.in_named(&room, now, send, |room, _| room.mute_by_order(&identity, which, muted));
                let _asker_is_gone = reply.send(done.unwrap_or_default());
            }
            Order::Rooms { reply } => {
                let rooms = self.rooms.values().map(Room::describe_room).collect();
                let _asker_is_gone = reply.send(rooms);
            }
            Order::Participants { room, reply } => {
                let done = self.in_named(&room, now, send, |room, _| room.everybody());
                let _asker_is_gone = reply.send(done);
            }
            Order::SendData { request, reply } => {
                let name = request.room.clone();
                let done =
                    self.in_named(&name, now, send, |room, send| room.data_from_outside(*request, send));
                let _asker_is_gone = reply.send(done.is_some());
            }
            Order::Update { request, reply } => {
                let name = request.room.clone();
                let done = self.in_named(&name, now, send, |room, _| room.update_named(*request, now));
                let _asker_is_gone = reply.send(done.flatten());
            }
            _ => {}
        }
    }

    fn revoke(&self, room: &str, identity: Option<&str>) {
        let mut registry = self.occupancy.lock().unwrap_or_else(PoisonError::into_inner);
        registry.revoke(room, identity, self.means.clock.now());
    }

    fn in_named<T>(
        &mut self,
        name: &str,
        now: Instant,
        send: &mut Vec<Datagram>,
        work: impl FnOnce(&mut Room, &mut Vec<Datagram>) -> T,
    ) -> Option<T> {
        let key = self.names.get(name).copied()?;
        self.within(key, now, send, work)
    }

    /// The client of a ticket, unless its stay has another socket by now.
    fn client(&mut self, ticket: Ticket) -> Option<&mut Client> {
        self.clients.get_mut(&ticket.member).filter(|client| client.socket == ticket.socket)
    }

    fn join(
        &mut self,
        admission: Admission,
        out: mpsc::Sender<SignalOut>,
        now: Instant,
        send: &mut Vec<Datagram>,
    ) -> Option<Ticket> {
        let key = self.open(admission.room(), now);
        let member = MemberId(self.fresh());
        let socket = self.fresh();
        self.clients.insert(member, Client { out, socket, json: false, room: key });
        let wall = self.means.clock.now();
        let room = self.rooms.get_mut(&key)?;
        let joined = catch_unwind(AssertUnwindSafe(|| room.join(member, admission, wall, now, send)));
        let Ok(joined) = joined else {
            tracing::error!("a room failed on a join and was closed");
            self.abandon_room(key);
            return None;
        };
        let at = if let Joined::Resumed(old) = joined { old } else { member };
        if at != member {
            // The stay goes on under the new socket; the old one, if it is still there, is closed.
            let client = self.clients.remove(&member)?;
            if let Some(stale) = self.clients.insert(at, client) {
                let _nobody_reads = stale.out.try_send(SignalOut::Close);
            }
        }
        self.within(key, now, send, |_, _| ());
        if joined == Joined::Refused {
            if let Some(client) = self.clients.remove(&member) {
                let _nobody_reads = client.out.try_send(SignalOut::Close);
            }
            return None;
        }
        Some(Ticket { member: at, socket })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::RoomGrant;
    use crate::room::RoomLimits;
    use crate::signal::admission;
    use crate::token::Keys;
    use sottovoce_domain::ids::Entropy;
    use sottovoce_domain::time::{Clock, Timestamp};
    use std::sync::Arc;
    use tokio::sync::{broadcast, oneshot};

    struct Still;
    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(1_800_000_000_000)
        }
    }
    impl Entropy for Still {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    fn rooms() -> (Rooms, broadcast::Receiver<RoomEvent>, Keys) {
        let keys = Keys::new("key", "a secret of some length");
        let (events, heard) = broadcast::channel(64);
        let limits = RoomLimits { participants: 4 };
        let means =
            Means { clock: Arc::new(Still), entropy: Arc::new(Still), events, limits, keys: keys.clone() };
        let network = Network { addresses: [SocketAddr::from(([127, 0, 0, 1], 9))].into() };
        (Rooms::new(means, network, Occupancy::default()), heard, keys)
    }

    fn join(rooms: &mut Rooms, keys: &Keys, room: &str, now: Instant) -> mpsc::Receiver<SignalOut> {
        let grant = RoomGrant::member(room, "ann", "Ann", Duration::from_secs(60));
        let token = keys.grant(&grant, Still.now()).unwrap();
        let admission = admission::admit(keys, "", Some(&token), false, Still.now()).unwrap();
        let (out, client) = mpsc::channel(64);
        let (reply, mut ticket) = oneshot::channel();
        rooms.obey(Order::Join { admission: Box::new(admission), out, reply }, now, &mut Vec::new());
        assert!(ticket.try_recv().unwrap().is_some());
        client
    }

    #[test]
    fn a_room_that_panics_is_closed_and_the_others_go_on() {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let now = Instant::now();
        let (mut rooms, mut heard, keys) = rooms();
        let mut bad = join(&mut rooms, &keys, "bad", now);
        let mut good = join(&mut rooms, &keys, "good", now);
        while bad.try_recv().is_ok() || good.try_recv().is_ok() {}
        let key = rooms.names["bad"];
        let result: Option<()> =
            rooms.within(key, now, &mut Vec::new(), |_, _| panic!("a fault in one room"));
        assert!(result.is_none());
        assert!(matches!(bad.try_recv(), Ok(SignalOut::Binary(_))), "told to join afresh");
        assert_eq!(bad.try_recv(), Ok(SignalOut::Close));
        assert!(good.try_recv().is_err() && rooms.names.contains_key("good") && rooms.rooms.len() == 1);
        let ended = std::iter::from_fn(|| heard.try_recv().ok()).filter(|e| e.what == Happening::Ended);
        assert_eq!(ended.map(|e| e.room).collect::<Vec<_>>(), ["bad"]);
        let _bad_again = join(&mut rooms, &keys, "bad", now);
        assert_eq!(rooms.rooms.len(), 2);
    }

    #[test]
    fn an_empty_room_is_closed_after_a_while() {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let now = Instant::now();
        let (mut rooms, _heard, keys) = rooms();
        let _client = join(&mut rooms, &keys, "room", now);
        let ticks = |rooms: &mut Rooms, from: u64, to: u64| {
            for second in from..to {
                rooms.timeouts(now + Duration::from_secs(second), &mut Vec::new());
            }
        };
        ticks(&mut rooms, 0, 29);
        assert_eq!(rooms.clients.len(), 1, "thirty seconds to connect");
        ticks(&mut rooms, 29, 40);
        assert!(rooms.clients.is_empty() && rooms.rooms.len() == 1, "nobody connected, the room waits");
        ticks(&mut rooms, 40, 60);
        assert!(rooms.rooms.is_empty() && rooms.names.is_empty() && rooms.deadlines.is_empty());
    }
}
