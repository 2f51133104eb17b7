//! Facts: numbered without gaps, told after the commit, replayed, each utterance once.

use crate::house::{House, unticked};
use crate::stories;
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::insight::Insight;
use sottovoce_domain::utterance::{PersonalData, Redaction};
use sottovoce_store::{Recorded, StoreError};
use std::sync::Arc;
use tokio::sync::broadcast::error::TryRecvError;

stories! {
    async fn facts_are_numbered_from_one_per_conversation(house: &House) {
        let one = house.talk().await;
        let two = house.talk_of(one.tenant.clone(), one.owner.clone()).await;
        assert_eq!((one.untick("p1").await, one.untick("p2").await, two.untick("p1").await), (1, 2, 1));
        let facts = one.tenant.facts().all(&one.conversation.id).await.unwrap();
        assert_eq!(facts.iter().map(|fact| &fact.what).collect::<Vec<_>>(), [&unticked("p1"), &unticked("p2")]);
        assert_eq!(one.tenant.facts().last(&one.conversation.id).await.unwrap(), 2);
        assert_eq!(one.tenant.facts().after(&one.conversation.id, 1, 10).await.unwrap().len(), 1);
    }

    async fn fifty_recorders_at_once_leave_no_gap(house: &House) {
        let talk = Arc::new(house.talk().await);
        let mut follow = talk.tenant.follow(&talk.conversation.id, 0).await.unwrap();
        assert_eq!(follow.ready().await.unwrap(), None);
        let recorders: Vec<_> = (0..50)
            .map(|n| {
                let talk = Arc::clone(&talk);
                tokio::spawn(async move {
                    let mut numbers = Vec::new();
                    for turn in 0..4 {
                        let mut tx = talk.tenant.begin().await.unwrap();
                        let whats = vec![unticked(&format!("{n}")); 1 + turn % 3];
                        let facts = tx.record_all(&talk.conversation.id, whats).await.unwrap();
                        if n % 7 == 0 {
                            tx.rollback().await.unwrap();
                        } else {
                            tx.commit().await.unwrap();
                            numbers.extend(facts.iter().map(|fact| fact.number));
                        }
                    }
                    numbers
                })
            })
            .collect();
        let mut numbers = Vec::new();
        for recorder in recorders {
            let mine = recorder.await.unwrap();
            assert!(mine.is_sorted());
            numbers.extend(mine);
        }
        numbers.sort_unstable();
        let last = u64::try_from(numbers.len()).unwrap();
        assert_eq!(last, 42 * 7);
        assert_eq!(numbers, (1..=last).collect::<Vec<_>>());
        let stored = talk.tenant.facts().all(&talk.conversation.id).await.unwrap();
        assert_eq!(stored.iter().map(|fact| fact.number).collect::<Vec<_>>(), numbers);
        for number in 1..=last {
            assert_eq!(follow.next().await.unwrap().number, number, "the follower hears each once and in order");
        }
        assert_eq!(follow.ready().await.unwrap(), None);
    }

    async fn an_utterance_reads_back_as_it_was_said(house: &House) {
        let talk = house.talk().await;
        let mut said = house.utterance(&talk.marco, 1_000, "Il mio IBAN è [IBAN], però… 'perché' \"no\"?");
        said.redactions = vec![Redaction { start: 14, end: 20, kind: PersonalData::Iban }];
        let earlier = house.utterance(&talk.anna, 200, "Buongiorno");
        let mut tx = talk.tenant.begin().await.unwrap();
        let fact = tx.record(&talk.conversation.id, What::Uttered(said.clone())).await.unwrap();
        tx.record(&talk.conversation.id, unticked("p1")).await.unwrap();
        tx.record(&talk.conversation.id, What::Uttered(earlier.clone())).await.unwrap();
        tx.commit().await.unwrap();
        let facts = talk.tenant.facts().all(&talk.conversation.id).await.unwrap();
        assert_eq!(facts.first(), Some(fact.as_ref()));
        assert_eq!(facts.last().map(|fact| &fact.what), Some(&What::Uttered(earlier.clone())));
        let utterances = talk.tenant.utterances();
        assert_eq!(utterances.list(&talk.conversation.id).await.unwrap(), [earlier, said.clone()]);
        assert_eq!(utterances.get(&said.id).await.unwrap(), said);
        assert_eq!(utterances.count(&talk.conversation.id).await.unwrap(), 2);
    }

    async fn the_same_key_of_the_same_speaker_is_recorded_once(house: &House) {
        let talk = house.talk().await;
        let first = house.utterance(&talk.marco, 0, "Sì");
        let utter = async |speaker, key| {
            let mut tx = talk.tenant.begin().await.unwrap();
            let said = house.utterance(speaker, 0, "Sì");
            let recorded = tx.utter(&talk.conversation.id, said, key).await.unwrap();
            tx.commit().await.unwrap();
            recorded
        };
        let mut tx = talk.tenant.begin().await.unwrap();
        tx.utter(&talk.conversation.id, first.clone(), Some("k1")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(utter(&talk.marco, Some("k1")).await, Recorded::Known(first.id));
        assert!(matches!(utter(&talk.anna, Some("k1")).await, Recorded::New(fact) if fact.number == 2));
        assert!(matches!(utter(&talk.marco, Some("k2")).await, Recorded::New(fact) if fact.number == 3));
        assert!(matches!(utter(&talk.marco, None).await, Recorded::New(_)));
        assert!(matches!(utter(&talk.marco, None).await, Recorded::New(fact) if fact.number == 5));
        assert_eq!(talk.tenant.facts().last(&talk.conversation.id).await.unwrap(), 5);
    }

    async fn ten_deliveries_of_one_key_at_once_are_one_utterance(house: &House) {
        let talk = Arc::new(house.talk().await);
        let said = house.utterance(&talk.marco, 0, "Pronto?");
        let deliveries: Vec<_> = (0..10)
            .map(|n| {
                let (talk, mut said) = (Arc::clone(&talk), said.clone());
                said.id = format!("utt_{n}").parse().unwrap();
                tokio::spawn(async move {
                    let mut tx = talk.tenant.begin().await.unwrap();
                    let recorded = tx.utter(&talk.conversation.id, said, Some("k")).await.unwrap();
                    tx.commit().await.unwrap();
                    matches!(recorded, Recorded::New(_))
                })
            })
            .collect();
        let mut new = 0;
        for delivery in deliveries {
            new += u32::from(delivery.await.unwrap());
        }
        assert_eq!((new, talk.tenant.facts().last(&talk.conversation.id).await.unwrap()), (1, 1));
    }

    async fn a_rollback_tells_nobody_and_takes_no_number(house: &House) {
        let talk = house.talk().await;
        let mut feed = house.store.feed().subscribe(&talk.conversation.id);
        let mut tx = talk.tenant.begin().await.unwrap();
        tx.record(&talk.conversation.id, unticked("undone")).await.unwrap();
        assert!(matches!(feed.try_recv(), Err(TryRecvError::Empty)), "told before the commit");
        tx.rollback().await.unwrap();
        let mut dropped = talk.tenant.begin().await.unwrap();
        dropped.record(&talk.conversation.id, unticked("dropped")).await.unwrap();
        drop(dropped);
        assert_eq!(talk.untick("kept").await, 1);
        assert_eq!(feed.recv().await.unwrap().what, unticked("kept"));
        assert!(matches!(feed.try_recv(), Err(TryRecvError::Empty)));
    }

    async fn an_import_of_thousands_goes_in_order(house: &House) {
        let talk = house.talk().await;
        let whats: Vec<What> = (0..2_100)
            .map(|n| What::Uttered(house.utterance(&talk.marco, n / 3, &format!("riga {n}"))))
            .collect();
        let mut tx = talk.tenant.begin().await.unwrap();
        assert_eq!(tx.record_all(&talk.conversation.id, whats.clone()).await.unwrap().len(), 2_100);
        tx.record(&talk.conversation.id, What::Ended).await.unwrap();
        tx.commit().await.unwrap();
        let listed = talk.tenant.utterances().list(&talk.conversation.id).await.unwrap();
        assert!(listed.iter().enumerate().all(|(n, utterance)| utterance.text == format!("riga {n}")));
        let mut follow = talk.tenant.follow(&talk.conversation.id, 5).await.unwrap();
        let mut replayed = 5;
        while let Some(fact) = follow.ready().await.unwrap() {
            replayed += 1;
            assert_eq!(fact.number, replayed);
        }
        assert_eq!(replayed, 2_101);
    }

    async fn who_lags_is_told_and_a_follower_misses_nothing(house: &House) {
        let talk = house.talk().await;
        let mut feed = house.store.feed().subscribe(&talk.conversation.id);
        let mut follow = talk.tenant.follow(&talk.conversation.id, 0).await.unwrap();
        assert_eq!(follow.ready().await.unwrap(), None);
        let mut tx = talk.tenant.begin().await.unwrap();
        tx.record_all(&talk.conversation.id, vec![unticked("p"); 1_000]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(feed.try_recv(), Err(TryRecvError::Lagged(_))));
        for number in 1..=1_000 {
            assert_eq!(follow.next().await.unwrap().number, number);
        }
    }

    async fn a_second_process_is_read_from_the_store(house: &House) {
        let talk = house.talk().await;
        let mut follow = talk.tenant.follow(&talk.conversation.id, 0).await.unwrap();
        assert_eq!(follow.ready().await.unwrap(), None);
        let other = house.reopened().await;
        let mut tx = other.tenant(talk.tenant.organisation_id()).begin().await.unwrap();
        tx.record(&talk.conversation.id, unticked("elsewhere")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(talk.untick("here").await, 2);
        assert_eq!(follow.next().await.unwrap().what, unticked("elsewhere"));
        assert_eq!(follow.next().await.unwrap().what, unticked("here"));
        other.close().await;
    }

    async fn what_was_noted_can_be_read_alone(house: &House) {
        let talk = house.talk().await;
        let noted = Insight::CardRaised { card: "c1".into(), objection: "obj_1".parse().unwrap() };
        let mut tx = talk.tenant.begin().await.unwrap();
        let whats = vec![unticked("p1"), What::Noted(noted.clone()), What::Ended];
        tx.record_all(&talk.conversation.id, whats).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(talk.tenant.facts().insights(&talk.conversation.id).await.unwrap(), [noted]);
    }

    async fn nothing_is_recorded_about_what_is_not_there(house: &House) {
        let talk = house.talk().await;
        let nowhere: ConversationId = "cnv_nowhere".parse().unwrap();
        let mut tx = talk.tenant.begin().await.unwrap();
        assert_eq!(tx.record(&nowhere, What::Ended).await, Err(StoreError::NotFound));
        tx.rollback().await.unwrap();
        assert!(matches!(talk.tenant.follow(&nowhere, 0).await, Err(StoreError::NotFound)));
        let stranger = house.participant("Nobody", talk.marco.side, None);
        let mut tx = talk.tenant.begin().await.unwrap();
        let said = What::Uttered(house.utterance(&stranger, 0, "chi?"));
        assert_eq!(tx.record(&talk.conversation.id, said).await, Err(StoreError::NotFound));
    }

    async fn words_with_a_nul_are_stored_without_it(house: &House) {
        let talk = house.talk().await;
        let mut tx = talk.tenant.begin().await.unwrap();
        let said = house.utterance(&talk.marco, 0, "a\0b");
        tx.record(&talk.conversation.id, What::Uttered(said)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(talk.tenant.utterances().list(&talk.conversation.id).await.unwrap()[0].text, "ab");
    }
}
