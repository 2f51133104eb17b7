//! One WebRTC connection. The only file that knows str0m's loop: every change is followed by a full drain.
//!
//! It never decides who gets what; it reports what arrived and writes what it is told.

use super::stream::layers::Layer;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use str0m::change::{SdpAnswer, SdpOffer, SdpPendingOffer};
use str0m::channel::{ChannelConfig, ChannelId, Reliability};
use str0m::format::Codec;
use str0m::media::{Direction, KeyframeRequestKind, MediaKind, Mid, Pt};
use str0m::net::{Protocol, Receive};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite, Ssrc, Vp8Patch};
use str0m::{Candidate, Event, IceConnectionState, Input, Output, Rtc, RtcError};

/// Reliable messages waiting for a slow data channel; beyond it the oldest are lost with the connection.
const LONGEST_QUEUE: usize = 512;
/// How often loss and round trip are reported.
const STATS_EVERY: Duration = Duration::from_secs(3);

/// The addresses the engine's port is reached at.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    /// Host candidates for every answer; the first of a family stands for packets received.
    pub(crate) addresses: Arc<[SocketAddr]>,
}

impl Network {
    /// The address a packet from `source` counts as received at.
    fn local_for(&self, source: SocketAddr) -> Option<SocketAddr> {
        let same_kind = |a: &&SocketAddr| {
            a.is_ipv4() == source.is_ipv4() && a.ip().is_loopback() == source.ip().is_loopback()
        };
        let same_family = |a: &&SocketAddr| a.is_ipv4() == source.is_ipv4();
        let all = &self.addresses;
        all.iter().find(same_kind).or_else(|| all.iter().find(same_family)).copied()
    }
}

/// Bytes to send.
#[derive(Debug)]
pub(crate) struct Datagram {
    /// Where to.
    pub(crate) to: SocketAddr,
    /// The bytes.
    pub(crate) contents: Vec<u8>,
}

/// What a connection reports.
#[derive(Debug)]
pub(crate) enum PeerEvent {
    /// Encrypted and ready.
    Connected,
    /// The other side does not answer.
    Silent,
    /// The other side answers again.
    Back,
    /// Closed by the other side or broken.
    Closed,
    /// Media.
    Packet(Box<Arrival>),
    /// A data message.
    Data { reliable: bool, bytes: Vec<u8> },
    /// The receiver of what we send on this section needs a whole picture.
    KeyframeWanted(Mid),
    /// Loss and round trip of late.
    Health { lost_to_us: f32, lost_to_them: f32, round_trip: Option<Duration> },
}

/// One media packet with its place.
#[derive(Debug)]
pub(crate) struct Arrival {
    /// The section it belongs to.
    pub(crate) mid: Mid,
    /// The simulcast layer.
    pub(crate) layer: Layer,
    /// The packet.
    pub(crate) packet: RtpPacket,
}

/// A media packet to send.
#[derive(Debug)]
pub(crate) struct Outgoing {
    /// The section to send on.
    pub(crate) mid: Mid,
    /// Its payload type there.
    pub(crate) pt: Pt,
    /// Extended sequence number.
    pub(crate) sequence: u64,
    /// RTP time.
    pub(crate) time: u32,
    /// Last packet of a picture, or first of a spurt.
    pub(crate) marker: bool,
    /// Whether it may be asked for again.
    pub(crate) nackable: bool,
    /// Header extensions to pass on.
    pub(crate) extensions: ExtensionValues,
    /// The coded media.
    pub(crate) payload: Arc<[u8]>,
    /// Changes to the VP8 descriptor.
    pub(crate) patch: Option<Vp8Patch>,
}

/// One WebRTC connection.
pub(crate) struct Peer {
    rtc: Rtc,
    network: Network,
    connected: bool,
    deadline: Instant,
    streams: HashMap<Ssrc, (Mid, Layer)>,
    reliable: Option<ChannelId>,
    lossy: Option<ChannelId>,
    own_channels: bool,
    waiting: VecDeque<Arc<[u8]>>,
    pending: Option<SdpPendingOffer>,
    last_heard: Instant,
}

impl std::fmt::Debug for Peer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Peer").field("connected", &self.connected).finish_non_exhaustive()
    }
}

