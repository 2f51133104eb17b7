//! Who gets in, who is seen, who is put out, and that one client's nonsense is nobody else's trouble.

use crate::support::{House, SECRET, camera, microphone, now};
use bytes::Bytes;
use livekit_protocol as proto;
use proto::signal_response::Message as Response;
use sottovoce_media::engine::{Happening, LeaveReason, MediaEngine, RoomGrant};
use sottovoce_media::signal::{LARGEST_MESSAGE, SignalIn};
use sottovoce_media::token::Keys;
use std::time::Duration;

#[tokio::test]
async fn forged_expired_and_foreign_tokens_are_refused_with_words() {
    let house = House::open(10);
    let grant = house.grant("room", "ann");
    let good = house.engine.token(&grant, clock(&house)).unwrap();
    let check = |query: String, status: u16, text: &str| {
        let refusal = house.engine.validate(&query, None, false).unwrap_err();
        assert_eq!((refusal.status, refusal.text.as_str()), (status, text), "{query}");
    };
    assert!(house.engine.validate(&format!("access_token={good}"), None, false).is_ok());
    assert!(house.engine.validate("", Some(&good), false).is_ok());
    check(String::new(), 401, "no permissions to access the room");
    let forged = Keys::new("key", "not the right secret").grant(&grant, clock(&house)).unwrap();
    check(format!("access_token={forged}"), 401, "invalid API key or signature");
    let foreign = Keys::new("other", SECRET).grant(&grant, clock(&house)).unwrap();
    check(format!("access_token={foreign}"), 401, "invalid API key or signature");
    house.advance(Duration::from_secs(125));
    check(format!("access_token={good}"), 401, "token is expired");
}

