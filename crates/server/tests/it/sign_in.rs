//! Registering, signing in and out, and what is refused at that door.

use crate::house::{House, PASSWORD};
use serde_json::json;

#[tokio::test]
async fn register_then_me_then_logout_then_login() {
    let house = House::open().await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/api/status").await.body["has_organisations"], false);
    assert_eq!(browser.get("/api/me").await.code(), "signed_out");

    let registration = json!({
        "organisation_name": "Rossi", "name": "Ada Rossi", "email": "Ada@Rossi.example.com",
        "password": PASSWORD, "language": "it",
    });
    let registered = browser.post("/api/register", registration).await;
    assert_eq!(registered.status, 201, "{registered:?}");
    let cookie = registered.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert_eq!(browser.get("/api/status").await.body["has_organisations"], true);

    let me = browser.get("/api/me").await.body;
    assert_eq!(me["user"]["name"], "Ada Rossi");
    assert_eq!(me["role"], "owner");
    assert_eq!(me["user"]["email_verified"], false);
    assert!(me["permissions"].as_array().unwrap().contains(&json!("manage_people")));

    let old = browser.again();
    assert_eq!(browser.post("/api/logout", json!({})).await.status, 204);
    assert_eq!(browser.cookie, None);
    let mut old = old;
    assert_eq!(old.get("/api/me").await.code(), "signed_out", "the session itself is over");

    let wish = json!({ "email": "  ada@rossi.example.com", "password": PASSWORD });
    assert_eq!(browser.post("/api/login", wish).await.status, 200);
    assert_eq!(browser.get("/api/me").await.status, 200);
    house.close().await;
}

