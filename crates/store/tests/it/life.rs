//! Processes come and go; what was committed stays.

use crate::house::{House, unticked, vault};
use crate::stories;
use sottovoce_domain::ids::{ConversationId, OrganisationId};
use sottovoce_domain::time::{Clock, Timestamp};
use sottovoce_store::{NewJob, Store, StoreError, Vault};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const URL: &str = "SOTTOVOCE_TEST_URL";
const WHERE: &str = "SOTTOVOCE_TEST_CONVERSATION";

stories! {
    async fn a_reopened_house_goes_on_where_it_was(house: &House) {
        let talk = house.talk().await;
        talk.untick("before").await;
        let mut tx = talk.tenant.begin().await.unwrap();
        tx.enqueue(job()).await.unwrap();
        tx.commit().await.unwrap();
        house.store.close().await;
        let store = house.reopened().await;
        let tenant = store.tenant(talk.tenant.organisation_id());
        let live = tenant.conversations().live().await.unwrap();
        assert_eq!(live, std::slice::from_ref(&talk.conversation));
        let mut tx = tenant.begin().await.unwrap();
        assert_eq!(tx.record(&talk.conversation.id, unticked("after")).await.unwrap().number, 2);
        tx.commit().await.unwrap();
        let job = store.jobs().claim(&["recap"], Duration::from_secs(1)).await.unwrap().unwrap();
        store.jobs().done(&job).await.unwrap();
        assert_eq!(store.jobs().unfinished().await.unwrap(), 0);
        store.close().await;
    }

    async fn a_killed_process_leaves_whole_transactions(house: &House) {
        let talk = house.talk().await;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "life::records_until_it_is_killed", "--ignored", "--nocapture"])
            .env(URL, &house.url)
            .env(WHERE, format!("{} {}", talk.tenant.organisation_id(), talk.conversation.id))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = 0;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            if let Some(number) = line.unwrap().strip_prefix("committed ") {
                told = number.parse().unwrap();
                if told >= 60 {
                    break;
                }
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(told >= 60, "the child told of {told}");
        let last = talk.tenant.facts().last(&talk.conversation.id).await.unwrap();
        assert!(last >= told && last.is_multiple_of(3), "{last} facts, of which {told} were told");
        let facts = talk.tenant.facts().all(&talk.conversation.id).await.unwrap();
        assert_eq!(facts.iter().map(|fact| fact.number).collect::<Vec<_>>(), (1..=last).collect::<Vec<_>>());
        assert_eq!(house.store.jobs().unfinished().await.unwrap(), last / 3, "each transaction enqueued one");
        assert_eq!(talk.untick("after").await, last + 1);
        while let Some(job) = house.store.jobs().claim(&["recap"], Duration::from_secs(60)).await.unwrap() {
            house.store.jobs().done(&job).await.unwrap();
        }
    }

    async fn an_organisation_is_founded_with_its_owner_or_not_at_all(house: &House) {
        house.organisation("Rossi", "anna@rossi.example").await;
        let people = house.store.people();
        let again = people.found(crate::house::founding("Verdi"), crate::house::somebody("A", "ANNA@rossi.example ")).await;
        assert_eq!(again.unwrap_err(), StoreError::Conflict("email"));
        assert_eq!(people.organisations().await.unwrap().len(), 1);
    }

    async fn the_store_answers_until_it_is_closed(house: &House) {
        house.store.ping().await.unwrap();
        let other = house.reopened().await;
        other.close().await;
        assert!(other.ping().await.is_err());
    }

    async fn two_processes_may_open_it_at_once(house: &House) {
        let (one, two) = tokio::join!(house.reopened(), house.reopened());
        one.close().await;
        two.close().await;
    }
}

/// Not a story: what the process does that a story kills.
#[tokio::test]
#[ignore = "a child process of another test"]
async fn records_until_it_is_killed() {
    let (Ok(url), Ok(place)) = (std::env::var(URL), std::env::var(WHERE)) else { return };
    let (organisation, conversation) = place.split_once(' ').unwrap();
    let organisation: OrganisationId = organisation.parse().unwrap();
    let conversation: ConversationId = conversation.parse().unwrap();
    let store =
        Store::open(&url, vault(), Arc::new(Still), Arc::new(crate::house::Dice::new(9))).await.unwrap();
    loop {
        let mut tx = store.tenant(&organisation).begin().await.unwrap();
        let facts = tx.record_all(&conversation, vec![unticked("child"); 3]).await.unwrap();
        tx.enqueue(job()).await.unwrap();
        tx.commit().await.unwrap();
        println!("committed {}", facts[2].number);
    }
}

#[tokio::test]
async fn an_unreachable_database_says_so_without_its_password() {
    let entropy = Arc::new(crate::house::Dice::new(1));
    let opened =
        Store::open("postgres://me:secret@127.0.0.1:1/none", Vault::new([0; 32]), Arc::new(Still), entropy);
    let Err(error) = opened.await else { panic!("it opened") };
    assert!(!error.to_string().contains("secret"), "{error}");
}

struct Still;
impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_780_000_000_000)
    }
}

fn job() -> NewJob {
    let payload = serde_json::json!({});
    NewJob { kind: "recap".into(), key: None, payload, run_at: None, max_attempts: 1 }
}
