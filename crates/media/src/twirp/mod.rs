//! LiveKit's room service: the calls by which a server governs rooms, in JSON and protobuf.
//!
//! It checks the caller's grant and words the answer; the rooms do the work.

use crate::net::{Hall, Order, WhichTracks};
use crate::token::{Keys, VideoGrant};
use livekit_protocol as proto;
use prost::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sottovoce_domain::time::Timestamp;

/// An answer as HTTP knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwirpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body's type.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

const JSON: &str = "application/json";
const PROTOBUF: &str = "application/protobuf";

/// Why a call fails: Twirp's code, its HTTP status, and words.
struct Failure(u16, &'static str, &'static str);

const STOPPED: Failure = Failure(500, "internal", "the media engine has stopped");
const DENIED: Failure = Failure(403, "permission_denied", "permissions denied");
const NO_ROOM: Failure = Failure(404, "not_found", "requested room does not exist");
const NO_PARTICIPANT: Failure = Failure(404, "not_found", "participant does not exist");
const NO_TRACK: Failure = Failure(404, "not_found", "track does not exist");

/// Answers one call.
pub(crate) async fn answer(
    keys: &Keys,
    hall: &Hall,
    now: Timestamp,
    method: &str,
    content_type: &str,
    bearer: Option<&str>,
    body: &[u8],
) -> TwirpResponse {
    let binary = content_type.starts_with(PROTOBUF);
    let grant = match keys.verify(bearer.unwrap_or_default(), now) {
        Ok(claims) => claims.video.unwrap_or_default(),
        Err(refusal) => return failure(401, "unauthenticated", &refusal.to_string()),
    };
    let call = Call { hall, grant, binary, body };
    match call.dispatch(method).await {
        Ok(body) => TwirpResponse { status: 200, content_type: if binary { PROTOBUF } else { JSON }, body },
        Err(Failure(status, code, text)) => failure(status, code, text),
    }
}

fn failure(status: u16, code: &str, text: &str) -> TwirpResponse {
    let body = serde_json::json!({ "code": code, "msg": text, "meta": {} });
    TwirpResponse { status, content_type: JSON, body: body.to_string().into_bytes() }
}

struct Call<'a> {
    hall: &'a Hall,
    grant: VideoGrant,
    binary: bool,
    body: &'a [u8],
}

impl Call<'_> {
    async fn dispatch(&self, method: &str) -> Result<Vec<u8>, Failure> {
        match method {
            "ListRooms" => self.list_rooms().await,
            "DeleteRoom" => self.delete_room().await,
            "ListParticipants" => self.list_participants().await,
            "GetParticipant" => self.get_participant().await,
            "RemoveParticipant" => self.remove_participant().await,
            "MutePublishedTrack" => self.mute_track().await,
            "UpdateParticipant" => self.update_participant().await,
            "SendData" => self.send_data().await,
            _ => Err(Failure(404, "bad_route", "no such method")),
        }
    }

    fn read<T: Message + Default + DeserializeOwned>(&self) -> Result<T, Failure> {
        let bad = Failure(400, "invalid_argument", "the request could not be read");
        if self.binary {
            T::decode(self.body).map_err(|_| bad)
        } else {
            serde_json::from_slice(self.body).map_err(|_| bad)
        }
    }

    fn write<T: Message + Serialize>(&self, answer: &T) -> Result<Vec<u8>, Failure> {
        if self.binary {
            return Ok(answer.encode_to_vec());
        }
        serde_json::to_vec(answer).map_err(|_| Failure(500, "internal", "the answer could not be written"))
    }

    fn govern(&self, room: &str) -> Result<(), Failure> {
        if self.grant.room_admin && self.grant.room == room { Ok(()) } else { Err(DENIED) }
    }

    async fn ask<T>(
        &self,
        make: impl FnOnce(tokio::sync::oneshot::Sender<T>) -> Order,
    ) -> Result<T, Failure> {
        self.hall.ask(make).await.ok_or(STOPPED)
    }

    async fn list_rooms(&self) -> Result<Vec<u8>, Failure> {
        if !self.grant.room_list {
            return Err(DENIED);
        }
        let request: proto::ListRoomsRequest = self.read()?;
        let mut rooms = self.ask(|reply| Order::Rooms { reply }).await?;
        rooms.retain(|room| request.names.is_empty() || request.names.contains(&room.name));
        self.write(&proto::ListRoomsResponse { rooms })
    }

    async fn delete_room(&self) -> Result<Vec<u8>, Failure> {
        if !self.grant.room_create {
            return Err(DENIED);
        }
        let request: proto::DeleteRoomRequest = self.read()?;
        let done = self.ask(|reply| Order::End { room: request.room, reply }).await?;
        if done { self.write(&proto::DeleteRoomResponse {}) } else { Err(NO_ROOM) }
    }

    async fn participants(&self, room: String) -> Result<Vec<proto::ParticipantInfo>, Failure> {
        self.govern(&room)?;
        self.ask(|reply| Order::Participants { room, reply }).await?.ok_or(NO_ROOM)
    }

    async fn list_participants(&self) -> Result<Vec<u8>, Failure> {
        let request: proto::ListParticipantsRequest = self.read()?;
        let participants = self.participants(request.room).await?;
        self.write(&proto::ListParticipantsResponse { participants })
    }

    async fn get_participant(&self) -> Result<Vec<u8>, Failure> {
        let request: proto::RoomParticipantIdentity = self.read()?;
        let participants = self.participants(request.room).await?;
        let found = participants.into_iter().find(|p| p.identity == request.identity);
        self.write(&found.ok_or(NO_PARTICIPANT)?)
    }

    async fn remove_participant(&self) -> Result<Vec<u8>, Failure> {
        let request: proto::RoomParticipantIdentity = self.read()?;
        self.govern(&request.room)?;
        let proto::RoomParticipantIdentity { room, identity, .. } = request;
        let done = self.ask(|reply| Order::Remove { room, identity, reply }).await?;
        if done { self.write(&proto::RemoveParticipantResponse {}) } else { Err(NO_PARTICIPANT) }
    }

    async fn mute_track(&self) -> Result<Vec<u8>, Failure> {
        let request: proto::MuteRoomTrackRequest = self.read()?;
        self.govern(&request.room)?;
        let proto::MuteRoomTrackRequest { room, identity, track_sid, muted } = request;
        if !muted {
            return Err(Failure(400, "failed_precondition", "remote unmute not enabled"));
        }
        let which = WhichTracks::One(track_sid);
        let done = self.ask(|reply| Order::Mute { room, identity, which, muted, reply }).await?;
        let track = done.into_iter().next().ok_or(NO_TRACK)?;
        self.write(&proto::MuteRoomTrackResponse { track: Some(track) })
    }

    async fn update_participant(&self) -> Result<Vec<u8>, Failure> {
        let request: proto::UpdateParticipantRequest = self.read()?;
        self.govern(&request.room)?;
        let done = self.ask(|reply| Order::Update { request: Box::new(request), reply }).await?;
        self.write(&done.ok_or(NO_PARTICIPANT)?)
    }

    async fn send_data(&self) -> Result<Vec<u8>, Failure> {
        let request: proto::SendDataRequest = self.read()?;
        self.govern(&request.room)?;
        let done = self.ask(|reply| Order::SendData { request: Box::new(request), reply }).await?;
        if done { self.write(&proto::SendDataResponse {}) } else { Err(NO_ROOM) }
    }
}