#[tokio::test]
async fn a_wrong_answer_never_tells_whether_the_address_is_known() {
    let house = House::open().await;
    house.owner("Rossi").await;
    let mut browser = house.browser();
    let known = json!({ "email": "owner@rossi.example.com", "password": "wrong wrong wrong" });
    let unknown = json!({ "email": "nobody@rossi.example.com", "password": "wrong wrong wrong" });
    let (known, unknown) =
        (browser.post("/api/login", known).await, browser.post("/api/login", unknown).await);
    assert_eq!((known.status, known.code()), (401, "wrong_credentials"));
    assert_eq!(known.text, unknown.text);
    for email in ["owner@rossi.example.com", "nobody@rossi.example.com"] {
        let forgot = browser.post("/api/password/forgot", json!({ "email": email })).await;
        assert_eq!((forgot.status, forgot.text.as_str()), (202, ""));
    }
    house.close().await;
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let house = House::open_with(|settings| settings.sign_in.attempts_per_email = 3).await;
    house.owner("Rossi").await;
    let mut browser = house.browser();
    let wish = json!({ "email": "OWNER@rossi.example.com", "password": "wrong wrong wrong" });
    // Registering counted as one.
    assert_eq!(browser.post("/api/login", wish.clone()).await.status, 401);
    assert_eq!(browser.post("/api/login", wish.clone()).await.status, 401);
    let slowed = browser.post("/api/login", wish).await;
    assert_eq!((slowed.status, slowed.code()), (429, "too_many_requests"));
    assert!(slowed.headers["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    let right = json!({ "email": "owner@rossi.example.com", "password": PASSWORD });
    assert_eq!(browser.post("/api/login", right).await.status, 429, "also the right one waits");
    let other = json!({ "email": "other@rossi.example.com", "password": PASSWORD });
    assert_eq!(browser.post("/api/login", other).await.status, 401, "others are not held up");
    house.close().await;
}

#[tokio::test]
async fn a_request_of_another_site_changes_nothing() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let without = owner.request("POST", "/api/teams").json(&json!({ "name": "Forged" }));
    let without = owner.finish(without).await;
    assert_eq!((without.status, without.code()), (403, "forged_request"));
    for (name, value) in [
        ("origin", "https://evil.example.com"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let request = owner.request("POST", "/api/teams").header("x-sottovoce", "1").header(name, value);
        let refused = owner.finish(request.json(&json!({ "name": "Forged" }))).await;
        assert_eq!((refused.status, refused.code()), (403, "forged_request"), "{name}: {value}");
    }
    let own =
        owner.request("POST", "/api/teams").header("x-sottovoce", "1").header("origin", house.url.clone());
    let own = own.header("sec-fetch-site", "same-origin").json(&json!({ "name": "Real" }));
    assert_eq!(owner.finish(own).await.status, 201);
    assert_eq!(owner.get("/api/teams").await.body["items"].as_array().unwrap().len(), 1);
    house.close().await;
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_once_by_mail() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let mut browser = house.browser();
    let email = "owner@rossi.example.com";
    browser.post("/api/password/forgot", json!({ "email": email })).await;
    let token = house.token_mailed_to(email, "/reset/").await;
    let short = json!({ "token": token, "password": "short" });
    let short = browser.post("/api/password/reset", short).await;
    assert_eq!((short.status, short.text("/errors/0/field")), (422, "password".to_owned()));
    let wish = json!({ "token": token, "password": "another long password" });
    assert_eq!(browser.post("/api/password/reset", wish.clone()).await.status, 204);
    assert_eq!(browser.post("/api/password/reset", wish).await.code(), "ticket_void");
    assert_eq!(owner.get("/api/me").await.code(), "signed_out", "every browser is signed out");
    let old = json!({ "email": email, "password": PASSWORD });
    assert_eq!(browser.post("/api/login", old).await.status, 401);
    let new = json!({ "email": email, "password": "another long password" });
    let me = browser.post("/api/login", new).await;
    assert_eq!((me.status, &me.body["user"]["email_verified"]), (200, &json!(true)));
    house.close().await;
}

#[tokio::test]
async fn a_letter_is_tried_again_until_the_mail_server_takes_it() {
    let house = House::open().await;
    house.owner("Rossi").await;
    let email = "owner@rossi.example.com";
    house.token_mailed_to(email, "/verify/").await;
    // No mail can leave: its folder is not there, and cannot be made.
    let (folder, away) = (house.folder.path().join("var/mail"), house.folder.path().join("var/away"));
    std::fs::rename(&folder, &away).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    house.browser().post("/api/password/forgot", json!({ "email": email })).await;
    let store = house.app.store.clone();
    let put_back = async {
        while store.jobs().next_due(&["letter"]).await.unwrap().is_none_or(|due| due <= store.now()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::house::PATIENCE, put_back).await.expect("a try that failed");
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&away, &folder).unwrap();
    house.token_mailed_to(email, "/reset/").await;
    house.close().await;
}

#[tokio::test]
async fn an_address_is_verified_by_mail() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let token = house.token_mailed_to("owner@rossi.example.com", "/verify/").await;
    assert_eq!(owner.post("/api/email/verify", json!({ "token": "made up" })).await.code(), "ticket_void");
    assert_eq!(owner.post("/api/email/verify", json!({ "token": token })).await.status, 204);
    assert_eq!(owner.get("/api/me").await.body["user"]["email_verified"], true);
    house.close().await;
}

#[tokio::test]
async fn what_cannot_be_used_is_named_field_by_field() {
    let house = House::open().await;
    let mut browser = house.browser();
    let wish = json!({
        "organisation_name": " ", "name": "Ada", "email": "no address", "password": "short", "language": "en",
    });
    let refused = browser.post("/api/register", wish).await;
    assert_eq!((refused.status, refused.code()), (422, "invalid"));
    assert_eq!(refused.headers["content-type"], "application/problem+json");
    let fields: Vec<_> =
        refused.body["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
    assert_eq!(fields, ["organisation_name", "email", "password"]);

    let request = browser.request("POST", "/api/login").header("x-sottovoce", "1");
    let broken = browser.finish(request.header("content-type", "application/json").body("{\"email\":")).await;
    assert_eq!((broken.status, broken.code()), (400, "malformed"));
    let request = browser.request("POST", "/api/login").header("x-sottovoce", "1");
    let plain = browser.finish(request.body("hello")).await;
    assert_eq!((plain.status, plain.code()), (415, "not_json"));
    let request = browser.request("POST", "/api/login").header("x-sottovoce", "1");
    let huge = request.header("content-type", "application/json").body(vec![b' '; 5 * 1024 * 1024]);
    let huge = browser.finish(huge).await;
    assert_eq!((huge.status, huge.code()), (413, "too_large"));
    house.close().await;
}

#[tokio::test]
async fn an_address_is_registered_once() {
    let house = House::open().await;
    house.owner("Rossi").await;
    let wish = json!({
        "organisation_name": "Bianchi", "name": "Eve", "email": "OWNER@rossi.example.com",
        "password": PASSWORD, "language": "en",
    });
    let refused = house.browser().post("/api/register", wish).await;
    assert_eq!((refused.status, refused.code()), (409, "email_taken"));
    house.close().await;
}
