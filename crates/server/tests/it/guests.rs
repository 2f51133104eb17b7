//! Guests at the door and in the room: knocking, waiting, being admitted, refused and put out.

use crate::browser::{Browser, Reply, Socket};
use crate::house::House;
use crate::meetings::{knock, meeting};
use serde_json::json;
use sottovoce_domain::tenant::Policy;

/// A guest's socket after its hello.
pub(crate) async fn guest_socket(browser: &Browser, link: &str, knocked: &Reply) -> Socket {
    let mut socket = browser.socket(&format!("/api/meet/{link}/socket")).await.unwrap();
    socket.say(json!({ "type": "hello", "token": knocked.text("/guest_token") })).await;
    socket
}

/// Whether the media engine's door lets this token in.
async fn room_opens(house: &House, token: &str) -> (u16, String) {
    let mut browser = house.browser();
    let reply = browser.get(&format!("/rtc/validate?access_token={token}")).await;
    assert_eq!(reply.headers["access-control-allow-origin"], "*");
    (reply.status, reply.text)
}

#[tokio::test]
async fn a_guest_waits_until_the_host_admits_them() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, true).await;
    let (id, link) = (made.text("/id"), made.text("/link"));
    let mut guest = house.browser();
    let knocked = knock(&mut guest, &link, "Gina").await;
    let mut socket = guest_socket(&guest, &link, &knocked).await;
    assert_eq!(socket.until("presence").await["presence"], "waiting");

    let started = owner.post(&format!("/api/meetings/{id}/start"), json!({})).await;
    let conversation = started.text("/conversation_id");
    let mut seller = owner.socket(&format!("/api/live/{conversation}/socket")).await.unwrap();
    let arrived = seller.until_fact("arrived").await;
    assert_eq!(arrived["data"]["name"], "Gina");
    seller.until("ready").await;

    let who = json!({ "participant_id": knocked.text("/participant_id") });
    assert_eq!(
        owner.post(&format!("/api/conversations/{conversation}/admit"), who.clone()).await.status,
        204
    );
    let admitted = socket.until("presence").await;
    assert_eq!(admitted["presence"], "admitted");
    let token = admitted["room_token"].as_str().unwrap().to_owned();
    assert_eq!(room_opens(&house, &token).await.0, 200);
    assert_eq!(socket.until("recognise").await["on"], true);
    assert_eq!(seller.until_fact("moved").await["data"]["presence"], "admitted");

    assert_eq!(owner.post(&format!("/api/conversations/{conversation}/remove"), who).await.status, 204);
    assert_eq!(socket.until("presence").await["presence"], "refused");
    assert_eq!(socket.next().await, None, "and the socket ends");
    assert_eq!(room_opens(&house, &token).await.0, 401, "the old token is worth nothing");
    owner.post(&format!("/api/meetings/{id}/end"), json!({})).await;
    house.close().await;
}

#[tokio::test]
async fn a_refused_guest_gets_no_way_into_the_room() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, true).await;
    let (id, link) = (made.text("/id"), made.text("/link"));
    let started = owner.post(&format!("/api/meetings/{id}/start"), json!({})).await;
    let conversation = started.text("/conversation_id");
    let mut guest = house.browser();
    let knocked = knock(&mut guest, &link, "Gina").await;
    let mut socket = guest_socket(&guest, &link, &knocked).await;
    assert_eq!(socket.until("presence").await["presence"], "waiting");
    let who = json!({ "participant_id": knocked.text("/participant_id") });
    owner.post(&format!("/api/conversations/{conversation}/refuse"), who).await;
    assert_eq!(socket.until("presence").await["presence"], "refused");
    socket.drain().await;
    assert!(socket.seen.iter().all(|frame| !frame.contains("room_token")));
    owner.post(&format!("/api/meetings/{id}/end"), json!({})).await;
    house.close().await;
}

