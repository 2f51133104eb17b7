//! From a file to a recap, step by step.

use crate::house::{House, TALK, script};
use sottovoce_after::import::{ImportFailure, Upload, import, parse};
use sottovoce_after::pipeline::Step;
use sottovoce_domain::conversation::{Channel, Side, Stage};
use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{PlaybookId, UserId};
use sottovoce_domain::insight::{By, Insight, Tick};
use sottovoce_domain::language::Language;
use sottovoce_domain::time::Timestamp;
use sottovoce_providers::language::{Answer, Completion, LanguageModel, ModelError};
use sottovoce_store::StoreError;
use std::sync::Arc;
use std::time::Duration;

#[tokio::test]
async fn a_file_becomes_a_conversation_like_any_other() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    let conversation = house.tenant.conversations().get(&id).await.unwrap();
    assert_eq!((conversation.channel, conversation.stage), (Channel::Upload, Stage::Processing));
    assert_eq!(conversation.ended_at, Some(house.store.now()));
    let people = house.tenant.participants().list(&id).await.unwrap();
    let sides: Vec<_> = people.iter().map(|one| (one.name.as_str(), one.side, one.user.is_some())).collect();
    assert_eq!(sides, [("Katrin", Side::Seller, true), ("Henrik", Side::Customer, false)]);
    let facts = house.tenant.facts().all(&id).await.unwrap();
    assert!(matches!(facts.first().unwrap().what, What::Arrived(_)));
    assert_eq!(facts.last().unwrap().what, What::Ended);
    assert_eq!(facts.iter().filter(|fact| matches!(fact.what, What::Uttered(_))).count(), 8);
    assert_eq!(house.tenant.utterances().count(&id).await.unwrap(), 8);
    assert_eq!(house.steps(&id).await, ["recap:waiting:"]);

    assert_eq!(house.drain().await, 2);
    assert_eq!(house.steps(&id).await, ["recap:done:", "webhooks:done:"]);
    assert_eq!(house.tenant.conversations().get(&id).await.unwrap().stage, Stage::Ready);
    assert_eq!(house.tenant.facts().all(&id).await.unwrap().last().unwrap().what, What::Recapped);
    house.end().await;
}

#[tokio::test]
async fn a_recap_says_what_the_live_engine_would_have_said() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    house.drain().await;
    let recap = house.recap(&id).await;

    let setup =
        Setup { language: Language::En, script: Arc::new(script()), policy: RedactionPolicy::default() };
    let mut engine = Engine::new(setup);
    for one in house.tenant.participants().list(&id).await.unwrap() {
        engine.join(one.id, one.side, &one.name);
    }
    let said = house.tenant.utterances().list(&id).await.unwrap();
    for utterance in &said {
        engine.hear(utterance);
    }
    engine.end(said.last().unwrap().end);
    assert_eq!(recap.ticks, engine.ticks());
    assert_eq!(recap.objections, engine.objections());
    assert_eq!(recap.questions, engine.questions());
    assert_eq!(recap.actions, engine.actions());
    assert_eq!(recap.tones, engine.tones());
    // A number that went through a stored text may differ in its last bit.
    let stored = serde_json::to_string(&engine.figures()).unwrap();
    assert_eq!(recap.figures, serde_json::from_str(&stored).unwrap());

    assert!(
        recap.ticks.iter().any(|tick| tick.point == "p1" && tick.evidence.is_some()),
        "{:?}",
        recap.ticks
    );
    let dear = recap.objections.iter().find(|one| one.quote.contains("too expensive"));
    assert_eq!(dear.and_then(|one| one.card.as_deref()), Some("c1"), "{:?}", recap.objections);
    assert!(!recap.actions.is_empty() && recap.questions.len() >= 3);
    assert_eq!(recap.tones.len(), 8);
    assert_eq!(recap.summary_by, By::Engine);
    for part in ["Katrin spoke with Henrik", "“First visit”", "price", "Next steps"] {
        assert!(recap.summary.contains(part), "{part}: {}", recap.summary);
    }
    let mail = recap.follow_up.unwrap();
    assert!(mail.starts_with("Hello Henrik,") && mail.ends_with("Katrin"), "{mail}");
    house.end().await;
}

#[tokio::test]
async fn a_sellers_own_ticks_count_also_afterwards() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    let mut tx = house.tenant.begin().await.unwrap();
    tx.record(&id, What::Unticked { point: "p1".into() }).await.unwrap();
    let tick = Tick { point: "p3".into(), evidence: None, quote: None, confidence: 1.0, by: By::Person };
    tx.record(&id, What::Noted(Insight::Ticked(tick))).await.unwrap();
    tx.commit().await.unwrap();
    house.drain().await;
    let recap = house.recap(&id).await;
    assert!(!recap.ticks.iter().any(|tick| tick.point == "p1"), "{:?}", recap.ticks);
    assert!(recap.ticks.iter().any(|tick| tick.point == "p3" && tick.by == By::Person), "{:?}", recap.ticks);
    house.end().await;
}

