//! Meetings and guests, playbooks, recaps, webhooks, messages from outside.

use crate::house::House;
use crate::stories;
use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::conversation::{Consent, Presence, Side, Stage};
use sottovoce_domain::insight::{By, DealFacts, Figures};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Phase, Point, Script};
use sottovoce_domain::recap::Recap;
use sottovoce_store::{Attempt, DeliveryState, NewDelivery, StepState, StoreError};
use std::time::Duration;

fn script(name: &str, points: &[&str]) -> Script {
    let points = points
        .iter()
        .map(|text| Point { id: (*text).into(), text: (*text).into(), hints: vec![], importance: 2 })
        .collect();
    let phases = vec![Phase { name: "Discovery".into(), points }];
    Script { name: name.into(), language: Language::It, phases, cards: vec![] }
}

fn recap(summary: &str) -> Recap {
    Recap {
        summary: summary.into(),
        summary_by: By::Engine,
        figures: Figures { duration: 61.25, talk_ratio: Some(0.1 + 0.2), ..Figures::default() },
        ticks: vec![],
        objections: vec![],
        questions: vec![],
        actions: vec![],
        facts: DealFacts { amount: Some(12_000.5), ..DealFacts::default() },
        tones: vec![],
        follow_up: None,
        unheard: vec![],
        model: None,
    }
}

