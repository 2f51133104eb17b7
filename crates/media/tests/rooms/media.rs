//! Sound, picture and data find their way to those they are meant for, and to nobody else.

use crate::support::{House, Person, camera, microphone, now};
use livekit_protocol as proto;
use proto::signal_request::Message as Request;
use proto::signal_response::Message as Response;
use sottovoce_media::signal::client::Sent;
use std::sync::Arc;
use std::time::Duration;

fn sound(count: u8) -> Vec<Vec<u8>> {
    (0..count).map(|n| vec![n; 40]).collect()
}

/// A one-packet VP8 picture: descriptor with a 15-bit picture number and base-layer index, then a keyframe's or
/// another frame's first byte, then the layer's mark.
fn picture(number: u8, keyframe: bool, mark: u8) -> Vec<u8> {
    let frame = u8::from(!keyframe);
    vec![0x90, 0xe0, 0x80, number, number, 0x00, frame, 0, 0, 0x9d, 0x01, 0x2a, mark, mark]
}

/// Sends pictures of all three layers for a while, at 30 a second; every tenth is a keyframe when `keys`.
async fn film(person: &Person, first: u8, count: u8, keys: bool) {
    for number in first..first + count {
        for (rid, mark) in [("q", 1), ("h", 2), ("f", 3)] {
            let payload: Arc<[u8]> = picture(number, keys && number % 10 == 0, mark).into();
            person.with(move |client| {
                let (sequence, time) = (u64::from(number) + u64::from(mark) * 100, u32::from(number) * 3000);
                let marker = true;
                let sent = Sent { cid: "cam", rid: Some(rid), sequence, time, marker, level: None, payload };
                client.send(&sent, now());
            });
        }
        tokio::time::sleep_until((now() + Duration::from_millis(33)).into()).await;
    }
}

