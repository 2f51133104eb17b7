//! A meeting's life and its link's.

use crate::browser::{Browser, Reply};
use crate::house::House;
use serde_json::{Value, json};

/// A meeting by this member.
pub(crate) async fn meeting(browser: &mut Browser, lobby: bool) -> Reply {
    let wish = json!({ "title": "First call", "language": "en", "lobby": lobby });
    let made = browser.post("/api/meetings", wish).await;
    assert_eq!(made.status, 201, "{made:?}");
    made
}

/// A guest who knocks at this link.
pub(crate) async fn knock(browser: &mut Browser, link: &str, name: &str) -> Reply {
    let consent = json!({ "agreed": true, "notice": "ai-notice-1", "language": "en" });
    browser.post(&format!("/api/meet/{link}/knock"), json!({ "name": name, "consent": consent })).await
}

#[tokio::test]
async fn a_link_shows_what_guests_may_know() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, true).await;
    let link = made.text("/link");
    assert_eq!(made.text("/guest_url"), format!("{}/meet/{link}", house.url));
    let seen = house.browser().get(&format!("/api/meet/{link}")).await;
    assert_eq!(seen.body["state"], "open");
    assert_eq!(seen.body["host_name"], "Ada Owner");
    assert_eq!(seen.body["organisation_name"], "Rossi");
    assert_eq!(seen.body["started"], false);
    assert_eq!(seen.body["notice"]["text"]["it"], "Questa chiamata è assistita da AI per scopi di qualità");
    assert!(
        !seen.text.contains("mtg_") && !seen.text.contains("usr_") && !seen.text.contains("org_"),
        "{}",
        seen.text
    );
    assert_eq!(house.browser().get("/api/meet/madeupmadeupmadeupmadeup00").await.status, 404);
    house.close().await;
}

#[tokio::test]
async fn a_closed_link_opens_to_nobody() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let mut guest = house.browser();

    let revoked = meeting(&mut owner, true).await;
    owner.post(&format!("/api/meetings/{}/revoke", revoked.text("/id")), json!({})).await;
    check(&mut guest, &revoked, "revoked", 410).await;

    let locked = meeting(&mut owner, true).await;
    owner.patch(&format!("/api/meetings/{}", locked.text("/id")), json!({ "locked": true })).await;
    check(&mut guest, &locked, "locked", 403).await;

    let expired = meeting(&mut owner, true).await;
    owner.patch(&format!("/api/meetings/{}", expired.text("/id")), json!({ "expires_at": 1 })).await;
    check(&mut guest, &expired, "expired", 410).await;
    owner.patch(&format!("/api/meetings/{}", expired.text("/id")), json!({ "expires_at": null })).await;
    assert_eq!(knock(&mut guest, &expired.text("/link"), "Gina").await.status, 201, "it can be opened again");

    let ended = meeting(&mut owner, true).await;
    owner.post(&format!("/api/meetings/{}/end", ended.text("/id")), json!({})).await;
    check(&mut guest, &ended, "ended", 410).await;
    let again = owner.post(&format!("/api/meetings/{}/start", ended.text("/id")), json!({})).await;
    assert_eq!((again.status, again.code()), (410, "ended"));
    house.close().await;
}

async fn check(guest: &mut Browser, meeting: &Reply, state: &str, status: u16) {
    let link = meeting.text("/link");
    assert_eq!(guest.get(&format!("/api/meet/{link}")).await.body["state"], state);
    let refused = knock(guest, &link, "Gina").await;
    assert_eq!((refused.status, refused.code()), (status, state));
}

#[tokio::test]
async fn nobody_enters_without_agreeing_to_the_notice_they_saw() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, false).await;
    let path = format!("/api/meet/{}/knock", made.text("/link"));
    let mut guest = house.browser();
    for (consent, code) in [
        (json!({ "agreed": false, "notice": "ai-notice-1", "language": "it" }), "consent_needed"),
        (json!({ "agreed": true, "notice": "ai-notice-0", "language": "it" }), "notice_changed"),
    ] {
        let refused = guest.post(&path, json!({ "name": "Gina", "consent": consent })).await;
        assert_eq!((refused.status, refused.text("/errors/0/code").as_str()), (422, code));
    }
    let meeting = owner.get(&format!("/api/meetings/{}", made.text("/id"))).await;
    assert_eq!(meeting.body["conversation"], Value::Null, "nothing was kept");

    let consent = json!({ "agreed": true, "notice": "ai-notice-1", "language": "it" });
    let knocked = guest.post(&path, json!({ "name": "Gina", "consent": consent })).await;
    assert_eq!(
        (knocked.status, &knocked.body["presence"]),
        (201, &json!("waiting")),
        "the host is not there"
    );
    let organisation = owner.get("/api/me").await.text("/organisation/id").parse().unwrap();
    let meeting = owner.get(&format!("/api/meetings/{}", made.text("/id"))).await;
    let conversation = meeting.text("/conversation").parse().unwrap();
    let kept = house.app.store.tenant(&organisation).participants().consents(&conversation).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].participant.as_str(), knocked.text("/participant_id"));
    assert!(
        kept[0].consent.agreed && kept[0].consent.notice == "ai-notice-1" && kept[0].consent.at.millis() > 0
    );
    owner.post(&format!("/api/meetings/{}/end", made.text("/id")), json!({})).await;
    house.close().await;
}