fn clock(house: &House) -> sottovoce_domain::time::Timestamp {
    use sottovoce_domain::time::Clock as _;
    house.clock.now()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_room_says_so() {
    let house = House::open(2);
    let ann = house.member("room", "ann").await;
    let bob = house.member("room", "bob").await;
    ann.ready().await;
    bob.ready().await;
    let token = house.engine.token(&house.grant("room", "cleo"), clock(&house)).unwrap();
    let refusal = house.engine.validate(&format!("access_token={token}"), None, false).unwrap_err();
    assert_eq!((refusal.status, refusal.text.as_str()), (503, "the room is full"));
    let again = house.engine.token(&house.grant("room", "bob"), clock(&house)).unwrap();
    assert!(
        house.engine.validate(&format!("access_token={again}"), None, false).is_ok(),
        "bob is in already"
    );
    let other = house.engine.token(&house.grant("another", "cleo"), clock(&house)).unwrap();
    assert!(house.engine.validate(&format!("access_token={other}"), None, false).is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_identity_again_replaces_the_first() {
    let house = House::open(10);
    let first = house.member("room", "ann").await;
    let bob = house.member("room", "bob").await;
    first.ready().await;
    bob.ready().await;
    let second = house.member("room", "ann").await;
    let leave = first.until("told to leave", super::support::Seen::leave).await;
    assert_eq!(leave.reason(), proto::DisconnectReason::DuplicateIdentity);
    assert_eq!(leave.action(), proto::leave_request::Action::Disconnect);
    first.until("closed", |s| s.closed.then_some(())).await;
    second.ready().await;
    let sid = second.look(|s| s.joined.clone().unwrap().participant.unwrap().sid);
    bob.until("the new stay is told", |s| (s.about("ann")?.sid == sid).then_some(())).await;
    assert!(second.look(|s| s.leave().is_none()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hidden_participant_is_told_to_nobody_and_sends_nothing() {
    let house = House::open(10);
    let ann = house.member("room", "ann").await;
    ann.ready().await;
    let boss = house
        .enter(&RoomGrant { hidden: true, ..house.grant("room", "boss") }, vec![microphone(), camera()])
        .await;
    boss.ready().await;
    let bob = house.member("room", "bob").await;
    bob.ready().await;
    let track = boss.until("sees ann's track", |s| Some(s.about("ann")?.tracks.first()?.sid.clone())).await;
    ann.speak(1, &[vec![7; 40], vec![8; 40], vec![9; 40]], -20).await;
    boss.until("hears ann", |s| s.packets.iter().any(|p| p.0 == track).then_some(())).await;
    boss.with(|client| {
        client.send_data(proto::DataPacket {
            value: Some(proto::data_packet::Value::User(proto::UserPacket::default())),
            ..proto::DataPacket::default()
        });
    });
    tokio::time::sleep_until((now() + Duration::from_millis(600)).into()).await;
    let boss_sid = boss.look(|s| s.joined.clone().unwrap().participant.unwrap().sid);
    for other in [&ann, &bob] {
        let everything = other.look(|s| format!("{:?} {:?} {:?}", s.joined, s.told, s.data));
        assert!(!everything.contains("boss") && !everything.contains(&boss_sid));
        assert_eq!(other.look(|s| s.data.len()), 0);
        let counts = other.look(|s| {
            let rooms = s.told.iter().filter_map(|m| match m {
                Response::RoomUpdate(update) => update.room.as_ref().map(|r| r.num_participants),
                _ => None,
            });
            rooms.max()
        });
        assert_eq!(counts, Some(2), "not even counted");
    }
    assert!(boss.look(|s| s.told.iter().any(|m| matches!(m, Response::RequestResponse(r)
        if r.reason() == proto::request_response::Reason::NotAllowed))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_closes_only_the_connection_it_came_by() {
    let house = House::open(20);
    let mut events = house.engine.events();
    let ann = house.member("room", "ann").await;
    let bob = house.member("room", "bob").await;
    ann.ready().await;
    bob.ready().await;
    let offer = |sdp: &str| {
        use prost::Message as _;
        let sdp = sdp.to_owned();
        let offer = proto::SessionDescription { sdp, r#type: "offer".to_owned(), ..Default::default() };
        let message = Some(proto::signal_request::Message::Offer(offer));
        SignalIn::Binary(proto::SignalRequest { message }.encode_to_vec().into())
    };
    let nonsense = [
        SignalIn::Binary(Bytes::from_static(&[0xff; 40])),
        SignalIn::Binary(vec![0; LARGEST_MESSAGE + 1].into()),
        SignalIn::Text("{not json".to_owned()),
        SignalIn::Text("[".repeat(100_000)),
        offer("not a description"),
        offer(
            "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n",
        ),
    ];
    for (index, frame) in nonsense.into_iter().enumerate() {
        let fool = house.member("room", &format!("fool{index}")).await;
        fool.ready().await;
        fool.to_server.send(frame).await.unwrap();
        fool.until(&format!("nonsense {index} closes"), |s| s.closed.then_some(())).await;
    }
    ann.speak(1, &[vec![1; 40], vec![2; 40], vec![3; 40]], -20).await;
    bob.until("the others go on", |s| (s.packets.len() >= 3).then_some(())).await;
    assert!(!ann.look(|s| s.closed) && !bob.look(|s| s.closed));
    let mut failed = 0;
    while let Ok(event) = events.try_recv() {
        match event.what {
            Happening::Left { identity, reason: LeaveReason::Failed } if identity.starts_with("fool") => {
                failed += 1;
            }
            Happening::Left { identity, .. } => assert!(identity.starts_with("fool"), "{identity} left"),
            _ => {}
        }
    }
    assert_eq!(failed, 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listener_may_not_publish() {
    let house = House::open(10);
    let grant = RoomGrant { can_publish: false, can_publish_data: false, ..house.grant("room", "guest") };
    let guest = house.enter(&grant, vec![microphone()]).await;
    let ann = house.member("room", "ann").await;
    guest.ready().await;
    ann.ready().await;
    guest.speak(1, &[vec![1; 40], vec![2; 40]], -20).await;
    ann.speak(1, &[vec![1; 40], vec![2; 40]], -20).await;
    guest.until("hears", |s| (!s.packets.is_empty()).then_some(())).await;
    assert_eq!(ann.look(|s| (s.packets.len(), s.about("guest").map(|p| p.tracks.len()))), (0, Some(0)));
}