#[tokio::test]
async fn a_step_can_run_again_alone_and_changes_nothing_else() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    house.drain().await;
    let before = house.recap(&id).await;
    house.later(60);
    house.pipeline.rerun(&house.tenant, &id, Step::Recap, true).await.unwrap();
    assert_eq!(house.steps(&id).await, ["recap:waiting:", "webhooks:done:"]);
    assert_eq!(house.drain().await, 1);
    assert_eq!(house.recap(&id).await, before);
    assert_eq!(house.tenant.conversations().get(&id).await.unwrap().stage, Stage::Ready);
    house.pipeline.rerun(&house.tenant, &id, Step::Recap, false).await.unwrap();
    assert_eq!(house.drain().await, 2);
    house.end().await;
}

#[tokio::test]
async fn a_job_that_runs_twice_does_its_work_once() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    // A worker claimed it and died.
    let lost = house.store.jobs().claim(&["recap"], Duration::from_secs(60)).await.unwrap().unwrap();
    assert_eq!(house.drain().await, 0);
    house.later(61);
    assert_eq!(house.drain().await, 2);
    assert_eq!(house.store.jobs().done(&lost).await, Err(StoreError::NotFound));
    let recapped = house.tenant.facts().all(&id).await.unwrap();
    assert_eq!(recapped.iter().filter(|fact| fact.what == What::Recapped).count(), 1);
    house.end().await;
}

#[tokio::test]
async fn what_cannot_be_done_is_given_up_where_everybody_sees_it() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    let mut tx = house.tenant.begin().await.unwrap();
    let missing = What::PlaybookChosen { playbook: "plb_missing".parse().unwrap(), version: 9 };
    tx.record(&id, missing).await.unwrap();
    tx.commit().await.unwrap();
    house.drain().await;
    assert_eq!(house.steps(&id).await, ["recap:failed:not_found"]);
    assert_eq!(house.tenant.conversations().get(&id).await.unwrap().stage, Stage::Failed);
    let dead = house.tenant.jobs().dead(10).await.unwrap();
    assert_eq!((dead[0].kind.as_str(), dead[0].reason.as_str()), ("recap", "not_found"));
    house.end().await;
}

#[tokio::test]
async fn a_step_whose_workers_die_again_and_again_is_given_up_where_people_see_it() {
    let house = House::new().await;
    let id = house.import(TALK).await;
    let mut claims = 0;
    loop {
        let job = house.store.jobs().claim(&["recap"], Duration::from_secs(60)).await.unwrap().unwrap();
        house.later(61);
        claims += 1;
        if job.attempt == job.max_attempts {
            break;
        }
    }
    assert_eq!(claims, 8);
    assert_eq!(house.drain().await, 1);
    assert_eq!(house.steps(&id).await, ["recap:failed:abandoned"]);
    assert_eq!(house.tenant.conversations().get(&id).await.unwrap().stage, Stage::Failed);
    // Somebody has it made again.
    house.pipeline.rerun(&house.tenant, &id, Step::Recap, false).await.unwrap();
    assert_eq!(house.drain().await, 2);
    assert_eq!(house.tenant.conversations().get(&id).await.unwrap().stage, Stage::Ready);
    house.end().await;
}

/// A model that answers only when it is let, and says when it was asked.
struct Slow {
    asked: tokio::sync::Semaphore,
    let_answer: tokio::sync::Semaphore,
}

#[async_trait::async_trait]
impl LanguageModel for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn available(&self) -> bool {
        true
    }

    async fn complete(&self, _: Completion) -> Result<Answer, ModelError> {
        self.asked.add_permits(1);
        self.let_answer.acquire().await.unwrap().forget();
        Err(ModelError::Late)
    }
}

#[tokio::test]
async fn a_lease_is_kept_while_its_step_takes_its_time() {
    let (asked, let_answer) = (tokio::sync::Semaphore::new(0), tokio::sync::Semaphore::new(0));
    let model = Arc::new(Slow { asked, let_answer });
    let house = House::with(model.clone()).await;
    let lease = Duration::from_millis(90);
    let id = house.import(TALK).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let pipeline = house.pipeline.clone().with_lease(lease);
    let working = tokio::spawn(async move { pipeline.work(stopped).await });
    model.asked.acquire().await.unwrap().forget();
    // The store's clock goes on by ten leases, each step of it after a renewal.
    let mut news = house.store.jobs().news();
    for _ in 0..20 {
        house.clock.advance(lease / 2);
        news.mark_unchanged();
        tokio::time::timeout(Duration::from_secs(20), news.changed()).await.expect("a renewal").unwrap();
        assert_eq!(house.store.jobs().claim(&["recap"], lease).await.unwrap(), None, "nobody else gets it");
    }
    model.let_answer.add_permits(10);
    let mut facts = house.tenant.follow(&id, 0).await.unwrap();
    while facts.next().await.unwrap().what != What::Recapped {}
    stop.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(30), working).await.expect("workers that stop").unwrap();
    house.drain().await;
    assert_eq!(house.steps(&id).await, ["recap:done:", "webhooks:done:"]);
    house.end().await;
}

