//! The API's description, the health routes, and what surrounds every answer.

use crate::house::House;
use sottovoce_server::app::document;
use std::path::Path;

#[test]
fn the_committed_description_is_the_servers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.json");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == document::text().unwrap(),
        "openapi.json is old: `cargo xtask openapi` writes it anew"
    );
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let text = document::text().unwrap();
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["openapi"], "3.1.0");
    for name in text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(read["components"]["schemas"].get(name).is_some(), "{name} is described nowhere");
    }
}

#[tokio::test]
async fn the_server_says_how_it_is_and_protects_its_pages() {
    let house = House::open().await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/health").await.body["status"], "ok");
    assert_eq!(browser.get("/ready").await.body["status"], "ok");
    for path in ["/", "/meetings", "/health"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.headers["content-security-policy"].to_str().unwrap().contains("default-src 'self'"));
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert!(page.headers["permissions-policy"].to_str().unwrap().contains("camera=(self)"));
        assert!(page.headers.contains_key("x-request-id"));
    }
    assert_eq!(browser.send("HEAD", "/", None).await.status, 200);
    let nowhere = browser.get("/api/nowhere").await;
    assert_eq!((nowhere.status, nowhere.code()), (404, "not_found"));
    let verb = browser.delete("/api/me").await;
    assert_eq!((verb.status, verb.code()), (405, "wrong_method"));
    assert_eq!(browser.get("/assets/gone.js").await.status, 404, "a script that is gone is no page");
    assert_eq!(browser.get("/api/openapi.json").await.text, document::text().unwrap());
    house.close().await;
}
