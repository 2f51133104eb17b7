//! Receivers that fail, answer late or vanish, and what reaches them all the same.

use crate::house::{House, MORNING, TALK};
use sottovoce_after::pipeline::Step;
use sottovoce_after::webhooks::{RECAPPED, redeliver, verify};
use sottovoce_domain::ids::WebhookId;
use sottovoce_providers::fakes::{Answer, FakeHttp, TestClock, TestEntropy};
use sottovoce_providers::language::local::Absent;
use sottovoce_providers::web::{Web, WebConfig};
use sottovoce_store::{Delivery, DeliveryState};
use std::sync::Arc;
use std::time::Duration;

const SECRET: &str = "whsec_planted";

async fn endpoint(house: &House, fake: &FakeHttp) -> WebhookId {
    let url = format!("{}/hook", fake.url());
    house.tenant.webhooks().create(&url, "CRM", SECRET).await.unwrap().id
}

async fn receiver() -> FakeHttp {
    FakeHttp::start(|_| Answer::Reply(200, "ok".into())).await.unwrap()
}

async fn log(house: &House, webhook: &WebhookId) -> Vec<Delivery> {
    house.tenant.webhooks().deliveries(webhook, 50).await.unwrap()
}

#[tokio::test]
async fn a_recap_reaches_every_endpoint_signed() {
    let house = House::new().await;
    let (one, two) = (receiver().await, receiver().await);
    let first = endpoint(&house, &one).await;
    endpoint(&house, &two).await;
    let id = house.import(TALK).await;
    house.drain().await;
    let received = one.received();
    assert_eq!((received.len(), two.received().len()), (1, 1));
    let (request, body) = (&received[0], received[0].text());
    let now = MORNING / 1_000;
    assert!(verify(
        SECRET,
        request.header("sottovoce-signature").unwrap(),
        &body,
        now,
        Duration::from_secs(300)
    ));
    assert!(!verify(
        "other",
        request.header("sottovoce-signature").unwrap(),
        &body,
        now,
        Duration::from_secs(300)
    ));
    let event = request.json();
    assert_eq!(request.header("idempotency-key"), event["id"].as_str());
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(event["type"], RECAPPED);
    assert_eq!(event["conversation"]["url"], format!("https://sales.example.com/conversations/{id}"));
    assert_eq!(event["summary"], house.recap(&id).await.summary);
    for key in ["sentiment", "next_steps", "action_items", "figures", "facts", "objections", "points"] {
        assert!(!event[key].is_null(), "{key}");
    }
    assert_eq!(two.received()[0].json()["id"], event["id"], "one event, one id");
    let delivered = log(&house, &first).await;
    assert_eq!(delivered.len(), 1);
    assert_eq!(
        (delivered[0].state, delivered[0].status, delivered[0].attempts),
        (DeliveryState::Delivered, Some(200), 1)
    );
    house.end().await;
}

#[tokio::test]
async fn a_receiver_that_fails_gets_it_again_with_the_same_key() {
    let house = House::new().await;
    let fake = receiver().await;
    let webhook = endpoint(&house, &fake).await;
    fake.next([Answer::Reply(500, "no".into()), Answer::HangUp]);
    house.import(TALK).await;
    house.drain().await;
    let waiting = &log(&house, &webhook).await[0];
    assert_eq!((waiting.state, waiting.status, waiting.attempts), (DeliveryState::Pending, Some(500), 1));
    assert_eq!(waiting.error.as_deref(), Some("http_failed"));
    house.later(9);
    assert_eq!(house.drain().await, 0, "not before its time");
    house.later(2);
    assert_eq!(house.drain().await, 1);
    assert_eq!(log(&house, &webhook).await[0].error.as_deref(), Some("unreachable"));
    house.later(31);
    assert_eq!(house.drain().await, 1);
    let received = fake.received();
    assert_eq!(received.len(), 3);
    assert!(
        received.iter().all(|one| one.header("idempotency-key") == received[0].header("idempotency-key"))
    );
    assert!(received.iter().all(|one| one.body == received[0].body));
    let signatures: Vec<_> = received.iter().map(|one| one.header("sottovoce-signature").unwrap()).collect();
    assert_ne!(signatures[0], signatures[2], "signed anew at each attempt");
    let done = &log(&house, &webhook).await[0];
    assert_eq!((done.state, done.attempts, done.error.as_deref()), (DeliveryState::Delivered, 3, None));
    house.end().await;
}

#[tokio::test]
async fn a_receiver_that_took_it_but_answered_too_late_gets_it_twice() {
    let house = House::new().await;
    let fake = receiver().await;
    let webhook = endpoint(&house, &fake).await;
    fake.next([Answer::Silence]);
    house.import(TALK).await;
    house.drain().await;
    assert_eq!(log(&house, &webhook).await[0].error.as_deref(), Some("timed_out"));
    house.later(11);
    house.drain().await;
    let received = fake.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].header("idempotency-key"), received[1].header("idempotency-key"));
    house.end().await;
}

