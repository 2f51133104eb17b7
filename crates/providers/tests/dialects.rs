//! One contract for the dialects of language models, then the order of models, the purse and Vertex's door.
#![cfg(test)]

use serde::Deserialize;
use serde_json::{Value, json};
use sottovoce_domain::time::Clock;
use sottovoce_providers::fakes::{Answer, Dialect, Ending, FakeHttp, Received, TestClock, web};
use sottovoce_providers::language::ask::{Question, ask};
use sottovoce_providers::language::chain::{Chain, Link};
use sottovoce_providers::language::gemini::{Gemini, GeminiDoor};
use sottovoce_providers::language::prompt::Prompt;
use sottovoce_providers::language::purse::{Allowance, Purse};
use sottovoce_providers::language::vertex::ServiceAccount;
use sottovoce_providers::language::{Completion, LanguageModel, Message, ModelError, Price, Usage};
use std::sync::Arc;
use std::time::Duration;

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

fn free() -> Completion {
    Completion {
        prompt: Prompt::new("brief.en", "Be brief."),
        messages: vec![Message::user("Hello?")],
        form: None,
        max_tokens: 50,
        timeout: Duration::from_millis(900),
    }
}

async fn server(usual: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> FakeHttp {
    FakeHttp::start(usual).await.unwrap()
}

#[tokio::test]
async fn every_dialect_puts_the_question_and_reads_the_answer() {
    for dialect in Dialect::ALL {
        let fake = server(move |_| dialect.says("Hi.")).await;
        let answer = dialect.model(&fake, web().unwrap()).complete(free()).await.unwrap();
        assert_eq!((answer.text.as_str(), answer.model.as_str()), ("Hi.", "m"), "{dialect:?}");
        assert_eq!(answer.usage, Usage { input: 12, output: 3, cost: 0 }, "{dialect:?}");
        let received = &fake.received()[0];
        assert_eq!(dialect.asked(received), "Hello?", "{dialect:?}");
        let (path, header, key) = match dialect {
            Dialect::OpenAi => ("/chat/completions", "authorization", "Bearer s3cret"),
            Dialect::Anthropic => ("/v1/messages", "x-api-key", "s3cret"),
            Dialect::Gemini => ("/models/m:generateContent", "x-goog-api-key", "s3cret"),
        };
        assert_eq!((received.path.as_str(), received.header(header)), (path, Some(key)));
        assert!(received.text().contains("Be brief.") && received.text().contains("50"), "{dialect:?}");
    }
}

#[tokio::test]
async fn every_dialect_holds_the_model_to_a_schema() {
    for dialect in Dialect::ALL {
        let fake = server(move |_| dialect.says(r#"{"good": true}"#)).await;
        let model = dialect.model(&fake, web().unwrap());
        assert_eq!(ask::<Opinion>(model.as_ref(), question()).await, Ok(Opinion { good: true }));
        assert_eq!(dialect.schema(&fake.received()[0]), question().schema, "{dialect:?}");
        // Another schema than was asked for is asked for once more, then given up.
        fake.next([dialect.says(r#"{"better": 1}"#), dialect.says("{\"good\": tr")]);
        assert_eq!(ask::<Opinion>(model.as_ref(), question()).await, Err(ModelError::Unreadable));
    }
}

#[tokio::test]
async fn every_dialect_names_what_goes_wrong() {
    for dialect in Dialect::ALL {
        let check = async |answers: Vec<Answer>, expected: ModelError| {
            let fake = server(move |_| dialect.says("too late")).await;
            fake.next(answers.clone());
            let result = dialect.model(&fake, web().unwrap()).complete(free()).await;
            assert_eq!(result.map(|answer| answer.text), Err(expected), "{dialect:?} {answers:?}");
        };
        let wait = vec![("retry-after", "600".to_owned())];
        check(vec![Answer::Full(429, wait, String::new())], ModelError::Busy).await;
        check(vec![Answer::Reply(401, String::new())], ModelError::Unauthorised).await;
        check(vec![Answer::Reply(404, String::new())], ModelError::Rejected).await;
        check(vec![Answer::Silence; 3], ModelError::Late).await;
        check(vec![Answer::Reply(200, "{}".into())], ModelError::Unreadable).await;
        check(vec![Answer::Reply(200, "{\"candi".into())], ModelError::Unreadable).await;
        check(vec![dialect.says("  ")], ModelError::Unreadable).await;
        check(vec![dialect.ends("Once upon", Ending::CutOff)], ModelError::CutOff).await;
        check(vec![dialect.ends("I", Ending::Refused)], ModelError::Refused).await;
    }
}

#[tokio::test]
async fn every_dialect_asks_again_after_a_hiccup() {
    for dialect in Dialect::ALL {
        let fake = server(move |_| dialect.says("Hi.")).await;
        let soon = vec![("retry-after", "0".to_owned())];
        fake.next([Answer::Full(529, soon, String::new()), Answer::Half("{\"half\": \"of it\"}".into())]);
        let answer = dialect.model(&fake, web().unwrap()).complete(free()).await.unwrap();
        assert_eq!((answer.text.as_str(), fake.received().len()), ("Hi.", 3), "{dialect:?}");
    }
}

#[tokio::test]
async fn an_older_anthropic_model_gets_the_schema_in_words() {
    let dialect = Dialect::Anthropic;
    let fake = server(move |received| {
        if received.json().get("output_config").is_some() {
            let why = json!({"type": "error", "error": {"message": "output_config: not supported"}});
            return Answer::Reply(400, why.to_string());
        }
        dialect.says("```json\n{\"good\": true}\n```")
    })
    .await;
    let model = dialect.model(&fake, web().unwrap());
    for asked in [2, 3] {
        assert_eq!(ask::<Opinion>(model.as_ref(), question()).await, Ok(Opinion { good: true }));
        assert_eq!(fake.received().len(), asked, "what it turned down is not tried again");
    }
    assert!(fake.received()[1].json()["system"].as_str().unwrap().contains("additionalProperties"));
}

#[tokio::test]
async fn an_account_without_means_is_told_from_a_malformed_question() {
    let poor = json!({"error": {"message": "Your credit balance is too low"}}).to_string();
    let fake = server(move |_| Answer::Reply(400, poor.clone())).await;
    let model = Dialect::Anthropic.model(&fake, web().unwrap());
    assert_eq!(model.complete(free()).await, Err(ModelError::Exhausted));
    let key = json!({"error": {"details": [{"reason": "API_KEY_INVALID"}]}}).to_string();
    let fake = server(move |_| Answer::Reply(400, key.clone())).await;
    let model = Dialect::Gemini.model(&fake, web().unwrap());
    assert_eq!(model.complete(free()).await, Err(ModelError::Unauthorised));
}

#[tokio::test]
async fn a_blocked_question_is_a_refusal() {
    let fake =
        server(|_| Answer::Reply(200, json!({"promptFeedback": {"blockReason": "SAFETY"}}).to_string()))
            .await;
    let model = Dialect::Gemini.model(&fake, web().unwrap());
    assert_eq!(model.complete(free()).await, Err(ModelError::Refused));
}

/// Two models, the first OpenAI's dialect at 2 and 10 a million tokens, the second Anthropic's at 1 and 5.
struct Two {
    first: FakeHttp,
    second: FakeHttp,
    clock: Arc<TestClock>,
    chain: Arc<Chain>,
}

async fn two() -> Two {
    let first = server(|_| Dialect::OpenAi.says("first")).await;
    let second = server(|_| Dialect::Anthropic.says("second")).await;
    let clock = TestClock::at(1_000_000);
    let link = |dialect: Dialect, fake: &FakeHttp, input, output| Link {
        model: dialect.model(fake, web().unwrap()),
        price: Price { input, output },
    };
    let links = vec![link(Dialect::OpenAi, &first, 2.0, 10.0), link(Dialect::Anthropic, &second, 1.0, 5.0)];
    let chain = Arc::new(Chain::new(links, clock.clone()));
    Two { first, second, clock, chain }
}

async fn said(model: &dyn LanguageModel) -> String {
    model.complete(free()).await.map_or_else(|why| why.to_string(), |answer| answer.text)
}

#[tokio::test]
async fn when_one_model_fails_the_next_answers_and_the_first_rests() {
    let two = two().await;
    two.first.next([Answer::Reply(401, String::new())]);
    let answer = two.chain.complete(free()).await.unwrap();
    assert_eq!((answer.text.as_str(), answer.usage.cost), ("second", 12 + 3 * 5), "at its own price");
    assert_eq!(said(two.chain.as_ref()).await, "second");
    assert_eq!(two.first.received().len(), 1, "a key that was refused is not tried at every question");
    two.clock.advance(Duration::from_secs(301));
    let answer = two.chain.complete(free()).await.unwrap();
    assert_eq!((answer.text.as_str(), answer.usage.cost), ("first", 12 * 2 + 3 * 10));
}

#[tokio::test]
async fn a_model_that_takes_the_question_and_is_silent_leaves_time_for_the_next() {
    let two = two().await;
    two.first.next([Answer::Silence]);
    assert_eq!(said(two.chain.as_ref()).await, "second");
    assert_eq!(said(two.chain.as_ref()).await, "first", "slowness is of the moment: it does not rest");
}

#[tokio::test]
async fn a_refusal_is_not_shopped_around() {
    let two = two().await;
    two.first.next([Dialect::OpenAi.ends("", Ending::Refused)]);
    assert_eq!(two.chain.complete(free()).await, Err(ModelError::Refused));
    assert_eq!(two.second.received().len(), 0);
}

#[tokio::test]
async fn when_all_rest_they_are_asked_all_the_same() {
    let two = two().await;
    two.first.next([Answer::Reply(403, String::new())]);
    two.second.next([Answer::Reply(403, String::new())]);
    assert_eq!(two.chain.complete(free()).await, Err(ModelError::Unauthorised));
    assert_eq!(said(two.chain.as_ref()).await, "first");
}

#[tokio::test]
async fn an_empty_purse_asks_nobody() {
    let two = two().await;
    // A question of 4 tokens and an answer of at most 50 may cost 4 × 2 + 50 × 10.
    let allowance = Allowance { cost: Some(520), tokens: None };
    let purse = Purse::new(two.chain.clone(), allowance, &[]);
    assert_eq!(said(&purse).await, "first");
    let spent = purse.spent();
    assert_eq!((spent.questions, spent.tokens_in, spent.tokens_out, spent.cost), (1, 12, 3, 54));
    assert_eq!(purse.complete(free()).await, Err(ModelError::Exhausted));
    assert_eq!(two.first.received().len(), 1);
    let used = purse.take();
    assert!(used[0].prompt.starts_with("brief.en@"), "{used:?}");
    assert_eq!((used.len(), used[0].model.as_str(), used[0].cost), (1, "m", 54));
    assert_eq!(purse.take(), [], "what was spent is told once");
    let spent_before = Purse::new(two.chain.clone(), allowance, &used);
    assert_eq!(spent_before.complete(free()).await, Err(ModelError::Exhausted), "also after a restart");
    let tokens = Allowance { cost: None, tokens: Some(60) };
    let purse = Purse::new(two.chain.clone(), tokens, &[]);
    assert_eq!(said(&purse).await, "first");
    assert_eq!(purse.complete(free()).await, Err(ModelError::Exhausted));
}

#[tokio::test]
async fn what_was_accepted_is_paid_for_even_without_an_answer() {
    let two = two().await;
    two.first.next([Dialect::OpenAi.ends("", Ending::Refused), Answer::Reply(404, String::new())]);
    two.second.next([Answer::Reply(404, String::new())]);
    let purse = Purse::new(two.chain.clone(), Allowance::default(), &[]);
    assert_eq!(purse.complete(free()).await, Err(ModelError::Refused));
    let spent = purse.spent();
    assert_eq!((spent.tokens_in, spent.tokens_out, spent.cost), (4, 50, 4 * 2 + 50 * 10));
    assert_eq!(purse.complete(free()).await, Err(ModelError::Rejected));
    assert_eq!(purse.spent().questions, 1, "a question that was turned down costs nothing");
}

const ACCOUNT: &str = include_str!("data/service-account.json");

/// An account whose tokens this server gives out.
fn account(fake: &FakeHttp, clock: Arc<dyn Clock>) -> ServiceAccount {
    let mut file: Value = serde_json::from_str(ACCOUNT).unwrap();
    file["token_uri"] = json!(format!("{}/token", fake.url()));
    ServiceAccount::read(&file.to_string(), clock).unwrap()
}

/// A server that gives out tokens that count, and answers who shows the newest.
async fn vertex() -> FakeHttp {
    let given = std::sync::atomic::AtomicU32::new(0);
    server(move |received| {
        if received.path == "/token" {
            let number = given.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
            let token =
                json!({"access_token": format!("t{number}"), "expires_in": 3599, "token_type": "Bearer"});
            return Answer::Reply(200, token.to_string());
        }
        let number = given.load(std::sync::atomic::Ordering::SeqCst);
        let good = received.header("authorization") == Some(format!("Bearer t{number}").as_str());
        if good { Dialect::Gemini.says("Hi.") } else { Answer::Reply(401, String::new()) }
    })
    .await
}

#[tokio::test]
async fn vertex_is_asked_with_a_token_that_the_account_signed_for() {
    let fake = vertex().await;
    let clock = TestClock::at(1_795_000_000_000);
    let account = account(&fake, clock.clone());
    assert_eq!(account.project(), Some("test-project"));
    let door = GeminiDoor::Vertex { base_url: format!("{}/publishers/google", fake.url()), account };
    let model = Gemini::new(web().unwrap(), door, "gemini-3".into());
    // Many at once wait for one token.
    let (one, other) = tokio::join!(said(&model), said(&model));
    assert_eq!((one.as_str(), other.as_str()), ("Hi.", "Hi."));
    let tokens = |fake: &FakeHttp| fake.received().iter().filter(|one| one.path == "/token").count();
    assert_eq!(tokens(&fake), 1);
    assert_eq!(fake.received()[1].path, "/publishers/google/models/gemini-3:generateContent");
    clock.advance(Duration::from_secs(3_599 - 300 + 1));
    assert_eq!(said(&model).await, "Hi.");
    assert_eq!(tokens(&fake), 2, "it is renewed before it ends");
    verify(&fake.received()[0].text());
}

/// Holds the signed wish against the account's public key.
fn verify(form: &str) {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    let wish = form.split_once("assertion=").unwrap().1;
    let (text, signature) = wish.rsplit_once('.').unwrap();
    let claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text.split_once('.').unwrap().1).unwrap()).unwrap();
    assert_eq!(claims["iss"], "copilot@test-project.example.com");
    assert_eq!((&claims["iat"], &claims["exp"]), (&json!(1_795_000_000), &json!(1_795_003_600)));
    let file: Value = serde_json::from_str(ACCOUNT).unwrap();
    let public = STANDARD.decode(file["public_key_for_the_test"].as_str().unwrap()).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let verified = provider
        .signature_verification_algorithms
        .all
        .iter()
        .any(|one| one.verify_signature(&public, text.as_bytes(), &signature).is_ok());
    assert!(verified, "the wish is not signed with the account's key");
}

#[tokio::test]
async fn a_token_that_is_turned_down_is_not_shown_twice() {
    let fake = vertex().await;
    let account = account(&fake, TestClock::at(1_795_000_000_000));
    let door = GeminiDoor::Vertex { base_url: fake.url(), account };
    let model = Gemini::new(web().unwrap(), door, "m".into());
    assert_eq!(said(&model).await, "Hi.");
    fake.next([Answer::Reply(401, String::new())]);
    assert_eq!(model.complete(free()).await, Err(ModelError::Unauthorised));
    assert_eq!(said(&model).await, "Hi.");
    let tokens = fake.received().iter().filter(|one| one.path == "/token").count();
    assert_eq!(tokens, 2);
}
