//! Transcripts recorded elsewhere: taken in, recapped, or refused with a clear word.

use crate::browser::{Browser, Reply};
use crate::house::House;
use reqwest::multipart::{Form, Part};

const CALL: &str = "[00:00:01] Anna Rep: Good morning, thank you for taking the time.\n\
    [00:00:06] Carl Customer: Good morning. Honestly, the price is too high for us.\n\
    [00:00:12] Anna Rep: I understand. What would you compare it with?\n";

async fn upload(browser: &mut Browser, form: Form) -> Reply {
    let request = browser.request("POST", "/api/imports").header("x-sottovoce", "1").multipart(form);
    browser.finish(request).await
}

fn file(bytes: impl Into<Vec<u8>>) -> Part {
    Part::bytes(bytes.into()).file_name("first-call.txt").mime_str("text/plain").unwrap()
}

#[tokio::test]
async fn a_transcript_becomes_a_conversation_with_a_recap() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let form = Form::new().part("file", file(CALL)).text("language", "en").text("seller_name", "Anna Rep");
    let taken = upload(&mut owner, form).await;
    assert_eq!(taken.status, 201, "{taken:?}");
    let path = format!("/api/conversations/{}", taken.text("/conversation_id"));
    house.jobs_done().await;
    let conversation = owner.get(&path).await;
    assert_eq!(conversation.text("/conversation/title"), "first-call");
    assert_eq!(conversation.text("/conversation/stage"), "ready");
    assert_eq!(conversation.text("/conversation/channel"), "upload");
    let said = owner.get(&format!("{path}/utterances")).await;
    assert_eq!(said.body["items"].as_array().unwrap().len(), 3);
    let recap = owner.get(&format!("{path}/recap")).await;
    assert_eq!(recap.status, 200, "{recap:?}");
    let progress = owner.get(&format!("{path}/progress")).await;
    assert!(
        progress.body["steps"].as_array().unwrap().iter().all(|step| step["state"] == "done"),
        "{progress:?}"
    );
    let again = owner.post(&format!("{path}/recap/retry"), serde_json::json!({})).await;
    assert_eq!(again.status, 202);
    house.close().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_a_word() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let nothing = upload(&mut owner, Form::new().text("title", "Nothing")).await;
    assert_eq!((nothing.status, nothing.text("/errors/0/field").as_str()), (422, "file"));
    let empty = upload(&mut owner, Form::new().part("file", file(""))).await;
    assert_eq!((empty.status, empty.text("/errors/0/field").as_str()), (422, "file"));
    let noise: Vec<u8> = (0..4_000_u32).map(|n| u8::try_from((n * 7919) % 251).unwrap()).collect();
    let noise = upload(&mut owner, Form::new().part("file", file(noise))).await;
    assert_eq!((noise.status, noise.text("/errors/0/field").as_str()), (422, "file"));
    let broken = upload(&mut owner, Form::new().part("file", file("[{\"speaker\": \"A\", "))).await;
    assert_eq!(broken.status, 422);
    let unknown = Form::new().part("file", file(CALL)).text("seller_name", "Somebody Else");
    assert_eq!(upload(&mut owner, unknown).await.text("/errors/0/code"), "seller_unknown");
    let huge = Form::new().part("file", file(vec![b'a'; 11 * 1024 * 1024]));
    let huge = upload(&mut owner, huge).await;
    assert_eq!((huge.status, huge.code()), (413, "too_large"));
    let request = owner.request("POST", "/api/imports").header("x-sottovoce", "1");
    let request = request.header("content-type", "multipart/form-data; boundary=x").body("--x\r\nnonsense");
    let cut = owner.finish(request).await;
    assert_eq!((cut.status, cut.code()), (400, "malformed"));
    let request = owner.request("POST", "/api/imports").header("x-sottovoce", "1").body("plain");
    assert_eq!(owner.finish(request).await.code(), "malformed");
    assert_eq!(
        owner.get("/api/conversations").await.body["items"].as_array().unwrap().len(),
        0,
        "nothing was kept"
    );
    house.close().await;
}