#[tokio::test]
async fn starting_twice_is_the_same_conversation_and_person() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let made = meeting(&mut owner, true).await;
    let path = format!("/api/meetings/{}/start", made.text("/id"));
    let (first, second) = (owner.post(&path, json!({})).await, owner.post(&path, json!({})).await);
    assert_eq!(first.status, 200, "{first:?}");
    assert_eq!(first.text("/conversation_id"), second.text("/conversation_id"));
    assert_eq!(first.text("/participant_id"), second.text("/participant_id"));
    assert!(first.text("/room_url").starts_with("ws://"));
    let conversation = owner.get(&format!("/api/conversations/{}", first.text("/conversation_id"))).await;
    assert_eq!(conversation.body["participants"].as_array().unwrap().len(), 1);
    assert_eq!(conversation.body["conversation"]["stage"], "live");
    assert_eq!(owner.post(&format!("/api/meetings/{}/end", made.text("/id")), json!({})).await.status, 200);
    house.jobs_done().await;
    let recap = owner.get(&format!("/api/conversations/{}/recap", first.text("/conversation_id"))).await;
    assert_eq!(recap.status, 200, "{recap:?}");
    house.close().await;
}

#[tokio::test]
async fn a_meeting_runs_on_the_newest_version_of_its_playbook() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let script = |text: &str| json!({ "name": "Mine", "language": "en", "phases": [{ "name": "Begin", "points": [{ "id": "p1", "text": text }] }] });
    let playbook = owner.post("/api/playbooks", script("one")).await.text("/id");
    let path = format!("/api/playbooks/{playbook}");
    assert_eq!(owner.send("PUT", &path, Some(script("two"))).await.body["version"], 2);
    let wish = json!({ "title": "Call", "language": "en", "lobby": true, "playbook_id": playbook });
    let meeting = owner.post("/api/meetings", wish).await.text("/id");
    let started = owner.post(&format!("/api/meetings/{meeting}/start"), json!({})).await;
    let conversation = owner.get(&format!("/api/conversations/{}", started.text("/conversation_id"))).await;
    assert_eq!(conversation.body["playbook"]["version"], 2);
    assert_eq!(conversation.text("/playbook/phases/0/points/0/text"), "two");
    owner.post(&format!("/api/meetings/{meeting}/end"), json!({})).await;
    house.close().await;
}

#[tokio::test]
async fn a_member_who_starts_twice_at_once_sits_there_once() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    for _ in 0..8 {
        let path = format!("/api/meetings/{}/start", meeting(&mut owner, true).await.text("/id"));
        let (mut one, mut two) = (owner.again(), owner.again());
        let (one, two) = tokio::join!(one.post(&path, json!({})), two.post(&path, json!({})));
        assert_eq!((one.status, two.status), (200, 200), "{one:?} {two:?}");
        assert_eq!(one.text("/participant_id"), two.text("/participant_id"));
        let conversation = format!("/api/conversations/{}", one.text("/conversation_id"));
        let people = owner.get(&conversation).await.body["participants"].clone();
        assert_eq!(people.as_array().unwrap().len(), 1, "{people}");
        owner.post(&path.replace("/start", "/end"), json!({})).await;
    }
    house.close().await;
}

#[tokio::test]
async fn a_guest_who_knocks_while_the_meeting_starts_is_let_in() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    for _ in 0..8 {
        let made = meeting(&mut owner, false).await;
        let path = format!("/api/meetings/{}/start", made.text("/id"));
        let (link, mut host, mut guest) = (made.text("/link"), owner.again(), house.browser());
        let (started, knocked) = tokio::join!(host.post(&path, json!({})), knock(&mut guest, &link, "Gina"));
        assert_eq!((started.status, knocked.status), (200, 201), "{started:?} {knocked:?}");
        let mut socket = crate::guests::guest_socket(&guest, &link, &knocked).await;
        socket.until_that(|frame| frame["presence"] == "admitted").await;
        owner.post(&path.replace("/start", "/end"), json!({})).await;
    }
    house.close().await;
}
