//! Two organisations with the same names on both sides: nothing of one can be seen, changed or referred to by the other.

use crate::house::{House, REP, Talk, somebody, unticked};
use crate::stories;
use sottovoce_domain::access::{Role, Scope};
use sottovoce_domain::conversation::{Consent, Presence, Side, Stage};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{
    DeliveryId, InvitationId, JobId, MeetingId, PlaybookId, TeamId, UtteranceId, WebhookId,
};
use sottovoce_domain::insight::{By, DealFacts, Figures};
use sottovoce_domain::language::Language;
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::recap::Recap;
use sottovoce_store::{
    Attempt, DeliveryState, Filter, MeetingList, NewDelivery, NewJob, Paging, StepState, StoreError, User,
    When,
};
use std::time::Duration;

/// One of everything in one organisation; the other side has the same under the same names.
struct Everything {
    talk: Talk,
    luca: User,
    team: TeamId,
    invitation: InvitationId,
    meeting: MeetingId,
    playbook: PlaybookId,
    utterance: UtteranceId,
    webhook: WebhookId,
    delivery: DeliveryId,
    dead: JobId,
}

async fn furnish(house: &House, side: &str) -> Everything {
    let (tenant, owner, _) = house.organisation("Rossi", &format!("anna@{side}.example")).await;
    let talk = house.talk_of(tenant, owner).await;
    let tenant = &talk.tenant;
    let team = tenant.teams().create("Nord").await.unwrap().id;
    let luca = somebody("Luca", &format!("luca@{side}.example"));
    let luca = tenant.members().add(luca, REP, std::slice::from_ref(&team)).await.unwrap();
    let until = house.store.now().plus(Duration::from_secs(60));
    let token = format!("inv-{side}");
    let invitation =
        tenant.invitations().create("eva@x.example", REP, &[], &talk.owner.id, &token, until).await;
    let script = Script { name: "Demo".into(), ..Script::default() };
    let playbook = tenant.playbooks().create(&script, None).await.unwrap().id;
    let meeting = house.meeting(&talk.owner.id, &format!("link-{side}"));
    tenant.meetings().create(&meeting).await.unwrap();
    let said = house.utterance(&talk.marco, 0, "Buongiorno");
    let utterance = said.id.clone();
    let mut tx = tenant.begin().await.unwrap();
    tx.utter(&talk.conversation.id, said, Some("k1")).await.unwrap();
    let job =
        NewJob { kind: "x".into(), key: None, payload: serde_json::json!(1), run_at: None, max_attempts: 1 };
    tx.enqueue(job).await.unwrap();
    tx.commit().await.unwrap();
    let job = house.store.jobs().claim(&["x"], Duration::from_secs(9)).await.unwrap().unwrap();
    house.store.jobs().bury(&job, "reason").await.unwrap();
    tenant.recaps().put(&talk.conversation.id, &recap()).await.unwrap();
    tenant.recaps().set_step(&talk.conversation.id, "recap", StepState::Done, None).await.unwrap();
    let webhook = tenant.webhooks().create("https://x.example", "CRM", side).await.unwrap().id;
    let delivery = tenant.webhooks().deliver(delivery(&webhook)).await.unwrap().id;
    tenant.participants().consent(&talk.conversation.id, &talk.marco.id, &consent(house)).await.unwrap();
    let (invitation, meeting, dead) = (invitation.unwrap().id, meeting.id, job.id);
    Everything { talk, luca, team, invitation, meeting, playbook, utterance, webhook, delivery, dead }
}

fn delivery(webhook: &WebhookId) -> NewDelivery {
    let (event, idempotency_key, body) = ("e".into(), "k".into(), "{}".into());
    NewDelivery { webhook: webhook.clone(), conversation: None, event, idempotency_key, body }
}

fn consent(house: &House) -> Consent {
    Consent { agreed: true, notice: "ai-notice-1".into(), language: Language::It, at: house.store.now() }
}

fn recap() -> Recap {
    Recap {
        summary: "s".into(),
        summary_by: By::Engine,
        figures: Figures::default(),
        ticks: vec![],
        objections: vec![],
        questions: vec![],
        actions: vec![],
        facts: DealFacts::default(),
        tones: vec![],
        follow_up: None,
        unheard: vec![],
        model: None,
    }
}

const GONE: StoreError = StoreError::NotFound;

