//! The house on PostgreSQL: one journey through everything it keeps. With `SOTTOVOCE_TEST_POSTGRES=1` every other story
//! is told on PostgreSQL too.

use crate::guests::guest_socket;
use crate::house::{House, PASSWORD};
use crate::live::{call, heard};
use crate::meetings::knock;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_at_work_on_postgresql() {
    let database = crate::database::database().await;
    let house = House::open_with(|settings| settings.database_url = database).await;
    let mut owner = house.owner("Rossi").await;
    let mut rep = house.member(&mut owner, "rep@example.com", "admin").await;
    let team = owner.post("/api/teams", json!({ "name": "Nord" })).await;
    assert_eq!(team.status, 201, "{team:?}");

    // A call with a guest, from the knock to the recap.
    let (meeting, started) = call(&mut rep).await;
    let mut guest = house.browser();
    let knocked = knock(&mut guest, &meeting.text("/link"), "Gina").await;
    let mut at_the_door = guest_socket(&guest, &meeting.text("/link"), &knocked).await;
    at_the_door.until_that(|frame| frame["presence"] == "admitted").await;
    let path = format!("/api/live/{}/socket", started.text("/conversation_id"));
    let mut socket = rep.socket(&path).await.unwrap();
    socket.until("ready").await;
    socket.say(heard("k1", "So tell me, what is your budget for this year?")).await;
    assert_eq!(socket.until("ack").await["key"], "k1");
    at_the_door.say(heard("g1", "Write to gina@bassi.example, it is too expensive for us")).await;
    at_the_door.until("ack").await;
    socket.say(heard("k1", "So tell me, what is your budget for this year?")).await;
    socket.until("ack").await;
    socket.say(json!({ "type": "end" })).await;
    socket.until_fact("recapped").await;
    let conversation = format!("/api/conversations/{}", started.text("/conversation_id"));
    let recap = rep.get(&format!("{conversation}/recap")).await;
    assert_eq!(recap.body["facts"]["email"], "gina@bassi.example", "{recap:?}");
    let said = rep.get(&format!("{conversation}/utterances")).await;
    assert_eq!(said.body["items"].as_array().unwrap().len(), 2);
    assert!(!said.text.contains("bassi.example"));
    let listed = owner.get("/api/conversations").await;
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1, "{listed:?}");

    // A demo beside it, and a password that was forgotten.
    let mut visitor = house.browser();
    assert_eq!(visitor.post("/api/demo", json!({})).await.status, 200);
    owner.post("/api/password/forgot", json!({ "email": "rep@example.com" })).await;
    let token = house.token_mailed_to("rep@example.com", "/reset/").await;
    let wish = json!({ "token": token, "password": "another long password" });
    assert_eq!(owner.post("/api/password/reset", wish).await.status, 204);
    let old = json!({ "email": "rep@example.com", "password": PASSWORD });
    assert_eq!(house.browser().post("/api/login", old).await.status, 401);
    house.close().await;
}
