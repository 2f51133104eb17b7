//! The other side: a client of a LiveKit room on str0m, without browser, picture or sound of its own.
//!
//! Pure like the room: messages, datagrams and `now` go in, requests, datagrams and events come out. It offers
//! one connection for both ways (`/rtc/v1`). Used by our tests and the load generator.

use livekit_protocol as proto;
use prost::Message as _;
use proto::signal_request::Message as Request;
use proto::signal_response::Message as Response;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;
use str0m::change::{SdpAnswer, SdpPendingOffer};
use str0m::channel::{ChannelConfig, ChannelId, Reliability};
use str0m::format::Codec;
use str0m::media::{Direction, MediaKind, Mid, Rid, Simulcast, SimulcastLayer};
use str0m::net::{Protocol, Receive};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite};
use str0m::{Candidate, Event, Input, Output, Rtc, RtcError};

/// Receiving sections offered at first, as browsers do.
const FIRST_SECTIONS: usize = 3;

/// A track to publish.
#[derive(Debug, Clone)]
pub struct Publishing {
    /// Our own name for it.
    pub cid: String,
    /// What it carries.
    pub source: proto::TrackSource,
    /// Simulcast layers by name and height, smallest first; none for one unnamed stream.
    pub layers: Vec<(&'static str, u32)>,
}

impl Publishing {
    fn kind(&self) -> MediaKind {
        match self.source {
            proto::TrackSource::Camera | proto::TrackSource::ScreenShare => MediaKind::Video,
            _ => MediaKind::Audio,
        }
    }

    fn request(&self) -> proto::AddTrackRequest {
        let video = self.kind() == MediaKind::Video;
        let quality = |index: usize| i32::try_from(index).unwrap_or(0);
        let layers: Vec<proto::VideoLayer> = self
            .layers
            .iter()
            .enumerate()
            .map(|(index, (rid, height))| proto::VideoLayer {
                quality: quality(index),
                width: height * 16 / 9,
                height: *height,
                rid: (*rid).to_owned(),
                ..proto::VideoLayer::default()
            })
            .collect();
        proto::AddTrackRequest {
            cid: self.cid.clone(),
            name: self.cid.clone(),
            r#type: if video { proto::TrackType::Video } else { proto::TrackType::Audio }.into(),
            source: self.source.into(),
            height: self.layers.last().map_or(0, |(_, height)| *height),
            layers,
            ..proto::AddTrackRequest::default()
        }
    }
}

/// What happens to a client.
#[derive(Debug)]
pub enum ClientEvent {
    /// Let in.
    Joined(Box<proto::JoinResponse>),
    /// Media can flow.
    Connected,
    /// Any other message of the server, as it came.
    Told(Box<Response>),
    /// Media of a track.
    Packet {
        /// The track's sid.
        track: String,
        /// The packet.
        packet: Box<RtpPacket>,
    },
    /// A data packet.
    Data(Box<proto::DataPacket>),
    /// The server wants a keyframe of one of our tracks.
    KeyframeWanted {
        /// Our name of the track.
        cid: String,
        /// The layer.
        rid: Option<String>,
    },
    /// The data channel can be written to.
    DataOpen,
    /// The connection broke.
    Broken,
}

/// A media packet to send.
#[derive(Debug, Clone)]
pub struct Sent<'a> {
    /// The track.
    pub cid: &'a str,
    /// The layer, where there are layers.
    pub rid: Option<&'a str>,
    /// Sequence number.
    pub sequence: u64,
    /// RTP time.
    pub time: u32,
    /// Last packet of a picture.
    pub marker: bool,
    /// Loudness in decibels, zero or below; for sound.
    pub level: Option<i8>,
    /// The coded media.
    pub payload: Arc<[u8]>,
}

/// One client's stay.
pub struct Client {
    rtc: Rtc,
    local: SocketAddr,
    publishing: Vec<(Publishing, Mid)>,
    pending: Option<(u32, SdpPendingOffer)>,
    first_offer: Option<String>,
    offers: u32,
    wanted: Option<proto::MediaSectionsRequirement>,
    tracks: HashMap<Mid, String>,
    reliable: Option<ChannelId>,
    sent_reliable: u32,
    requests: Vec<Request>,
    events: Vec<ClientEvent>,
    deadline: Instant,
    connected: bool,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("local", &self.local).finish_non_exhaustive()
    }
}