stories! {
    async fn a_meeting_leads_a_guest_to_its_conversation(house: &House) {
        let (tenant, anna, organisation) = house.organisation("Rossi", "anna@rossi.example").await;
        let mut meeting = house.meeting(&anna.id, "l1nk");
        tenant.meetings().create(&meeting).await.unwrap();
        let twin = house.meeting(&anna.id, "l1nk");
        assert_eq!(tenant.meetings().create(&twin).await, Err(StoreError::Conflict("link")));
        let entrance = house.store.doors().meeting("l1nk").await.unwrap();
        assert_eq!((entrance.organisation, entrance.host_name.as_str()), (organisation.clone(), "Anna"));
        assert_eq!(entrance.meeting, meeting);
        assert_eq!(house.store.doors().meeting("L1NK").await.unwrap_err(), StoreError::NotFound);

        let mut talk = house.talk_of(tenant.clone(), anna.clone()).await;
        talk.conversation = house.conversation(&anna.id);
        talk.conversation.meeting = Some(meeting.id.clone());
        let guest = house.participant("Marco", Side::Customer, None);
        let tx = tenant.begin().await.unwrap();
        tx.conversations().create(&talk.conversation).await.unwrap();
        tx.meetings().begin(&meeting.id, &talk.conversation.id).await.unwrap();
        tx.participants().add(&talk.conversation.id, &guest, Some("hash")).await.unwrap();
        tx.commit().await.unwrap();
        let late = tenant.meetings().begin(&meeting.id, &talk.conversation.id).await;
        assert_eq!(late, Err(StoreError::Conflict("conversation")));

        let pass = house.store.doors().guest("hash").await.unwrap();
        assert_eq!((&pass.organisation, &pass.conversation), (&organisation.id, &talk.conversation.id));
        assert_eq!((pass.meeting, pass.participant), (Some(meeting.id.clone()), guest));
        assert_eq!(house.store.doors().guest("other").await.unwrap_err(), StoreError::NotFound);

        meeting.conversation = Some(talk.conversation.id.clone());
        meeting.title = "Second contact".into();
        meeting.locked = true;
        meeting.starts_at = Some(house.store.now().plus(Duration::from_secs(60)));
        tenant.meetings().update(&meeting).await.unwrap();
        assert_eq!(tenant.meetings().get(&meeting.id).await.unwrap(), meeting);
    }

    async fn of_two_that_start_a_meeting_at_once_one_wins(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let meeting = house.meeting(&anna.id, "l1nk");
        tenant.meetings().create(&meeting).await.unwrap();
        let start = async || {
            let conversation = house.conversation(&anna.id);
            let tx = tenant.begin().await.unwrap();
            tx.conversations().create(&conversation).await.unwrap();
            tx.meetings().begin(&meeting.id, &conversation.id).await?;
            tx.commit().await
        };
        let (one, two) = tokio::join!(start(), start());
        let won = [&one, &two].into_iter().filter(|started| started.is_ok()).count();
        assert_eq!(won, 1, "{one:?} {two:?}");
        assert!([one, two].contains(&Err(StoreError::Conflict("conversation"))));
        assert_eq!(tenant.conversations().live().await.unwrap().len(), 1);
    }

    async fn people_stand_at_the_door_and_their_answers_are_kept(house: &House) {
        let talk = house.talk().await;
        let (people, conversation) = (talk.tenant.participants(), &talk.conversation.id);
        assert_eq!(people.list(conversation).await.unwrap(), [talk.anna.clone(), talk.marco.clone()]);
        assert!(people.set_presence(conversation, &talk.marco.id, Presence::Gone).await.unwrap());
        assert!(!people.set_presence(conversation, &talk.marco.id, Presence::Gone).await.unwrap());
        assert_eq!(people.get(conversation, &talk.marco.id).await.unwrap().presence, Presence::Gone);
        let nobody = "par_nobody".parse().unwrap();
        assert_eq!(people.set_presence(conversation, &nobody, Presence::Gone).await, Err(StoreError::NotFound));
        let mut consent =
            Consent { agreed: true, notice: "ai-notice-1".into(), language: Language::It, at: house.store.now() };
        people.consent(conversation, &talk.marco.id, &consent).await.unwrap();
        consent.agreed = false;
        people.consent(conversation, &talk.marco.id, &consent).await.unwrap();
        let kept = people.consents(conversation).await.unwrap();
        assert_eq!(kept.iter().map(|kept| kept.consent.agreed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(people.consent(conversation, &nobody, &consent).await, Err(StoreError::NotFound));
    }

    async fn a_conversation_ends_once(house: &House) {
        let talk = house.talk().await;
        let (conversations, id) = (talk.tenant.conversations(), &talk.conversation.id);
        let end = house.store.now().plus(Duration::from_secs(60));
        assert!(conversations.end(id, end).await.unwrap());
        assert!(!conversations.end(id, end.plus(Duration::from_secs(60))).await.unwrap());
        let ended = conversations.get(id).await.unwrap();
        assert_eq!((ended.stage, ended.ended_at), (Stage::Processing, Some(end)));
        conversations.set_stage(id, Stage::Ready).await.unwrap();
        assert_eq!(conversations.get(id).await.unwrap().stage, Stage::Ready);
        let nothing = "cnv_nothing".parse().unwrap();
        assert_eq!(conversations.end(&nothing, end).await, Err(StoreError::NotFound));
        assert_eq!(conversations.set_stage(&nothing, Stage::Ready).await, Err(StoreError::NotFound));
    }

    async fn every_version_of_a_playbook_is_kept(house: &House) {
        let talk = house.talk().await;
        let playbooks = talk.tenant.playbooks();
        let first = playbooks.create(&script("Demo", &["p1"]), Some(&talk.owner.id)).await.unwrap();
        let conversations = talk.tenant.conversations();
        assert_eq!(conversations.playbook(&talk.conversation.id).await.unwrap(), None);
        conversations.set_playbook(&talk.conversation.id, &first.id, 1).await.unwrap();
        let second = playbooks.save(&first.id, &script("Demo due", &["p1", "p2"]), None).await.unwrap();
        assert_eq!(second.version, 2);
        assert_eq!(playbooks.save(&first.id, &second.script, None).await.unwrap().version, 2, "nothing changed");
        assert_eq!(playbooks.get(&first.id).await.unwrap(), second);
        assert_eq!(playbooks.version(&first.id, 1).await.unwrap(), first);
        assert_eq!(playbooks.version(&first.id, 3).await, Err(StoreError::NotFound));
        let ran_on = conversations.playbook(&talk.conversation.id).await.unwrap();
        assert_eq!(ran_on, Some((first.id.clone(), 1)));
        let absent = conversations.set_playbook(&talk.conversation.id, &first.id, 9).await;
        assert_eq!(absent, Err(StoreError::NotFound));
        let listed = playbooks.list().await.unwrap();
        assert_eq!((listed[0].name.as_str(), listed[0].version, listed[0].points), ("Demo due", 2, 2));
        playbooks.archive(&first.id).await.unwrap();
        assert_eq!(playbooks.list().await.unwrap(), []);
        assert_eq!(playbooks.version(&first.id, 1).await.unwrap(), first);
    }

    async fn two_that_save_a_playbook_at_once_make_two_versions(house: &House) {
        let (tenant, ..) = house.organisation("Rossi", "anna@rossi.example").await;
        let first = tenant.playbooks().create(&script("Demo", &[]), None).await.unwrap();
        let (a, b) = (script("A", &[]), script("B", &[]));
        let playbooks = tenant.playbooks();
        let (one, two) = tokio::join!(playbooks.save(&first.id, &a, None), playbooks.save(&first.id, &b, None));
        let mut versions = [one.unwrap().version, two.unwrap().version];
        versions.sort_unstable();
        assert_eq!(versions, [2, 3]);
    }

    async fn a_recap_is_made_in_steps(house: &House) {
        let talk = house.talk().await;
        let (recaps, conversation) = (talk.tenant.recaps(), &talk.conversation.id);
        assert_eq!(recaps.get(conversation).await.unwrap(), None);
        recaps.set_step(conversation, "recap", StepState::Waiting, None).await.unwrap();
        recaps.set_step(conversation, "follow_up", StepState::Waiting, None).await.unwrap();
        recaps.set_step(conversation, "recap", StepState::Running, None).await.unwrap();
        recaps.set_step(conversation, "recap", StepState::Waiting, Some("timeout")).await.unwrap();
        recaps.set_step(conversation, "recap", StepState::Running, None).await.unwrap();
        let steps = recaps.steps(conversation).await.unwrap();
        let shown: Vec<_> = steps.iter().map(|s| (s.step.as_str(), s.state, s.attempts, s.error.as_deref())).collect();
        assert_eq!(shown, [("recap", StepState::Running, 2, None), ("follow_up", StepState::Waiting, 0, None)]);
        for summary in ["Una prima", "Una seconda"] {
            recaps.put(conversation, &recap(summary)).await.unwrap();
            assert_eq!(recaps.get(conversation).await.unwrap(), Some(recap(summary)));
        }
        let nothing = "cnv_nothing".parse().unwrap();
        assert_eq!(recaps.put(&nothing, &recap("")).await, Err(StoreError::NotFound));
        let step = recaps.set_step(&nothing, "recap", StepState::Done, None).await;
        assert_eq!(step, Err(StoreError::NotFound));
    }

    async fn a_webhook_keeps_its_secret_and_a_log(house: &House) {
        let talk = house.talk().await;
        let webhooks = talk.tenant.webhooks();
        let hook = webhooks.create("https://crm.example/in", "CRM", "whsec_abc").await.unwrap();
        assert_eq!(webhooks.secret(&hook.id).await.unwrap(), "whsec_abc");
        assert_eq!(webhooks.list().await.unwrap(), std::slice::from_ref(&hook));
        let new = NewDelivery {
            webhook: hook.id.clone(),
            conversation: Some(talk.conversation.id.clone()),
            event: "conversation.recapped".into(),
            idempotency_key: "k1".into(),
            body: "{\"n\":1}".into(),
        };
        let logged = webhooks.deliver(new.clone()).await.unwrap();
        assert_eq!(webhooks.deliver(new.clone()).await.unwrap(), logged, "the same key is the same delivery");
        let failed = Attempt { state: DeliveryState::Failed, status: Some(500), error: Some("http_500".into()) };
        webhooks.attempted(&logged.id, &failed).await.unwrap();
        let again = webhooks.redeliver(&logged.id).await.unwrap();
        assert_eq!((again.state, again.attempts, again.status), (DeliveryState::Pending, 1, Some(500)));
        let taken = Attempt { state: DeliveryState::Delivered, status: Some(204), error: None };
        webhooks.attempted(&logged.id, &taken).await.unwrap();
        let done = webhooks.delivery(&logged.id).await.unwrap();
        assert_eq!((done.state, done.attempts, done.error.as_deref()), (DeliveryState::Delivered, 2, None));
        assert_eq!(done.body, new.body);
        assert_eq!(webhooks.deliveries(&hook.id, 10).await.unwrap(), [done]);
        webhooks.delete(&hook.id).await.unwrap();
        assert_eq!(webhooks.delivery(&logged.id).await, Err(StoreError::NotFound), "its log goes with it");
        assert_eq!(webhooks.deliver(new).await, Err(StoreError::NotFound));
    }

    async fn how_a_customer_can_be_reached_is_kept_sealed(house: &House) {
        let talk = house.talk().await;
        let (contacts, conversation) = (talk.tenant.contacts(), &talk.conversation.id);
        assert!(contacts.of(conversation).await.unwrap().is_empty());
        let email = Some("marco@bassi.example".to_owned());
        let said = ContactDetails { email: email.clone(), phone: None };
        contacts.put(conversation, &said).await.unwrap();
        let phone = Some("3335550128".to_owned());
        let more = ContactDetails { email: None, phone: phone.clone() }.or(said);
        contacts.put(conversation, &more).await.unwrap();
        let known = talk.tenant.contacts().of(conversation).await.unwrap();
        assert_eq!((known.email, known.phone), (email, phone));
        let nobody = "cnv_nobody".parse().unwrap();
        assert_eq!(contacts.put(&nobody, &more).await, Err(StoreError::NotFound));
    }
}
