//! The seller's socket: replay, commands, words, and who may open it.

use crate::browser::{Browser, Reply};
use crate::house::House;
use serde_json::{Value, json};

/// A meeting on a playbook with one card, begun by this member.
pub(crate) async fn call(owner: &mut Browser) -> (Reply, Reply) {
    let script = json!({
        "name": "Mine", "language": "en",
        "phases": [{ "name": "Begin", "points": [
            { "id": "p1", "text": "Ask about the budget", "hints": ["what is your budget"] },
        ] }],
        "cards": [{
            "id": "c1", "title": "Price", "objection": "price", "triggers": ["too expensive"],
            "answer": "SECRET-ANSWER", "attachment": { "kind": "text", "title": "What it saves", "lines": ["a lot"] },
        }],
    });
    let playbook = owner.post("/api/playbooks", script).await.text("/id");
    let wish = json!({ "title": "Call", "language": "en", "lobby": false, "playbook_id": playbook });
    let meeting = owner.post("/api/meetings", wish).await;
    let started = owner.post(&format!("/api/meetings/{}/start", meeting.text("/id")), json!({})).await;
    assert_eq!(started.status, 200, "{started:?}");
    (meeting, started)
}

/// Words as a browser's recogniser sends them.
pub(crate) fn heard(key: &str, text: &str) -> Value {
    json!({
        "type": "heard", "key": key, "text": text, "start_ms_ago": 900, "end_ms_ago": 100,
        "final": true, "language": "en",
    })
}

#[tokio::test]
async fn words_are_acknowledged_once_recorded_and_replayed_after_a_reconnect() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (meeting, started) = call(&mut owner).await;
    let path = format!("/api/live/{}/socket", started.text("/conversation_id"));
    let mut socket = owner.socket(&path).await.unwrap();
    socket.until("ready").await;
    socket.say(heard("k1", "Hello and welcome to our call")).await;
    assert_eq!(socket.until("ack").await["key"], "k1");
    socket.say(heard("k1", "Hello and welcome to our call")).await;
    assert_eq!(socket.until("ack").await["key"], "k1", "a repeated delivery is acknowledged too");
    socket.say(json!({ "type": "ping" })).await;
    socket.until("pong").await;
    drop(socket);

    let mut again = owner.socket(&format!("{path}?after=0")).await.unwrap();
    again.until("ready").await;
    let facts: Vec<Value> = again.seen.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let numbers: Vec<u64> = facts
        .iter()
        .filter(|frame| frame["type"] == "fact")
        .map(|frame| frame["fact"]["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=u64::try_from(numbers.len()).unwrap()).collect::<Vec<_>>(), "without gaps");
    let said = facts.iter().filter(|frame| frame["fact"]["type"] == "uttered").count();
    assert_eq!(said, 1);
    let last = *numbers.last().unwrap();
    let mut later = owner.socket(&format!("{path}?after={last}")).await.unwrap();
    assert_eq!(later.until("ready").await["last"], last);
    assert!(later.seen.iter().all(|frame| !frame.contains("\"type\":\"fact\"")), "nothing comes twice");
    owner.post(&format!("/api/meetings/{}/end", meeting.text("/id")), json!({})).await;
    again.until_fact("ended").await;
    house.close().await;
}

#[tokio::test]
async fn the_seller_ticks_presents_and_ends() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (_, started) = call(&mut owner).await;
    let mut socket =
        owner.socket(&format!("/api/live/{}/socket", started.text("/conversation_id"))).await.unwrap();
    socket.until("ready").await;
    socket.say(json!({ "type": "tick", "point": "p1" })).await;
    assert_eq!(socket.until_fact("noted").await["data"]["value"]["by"], "person");
    socket.say(json!({ "type": "untick", "point": "p1" })).await;
    assert_eq!(socket.until_fact("unticked").await["data"]["point"], "p1");
    socket.say(json!({ "type": "present", "card": "c1" })).await;
    assert_eq!(socket.until_fact("presented").await["data"]["title"], "What it saves");
    socket.say(json!({ "type": "take_down" })).await;
    socket.until_fact("presentation_ended").await;
    socket.say(json!({ "type": "present", "card": "no such card" })).await;
    assert_eq!(socket.until("error").await["code"], "unknown_card");
    socket.say(json!({ "type": "conquer" })).await;
    assert_eq!(socket.until("error").await["code"], "malformed");
    socket.say(json!({ "type": "end" })).await;
    socket.until_fact("ended").await;
    socket.until_fact("recapped").await;
    house.close().await;
}

