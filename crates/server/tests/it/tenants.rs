//! Two organisations with the same names on both sides: one walks every route with the other's ids and finds nothing.

use crate::browser::Browser;
use crate::house::House;
use crate::live::{call, heard};
use crate::meetings::knock;
use serde_json::{Value, json};
use sottovoce_server::app::document;
use sottovoce_store::NewDelivery;
use std::collections::BTreeMap;

/// One of everything an organisation can have, by the parameter's place in the addresses.
struct Belongings {
    ids: BTreeMap<&'static str, String>,
    link: String,
}

impl Belongings {
    async fn of(house: &House, owner: &mut Browser) -> Self {
        let (meeting, started) = call(owner).await;
        let link = meeting.text("/link");
        let guest = knock(&mut house.browser(), &link, "Same Guest").await;
        let conversation = started.text("/conversation_id");
        let mut socket = owner.socket(&format!("/api/live/{conversation}/socket")).await.unwrap();
        socket.say(heard("k1", "The same words")).await;
        socket.until("ack").await;
        let team = owner.post("/api/teams", json!({ "name": "Same Team" })).await.text("/id");
        let invited = json!({ "email": "same@example.com", "role": "rep" });
        let invitation = owner.post("/api/invitations", invited).await.text("/id");
        let webhook = owner.post("/api/webhooks", json!({ "url": "http://127.0.0.1:9/same" })).await;
        let webhook = webhook.text("/webhook/id");
        let me = owner.get("/api/me").await;
        let tenant = house.app.store.tenant(&me.text("/organisation/id").parse().unwrap());
        let delivery = tenant
            .webhooks()
            .deliver(NewDelivery {
                webhook: webhook.parse().unwrap(),
                conversation: None,
                event: "conversation.recapped".into(),
                idempotency_key: "same".into(),
                body: "{}".into(),
            })
            .await
            .unwrap();
        let playbook = owner.get("/api/playbooks").await;
        let playbook =
            playbook.body["items"].as_array().unwrap().iter().find(|p| p["name"] == "Mine").unwrap();
        let ids = BTreeMap::from([
            ("/api/meetings", meeting.text("/id")),
            ("/api/conversations", conversation),
            ("/api/playbooks", playbook["id"].as_str().unwrap().to_owned()),
            ("/api/teams", team),
            ("/api/invitations", invitation),
            ("/api/webhooks", webhook),
            ("/api/deliveries", delivery.id.to_string()),
            ("/api/members", me.text("/user/id")),
            ("participant", guest.text("/participant_id")),
            ("organisation", me.text("/organisation/id")),
        ]);
        Self { ids, link }
    }
}

/// A body with which the route would do its work for whom it may, naming their things wherever it can.
fn body(path: &str, method: &str, theirs: &Belongings) -> Option<Value> {
    let id = |kind: &str| theirs.ids[kind].clone();
    Some(match (method, path) {
        ("patch", "/api/members/{user_id}") => json!({ "active": false }),
        ("patch", "/api/teams/{id}") => json!({ "name": "Taken over" }),
        ("put", "/api/playbooks/{id}") => json!({ "name": "Taken over", "phases": [] }),
        ("patch", "/api/meetings/{id}") => json!({ "title": "Taken over" }),
        (
            "post",
            "/api/conversations/{id}/admit"
            | "/api/conversations/{id}/refuse"
            | "/api/conversations/{id}/remove",
        ) => {
            json!({ "participant_id": id("participant") })
        }
        ("post", "/api/me/organisation") => json!({ "organisation_id": id("organisation") }),
        ("post", "/api/meetings") => {
            json!({ "title": "x", "language": "en", "lobby": true, "playbook_id": id("/api/playbooks") })
        }
        ("post", "/api/invitations") => {
            json!({ "email": "new@example.com", "role": "rep", "team_ids": [id("/api/teams")] })
        }
        ("post", _) => json!({}),
        _ => return None,
    })
}

/// Routes that belong to no organisation, or to whoever holds a link or a ticket.
const NOBODYS: [&str; 14] = [
    "/health",
    "/ready",
    "/api/status",
    "/api/register",
    "/api/login",
    "/api/logout",
    "/api/password/forgot",
    "/api/password/reset",
    "/api/email/verify",
    "/api/demo",
    "/api/meet/{link}",
    "/api/meet/{link}/knock",
    "/api/meet/{link}/me",
    "/api/invitations/by-token/{token}",
];