#[tokio::test]
async fn without_a_lobby_guests_enter_once_the_host_is_there() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, false).await;
    let (id, link) = (made.text("/id"), made.text("/link"));
    let mut early = house.browser();
    let knocked = knock(&mut early, &link, "Early").await;
    assert_eq!(knocked.body["presence"], "waiting");
    let mut socket = guest_socket(&early, &link, &knocked).await;
    socket.until("presence").await;
    owner.post(&format!("/api/meetings/{id}/start"), json!({})).await;
    assert_eq!(socket.until("presence").await["presence"], "admitted");
    assert_eq!(knock(&mut house.browser(), &link, "Late").await.body["presence"], "admitted");

    let me = early.request("GET", &format!("/api/meet/{link}/me"));
    let me = me.header("authorization", format!("Bearer {}", knocked.text("/guest_token")));
    let me = early.finish(me).await;
    assert_eq!((&me.body["name"], &me.body["presence"]), (&json!("Early"), &json!("admitted")));
    owner.post(&format!("/api/meetings/{id}/end"), json!({})).await;
    socket.until("ended").await;
    assert_eq!(socket.next().await, None);
    house.close().await;
}

#[tokio::test]
async fn a_guests_token_is_good_at_its_own_link_alone() {
    let house = House::open().await;
    let mut rossi = house.owner("Rossi").await;
    let mut verdi = house.owner("Verdi").await;
    let (ours, other, theirs) = (
        meeting(&mut rossi, true).await.text("/link"),
        meeting(&mut rossi, true).await.text("/link"),
        meeting(&mut verdi, true).await.text("/link"),
    );
    let mut guest = house.browser();
    let knocked = knock(&mut guest, &ours, "Gina").await;
    for link in [&other, &theirs] {
        let mut socket = guest_socket(&guest, link, &knocked).await;
        assert_eq!(socket.until("error").await["code"], "invalid_token");
        assert_eq!(socket.next().await, None);
        let me = guest.request("GET", &format!("/api/meet/{link}/me"));
        let me = me.header("authorization", format!("Bearer {}", knocked.text("/guest_token")));
        assert_eq!(guest.finish(me).await.status, 401);
    }
    let mut socket = guest.socket(&format!("/api/meet/{ours}/socket")).await.unwrap();
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.until("error").await["code"], "malformed", "hello comes first");
    assert_eq!(
        guest.socket_from(&format!("/api/meet/{ours}/socket"), "https://evil.example.com").await.err(),
        Some(403)
    );
    house.close().await;
}

#[tokio::test]
async fn forged_and_strange_room_tokens_open_nothing() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, true).await;
    let started = owner.post(&format!("/api/meetings/{}/start", made.text("/id")), json!({})).await;
    let token = started.text("/room_token");
    assert_eq!(room_opens(&house, &token).await.0, 200);
    let (head, signature) = token.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
    assert_eq!(room_opens(&house, &forged).await.0, 401);
    assert_eq!(room_opens(&house, "").await.0, 401);
    owner.post(&format!("/api/meetings/{}/end", made.text("/id")), json!({})).await;
    assert_eq!(room_opens(&house, &token).await.0, 401, "the conversation is over");
    house.close().await;
}

#[tokio::test]
async fn a_full_room_says_so_and_keeps_whoever_is_in() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let organisation = owner.get("/api/me").await.text("/organisation/id").parse().unwrap();
    let tenant = house.app.store.tenant(&organisation);
    let policy = Policy { room_limit: 1, ..Policy::default() };
    tenant.organisation().update(None, None, Some(&policy)).await.unwrap();
    let made = meeting(&mut owner, false).await;
    let started = owner.post(&format!("/api/meetings/{}/start", made.text("/id")), json!({})).await;
    let mut seller =
        owner.socket(&format!("/api/live/{}/socket", started.text("/conversation_id"))).await.unwrap();
    seller.until("ready").await;
    let inside = format!("/rtc?access_token={}", started.text("/room_token"));
    let in_room = owner.socket(&inside).await.unwrap();
    seller.until_that(|frame| frame["signal"]["kind"] == "room").await;

    let mut guest = house.browser();
    let knocked = knock(&mut guest, &made.text("/link"), "Gina").await;
    let mut waiting = guest_socket(&guest, &made.text("/link"), &knocked).await;
    let token = waiting.until("presence").await["room_token"].as_str().unwrap().to_owned();
    assert_eq!(room_opens(&house, &token).await, (503, "the room is full".to_owned()));
    assert_eq!(guest.socket(&format!("/rtc?access_token={token}")).await.err(), Some(503));
    assert_eq!(room_opens(&house, &started.text("/room_token")).await.0, 200, "who is in comes back in");
    drop(in_room);
    owner.post(&format!("/api/meetings/{}/end", made.text("/id")), json!({})).await;
    house.close().await;
}