#[tokio::test]
async fn events_of_one_conversation_keep_their_order_and_hold_nobody_else_up() {
    let house = House::new().await;
    let (slow, quick) = (receiver().await, receiver().await);
    endpoint(&house, &slow).await;
    endpoint(&house, &quick).await;
    slow.next([Answer::Reply(503, String::new())]);
    let id = house.import(TALK).await;
    house.drain().await;
    house.later(1);
    house.pipeline.rerun(&house.tenant, &id, Step::Recap, false).await.unwrap();
    let other = house.import(TALK).await;
    house.drain().await;
    let about = |fake: &FakeHttp| -> Vec<(String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let events = fake.received().into_iter().map(|one| one.json());
        events.map(|event| (text(&event["conversation"]["id"]), text(&event["id"]))).collect()
    };
    assert_eq!(about(&quick).len(), 3, "the other endpoint has everything");
    let ids: Vec<String> = about(&slow).into_iter().map(|(id, _)| id).collect();
    assert_eq!(
        ids,
        [id.to_string(), other.to_string()],
        "the second event waits behind the first, another talk does not"
    );
    house.later(10);
    house.drain().await;
    let order = |fake: &FakeHttp| -> Vec<String> {
        let mut of_id: Vec<String> = about(fake)
            .into_iter()
            .filter(|(about, _)| *about == id.to_string())
            .map(|(_, event)| event)
            .collect();
        of_id.dedup();
        of_id
    };
    assert_eq!(order(&slow), order(&quick));
    assert_eq!(order(&slow).len(), 2);
    house.end().await;
}

#[tokio::test]
async fn after_a_day_it_is_given_up_and_a_person_can_send_it_again() {
    let house = House::new().await;
    let fake = FakeHttp::start(|_| Answer::Reply(500, String::new())).await.unwrap();
    let webhook = endpoint(&house, &fake).await;
    house.import(TALK).await;
    house.drain().await;
    let mut hours = 0;
    while log(&house, &webhook).await[0].state == DeliveryState::Pending {
        house.later(3_600);
        hours += 1;
        house.drain().await;
        assert!(hours < 30, "never given up");
    }
    assert!(hours >= 18, "{hours}");
    let failed = log(&house, &webhook).await.remove(0);
    assert_eq!((failed.state, failed.error.as_deref()), (DeliveryState::Failed, Some("http_failed")));
    assert_eq!(house.tenant.jobs().dead(5).await.unwrap()[0].reason, "http_failed");

    fake.next([Answer::Reply(204, String::new())]);
    redeliver(&house.tenant, &failed.id).await.unwrap();
    house.drain().await;
    let sent = fake.received();
    assert_eq!(sent.last().unwrap().header("idempotency-key"), sent[0].header("idempotency-key"));
    assert_eq!(log(&house, &webhook).await[0].state, DeliveryState::Delivered);
    house.end().await;
}

#[tokio::test]
async fn running_the_step_again_announces_nothing_twice() {
    let house = House::new().await;
    let fake = receiver().await;
    endpoint(&house, &fake).await;
    let id = house.import(TALK).await;
    house.drain().await;
    house.pipeline.rerun(&house.tenant, &id, Step::Webhooks, true).await.unwrap();
    house.drain().await;
    assert_eq!(fake.received().len(), 1);
    house.end().await;
}

#[tokio::test]
async fn an_address_in_a_private_network_is_never_written_to() {
    let house = House::new().await;
    let fake = receiver().await;
    let webhook = endpoint(&house, &fake).await;
    let strict = Web::new(WebConfig::default(), TestClock::at(0), Arc::new(TestEntropy::default())).unwrap();
    let pipeline = sottovoce_after::pipeline::Pipeline::new(
        house.store.clone(),
        Arc::new(Absent),
        strict,
        "https://x.example",
    );
    house.import(TALK).await;
    pipeline.drain().await.unwrap();
    assert_eq!(fake.received().len(), 0);
    let refused = &log(&house, &webhook).await[0];
    assert_eq!((refused.state, refused.error.as_deref()), (DeliveryState::Failed, Some("address_private")));
    house.end().await;
}

#[tokio::test]
async fn a_deleted_endpoint_leaves_no_work_behind() {
    let house = House::new().await;
    let fake = FakeHttp::start(|_| Answer::Reply(500, String::new())).await.unwrap();
    let webhook = endpoint(&house, &fake).await;
    house.import(TALK).await;
    house.drain().await;
    house.tenant.webhooks().delete(&webhook).await.unwrap();
    house.later(60);
    house.drain().await;
    assert_eq!(fake.received().len(), 1);
    house.end().await;
}
