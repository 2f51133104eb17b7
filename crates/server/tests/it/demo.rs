//! The demo, as a newcomer meets it.

use crate::house::House;
use serde_json::json;
use sottovoce_server::demo;

#[tokio::test]
async fn a_newcomer_walks_into_a_filled_organisation() {
    let house = House::open().await;
    let mut visitor = house.browser();
    let me = visitor.post("/api/demo", json!({})).await;
    assert_eq!(me.status, 200, "{me:?}");
    assert_eq!(me.body["organisation"]["demo"], true);
    assert_eq!(visitor.get("/api/status").await.body["has_organisations"], false, "the demo does not count");
    assert!(visitor.get("/api/members").await.body["items"].as_array().unwrap().len() >= 4);
    assert!(visitor.get("/api/playbooks").await.body["items"].as_array().unwrap().len() >= 6);
    house.jobs_done().await;
    let past = visitor.get("/api/conversations?channel=upload").await;
    let past = past.body["items"].as_array().unwrap();
    assert!(past.len() >= 2 && past.iter().all(|one| one["stage"] == "ready"), "{past:?}");
    for one in past {
        let recap = visitor.get(&format!("/api/conversations/{}/recap", one["id"].as_str().unwrap())).await;
        assert!(recap.body["figures"]["utterances"].as_u64().unwrap() > 5, "{recap:?}");
    }
    assert_eq!(visitor.get("/api/meetings").await.body["items"].as_array().unwrap().len(), 1);
    let again = visitor.post("/api/demo", json!({})).await;
    assert_eq!(again.body["organisation"]["id"], me.body["organisation"]["id"], "one's own demo is kept");
    house.close().await;
}

#[tokio::test]
async fn what_a_visitor_does_in_the_demo_is_nobody_elses_business() {
    let house = House::open().await;
    let (mut first, mut second) = (house.browser(), house.browser());
    let me = first.post("/api/demo", json!({})).await;
    let other = second.post("/api/demo", json!({})).await;
    assert_eq!((me.status, other.status), (200, 200), "{other:?}");
    assert_ne!(me.body["organisation"]["id"], other.body["organisation"]["id"]);
    let secret = json!({ "title": "My own secret", "language": "en" });
    assert_eq!(first.post("/api/meetings", secret).await.status, 201);
    let members = first.get("/api/members").await;
    for member in members.body["items"].as_array().unwrap() {
        let path = format!("/api/members/{}", member["user_id"].as_str().unwrap());
        first.patch(&path, json!({ "active": false })).await;
    }
    assert!(!second.get("/api/meetings").await.text.contains("My own secret"));
    let members = second.get("/api/members").await;
    assert!(members.body["items"].as_array().unwrap().iter().all(|one| one["active"] == true), "{members:?}");
    let third = house.browser().post("/api/demo", json!({})).await;
    assert_eq!(third.status, 200, "the door stands open for the next: {third:?}");
    house.close().await;
}

#[tokio::test]
async fn nobody_is_written_to_from_the_demo() {
    let house = House::open().await;
    let mut visitor = house.browser();
    visitor.post("/api/demo", json!({})).await;
    let wish = json!({ "email": "stranger@example.com", "role": "rep" });
    let refused = visitor.post("/api/invitations", wish).await;
    assert_eq!((refused.status, refused.code()), (409, "only_a_demo"), "{refused:?}");
    let hook = json!({ "url": "https://example.com/hook", "description": "x" });
    let refused = visitor.post("/api/webhooks", hook).await;
    assert_eq!((refused.status, refused.code()), (409, "only_a_demo"), "{refused:?}");
    assert!(house.mails().is_empty());
    house.close().await;
}

#[tokio::test]
async fn a_demo_that_was_filled_beforehand_is_the_next_visitors() {
    let house = House::open().await;
    demo::prepare(&house.app.store).await.unwrap();
    demo::prepare(&house.app.store).await.unwrap();
    assert_eq!(house.app.store.people().demos().await.unwrap(), 1, "one waits, not two");
    let (mut first, mut second) = (house.browser(), house.browser());
    let one = first.post("/api/demo", json!({})).await;
    assert_eq!(house.app.store.people().demos().await.unwrap(), 1, "the one that waited");
    let two = second.post("/api/demo", json!({})).await;
    assert_ne!(one.body["organisation"]["id"], two.body["organisation"]["id"]);
    house.close().await;
}

#[tokio::test]
async fn the_demo_can_be_switched_off() {
    let house = House::open_with(|settings| settings.demo = false).await;
    let mut visitor = house.browser();
    assert_eq!(visitor.get("/api/status").await.body["demo_available"], false);
    assert_eq!(visitor.post("/api/demo", json!({})).await.status, 404);
    house.close().await;
}

#[tokio::test]
async fn a_rehearsed_call_plays_live_before_the_visitors_eyes() {
    let house = House::open().await;
    let mut visitor = house.browser();
    visitor.post("/api/demo", json!({})).await;
    let played = visitor.post("/api/demo/live", json!({})).await;
    assert_eq!(played.status, 201, "{played:?}");
    let path = format!("/api/live/{}/socket", played.text("/conversation_id"));
    let mut socket = visitor.socket(&path).await.unwrap();
    socket.until_fact("arrived").await;
    let interim = socket.until_that(|frame| frame["signal"]["kind"] == "interim").await;
    assert!(!interim["signal"]["text"].as_str().unwrap().is_empty());
    socket.until_fact("uttered").await;
    socket.say(json!({ "type": "end" })).await;
    socket.until_fact("recapped").await;
    house.close().await;
}

#[tokio::test]
async fn rehearsed_calls_play_in_the_demo_alone() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let refused = owner.post("/api/demo/live", json!({})).await;
    assert_eq!((refused.status, refused.code()), (409, "not_the_demo"));
    house.close().await;
}
