//! The queue: order per key, leases, retries, dead letters, and nothing lost.

use crate::house::House;
use crate::stories;
use sottovoce_domain::conversation::Stage;
use sottovoce_store::{Job, NewJob, StoreError, Tenant};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const LEASE: Duration = Duration::from_secs(60);

fn new(kind: &str, key: Option<&str>, n: u32) -> NewJob {
    NewJob {
        kind: kind.into(),
        key: key.map(str::to_owned),
        payload: serde_json::json!({ "n": n }),
        run_at: None,
        max_attempts: 3,
    }
}

async fn enqueue(tenant: &Tenant, jobs: Vec<NewJob>) {
    let mut tx = tenant.begin().await.unwrap();
    for job in jobs {
        tx.enqueue(job).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn n(job: &Job) -> u64 {
    job.payload["n"].as_u64().unwrap()
}

async fn claim(house: &House) -> Option<Job> {
    house.store.jobs().claim(&["recap", "send"], LEASE).await.unwrap()
}

async fn tenant(house: &House) -> Tenant {
    house.organisation("Rossi", "anna@rossi.example").await.0
}

stories! {
    async fn jobs_of_a_key_run_one_at_a_time_and_in_order(house: &House) {
        let tenant = tenant(house).await;
        let jobs = vec![new("recap", Some("a"), 1), new("send", Some("a"), 2), new("send", Some("b"), 3), new("send", None, 4)];
        enqueue(&tenant, jobs).await;
        let first = claim(house).await.unwrap();
        let second = claim(house).await.unwrap();
        let third = claim(house).await.unwrap();
        assert_eq!((n(&first), n(&second), n(&third)), (1, 3, 4), "2 waits for 1 of the same key");
        assert_eq!(claim(house).await, None);
        house.store.jobs().retry(&first, Duration::from_secs(5), "timeout").await.unwrap();
        assert_eq!(claim(house).await, None, "2 waits while 1 waits to be tried again");
        house.clock.forward(Duration::from_secs(5));
        let again = claim(house).await.unwrap();
        assert_eq!((n(&again), again.attempt), (1, 2));
        house.store.jobs().done(&again).await.unwrap();
        let last = claim(house).await.unwrap();
        assert_eq!(n(&last), 2);
        for job in [second, third, last] {
            house.store.jobs().done(&job).await.unwrap();
        }
    }

    async fn the_same_key_of_two_organisations_is_two_lines(house: &House) {
        let one = tenant(house).await;
        let (two, ..) = house.organisation("Bianchi", "anna@bianchi.example").await;
        enqueue(&one, vec![new("recap", Some("a"), 1)]).await;
        enqueue(&two, vec![new("recap", Some("a"), 2)]).await;
        let both = [claim(house).await.unwrap(), claim(house).await.unwrap()];
        assert_eq!(both.each_ref().map(n), [1, 2]);
        assert_eq!(both[1].organisation, *two.organisation_id());
        for job in both {
            house.store.jobs().done(&job).await.unwrap();
        }
    }

    async fn workers_at_once_claim_each_job_once_and_keep_the_order(house: &House) {
        let tenant = tenant(house).await;
        let jobs: Vec<NewJob> = (0..60).map(|n| new("recap", Some(&format!("k{}", n % 5)), n)).collect();
        enqueue(&tenant, jobs).await;
        let seen = Arc::new(Mutex::new(HashMap::<String, Vec<u64>>::new()));
        let workers: Vec<_> = (0..6)
            .map(|_| {
                let (store, seen) = (house.store.clone(), Arc::clone(&seen));
                tokio::spawn(async move {
                    while store.jobs().unfinished().await.unwrap() > 0 {
                        if let Some(job) = store.jobs().claim(&["recap"], LEASE).await.unwrap() {
                            seen.lock().unwrap().entry(job.key.clone().unwrap()).or_default().push(n(&job));
                            store.jobs().done(&job).await.unwrap();
                        }
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.await.unwrap();
        }
        for (key, order) in seen.lock().unwrap().iter() {
            assert_eq!(order.len(), 12, "{key}");
            assert!(order.is_sorted(), "{key}: {order:?}");
        }
        assert_eq!(seen.lock().unwrap().len(), 5);
    }

    async fn a_lost_lease_is_claimed_by_another_and_fences_the_first(house: &House) {
        let tenant = tenant(house).await;
        enqueue(&tenant, vec![new("recap", Some("a"), 1), new("recap", Some("a"), 2)]).await;
        let slow = claim(house).await.unwrap();
        house.clock.forward(Duration::from_secs(30));
        house.store.jobs().renew(&slow, LEASE).await.unwrap();
        house.clock.forward(Duration::from_secs(59));
        assert_eq!(claim(house).await, None, "the lease was prolonged");
        house.clock.forward(Duration::from_secs(1));
        let quick = claim(house).await.unwrap();
        assert_eq!((n(&quick), quick.attempt), (1, 2));
        let jobs = house.store.jobs();
        assert_eq!(jobs.done(&slow).await, Err(StoreError::NotFound));
        assert_eq!(jobs.retry(&slow, LEASE, "x").await, Err(StoreError::NotFound));
        assert_eq!(jobs.bury(&slow, "x").await, Err(StoreError::NotFound));
        assert_eq!(jobs.renew(&slow, LEASE).await, Err(StoreError::NotFound));
        let mut tx = tenant.begin().await.unwrap();
        assert_eq!(tx.done(&slow).await, Err(StoreError::NotFound));
        tx.rollback().await.unwrap();
        jobs.done(&quick).await.unwrap();
        jobs.done(&claim(house).await.unwrap()).await.unwrap();
    }

    async fn a_job_whose_worker_dies_again_and_again_is_spent(house: &House) {
        let tenant = tenant(house).await;
        enqueue(&tenant, vec![new("recap", Some("a"), 1), new("recap", Some("a"), 2)]).await;
        for attempt in 1..=3 {
            let job = claim(house).await.unwrap();
            assert_eq!((n(&job), job.attempt), (1, attempt));
            house.clock.forward(LEASE);
        }
        let spent = claim(house).await.unwrap();
        assert!(n(&spent) == 1 && spent.is_spent(), "it comes once more, to be given up");
        let mut tx = tenant.begin().await.unwrap();
        tx.bury(&spent, "abandoned").await.unwrap();
        tx.commit().await.unwrap();
        let next = claim(house).await.unwrap();
        assert!(n(&next) == 2 && !next.is_spent(), "the key goes on");
        house.store.jobs().done(&next).await.unwrap();
        let dead = tenant.jobs().dead(10).await.unwrap();
        assert_eq!((dead.len(), dead[0].reason.as_str()), (1, "abandoned"));
    }

    async fn a_job_of_a_transaction_that_failed_never_was(house: &House) {
        let tenant = tenant(house).await;
        let mut tx = tenant.begin().await.unwrap();
        tx.enqueue(new("recap", None, 1)).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(claim(house).await, None);
    }

    async fn a_job_is_done_together_with_what_it_changed(house: &House) {
        let talk = house.talk().await;
        enqueue(&talk.tenant, vec![new("recap", None, 1)]).await;
        let job = claim(house).await.unwrap();
        let mut tx = talk.tenant.begin().await.unwrap();
        tx.conversations().set_stage(&talk.conversation.id, Stage::Failed).await.unwrap();
        tx.enqueue(new("send", None, 2)).await.unwrap();
        tx.done(&job).await.unwrap();
        tx.commit().await.unwrap();
        let next = claim(house).await.unwrap();
        assert_eq!(n(&next), 2);
        house.store.jobs().done(&next).await.unwrap();
        assert_eq!(talk.tenant.conversations().get(&talk.conversation.id).await.unwrap().stage, Stage::Failed);
    }

    async fn a_worker_hears_of_new_jobs_and_knows_when_the_next_is_due(house: &House) {
        let tenant = tenant(house).await;
        let mut news = house.store.jobs().news();
        news.mark_unchanged();
        assert_eq!(house.store.jobs().next_due(&["recap"]).await.unwrap(), None);
        let later = house.store.now().plus(Duration::from_secs(90));
        enqueue(&tenant, vec![NewJob { run_at: Some(later), ..new("recap", None, 1) }]).await;
        news.changed().await.unwrap();
        assert_eq!(claim(house).await, None);
        assert_eq!(house.store.jobs().next_due(&["recap"]).await.unwrap(), Some(later));
        assert_eq!(house.store.jobs().next_due(&["send"]).await.unwrap(), None);
        house.clock.forward(Duration::from_secs(90));
        let job = claim(house).await.unwrap();
        assert_eq!(house.store.jobs().next_due(&["recap"]).await.unwrap(), Some(later.plus(LEASE)));
        house.store.jobs().done(&job).await.unwrap();
    }
}