#[tokio::test]
async fn who_lost_the_lease_does_not_call_a_finished_recap_failed() {
    let (asked, let_answer) = (tokio::sync::Semaphore::new(0), tokio::sync::Semaphore::new(0));
    let model = Arc::new(Slow { asked, let_answer });
    let house = House::with(model.clone()).await;
    let id = house.import(TALK).await;
    let slow = house.pipeline.clone();
    let slow = tokio::spawn(async move { slow.drain().await });
    model.asked.acquire().await.unwrap().forget();
    // Its machine stood still for so long that another worker took the job over, and finished it.
    house.later(120);
    let other = house.pipeline.clone();
    let other = tokio::spawn(async move { other.drain().await });
    model.asked.acquire().await.unwrap().forget();
    model.let_answer.add_permits(10);
    tokio::time::timeout(Duration::from_secs(30), other).await.unwrap().unwrap().unwrap();
    tokio::time::timeout(Duration::from_secs(30), slow).await.unwrap().unwrap().unwrap();
    house.drain().await;
    assert_eq!(house.steps(&id).await, ["recap:done:", "webhooks:done:"]);
    assert_eq!(house.tenant.conversations().get(&id).await.unwrap().stage, Stage::Ready);
    house.end().await;
}

#[tokio::test]
async fn workers_find_new_work_and_stop_when_told() {
    let house = House::new().await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let pipeline = house.pipeline.clone();
    let working = tokio::spawn(async move { pipeline.work(stopped).await });
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(house.import(TALK).await);
    }
    for id in &all {
        let mut facts = house.tenant.follow(id, 0).await.unwrap();
        let recapped = async { while facts.next().await.unwrap().what != What::Recapped {} };
        tokio::time::timeout(Duration::from_secs(30), recapped).await.expect("a recap in time");
    }
    stop.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(30), working).await.expect("workers that stop").unwrap();
    house.drain().await;
    house.end().await;
}

#[tokio::test]
async fn the_seller_is_who_the_uploader_says() {
    let house = House::new().await;
    let upload = |seller_name: Option<&str>| Upload {
        title: "x".into(),
        language: Language::En,
        playbook: None,
        seller: house.seller.clone(),
        seller_name: seller_name.map(str::to_owned),
        started_at: Some(Timestamp::from_millis(1_000)),
    };
    let parsed = parse(TALK.as_bytes()).unwrap();
    let id = import(&house.store, &house.organisation, upload(Some(" henrik ")), &parsed).await.unwrap();
    let people = house.tenant.participants().list(&id).await.unwrap();
    assert_eq!(people.iter().find(|one| one.side == Side::Seller).unwrap().name, "Henrik");
    let conversation = house.tenant.conversations().get(&id).await.unwrap();
    assert_eq!(conversation.started_at, Timestamp::from_millis(1_000));
    let unknown = import(&house.store, &house.organisation, upload(Some("Nobody")), &parsed).await;
    assert_eq!(unknown, Err(ImportFailure::SellerUnknown));
    house.drain().await;
    house.end().await;
}

#[tokio::test]
async fn nothing_of_another_organisation_can_be_used() {
    let house = House::new().await;
    let (other, theirs) = house.neighbours().await;
    let upload = |playbook: &PlaybookId, seller: &UserId| Upload {
        title: "x".into(),
        language: Language::En,
        playbook: Some(playbook.clone()),
        seller: seller.clone(),
        seller_name: None,
        started_at: None,
    };
    let parsed = parse(TALK.as_bytes()).unwrap();
    let foreign_playbook = upload(&theirs.playbook, &house.seller);
    let foreign_seller = upload(&house.playbook, &theirs.seller);
    for foreign in [foreign_playbook, foreign_seller] {
        let result = import(&house.store, &house.organisation, foreign, &parsed).await;
        assert_eq!(result, Err(ImportFailure::Store(StoreError::NotFound)));
    }
    assert_eq!(house.store.jobs().unfinished().await.unwrap(), 0);

    let id = house.import(TALK).await;
    house.drain().await;
    let rerun = house.pipeline.rerun(&other, &id, Step::Recap, true).await;
    assert_eq!(rerun, Err(StoreError::NotFound));
    house.end().await;
}