stories! {
    async fn nothing_of_the_other_side_can_be_read(house: &House) {
        let (a, b) = (furnish(house, "a").await, furnish(house, "b").await);
        let (mine, theirs) = (&b.talk.tenant, &a.talk.conversation.id);
        assert_eq!(mine.conversations().get(theirs).await.unwrap_err(), GONE);
        assert_eq!(mine.conversations().visible(theirs, &Scope::Everyone).await.unwrap_err(), GONE);
        assert_eq!(mine.conversations().playbook(theirs).await.unwrap_err(), GONE);
        assert_eq!(mine.participants().list(theirs).await.unwrap(), []);
        assert_eq!(mine.participants().get(theirs, &a.talk.marco.id).await.unwrap_err(), GONE);
        assert_eq!(mine.participants().consents(theirs).await.unwrap(), []);
        assert!(mine.contacts().of(theirs).await.unwrap().is_empty());
        assert_eq!(mine.utterances().list(theirs).await.unwrap(), []);
        assert_eq!(mine.utterances().count(theirs).await.unwrap(), 0);
        assert_eq!(mine.utterances().get(&a.utterance).await.unwrap_err(), GONE);
        assert_eq!(mine.facts().all(theirs).await.unwrap(), []);
        assert_eq!(mine.facts().after(theirs, 0, 9).await.unwrap(), []);
        assert_eq!(mine.facts().insights(theirs).await.unwrap(), []);
        assert_eq!(mine.facts().last(theirs).await.unwrap_err(), GONE);
        assert!(matches!(mine.follow(theirs, 0).await, Err(StoreError::NotFound)));
        assert_eq!(mine.recaps().get(theirs).await.unwrap(), None);
        assert_eq!(mine.recaps().steps(theirs).await.unwrap(), []);
        assert_eq!(mine.meetings().get(&a.meeting).await.unwrap_err(), GONE);
        assert_eq!(mine.meetings().visible(&a.meeting, &Scope::Everyone).await.unwrap_err(), GONE);
        assert_eq!(mine.playbooks().get(&a.playbook).await.unwrap_err(), GONE);
        assert_eq!(mine.playbooks().version(&a.playbook, 1).await.unwrap_err(), GONE);
        assert_eq!(mine.members().get(&a.luca.id).await.unwrap_err(), GONE);
        assert_eq!(mine.webhooks().get(&a.webhook).await.unwrap_err(), GONE);
        assert_eq!(mine.webhooks().secret(&a.webhook).await.unwrap_err(), GONE);
        assert_eq!(mine.webhooks().delivery(&a.delivery).await.unwrap_err(), GONE);
        assert_eq!(mine.webhooks().deliveries(&a.webhook, 9).await.unwrap(), []);
        assert_eq!(mine.webhooks().secret(&b.webhook).await.unwrap(), "b");
    }

    async fn lists_show_one_side_only(house: &House) {
        let (a, b) = (furnish(house, "a").await, furnish(house, "b").await);
        for (one, other) in [(&a, &b), (&b, &a)] {
            let tenant = &one.talk.tenant;
            for scope in [
                Scope::Everyone,
                Scope::Own(one.talk.owner.id.clone()),
                Scope::Teams(one.talk.owner.id.clone(), vec![one.team.clone(), other.team.clone()]),
            ] {
                let page = tenant.conversations().list(&scope, &Filter::default(), &Paging::default()).await.unwrap();
                assert_eq!(page.items, std::slice::from_ref(&one.talk.conversation));
                let list = MeetingList { when: When::Upcoming, paging: Paging::default() };
                let page = tenant.meetings().list(&scope, &list).await.unwrap();
                assert_eq!(page.items.iter().map(|m| &m.id).collect::<Vec<_>>(), [&one.meeting]);
            }
            let foreign = Scope::Own(other.talk.owner.id.clone());
            let page = tenant.conversations().list(&foreign, &Filter::default(), &Paging::default()).await.unwrap();
            assert_eq!(page.items, []);
            assert_eq!(tenant.conversations().live().await.unwrap().len(), 1);
            assert_eq!(tenant.teams().list().await.unwrap().iter().map(|t| &t.id).collect::<Vec<_>>(), [&one.team]);
            assert_eq!(tenant.members().list().await.unwrap().len(), 2);
            let invitations = tenant.invitations().list().await.unwrap();
            assert_eq!(invitations.iter().map(|i| &i.id).collect::<Vec<_>>(), [&one.invitation]);
            assert_eq!(tenant.playbooks().list().await.unwrap()[0].id, one.playbook);
            assert_eq!(tenant.playbooks().list().await.unwrap().len(), 1);
            assert_eq!(tenant.webhooks().list().await.unwrap().len(), 1);
            assert_eq!(tenant.jobs().dead(9).await.unwrap().iter().map(|j| &j.id).collect::<Vec<_>>(), [&one.dead]);
            assert_eq!(tenant.jobs().unfinished().await.unwrap(), 0);
        }
    }

    async fn nothing_of_the_other_side_can_be_changed(house: &House) {
        let (a, b) = (furnish(house, "a").await, furnish(house, "b").await);
        let (mine, theirs, now) = (&b.talk.tenant, &a.talk.conversation.id, house.store.now());
        assert_eq!(mine.conversations().set_stage(theirs, Stage::Ready).await, Err(GONE));
        assert_eq!(mine.conversations().started(theirs, now).await, Err(GONE));
        assert_eq!(mine.conversations().end(theirs, now).await, Err(GONE));
        assert_eq!(mine.conversations().set_playbook(theirs, &b.playbook, 1).await, Err(GONE));
        assert_eq!(mine.participants().set_presence(theirs, &a.talk.marco.id, Presence::Gone).await, Err(GONE));
        assert_eq!(mine.participants().consent(theirs, &a.talk.marco.id, &consent(house)).await, Err(GONE));
        let newcomer = house.participant("Eva", Side::Other, None);
        assert_eq!(mine.participants().add(theirs, &newcomer, None).await, Err(GONE));
        assert_eq!(mine.recaps().put(theirs, &recap()).await, Err(GONE));
        assert_eq!(mine.recaps().set_step(theirs, "recap", StepState::Done, None).await, Err(GONE));
        let mut tx = mine.begin().await.unwrap();
        assert_eq!(tx.record(theirs, unticked("p1")).await, Err(GONE));
        tx.rollback().await.unwrap();
        let mut tx = mine.begin().await.unwrap();
        let said = house.utterance(&a.talk.marco, 0, "x");
        assert_eq!(tx.utter(theirs, said, Some("k1")).await, Err(GONE));
        tx.rollback().await.unwrap();
        let meeting = Meeting { id: a.meeting.clone(), ..house.meeting(&b.talk.owner.id, "x") };
        assert_eq!(mine.meetings().update(&meeting).await, Err(GONE));
        assert_eq!(mine.meetings().begin(&a.meeting, &b.talk.conversation.id).await, Err(GONE));
        assert_eq!(mine.meetings().revoke(&a.meeting, now).await, Err(GONE));
        assert_eq!(mine.meetings().end(&a.meeting, now).await, Err(GONE));
        assert_eq!(mine.playbooks().save(&a.playbook, &Script::default(), None).await, Err(GONE));
        assert_eq!(mine.playbooks().archive(&a.playbook).await, Err(GONE));
        assert_eq!(mine.teams().rename(&a.team, "x").await, Err(GONE));
        assert_eq!(mine.teams().delete(&a.team).await, Err(GONE));
        assert_eq!(mine.members().update(&a.luca.id, Some(Role::Admin), None, None).await, Err(GONE));
        assert_eq!(mine.members().update(&a.luca.id, None, None, Some(&[])).await, Err(GONE));
        assert_eq!(mine.invitations().delete(&a.invitation).await, Err(GONE));
        assert_eq!(mine.webhooks().delete(&a.webhook).await, Err(GONE));
        assert_eq!(mine.webhooks().redeliver(&a.delivery).await, Err(GONE));
        let attempt = Attempt { state: DeliveryState::Failed, status: None, error: None };
        assert_eq!(mine.webhooks().attempted(&a.delivery, &attempt).await, Err(GONE));
        let untouched = a.talk.tenant.conversations().get(theirs).await.unwrap();
        assert_eq!(untouched, a.talk.conversation);
        assert_eq!(a.talk.tenant.facts().last(theirs).await.unwrap(), 1);
        assert_eq!(a.talk.tenant.members().get(&a.luca.id).await.unwrap().teams, [a.team]);
    }

    async fn nothing_of_the_other_side_can_be_referred_to(house: &House) {
        let (a, b) = (furnish(house, "a").await, furnish(house, "b").await);
        let mine = &b.talk.tenant;
        let foreign_seller = house.conversation(&a.talk.owner.id);
        assert_eq!(mine.conversations().create(&foreign_seller).await, Err(GONE));
        let mut foreign_meeting = house.conversation(&b.talk.owner.id);
        foreign_meeting.meeting = Some(a.meeting.clone());
        assert_eq!(mine.conversations().create(&foreign_meeting).await, Err(GONE));
        let ours = &b.talk.conversation.id;
        assert_eq!(mine.conversations().set_playbook(ours, &a.playbook, 1).await, Err(GONE));
        let foreign_host = house.meeting(&a.talk.owner.id, "l2");
        assert_eq!(mine.meetings().create(&foreign_host).await, Err(GONE));
        let foreign_playbook = Meeting { playbook: Some(a.playbook.clone()), ..house.meeting(&b.talk.owner.id, "l3") };
        assert_eq!(mine.meetings().create(&foreign_playbook).await, Err(GONE));
        let foreign_user = house.participant("Luca", Side::Seller, Some(a.luca.id.clone()));
        assert_eq!(mine.participants().add(ours, &foreign_user, None).await, Err(GONE));
        let mut tx = mine.begin().await.unwrap();
        let said = What::Uttered(house.utterance(&a.talk.marco, 0, "x"));
        assert_eq!(tx.record(ours, said).await, Err(GONE));
        tx.rollback().await.unwrap();
        let teams = [a.team.clone()];
        assert_eq!(mine.members().update(&b.luca.id, None, None, Some(&teams)).await, Err(GONE));
        let until = house.store.now().plus(Duration::from_secs(60));
        let invited = mine.invitations().create("x@x.example", REP, &teams, &b.talk.owner.id, "t1", until).await;
        assert_eq!(invited, Err(GONE));
        let invited = mine.invitations().create("x@x.example", REP, &[], &a.talk.owner.id, "t2", until).await;
        assert_eq!(invited, Err(GONE));
        assert_eq!(mine.webhooks().deliver(delivery(&a.webhook)).await, Err(GONE));
        let foreign_talk = NewDelivery { conversation: Some(a.talk.conversation.id.clone()), idempotency_key: "k2".into(), ..delivery(&b.webhook) };
        assert_eq!(mine.webhooks().deliver(foreign_talk).await, Err(GONE));
    }
}
