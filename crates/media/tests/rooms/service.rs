//! The room service: rooms and people governed from outside, in JSON and protobuf, by those who may.

use crate::support::{House, Person};
use bytes::Bytes;
use livekit_protocol as proto;
use prost::Message as _;
use sottovoce_domain::time::Clock as _;
use sottovoce_media::engine::MediaEngine;
use sottovoce_media::token::{Claims, Keys, VideoGrant};

fn bearer(house: &House, video: VideoGrant) -> String {
    let exp = Some(house.clock.now().millis() / 1000 + 60);
    let claims = Claims { sub: "server".to_owned(), exp, video: Some(video), ..Claims::default() };
    Keys::new("key", super::support::SECRET).sign(&claims).unwrap()
}

fn admin(house: &House) -> String {
    let room = "room".to_owned();
    bearer(
        house,
        VideoGrant { room, room_admin: true, room_list: true, room_create: true, ..VideoGrant::default() },
    )
}

async fn json(house: &House, token: &str, method: &str, body: &str) -> (u16, serde_json::Value) {
    let body = Bytes::from(body.to_owned());
    let answer = house.engine.twirp(method, "application/json", Some(token), body).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

async fn two(house: &House) -> (Person, Person) {
    let (ann, bob) = (house.member("room", "ann").await, house.member("room", "bob").await);
    ann.ready().await;
    bob.ready().await;
    (ann, bob)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rooms_and_people_are_listed_muted_and_removed() {
    let house = House::open(10);
    let (ann, bob) = two(&house).await;
    let token = admin(&house);
    let (status, rooms) = json(&house, &token, "ListRooms", "{}").await;
    assert_eq!(
        (status, &rooms["rooms"][0]["name"], &rooms["rooms"][0]["numParticipants"]),
        (200, &"room".into(), &2.into())
    );
    let (_, people) = json(&house, &token, "ListParticipants", r#"{"room":"room"}"#).await;
    assert_eq!(people["participants"].as_array().unwrap().len(), 2);
    let (_, person) = json(&house, &token, "GetParticipant", r#"{"room":"room","identity":"ann"}"#).await;
    let sid = person["tracks"][0]["sid"].as_str().unwrap().to_owned();
    let mute = format!(r#"{{"room":"room","identity":"ann","track_sid":"{sid}","muted":true}}"#);
    let (status, muted) = json(&house, &token, "MutePublishedTrack", &mute).await;
    assert_eq!((status, &muted["track"]["muted"]), (200, &true.into()));
    bob.until("the mute is told", |s| s.about("ann")?.tracks.first()?.muted.then_some(())).await;

    let request = proto::SendDataRequest {
        room: "room".to_owned(),
        data: b"from the product".to_vec(),
        destination_identities: vec!["bob".to_owned()],
        ..proto::SendDataRequest::default()
    };
    let answer = house
        .engine
        .twirp("SendData", "application/protobuf", Some(&token), request.encode_to_vec().into())
        .await;
    assert_eq!((answer.status, answer.content_type), (200, "application/protobuf"));
    bob.until("the product's data", |s| (s.data.len() == 1).then_some(())).await;

    let update = r#"{"room":"room","identity":"ann","name":"Ann B.","permission":{"canSubscribe":true,"canPublish":false}}"#;
    let (status, updated) = json(&house, &token, "UpdateParticipant", update).await;
    assert_eq!((status, &updated["name"]), (200, &"Ann B.".into()));
    bob.until("no more tracks of ann", |s| {
        s.about("ann").filter(|p| p.tracks.is_empty() && p.name == "Ann B.").map(|_| ())
    })
    .await;

    let (status, _) = json(&house, &token, "RemoveParticipant", r#"{"room":"room","identity":"ann"}"#).await;
    assert_eq!(status, 200);
    let again = house.engine.token(&house.grant("room", "ann"), house.clock.now()).unwrap();
    let refusal = house.engine.validate("", Some(&again), false).unwrap_err();
    assert_eq!((refusal.status, refusal.text.as_str()), (401, "the token is no longer valid for this room"));
    house.advance(std::time::Duration::from_secs(1));
    let fresh = house.engine.token(&house.grant("room", "ann"), house.clock.now()).unwrap();
    assert!(house.engine.validate("", Some(&fresh), false).is_ok(), "let in again by a new token");
    let leave = ann.until("told to leave", super::support::Seen::leave).await;
    assert_eq!(leave.reason(), proto::DisconnectReason::ParticipantRemoved);
    let (status, gone) = json(&house, &token, "GetParticipant", r#"{"room":"room","identity":"ann"}"#).await;
    assert_eq!((status, &gone["code"]), (404, &"not_found".into()));
    let (status, _) = json(&house, &token, "DeleteRoom", r#"{"room":"room"}"#).await;
    assert_eq!(status, 200);
    bob.until("closed", |s| s.closed.then_some(())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_who_may_govern() {
    let house = House::open(10);
    let (_ann, _bob) = two(&house).await;
    let member = house.engine.token(&house.grant("room", "ann"), house.clock.now()).unwrap();
    let elsewhere =
        bearer(&house, VideoGrant { room: "other".into(), room_admin: true, ..VideoGrant::default() });
    for (method, body) in [
        ("ListRooms", "{}"),
        ("DeleteRoom", r#"{"room":"room"}"#),
        ("ListParticipants", r#"{"room":"room"}"#),
        ("RemoveParticipant", r#"{"room":"room","identity":"bob"}"#),
        ("SendData", r#"{"room":"room","data":"aGk="}"#),
    ] {
        for token in [&member, &elsewhere] {
            let (status, answer) = json(&house, token, method, body).await;
            assert_eq!((status, &answer["code"]), (403, &"permission_denied".into()), "{method}");
        }
        let (status, _) = json(&house, "", method, body).await;
        assert_eq!(status, 401, "{method}");
    }
    assert_eq!(json(&house, &admin(&house), "NoSuchThing", "{}").await.0, 404);
    assert_eq!(json(&house, &admin(&house), "ListRooms", "nonsense").await.0, 400);
}