impl Peer {
    /// A connection that waits for the other side, reachable at `network`.
    pub(crate) fn new(network: &Network, now: Instant) -> Self {
        let mut rtc = Rtc::builder()
            .set_rtp_mode(true)
            .set_ice_lite(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_stats_interval(Some(STATS_EVERY))
            .set_sctp_max_buffered_amount(1 << 20)
            .build(now);
        for address in network.addresses.iter() {
            if let Ok(candidate) = Candidate::host(*address, Protocol::Udp) {
                rtc.add_local_candidate(candidate);
            }
        }
        Self {
            rtc,
            network: network.clone(),
            connected: false,
            deadline: now,
            streams: HashMap::new(),
            reliable: None,
            lossy: None,
            own_channels: false,
            waiting: VecDeque::new(),
            pending: None,
            last_heard: now,
        }
    }

    /// Whether media and data can flow.
    pub(crate) fn connected(&self) -> bool {
        self.connected
    }

    /// When [`Peer::timeout`] is due.
    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// When the other side was last heard.
    pub(crate) fn last_heard(&self) -> Instant {
        self.last_heard
    }

    /// Answers the client's offer; the text still needs [`crate::signal::sdp::rewrite_answer`].
    pub(crate) fn answer(&mut self, offer: &str) -> Result<String, RtcError> {
        let offer = SdpOffer::from_sdp_string(offer)?;
        Ok(self.rtc.sdp_api().accept_offer(offer)?.to_sdp_string())
    }

    /// Takes a network address the client may be reached at. Unusable ones are of no matter: the address it
    /// really sends from is learnt anyway.
    pub(crate) fn candidate(&mut self, text: &str) {
        if let Ok(candidate) = Candidate::from_sdp_string(text) {
            self.rtc.add_remote_candidate(candidate);
        }
    }

    /// Opens the data channels from this side and makes an offer with a section per `(kind, stream, track)`,
    /// switching `stopped` sections off. Older clients only. Returns the offer and the new sections.
    pub(crate) fn offer(
        &mut self,
        added: &[(MediaKind, String, String)],
        stopped: &[Mid],
        restart: bool,
    ) -> Option<(String, Vec<Mid>)> {
        let own_channels = std::mem::replace(&mut self.own_channels, true);
        let mut change = self.rtc.sdp_api();
        if !own_channels {
            self.reliable = Some(change.add_channel("_reliable".to_owned()));
            self.lossy = Some(change.add_channel_with_config(ChannelConfig {
                label: "_lossy".to_owned(),
                ordered: false,
                reliability: Reliability::MaxRetransmits { retransmits: 0 },
                ..ChannelConfig::default()
            }));
        }
        let mut mids = Vec::with_capacity(added.len());
        for (kind, stream, track) in added {
            let (stream, track) = (Some(stream.clone()), Some(track.clone()));
            mids.push(change.add_media(*kind, Direction::SendOnly, stream, track, None));
        }
        for mid in stopped {
            change.set_direction(*mid, Direction::Inactive);
        }
        if restart {
            change.ice_restart(true);
        }
        let (offer, pending) = change.apply()?;
        self.pending = Some(pending);
        Some((offer.to_sdp_string(), mids))
    }

    /// Takes the client's answer to [`Peer::offer`].
    pub(crate) fn accept_answer(&mut self, answer: &str) -> Result<(), RtcError> {
        let Some(pending) = self.pending.take() else { return Ok(()) };
        let answer = SdpAnswer::from_sdp_string(answer)?;
        self.rtc.sdp_api().accept_answer(pending, answer)
    }

    /// Whether an offer of ours waits for its answer.
    pub(crate) fn offering(&self) -> bool {
        self.pending.is_some()
    }

    /// The payload type of a codec on one section, as negotiated.
    pub(crate) fn payload_type(&self, mid: Mid, codec: Codec) -> Option<Pt> {
        let negotiated = self.rtc.media(mid)?.remote_pts();
        let fits = |p: &&str0m::format::PayloadParams| {
            p.spec().codec == codec && (negotiated.is_empty() || negotiated.contains(&p.pt()))
        };
        self.rtc.codec_config().params().iter().find(fits).map(str0m::format::PayloadParams::pt)
    }

    /// A datagram arrived.
    pub(crate) fn receive(&mut self, source: SocketAddr, bytes: &[u8], now: Instant) {
        let Some(local) = self.network.local_for(source) else { return };
        let Ok(received) = Receive::new(Protocol::Udp, source, local, bytes) else { return };
        let input = Input::Receive(now, received);
        self.last_heard = now;
        if let Err(error) = self.rtc.handle_input(input) {
            tracing::debug!(%error, "a datagram was not understood");
        }
    }

    /// Whether a datagram from an unknown address is for this connection, by its credentials.
    pub(crate) fn accepts(&self, source: SocketAddr, bytes: &[u8], now: Instant) -> bool {
        let Some(local) = self.network.local_for(source) else { return false };
        Receive::new(Protocol::Udp, source, local, bytes)
            .is_ok_and(|received| self.rtc.accepts(&Input::Receive(now, received)))
    }

    /// Time passed.
    pub(crate) fn timeout(&mut self, now: Instant) {
        if let Err(error) = self.rtc.handle_input(Input::Timeout(now)) {
            tracing::debug!(%error, "a connection's timer failed");
        }
    }

    /// Queues one media packet, to go out at the next [`Peer::timeout`], which is due at once. Nothing happens before
    /// the connection stands. Several in a row are as one change to the connection: none of them reads what it would
    /// have to say in between.
    pub(crate) fn write(&mut self, packet: Outgoing, now: Instant) {
        if !self.connected {
            return;
        }
        let mut direct = self.rtc.direct_api();
        let Some(stream) = direct.stream_tx_by_mid(packet.mid, None) else { return };
        let mut write = RtpWrite::new(packet.pt, packet.sequence.into(), packet.time, now, packet.payload)
            .marker(packet.marker)
            .ext_vals(packet.extensions)
            .nackable(packet.nackable);
        if let Some(patch) = packet.patch {
            write = write.vp8_patch(patch);
        }
        stream.write_rtp(write);
        self.deadline = self.deadline.min(now);
    }

    /// Asks the client for a whole picture of one layer.
    pub(crate) fn request_keyframe(&mut self, mid: Mid, layer: Layer) {
        let ssrc = self.streams.iter().find(|(_, place)| **place == (mid, layer)).map(|(ssrc, _)| *ssrc);
        let mut direct = self.rtc.direct_api();
        if let Some(stream) = ssrc.and_then(|ssrc| direct.stream_rx(&ssrc)) {
            stream.request_keyframe(KeyframeRequestKind::Pli);
        }
    }

    /// Sends a data message; a reliable one waits for the channel.
    pub(crate) fn send_data(&mut self, reliable: bool, bytes: &Arc<[u8]>) {
        if reliable {
            if self.waiting.len() >= LONGEST_QUEUE {
                self.waiting.pop_front();
            }
            self.waiting.push_back(Arc::clone(bytes));
            self.flush_data();
        } else if let Some(mut channel) = self.lossy.and_then(|id| self.rtc.channel(id)) {
            let _lost_when_full = channel.write(true, bytes);
        }
    }

    fn flush_data(&mut self) {
        let Some(mut channel) = self.reliable.and_then(|id| self.rtc.channel(id)) else { return };
        while let Some(bytes) = self.waiting.front() {
            match channel.write(true, bytes) {
                Ok(true) => {
                    self.waiting.pop_front();
                }
                Ok(false) | Err(_) => break,
            }
        }
    }

    /// Says goodbye to the other side.
    pub(crate) fn close(&mut self) {
        let _already_closed = self.rtc.close();
    }

    /// Empties the connection of what it has to send and to report.
    pub(crate) fn drain(&mut self, send: &mut Vec<Datagram>, events: &mut Vec<PeerEvent>) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) => {
                    self.deadline = at;
                    return;
                }
                Ok(Output::Transmit(transmit)) => {
                    send.push(Datagram { to: transmit.destination, contents: transmit.contents.into() });
                }
                Ok(Output::Event(event)) => self.report(event, events),
                Err(error) => {
                    tracing::debug!(%error, "a connection broke");
                    self.connected = false;
                    self.deadline += Duration::from_secs(3600);
                    events.push(PeerEvent::Closed);
                    return;
                }
            }
        }
    }

    fn report(&mut self, event: Event, events: &mut Vec<PeerEvent>) {
        match event {
            Event::Connected => {
                self.connected = true;
                events.push(PeerEvent::Connected);
            }
            Event::IceConnectionStateChange(IceConnectionState::Disconnected) => {
                events.push(PeerEvent::Silent);
            }
            Event::IceConnectionStateChange(
                IceConnectionState::Connected | IceConnectionState::Completed,
            ) if self.connected => events.push(PeerEvent::Back),
            Event::RtpPacket(packet) => {
                if let Some((mid, layer)) = self.place(packet.header.ssrc) {
                    events.push(PeerEvent::Packet(Box::new(Arrival { mid, layer, packet })));
                }
            }
            Event::KeyframeRequest(request) => events.push(PeerEvent::KeyframeWanted(request.mid)),
            Event::ChannelOpen(id, label) => {
                match label.as_str() {
                    "_reliable" => self.reliable = Some(id),
                    "_lossy" => self.lossy = Some(id),
                    _ => {}
                }
                if let Some(mut channel) = self.reliable.and_then(|id| self.rtc.channel(id)) {
                    channel.set_buffered_amount_low_threshold(64 * 1024);
                }
                self.flush_data();
            }
            Event::ChannelBufferedAmountLow(_) => self.flush_data(),
            Event::ChannelData(data) => {
                let reliable = self.reliable == Some(data.id);
                if reliable || self.lossy == Some(data.id) {
                    events.push(PeerEvent::Data { reliable, bytes: data.data });
                }
            }
            Event::PeerStats(stats) => events.push(PeerEvent::Health {
                lost_to_us: stats.ingress_loss_fraction.unwrap_or(0.0),
                lost_to_them: stats.egress_loss_fraction.unwrap_or(0.0),
                round_trip: stats.rtt,
            }),
            Event::Closed => {
                self.connected = false;
                events.push(PeerEvent::Closed);
            }
            _ => {}
        }
    }

    /// Section and layer of an incoming stream, remembered from its first packets.
    fn place(&mut self, ssrc: Ssrc) -> Option<(Mid, Layer)> {
        if let Some(place) = self.streams.get(&ssrc) {
            return Some(*place);
        }
        let mut direct = self.rtc.direct_api();
        let stream = direct.stream_rx(&ssrc)?;
        let layer = stream.rid().map_or(Layer::LOW, |rid| Layer::from_rid(&rid));
        let place = (stream.mid(), layer);
        self.streams.insert(ssrc, place);
        Some(place)
    }
}
