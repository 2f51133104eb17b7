//! Invitations, roles and teams.

use crate::house::{House, PASSWORD};
use serde_json::json;

#[tokio::test]
async fn an_invited_person_joins_with_their_role() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let team = owner.post("/api/teams", json!({ "name": "North" })).await.text("/id");
    let wish = json!({ "email": "rita@example.com", "role": "rep", "team_ids": [team] });
    assert_eq!(owner.post("/api/invitations", wish).await.status, 201);
    let token = house.token_mailed_to("rita@example.com", "/invite/").await;

    let mut rita = house.browser();
    let invitation = rita.get(&format!("/api/invitations/by-token/{token}")).await;
    assert_eq!(invitation.body["organisation_name"], "Rossi");
    assert_eq!(invitation.body["has_account"], false);
    let accept = format!("/api/invitations/by-token/{token}/accept");
    let me = rita.post(&accept, json!({ "name": "Rita", "password": PASSWORD })).await;
    assert_eq!(me.status, 201, "{me:?}");
    assert_eq!((&me.body["role"], &me.body["user"]["email_verified"]), (&json!("rep"), &json!(true)));
    assert_eq!(
        rita.post(&accept, json!({ "name": "Rita", "password": PASSWORD })).await.code(),
        "invitation_void"
    );

    let members = owner.get("/api/members").await.body;
    let listed =
        members["items"].as_array().unwrap().iter().find(|m| m["email"] == "rita@example.com").unwrap();
    assert_eq!(listed["team_ids"], json!([team]));
    house.close().await;
}

#[tokio::test]
async fn an_invitation_can_be_taken_back() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let invited = owner.post("/api/invitations", json!({ "email": "rita@example.com", "role": "rep" })).await;
    let token = house.token_mailed_to("rita@example.com", "/invite/").await;
    let id = invited.text("/id");
    assert_eq!(owner.delete(&format!("/api/invitations/{id}")).await.status, 204);
    let gone = house.browser().get(&format!("/api/invitations/by-token/{token}")).await;
    assert_eq!((gone.status, gone.code()), (404, "invitation_void"));
    house.close().await;
}

#[tokio::test]
async fn somebody_of_another_organisation_accepts_with_their_own_password() {
    let house = House::open().await;
    let mut rossi = house.owner("Rossi").await;
    let mut verdi = house.owner("Verdi").await;
    rossi.post("/api/invitations", json!({ "email": "owner@verdi.example.com", "role": "rep" })).await;
    let token = house.token_mailed_to("owner@verdi.example.com", "/invite/").await;
    let accept = format!("/api/invitations/by-token/{token}/accept");
    let wrong = house.browser().post(&accept, json!({ "name": "x", "password": "another password" })).await;
    assert_eq!((wrong.status, wrong.code()), (401, "wrong_credentials"));
    let me = verdi.post(&accept, json!({ "name": "", "password": PASSWORD })).await;
    assert_eq!((me.status, &me.body["organisation"]["name"]), (201, &json!("Rossi")));
    let places = me.body["memberships"].as_array().unwrap();
    assert_eq!(places.len(), 2);
    let home = places.iter().find(|place| place["name"] == "Verdi").unwrap()["organisation_id"].clone();
    let switched = verdi.post("/api/me/organisation", json!({ "organisation_id": home })).await;
    assert_eq!(switched.body["organisation"]["name"], "Verdi");
    house.close().await;
}

#[tokio::test]
async fn a_role_may_what_it_may() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let mut admin = house.member(&mut owner, "admin@example.com", "admin").await;
    let mut manager = house.member(&mut owner, "manager@example.com", "manager").await;
    let mut rep = house.member(&mut owner, "rep@example.com", "rep").await;
    let script = json!({ "name": "Mine", "phases": [] });
    for (browser, teams, playbooks, webhooks) in [
        (&mut owner, 201, 201, 201),
        (&mut admin, 201, 201, 201),
        (&mut manager, 403, 201, 403),
        (&mut rep, 403, 403, 403),
    ] {
        let me = browser.get("/api/me").await.text("/user/email");
        assert_eq!(browser.post("/api/teams", json!({ "name": me })).await.status, teams, "{me}");
        assert_eq!(browser.post("/api/playbooks", script.clone()).await.status, playbooks, "{me}");
        let webhook = json!({ "url": "http://127.0.0.1:9/", "description": "" });
        assert_eq!(browser.post("/api/webhooks", webhook).await.status, webhooks, "{me}");
        assert_eq!(browser.get("/api/members").await.status, 200, "{me}");
    }
    let id = |browser: &serde_json::Value| browser["user"]["id"].as_str().unwrap().to_owned();
    let (owner_id, rep_id) = (id(&owner.get("/api/me").await.body), id(&rep.get("/api/me").await.body));
    let path = format!("/api/members/{owner_id}");
    assert_eq!(admin.patch(&path, json!({ "role": "rep" })).await.status, 403, "nobody deposes an owner");
    let path = format!("/api/members/{rep_id}");
    assert_eq!(
        admin.patch(&path, json!({ "role": "owner" })).await.status,
        403,
        "nobody is made owner by an admin"
    );
    let invited = admin.post("/api/invitations", json!({ "email": "x@example.com", "role": "owner" })).await;
    assert_eq!(invited.status, 403);
    assert_eq!(admin.patch(&path, json!({ "role": "manager" })).await.body["role"], "manager");
    let last = owner.patch(&format!("/api/members/{owner_id}"), json!({ "role": "admin" })).await;
    assert_eq!((last.status, last.code()), (409, "last_owner"));
    assert_eq!(owner.patch(&path, json!({ "active": false })).await.status, 200);
    assert_eq!(rep.get("/api/me").await.code(), "signed_out", "a deactivated member is out at once");
    house.close().await;
}

#[tokio::test]
async fn a_rep_sees_their_own_and_a_manager_their_teams() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let mut manager = house.member(&mut owner, "manager@example.com", "manager").await;
    let mut rita = house.member(&mut owner, "rita@example.com", "rep").await;
    let mut sam = house.member(&mut owner, "sam@example.com", "rep").await;
    let north = owner.post("/api/teams", json!({ "name": "North" })).await.text("/id");
    for browser in [&mut manager, &mut rita] {
        let id = browser.get("/api/me").await.text("/user/id");
        owner.patch(&format!("/api/members/{id}"), json!({ "team_ids": [north] })).await;
    }
    let meeting = json!({ "title": "A call", "language": "en", "lobby": true });
    let ritas = rita.post("/api/meetings", meeting.clone()).await.text("/id");
    let sams = sam.post("/api/meetings", meeting).await.text("/id");
    for (browser, sees_rita, sees_sam) in [
        (&mut owner, true, true),
        (&mut manager, true, false),
        (&mut rita, true, false),
        (&mut sam, false, true),
    ] {
        let listed = browser.get("/api/meetings").await.text;
        for (id, sees) in [(&ritas, sees_rita), (&sams, sees_sam)] {
            assert_eq!(listed.contains(id), sees);
            let status = browser.get(&format!("/api/meetings/{id}")).await.status;
            assert_eq!(status, if sees { 200 } else { 404 });
        }
    }
    house.close().await;
}
