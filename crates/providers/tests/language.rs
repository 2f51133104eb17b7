//! Language models behind OpenAI's protocol, and the typed question put to them.
#![cfg(test)]

use serde::Deserialize;
use serde_json::{Value, json};
use sottovoce_providers::fakes::{Answer, FakeHttp, Received, web};
use sottovoce_providers::language::ask::{Question, ask};
use sottovoce_providers::language::local::Absent;
use sottovoce_providers::language::openai::{OpenAi, OpenAiConfig};
use sottovoce_providers::language::prompt::Prompt;
use sottovoce_providers::language::{Completion, LanguageModel, Message, ModelError, Usage};
use std::time::Duration;

fn reply(content: &str) -> Answer {
    let body = json!({
        "choices": [{"message": {"role": "assistant", "content": content, "refusal": null}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
    });
    Answer::Reply(200, body.to_string())
}

async fn model(usual: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> (FakeHttp, OpenAi) {
    let fake = FakeHttp::start(usual).await.unwrap();
    let config = OpenAiConfig {
        base_url: format!("{}/v1", fake.url()),
        key: Some("s3cret".into()),
        model: "m".into(),
    };
    (fake, OpenAi::new(web().unwrap(), config))
}

fn free() -> Completion {
    Completion {
        prompt: Prompt::new("brief.en", "Be brief."),
        messages: vec![Message::user("Hello?")],
        form: None,
        max_tokens: 50,
        timeout: Duration::from_millis(900),
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Opinion {
    good: bool,
}

fn question() -> Question {
    Question {
        prompt: Prompt::new("judge.en", "Judge."),
        text: "Is it good?".into(),
        name: "opinion",
        schema: json!({"type": "object", "properties": {"good": {"type": "boolean"}}, "required": ["good"],
            "additionalProperties": false}),
        max_tokens: 20,
        timeout: Duration::from_millis(1_500),
    }
}

#[tokio::test]
async fn a_question_goes_out_in_the_dialect_and_the_answer_comes_back() {
    let (fake, model) = model(|_| reply("Hi.")).await;
    let answer = model.complete(free()).await.unwrap();
    assert_eq!((answer.text.as_str(), answer.usage), ("Hi.", Usage { input: 12, output: 3, cost: 0 }));
    let received = &fake.received()[0];
    assert_eq!(received.path, "/v1/chat/completions");
    assert_eq!(received.header("authorization"), Some("Bearer s3cret"));
    let expected = json!({"model": "m", "max_completion_tokens": 50, "messages": [
        {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello?"}]});
    assert_eq!(received.json(), expected);
}

#[tokio::test]
async fn a_typed_question_gets_a_typed_answer() {
    let (fake, model) = model(|_| reply(r#"{"good": true}"#)).await;
    assert_eq!(ask::<Opinion>(&model, question()).await, Ok(Opinion { good: true }));
    let format = &fake.received()[0].json()["response_format"];
    assert_eq!(format["type"], "json_schema");
    assert_eq!(format["json_schema"]["strict"], true);
}

#[tokio::test]
async fn a_server_of_an_older_dialect_is_met_half_way_and_remembered() {
    let old = |received: &Received| {
        let body = received.json();
        let complaint = |about: &str| Answer::Reply(400, json!({"error": {"message": about}}).to_string());
        if body.get("max_completion_tokens").is_some() {
            complaint("unknown field max_completion_tokens")
        } else if body["response_format"]["type"] == "json_schema" {
            complaint("response_format json_schema is not supported")
        } else {
            reply("```json\n{\"good\": false}\n```")
        }
    };
    let (fake, model) = model(old).await;
    assert_eq!(ask::<Opinion>(&model, question()).await, Ok(Opinion { good: false }));
    assert_eq!(fake.received().len(), 3);
    assert_eq!(ask::<Opinion>(&model, question()).await, Ok(Opinion { good: false }));
    let received = fake.received();
    assert_eq!(received.len(), 4, "what it turned down is not tried again");
    let last = received[3].json();
    assert_eq!((&last["max_tokens"], &last["response_format"]["type"]), (&json!(20), &json!("json_object")));
    assert!(last["messages"][0]["content"].as_str().unwrap().contains("additionalProperties"));
}

#[tokio::test]
async fn a_failure_has_a_name() {
    let full = |message: Value, finish: &str| {
        let body = json!({"choices": [{"message": message, "finish_reason": finish}]});
        Answer::Reply(200, body.to_string())
    };
    let check = async |answers: Vec<Answer>, expected: ModelError| {
        let (fake, model) = model(|_| reply("late")).await;
        fake.next(answers.clone());
        assert_eq!(model.complete(free()).await, Err(expected), "{answers:?}");
    };
    check(vec![Answer::Reply(401, String::new())], ModelError::Unauthorised).await;
    check(vec![Answer::Reply(404, String::new())], ModelError::Rejected).await;
    let quota = json!({"error": {"code": "insufficient_quota"}}).to_string();
    let wait = vec![("retry-after", "600".to_owned())];
    check(vec![Answer::Full(429, wait.clone(), quota)], ModelError::Exhausted).await;
    check(vec![Answer::Full(429, wait, String::new())], ModelError::Busy).await;
    check(vec![Answer::Silence; 3], ModelError::Late).await;
    check(vec![Answer::Reply(200, "{}".into())], ModelError::Unreadable).await;
    check(vec![reply("  ")], ModelError::Unreadable).await;
    check(vec![full(json!({"content": "Once upon"}), "length")], ModelError::CutOff).await;
    check(vec![full(json!({"content": null, "refusal": "I cannot"}), "stop")], ModelError::Refused).await;
    check(vec![full(json!({"content": null}), "content_filter")], ModelError::Refused).await;
}

#[tokio::test]
async fn a_busy_server_is_asked_again() {
    let (fake, model) = model(|_| reply("Hi.")).await;
    fake.next([Answer::Full(429, vec![("retry-after", "0".into())], String::new()), Answer::HangUp]);
    assert_eq!(model.complete(free()).await.unwrap().text, "Hi.");
    assert_eq!(fake.received().len(), 3);
}

#[tokio::test]
async fn an_answer_without_the_form_is_asked_for_once_more() {
    let (fake, model) = model(|_| reply("I think it is good.")).await;
    assert_eq!(ask::<Opinion>(&model, question()).await, Err(ModelError::Unreadable));
    assert_eq!(fake.received().len(), 2);
    fake.next([reply("hm"), reply(r#"{"good": true}"#)]);
    assert_eq!(ask::<Opinion>(&model, question()).await, Ok(Opinion { good: true }));
}

#[tokio::test]
async fn without_a_model_nothing_is_asked() {
    assert!(!Absent.available());
    assert_eq!(ask::<Opinion>(&Absent, question()).await, Err(ModelError::Absent));
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_not_waited_for_longer_than_asked() {
    let (_fake, model) = model(|_| Answer::Silence).await;
    let begun = tokio::time::Instant::now();
    let impatient = Question { timeout: Duration::from_millis(300), ..question() };
    assert_eq!(ask::<Opinion>(&model, impatient).await, Err(ModelError::Late));
    assert!(begun.elapsed() < Duration::from_secs(5), "far below the client's own repetitions");
}