async fn camera_sid(viewer: &Person, of: &str) -> String {
    viewer
        .until("the camera is told", |seen| {
            let tracks = &seen.about(of)?.tracks;
            tracks.iter().find(|t| t.source() == proto::TrackSource::Camera).map(|t| t.sid.clone())
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_hear_each_other() {
    let house = House::open(10);
    let ann = house.member("room", "ann").await;
    let bob = house.member("room", "bob").await;
    ann.ready().await;
    bob.ready().await;
    for (speaker, listener, name) in [(&ann, &bob, "ann"), (&bob, &ann, "bob")] {
        let sid =
            listener.until("told of the track", |s| Some(s.about(name)?.tracks.first()?.sid.clone())).await;
        speaker.speak(10, &sound(30), -20).await;
        let got = listener
            .until("most packets", |s| {
                let of_track = s.packets.iter().filter(|p| p.0 == sid);
                let got: Vec<_> = of_track.map(|p| (p.1, p.3.clone())).collect();
                (got.len() >= 25).then_some(got)
            })
            .await;
        assert!(got.windows(2).all(|w| w[1].0 > w[0].0), "in order: {got:?}");
        assert!(got.iter().all(|(_, payload)| payload.len() == 40), "whole");
        listener
            .until("the speaker is named", |s| {
                let sid = &s.about(name)?.sid;
                s.told.iter().find_map(|m| match m {
                    Response::SpeakersChanged(c) => {
                        c.speakers.iter().find(|x| x.sid == *sid && x.active).map(|_| ())
                    }
                    _ => None,
                })
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_viewer_gets_one_layer_as_one_stream_and_may_change_it() {
    let house = House::open(10);
    let ann = house.enter(&house.grant("room", "ann"), vec![microphone(), camera()]).await;
    let bob = house.member("room", "bob").await;
    ann.ready().await;
    bob.ready().await;
    let sid = camera_sid(&bob, "ann").await;
    let mark_of = |payload: &[u8]| *payload.last().unwrap();
    film(&ann, 0, 40, true).await;
    let high = bob
        .until("pictures of the large layer", |s| {
            let marks: Vec<u8> = s.packets.iter().filter(|p| p.0 == sid).map(|p| mark_of(&p.3)).collect();
            (marks.iter().filter(|m| **m == 3).count() > 10).then_some(marks)
        })
        .await;
    assert_eq!(high.last(), Some(&3));
    let settings = |quality: proto::VideoQuality, disabled| {
        Request::TrackSetting(proto::UpdateTrackSettings {
            track_sids: vec![sid.clone()],
            quality: quality.into(),
            disabled,
            ..proto::UpdateTrackSettings::default()
        })
    };
    bob.ask(settings(proto::VideoQuality::Low, false)).await;
    film(&ann, 40, 40, true).await;
    bob.until("pictures of the small layer", |s| (mark_of(&s.packets.last()?.3) == 1).then_some(())).await;
    let stream: Vec<(u64, u32, u8)> =
        bob.look(|s| s.packets.iter().filter(|p| p.0 == sid).map(|p| (p.1, p.2, mark_of(&p.3))).collect());
    assert!(stream.windows(2).all(|w| w[1].0 == w[0].0 + 1), "no jump of numbers: {stream:?}");
    assert!(stream.windows(2).all(|w| w[1].1 > w[0].1), "time goes on: {stream:?}");
    let changes = stream.windows(2).filter(|w| w[0].2 != w[1].2).count();
    assert!((1..=3).contains(&changes), "few changes: {stream:?}");

    bob.ask(settings(proto::VideoQuality::Low, true)).await;
    film(&ann, 80, 10, true).await;
    let before = bob.look(|s| s.packets.len());
    film(&ann, 90, 20, true).await;
    assert!(bob.look(|s| s.packets.len()) <= before + 2, "nothing while not shown");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_publisher_is_asked_for_keyframes_once_for_several_viewers() {
    let house = House::open(10);
    let ann = house.enter(&house.grant("room", "ann"), vec![camera()]).await;
    ann.ready().await;
    let mut viewers = Vec::new();
    for n in 0..4 {
        viewers.push(house.member("room", &format!("viewer{n}")).await);
    }
    for viewer in &viewers {
        viewer.ready().await;
        camera_sid(viewer, "ann").await;
    }
    film(&ann, 1, 9, false).await;
    film(&ann, 11, 9, false).await;
    let asked =
        ann.until("asked for a keyframe", |s| (!s.keyframes.is_empty()).then(|| s.keyframes.clone())).await;
    let of_high = asked.iter().filter(|(_, rid)| rid.as_deref() == Some("f")).count();
    assert!((1..=4).contains(&of_high), "0.6 s, four viewers: {asked:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn muted_sound_stays_here() {
    let house = House::open(10);
    let ann = house.member("room", "ann").await;
    let bob = house.member("room", "bob").await;
    ann.ready().await;
    bob.ready().await;
    let sid = bob.until("told of the track", |s| Some(s.about("ann")?.tracks.first()?.sid.clone())).await;
    ann.speak(1, &sound(10), -20).await;
    bob.until("sound", |s| (s.packets.len() > 5).then_some(())).await;
    ann.ask(Request::Mute(proto::MuteTrackRequest { sid, muted: true })).await;
    bob.until("told of the mute", |s| s.about("ann")?.tracks.first()?.muted.then_some(())).await;
    let before = bob.look(|s| s.packets.len());
    ann.speak(11, &sound(10), -20).await;
    assert_eq!(bob.look(|s| s.packets.len()), before, "a client that goes on sending is not heard");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn data_reaches_whom_it_is_meant_for_under_the_senders_true_name() {
    let house = House::open(10);
    let people =
        [house.member("r", "ann").await, house.member("r", "bob").await, house.member("r", "cleo").await];
    for person in &people {
        person.ready().await;
    }
    let [ann, bob, cleo] = &people;
    let user = |text: &str| {
        let payload = text.as_bytes().to_vec();
        Some(proto::data_packet::Value::User(proto::UserPacket { payload, ..proto::UserPacket::default() }))
    };
    let to_all = proto::DataPacket {
        participant_identity: "somebody else".to_owned(),
        value: user("all"),
        ..proto::DataPacket::default()
    };
    let to_cleo = proto::DataPacket {
        destination_identities: vec!["cleo".to_owned()],
        value: user("cleo only"),
        ..proto::DataPacket::default()
    };
    ann.with(move |client| assert!(client.send_data(to_all)));
    ann.with(move |client| assert!(client.send_data(to_cleo)));
    let got = cleo.until("both packets", |s| (s.data.len() == 2).then(|| s.data.clone())).await;
    assert_eq!(got[0].participant_identity, "ann");
    assert_eq!(got[1].value, user("cleo only").map(|v| stamped(v, &got[1])));
    bob.until("one packet", |s| (s.data.len() == 1).then_some(())).await;
    tokio::time::sleep_until((now() + Duration::from_millis(200)).into()).await;
    assert_eq!(bob.look(|s| s.data.len()), 1);
    assert_eq!(ann.look(|s| s.data.len()), 0, "never back to the sender");
}

/// What the room writes into a user packet for older clients.
#[expect(deprecated, reason = "older clients read these fields")]
fn stamped(value: proto::data_packet::Value, packet: &proto::DataPacket) -> proto::data_packet::Value {
    let proto::data_packet::Value::User(mut user) = value else { return value };
    user.participant_sid.clone_from(&packet.participant_sid);
    user.participant_identity.clone_from(&packet.participant_identity);
    user.destination_identities.clone_from(&packet.destination_identities);
    proto::data_packet::Value::User(user)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_people_hear_and_see_each_of_the_others() {
    let house = House::open(10);
    let mut people = Vec::new();
    for n in 0..10 {
        let grant = house.grant("room", &format!("p{n}"));
        people.push(house.enter(&grant, vec![microphone(), camera()]).await);
    }
    for person in &people {
        person.ready().await;
    }
    // Everybody speaks and films at once until each has got both tracks of all nine others.
    let mut first = 1;
    for _ in 0..20 {
        let all = people.iter().map(|person| async move {
            let said = sound(10);
            tokio::join!(person.speak(u64::from(first), &said, -30), film(person, first, 10, true));
        });
        futures::future::join_all(all).await;
        first += 10;
        let got = |person: &Person| {
            person.look(|s| {
                s.packets.iter().map(|p| p.0.clone()).collect::<std::collections::HashSet<_>>().len()
            })
        };
        if people.iter().all(|person| got(person) == 18) {
            return;
        }
    }
    panic!("not everybody got everything");
}