#[tokio::test]
async fn nobody_finds_anything_of_another_organisation() {
    let house = House::open().await;
    let mut rossi = house.owner("Rossi").await;
    let mut verdi = house.owner("Verdi").await;
    let theirs = Belongings::of(&house, &mut rossi).await;
    let ours = Belongings::of(&house, &mut verdi).await;
    let before = everything(&mut rossi, &theirs).await;

    let read: Value = serde_json::from_str(&document::text().unwrap()).unwrap();
    let (mut walked, mut named) = (0, 0);
    for (path, operations) in read["paths"].as_object().unwrap() {
        if NOBODYS.contains(&path.as_str()) || path.starts_with("/api/invitations/by-token/") {
            continue;
        }
        for method in operations.as_object().unwrap().keys() {
            walked += 1;
            let address = match path.split_once('{') {
                None => path.clone(),
                Some((resource, rest)) => {
                    let resource = resource.trim_end_matches('/');
                    let id = theirs.ids.get(resource).unwrap_or_else(|| panic!("no example of {path}"));
                    format!("{resource}/{id}{}", rest.split_once('}').unwrap().1)
                }
            };
            let reply = verdi.send(&method.to_uppercase(), &address, body(path, method, &theirs)).await;
            if path.contains('{') {
                named += 1;
                assert_eq!(reply.status, 404, "{method} {path}: {}", reply.text);
            }
            for (kind, id) in &theirs.ids {
                assert!(
                    !reply.text.contains(id.as_str()),
                    "{method} {path} shows their {kind}: {}",
                    reply.text
                );
            }
            if ["/api/me/organisation", "/api/meetings", "/api/invitations"].contains(&path.as_str())
                && method == "post"
            {
                assert_eq!(reply.status, 404, "{method} {path} takes their ids: {}", reply.text);
            }
        }
    }
    assert!(walked >= 40 && named >= 23, "{walked} routes walked, {named} of them with their ids");

    // Ids of theirs that go inside bodies of our own things.
    let meeting = format!("/api/meetings/{}", ours.ids["/api/meetings"]);
    let playbook = json!({ "playbook_id": theirs.ids["/api/playbooks"] });
    assert_eq!(verdi.patch(&meeting, playbook).await.status, 404);
    let me = format!("/api/members/{}", ours.ids["/api/members"]);
    assert_eq!(verdi.patch(&me, json!({ "team_ids": [theirs.ids["/api/teams"]] })).await.status, 404);
    let admit = format!("/api/conversations/{}/admit", ours.ids["/api/conversations"]);
    assert_eq!(verdi.post(&admit, json!({ "participant_id": theirs.ids["participant"] })).await.status, 404);
    let form = reqwest::multipart::Form::new()
        .text("file", "[00:00:01] A: Hello.\n[00:00:03] B: Hello.\n")
        .text("playbook_id", theirs.ids["/api/playbooks"].clone());
    let import = verdi.request("POST", "/api/imports").header("x-sottovoce", "1").multipart(form);
    assert_eq!(verdi.finish(import).await.status, 404);
    let socket = format!("/api/live/{}/socket", theirs.ids["/api/conversations"]);
    assert_eq!(verdi.socket(&socket).await.err(), Some(404));

    assert_eq!(everything(&mut rossi, &theirs).await, before, "and nothing of theirs has changed");
    assert_ne!(ours.link, theirs.link);
    for (browser, belongings) in [(&mut rossi, &theirs), (&mut verdi, &ours)] {
        browser.post(&format!("/api/meetings/{}/end", belongings.ids["/api/meetings"]), json!({})).await;
        browser.delete(&format!("/api/webhooks/{}", belongings.ids["/api/webhooks"])).await;
    }
    house.close().await;
}

/// What an owner sees of their own.
async fn everything(owner: &mut Browser, belongings: &Belongings) -> Vec<(String, u16, Value)> {
    let mut seen = Vec::new();
    let lists = [
        "/api/members",
        "/api/teams",
        "/api/invitations",
        "/api/playbooks",
        "/api/meetings",
        "/api/conversations",
        "/api/webhooks",
    ];
    let conversation = &belongings.ids["/api/conversations"];
    let singles = [
        format!("/api/conversations/{conversation}"),
        format!("/api/conversations/{conversation}/facts"),
        format!("/api/meetings/{}", belongings.ids["/api/meetings"]),
        format!("/api/webhooks/{}/deliveries", belongings.ids["/api/webhooks"]),
    ];
    for path in lists.iter().map(|path| (*path).to_owned()).chain(singles) {
        let reply = owner.get(&path).await;
        assert_eq!(reply.status, 200, "{path}");
        seen.push((path, reply.status, reply.body));
    }
    seen
}
