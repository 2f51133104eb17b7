//! What must never be written down is planted in a transcript, and looked for everywhere afterwards.

use crate::house::House;
use serde_json::json;
use sottovoce_providers::fakes::{Answer, FakeHttp, web};
use sottovoce_providers::language::openai::{OpenAi, OpenAiConfig};
use std::sync::Arc;

const TALK: &str = "\
[00:00:01] Katrin: Good morning Henrik, how would you like to pay?
[00:00:06] Henrik: By card, the number is 4539 1488 0343 6467 and the cvv is 737.
[00:00:15] Katrin: Thank you. And the refund?
[00:00:20] Henrik: To my account, IT60X0542811101000000123456, my tax code is RSSMRA85T10A562S.
[00:00:30] Henrik: The password for the portal is Tulip#4711, write it down.
[00:00:38] Katrin: I'll send you the quote by Friday.
";

const SECRETS: [&str; 7] = [
    "4539 1488 0343 6467",
    "4539148803436467",
    "0343 6467",
    "IT60X0542811101000000123456",
    "RSSMRA85T10A562S",
    "Tulip#4711",
    "cvv is 737",
];

fn holds(bytes: &[u8], secret: &str) -> bool {
    bytes.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret.as_bytes()))
}

#[tokio::test]
async fn secrets_reach_no_row_no_receiver_and_no_model() {
    let no = json!({"choices": [{"message": {"content": "no"}, "finish_reason": "stop"}]}).to_string();
    let model = FakeHttp::start(move |_| Answer::Reply(200, no.clone())).await.unwrap();
    let config = OpenAiConfig { base_url: model.url(), key: None, model: "m".into() };
    let house = House::with(Arc::new(OpenAi::new(web().unwrap(), config))).await;
    let receiver = FakeHttp::start(|_| Answer::Reply(200, String::new())).await.unwrap();
    house.tenant.webhooks().create(&receiver.url(), "CRM", "whsec_planted").await.unwrap();
    let id = house.import(TALK).await;
    house.drain().await;

    let prompts: Vec<u8> = model.received().into_iter().flat_map(|one| one.body).collect();
    let events: Vec<u8> = receiver.received().into_iter().flat_map(|one| one.body).collect();
    let rows = house.bytes();
    // The search itself works, and so do the three ways out.
    assert!(holds(&prompts, "how would you like to pay") && holds(&rows, "how would you like to pay"));
    assert!(holds(&events, id.as_str()));
    for secret in SECRETS {
        assert!(!holds(&rows, secret), "stored: {secret}");
        assert!(!holds(&events, secret), "sent: {secret}");
        assert!(!holds(&prompts, secret), "asked: {secret}");
    }
    assert!(!holds(&rows, "whsec_planted"), "the endpoint's secret is sealed");
    house.end().await;
}

#[tokio::test]
async fn a_customers_own_address_is_a_fact_and_no_part_of_the_transcript() {
    let house = House::new().await;
    let talk = "[00:01] Katrin: Where shall I send it?\n[00:05] Henrik: To henrik.dekker@zwolle-bottling.nl, please.\n";
    let id = house.import(talk).await;
    house.drain().await;
    let said = house.tenant.utterances().list(&id).await.unwrap();
    assert!(!said.iter().any(|one| one.text.contains("zwolle-bottling")), "{said:?}");
    let recap = house.recap(&id).await;
    assert_eq!(recap.facts.email.as_deref(), Some("henrik.dekker@zwolle-bottling.nl"));
    assert!(!recap.summary.contains("zwolle-bottling"));
    assert!(!holds(&house.bytes(), "zwolle-bottling"), "no job, no recap and no other row has it in clear");
    // Made again, it is still known.
    house.pipeline.rerun(&house.tenant, &id, sottovoce_after::pipeline::Step::Recap, true).await.unwrap();
    house.drain().await;
    assert_eq!(house.recap(&id).await.facts.email, recap.facts.email);
    house.end().await;
}