impl Client {
    /// A client reachable at `local` that publishes some tracks.
    pub fn new(local: SocketAddr, publishing: Vec<Publishing>, now: Instant) -> Self {
        let mut rtc = Rtc::builder()
            .set_rtp_mode(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .build(now);
        if let Ok(candidate) = Candidate::host(local, Protocol::Udp) {
            rtc.add_local_candidate(candidate);
        }
        let mut client = Self {
            rtc,
            local,
            publishing: Vec::new(),
            pending: None,
            first_offer: None,
            offers: 0,
            wanted: None,
            tracks: HashMap::new(),
            reliable: None,
            sent_reliable: 0,
            requests: Vec::new(),
            events: Vec::new(),
            deadline: now,
            connected: false,
        };
        client.prepare(publishing);
        client
    }

    fn prepare(&mut self, publishing: Vec<Publishing>) {
        let mut change = self.rtc.sdp_api();
        self.reliable = Some(change.add_channel("_reliable".to_owned()));
        change.add_channel_with_config(ChannelConfig {
            label: "_lossy".to_owned(),
            ordered: false,
            reliability: Reliability::MaxRetransmits { retransmits: 0 },
            ..ChannelConfig::default()
        });
        for track in publishing {
            let simulcast = (!track.layers.is_empty()).then(|| {
                let mut simulcast = Simulcast::new();
                track.layers.iter().for_each(|(rid, _)| simulcast.add_send_layer(SimulcastLayer::new(rid)));
                simulcast
            });
            let cid = Some(track.cid.clone());
            let mid = change.add_media(
                track.kind(),
                Direction::SendOnly,
                Some("stream".to_owned()),
                cid,
                simulcast,
            );
            self.publishing.push((track, mid));
        }
        for _ in 0..FIRST_SECTIONS {
            change.add_media(MediaKind::Audio, Direction::RecvOnly, None, None, None);
            change.add_media(MediaKind::Video, Direction::RecvOnly, None, None, None);
        }
        if let Some((offer, pending)) = change.apply() {
            self.offers = 1;
            self.pending = Some((1, pending));
            self.first_offer = Some(offer.to_sdp_string());
        }
    }

    /// What to join with.
    pub fn join_request(&mut self) -> proto::JoinRequest {
        let offer = self.first_offer.take().map(|sdp| description("offer", sdp, self.offers));
        proto::JoinRequest {
            client_info: Some(proto::ClientInfo {
                sdk: proto::client_info::Sdk::Rust.into(),
                protocol: 16,
                ..proto::ClientInfo::default()
            }),
            connection_settings: Some(proto::ConnectionSettings {
                auto_subscribe: true,
                ..proto::ConnectionSettings::default()
            }),
            add_track_requests: self.publishing.iter().map(|(track, _)| track.request()).collect(),
            publisher_offer: offer,
            ..proto::JoinRequest::default()
        }
    }

    /// A message of the server.
    pub fn told(&mut self, message: Response, now: Instant) -> Result<(), RtcError> {
        match message {
            Response::Join(join) => self.events.push(ClientEvent::Joined(Box::new(join))),
            Response::Answer(answer) => {
                let current = self.pending.take_if(|(id, _)| *id == answer.id);
                if let Some((_, pending)) = current {
                    self.rtc.sdp_api().accept_answer(pending, SdpAnswer::from_sdp_string(&answer.sdp)?)?;
                    let mids = answer.mid_to_track_id.iter();
                    self.tracks = mids.map(|(mid, sid)| (Mid::from(mid.as_str()), sid.clone())).collect();
                }
                if let Some(wanted) = self.wanted.take() {
                    self.offer(wanted);
                }
            }
            Response::MediaSectionsRequirement(wanted) if self.pending.is_some() => {
                self.wanted = Some(wanted);
            }
            Response::MediaSectionsRequirement(wanted) => self.offer(wanted),
            other => self.events.push(ClientEvent::Told(Box::new(other))),
        }
        self.timeout(now)
    }

    fn offer(&mut self, wanted: proto::MediaSectionsRequirement) {
        let mut change = self.rtc.sdp_api();
        for _ in 0..wanted.num_audios {
            change.add_media(MediaKind::Audio, Direction::RecvOnly, None, None, None);
        }
        for _ in 0..wanted.num_videos {
            change.add_media(MediaKind::Video, Direction::RecvOnly, None, None, None);
        }
        if wanted.num_audios + wanted.num_videos == 0 {
            // Nothing is added, but a round is asked for: fresh credentials make one.
            change.ice_restart(true);
        }
        if let Some((offer, pending)) = change.apply() {
            self.offers += 1;
            self.pending = Some((self.offers, pending));
            self.requests.push(Request::Offer(description("offer", offer.to_sdp_string(), self.offers)));
        }
    }

    /// A datagram arrived.
    pub fn receive(&mut self, from: SocketAddr, bytes: &[u8], now: Instant) -> Result<(), RtcError> {
        if let Ok(received) = Receive::new(Protocol::Udp, from, self.local, bytes) {
            self.rtc.handle_input(Input::Receive(now, received))?;
        }
        Ok(())
    }

    /// Time passed.
    pub fn timeout(&mut self, now: Instant) -> Result<(), RtcError> {
        self.rtc.handle_input(Input::Timeout(now))
    }

    /// When [`Client::timeout`] is due.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether media can flow.
    pub fn connected(&self) -> bool {
        self.connected
    }

    /// Sends one media packet; nothing happens before the connection stands.
    pub fn send(&mut self, sent: &Sent<'_>, now: Instant) {
        let Some((track, mid)) =
            self.publishing.iter().find(|(t, _)| t.cid == sent.cid).filter(|_| self.connected)
        else {
            return;
        };
        let codec = if track.kind() == MediaKind::Video { Codec::Vp8 } else { Codec::Opus };
        let (mid, params) = (*mid, self.rtc.codec_config().params());
        let Some(pt) = params.iter().find(|p| p.spec().codec == codec).map(str0m::format::PayloadParams::pt)
        else {
            return;
        };
        let mut direct = self.rtc.direct_api();
        let Some(stream) = direct.stream_tx_by_mid(mid, sent.rid.map(Rid::from)) else { return };
        let extensions = ExtensionValues {
            audio_level: sent.level,
            voice_activity: sent.level.map(|_| true),
            ..ExtensionValues::default()
        };
        let payload = Arc::clone(&sent.payload);
        let write = RtpWrite::new(pt, sent.sequence.into(), sent.time, now, payload);
        stream.write_rtp(write.marker(sent.marker).ext_vals(extensions).nackable(codec == Codec::Vp8));
    }

    /// Sends a data packet on the reliable channel; false when it is not open or full.
    pub fn send_data(&mut self, mut packet: proto::DataPacket) -> bool {
        self.sent_reliable += 1;
        packet.sequence = self.sent_reliable;
        let channel = self.reliable.and_then(|id| self.rtc.channel(id));
        channel.is_some_and(|mut c| c.write(true, &packet.encode_to_vec()).unwrap_or(false))
    }

    /// Empties the client of datagrams to send; what it asks and what happened is for the other two lists.
    pub fn drain(&mut self, mut send: impl FnMut(SocketAddr, &[u8])) -> (Vec<Request>, Vec<ClientEvent>) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) => {
                    self.deadline = at;
                    break;
                }
                Ok(Output::Transmit(transmit)) => send(transmit.destination, &transmit.contents),
                Ok(Output::Event(event)) => self.report(event),
                Err(_) => {
                    self.events.push(ClientEvent::Broken);
                    break;
                }
            }
        }
        (std::mem::take(&mut self.requests), std::mem::take(&mut self.events))
    }

    fn report(&mut self, event: Event) {
        match event {
            Event::Connected => {
                self.connected = true;
                self.events.push(ClientEvent::Connected);
            }
            Event::ChannelOpen(id, _) if self.reliable == Some(id) => self.events.push(ClientEvent::DataOpen),
            Event::ChannelData(data) => {
                if let Ok(packet) = proto::DataPacket::decode(data.data.as_slice()) {
                    self.events.push(ClientEvent::Data(Box::new(packet)));
                }
            }
            Event::KeyframeRequest(request) => {
                if let Some((track, _)) = self.publishing.iter().find(|(_, mid)| *mid == request.mid) {
                    let rid = request.rid.map(|rid| rid.to_string());
                    self.events.push(ClientEvent::KeyframeWanted { cid: track.cid.clone(), rid });
                }
            }
            Event::RtpPacket(packet) => {
                let mid = self.rtc.direct_api().stream_rx(&packet.header.ssrc).map(|s| s.mid());
                if let Some(track) = mid.and_then(|mid| self.tracks.get(&mid)) {
                    self.events.push(ClientEvent::Packet { track: track.clone(), packet: Box::new(packet) });
                }
            }
            Event::Closed => self.events.push(ClientEvent::Broken),
            _ => {}
        }
    }
}

fn description(kind: &str, sdp: String, id: u32) -> proto::SessionDescription {
    proto::SessionDescription { r#type: kind.to_owned(), sdp, id, mid_to_track_id: HashMap::new() }
}

/// The `join_request` parameter of a `/rtc/v1` address.
pub fn join_parameter(join: &proto::JoinRequest) -> String {
    use base64::Engine as _;
    let wrapped = proto::WrappedJoinRequest { compression: 0, join_request: join.encode_to_vec() };
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(wrapped.encode_to_vec())
}