#[tokio::test]
async fn only_whoever_may_see_the_conversation_opens_its_socket() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (meeting, started) = call(&mut owner).await;
    let path = format!("/api/live/{}/socket", started.text("/conversation_id"));
    let rep = house.member(&mut owner, "rep@example.com", "rep").await;
    let stranger = house.owner("Verdi").await;
    assert_eq!(rep.socket(&path).await.err(), Some(404), "a colleague's");
    assert_eq!(stranger.socket(&path).await.err(), Some(404), "another organisation's");
    assert_eq!(house.browser().socket(&path).await.err(), Some(401), "signed out");
    assert_eq!(
        owner.socket_from(&path, "https://evil.example.com").await.err(),
        Some(403),
        "another site's page"
    );
    assert_eq!(owner.socket("/api/live/nonsense/socket").await.err(), Some(404));
    owner.post(&format!("/api/meetings/{}/end", meeting.text("/id")), json!({})).await;
    house.close().await;
}

#[tokio::test]
async fn a_call_goes_on_after_a_restart() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (meeting, started) = call(&mut owner).await;
    let path = format!("/api/live/{}/socket", started.text("/conversation_id"));
    let mut socket = owner.socket(&path).await.unwrap();
    socket.until("ready").await;
    socket.say(heard("k1", "Before the restart")).await;
    socket.until("ack").await;
    let folder = house.close().await;

    let house = House::open_in(folder, |_| {}).await;
    owner.url = house.url.clone();
    let mut socket = owner.socket(&path).await.unwrap();
    assert_eq!(socket.until_fact("uttered").await["data"]["text"], "Before the restart");
    socket.until("ready").await;
    socket.say(heard("k1", "Before the restart")).await;
    socket.say(heard("k2", "After the restart")).await;
    socket.until_that(|frame| frame["type"] == "ack" && frame["key"] == "k2").await;
    let entry = owner.post(&format!("/api/meetings/{}/start", meeting.text("/id")), json!({})).await;
    assert_eq!(entry.text("/participant_id"), started.text("/participant_id"));
    owner.post(&format!("/api/meetings/{}/end", meeting.text("/id")), json!({})).await;
    let said =
        owner.get(&format!("/api/conversations/{}/utterances", started.text("/conversation_id"))).await;
    assert_eq!(said.body["items"].as_array().unwrap().len(), 2, "nothing lost, nothing doubled");
    house.close().await;
}

#[tokio::test]
async fn a_browser_that_was_signed_out_hears_nothing_more_after_a_reconnect() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (meeting, started) = call(&mut owner).await;
    let path = format!("/api/live/{}/socket", started.text("/conversation_id"));
    let mut other = owner.again();
    other.post("/api/logout", json!({})).await;
    assert_eq!(owner.socket(&path).await.err(), Some(401));
    let wish = json!({ "email": "owner@rossi.example.com", "password": crate::house::PASSWORD });
    owner.post("/api/login", wish).await;
    owner.post(&format!("/api/meetings/{}/end", meeting.text("/id")), json!({})).await;
    house.close().await;
}

#[tokio::test]
async fn words_that_were_not_written_down_are_named_and_those_worth_repeating_are_marked() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (meeting, started) = call(&mut owner).await;
    let path = format!("/api/live/{}/socket", started.text("/conversation_id"));
    let mut socket = owner.socket(&path).await.unwrap();
    socket.until("ready").await;
    socket.say(heard("long", &"word ".repeat(1_000))).await;
    let refused = socket.until("error").await;
    assert_eq!((&refused["code"], &refused["key"]), (&json!("text_too_long"), &json!("long")));
    assert_eq!(refused["retry"], false, "it would be too long again");

    house.app.store.close().await;
    socket.say(heard("k1", "Hello and welcome to our call")).await;
    let failed = socket.until("error").await;
    assert_eq!((&failed["key"], &failed["retry"]), (&json!("k1"), &json!(true)), "{failed}");
    let folder = house.abandon().await;

    let house = House::open_in(folder, |_| {}).await;
    owner.url = house.url.clone();
    let mut socket = owner.socket(&path).await.unwrap();
    socket.until("ready").await;
    socket.say(heard("k1", "Hello and welcome to our call")).await;
    assert_eq!(socket.until("ack").await["key"], "k1", "said again, it is written down");
    owner.post(&format!("/api/meetings/{}/end", meeting.text("/id")), json!({})).await;
    house.close().await;
}
