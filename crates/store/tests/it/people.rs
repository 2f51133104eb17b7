//! Sign-in: people, memberships, browsers, tickets, invitations.

use crate::house::{House, REP, founding, somebody};
use crate::stories;
use sottovoce_domain::access::Role;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{
    BrowserSession, NewOrganisation, NewSession, NewUser, Purpose, StoreError, Tenant, User,
};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

fn in_an_hour(house: &House) -> Timestamp {
    house.store.now().plus(HOUR)
}

async fn browser(house: &House, tenant: &Tenant, user: &User, token: &str) -> BrowserSession {
    let session = NewSession {
        user: user.id.clone(),
        organisation: tenant.organisation_id().clone(),
        token_hash: token.into(),
        expires_at: in_an_hour(house),
        agent: "Firefox".into(),
    };
    house.store.people().open_session(session).await.unwrap()
}

stories! {
    async fn an_address_is_one_person_whatever_its_case(house: &House) {
        let (_, anna, _) = house.organisation("Rossi", " Ànna.È@Rossi.example").await;
        let found = house.store.people().by_email("àNNA.è@ROSSI.EXAMPLE ").await.unwrap().unwrap();
        assert_eq!(found.user, anna);
        assert_eq!(found.user.email, "Ànna.È@Rossi.example");
        assert_eq!(found.password_hash.as_deref(), Some("$argon2id$hash"));
        assert_eq!(house.store.people().by_email("somebody@else.example").await.unwrap().map(|a| a.user), None);
    }

    async fn a_founder_owns_the_organisation(house: &House) {
        let people = house.store.people();
        assert!(!people.has_organisations().await.unwrap());
        let demo = NewOrganisation { demo_until: Some(house.store.now()), ..founding("Demo") };
        people.found(demo, somebody("D", "demo@demo.example")).await.unwrap();
        assert!(!people.has_organisations().await.unwrap(), "a demo does not count");
        let (tenant, anna, organisation) = house.organisation("Rossi", "anna@rossi.example").await;
        assert!(people.has_organisations().await.unwrap());
        let membership = people.memberships(&anna.id).await.unwrap().remove(0);
        assert_eq!((membership.organisation_name.as_str(), membership.role), ("Rossi", Role::Owner));
        assert_eq!(tenant.organisation().get().await.unwrap(), organisation);
        let policy = Policy { room_limit: 4, ..Policy::default() };
        let changed = tenant.organisation().update(Some("Rossi srl"), Some(Language::En), Some(&policy)).await.unwrap();
        assert_eq!(tenant.organisation().get().await.unwrap(), changed);
        assert_eq!((changed.name.as_str(), changed.policy.room_limit), ("Rossi srl", 4));
    }

    async fn an_organisation_begins_with_its_playbooks_or_not_at_all(house: &House) {
        let people = house.store.people();
        let script = |name: &str| Script { name: name.into(), ..Script::default() };
        let with = NewOrganisation { playbooks: vec![script("A"), script("B")], ..founding("Rossi") };
        let (rossi, _) = people.found(with.clone(), somebody("Anna", "anna@rossi.example")).await.unwrap();
        assert_eq!(house.store.tenant(&rossi.id).playbooks().list().await.unwrap().len(), 2);
        let taken = people.found(with, somebody("Anna", "anna@rossi.example")).await;
        assert_eq!(taken.err(), Some(StoreError::Conflict("email")));
        assert_eq!(people.organisations().await.unwrap(), [rossi.id], "nothing is left of the other one");
    }

    async fn a_demo_waits_for_one_visitor_and_is_gone_after_its_end(house: &House) {
        let people = house.store.people();
        let (rossi, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let hour = Duration::from_secs(3600);
        let end = house.store.now().plus(hour);
        let script = Script { name: "Demo".into(), ..Script::default() };
        let new = NewOrganisation { demo_until: Some(end), playbooks: vec![script], ..founding("Demo") };
        let host = NewUser { password_hash: None, ..somebody("Giulia", "giulia@demo.example") };
        let (demo, host) = people.found(new, host).await.unwrap();
        assert_eq!(people.take_demo(end).await.unwrap(), None, "it is not ready");
        people.let_demo_wait(&demo.id).await.unwrap();
        house.clock.forward(hour * 100);
        assert_eq!(people.demos_over().await.unwrap(), [], "one that waits does not end");
        let until = house.store.now().plus(hour);
        assert_eq!(people.take_demo(until).await.unwrap(), Some((demo.id.clone(), host.id.clone())));
        assert_eq!(people.take_demo(until).await.unwrap(), None, "nobody else gets it");

        let talk = house.talk_of(house.store.tenant(&demo.id), host.clone()).await;
        let meeting = house.meeting(&host.id, "link-demo");
        talk.tenant.meetings().create(&meeting).await.unwrap();
        talk.untick("p1").await;
        house.clock.forward(hour);
        assert_eq!(people.demos_over().await.unwrap(), std::slice::from_ref(&demo.id));
        people.delete_demo(&demo.id).await.unwrap();
        assert_eq!(people.demos().await.unwrap(), 0);
        assert_eq!(people.user(&host.id).await, Err(StoreError::NotFound));
        assert_eq!(talk.tenant.organisation().get().await, Err(StoreError::NotFound));
        assert_eq!(people.delete_demo(rossi.organisation_id()).await, Err(StoreError::NotFound), "no demo");
        assert_eq!(people.user(&anna.id).await.unwrap(), anna);
    }

    async fn a_user_changes_what_is_theirs(house: &House) {
        let (_, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let people = house.store.people();
        let changed = people.update(&anna.id, Some("Anna Rossi"), Some(Language::En)).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.language), ("Anna Rossi", Language::En));
        assert_eq!(people.update(&anna.id, None, None).await.unwrap(), changed);
        people.set_password(&anna.id, "new").await.unwrap();
        people.verify_email(&anna.id).await.unwrap();
        let account = people.by_email("anna@rossi.example").await.unwrap().unwrap();
        assert_eq!((account.password_hash.as_deref(), account.user.email_verified), (Some("new"), true));
        let nobody = "usr_nobody".parse().unwrap();
        assert_eq!(people.set_password(&nobody, "x").await, Err(StoreError::NotFound));
        assert_eq!(people.user(&nobody).await, Err(StoreError::NotFound));
    }

    async fn a_browser_is_signed_in_until_it_is_over_or_revoked(house: &House) {
        let (tenant, anna, organisation) = house.organisation("Rossi", "anna@rossi.example").await;
        let people = house.store.people();
        let one = browser(house, &tenant, &anna, "t1").await;
        let two = browser(house, &tenant, &anna, "t2").await;
        let who = people.signed_in("t1").await.unwrap().unwrap();
        assert_eq!((who.session, who.user, who.organisation), (one.clone(), anna.clone(), organisation));
        assert_eq!(who.member.role, Role::Owner);
        assert_eq!(people.signed_in("t3").await.unwrap(), None);
        house.clock.forward(HOUR / 2);
        people.touch_session(&two.id, in_an_hour(house)).await.unwrap();
        house.clock.forward(HOUR / 2);
        assert_eq!(people.signed_in("t1").await.unwrap(), None, "over");
        assert_eq!(people.touch_session(&one.id, in_an_hour(house)).await, Err(StoreError::NotFound));
        assert!(people.signed_in("t2").await.unwrap().is_some());
        assert_eq!(people.sweep().await.unwrap(), 1);
        browser(house, &tenant, &anna, "t4").await;
        assert_eq!(people.revoke_sessions(&anna.id, Some(&two.id)).await.unwrap(), 1);
        people.revoke_session(&anna.id, &two.id).await.unwrap();
        assert_eq!(people.revoke_session(&anna.id, &two.id).await, Err(StoreError::NotFound));
        assert_eq!(people.signed_in("t2").await.unwrap(), None);
    }

    async fn a_deactivated_member_is_signed_out(house: &House) {
        let (tenant, ..) = house.organisation("Rossi", "anna@rossi.example").await;
        let luca = tenant.members().add(somebody("Luca", "luca@rossi.example"), REP, &[]).await.unwrap();
        browser(house, &tenant, &luca, "t1").await;
        tenant.members().update(&luca.id, None, Some(false), None).await.unwrap();
        let people = house.store.people();
        assert_eq!(people.signed_in("t1").await.unwrap(), None);
        assert_eq!(people.memberships(&luca.id).await.unwrap(), []);
        let again = NewSession {
            user: luca.id.clone(),
            organisation: tenant.organisation_id().clone(),
            token_hash: "t2".into(),
            expires_at: in_an_hour(house),
            agent: String::new(),
        };
        assert_eq!(people.open_session(again).await, Err(StoreError::NotFound));
    }

    async fn a_ticket_is_good_once_for_its_purpose_and_time(house: &House) {
        let (_, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let people = house.store.people();
        people.issue(Purpose::Reset, &anna.id, "h1", in_an_hour(house)).await.unwrap();
        people.issue(Purpose::Verify, &anna.id, "h2", in_an_hour(house)).await.unwrap();
        assert_eq!(people.redeem(Purpose::Verify, "h1").await.unwrap(), None);
        assert_eq!(people.redeem(Purpose::Reset, "h1").await.unwrap(), Some(anna.id.clone()));
        assert_eq!(people.redeem(Purpose::Reset, "h1").await.unwrap(), None);
        people.issue(Purpose::Reset, &anna.id, "h3", in_an_hour(house)).await.unwrap();
        people.issue(Purpose::Reset, &anna.id, "h4", in_an_hour(house)).await.unwrap();
        assert_eq!(people.redeem(Purpose::Reset, "h3").await.unwrap(), None, "void since a newer one was issued");
        house.clock.forward(HOUR);
        assert_eq!(people.redeem(Purpose::Reset, "h4").await.unwrap(), None, "over");
        assert_eq!(people.redeem(Purpose::Verify, "h2").await.unwrap(), None);
    }

    async fn an_invitation_makes_a_member(house: &House) {
        let (tenant, anna, organisation) = house.organisation("Rossi", "anna@rossi.example").await;
        let north = tenant.teams().create("Nord").await.unwrap();
        let invite = async |email, hash| {
            let teams = [north.id.clone()];
            tenant.invitations().create(email, Role::Manager, &teams, &anna.id, hash, in_an_hour(house)).await
        };
        invite("Luca@rossi.example", "i0").await.unwrap();
        let sent = invite("luca@rossi.example", "i1").await.unwrap();
        assert_eq!(tenant.invitations().list().await.unwrap(), std::slice::from_ref(&sent));
        let people = house.store.people();
        assert_eq!(people.invitation("i0").await.unwrap(), None, "replaced");
        let open = people.invitation("i1").await.unwrap().unwrap();
        assert_eq!((open.organisation_name.as_str(), open.invitation), ("Rossi", sent));
        let (luca, at) = people.accept("i1", somebody("Luca", "luca@rossi.example")).await.unwrap();
        assert_eq!(at, organisation.id);
        let seat = tenant.members().get(&luca.id).await.unwrap();
        assert_eq!((seat.role, seat.teams), (Role::Manager, vec![north.id.clone()]));
        assert_eq!(people.accept("i1", somebody("Luca", "x@x.example")).await.unwrap_err(), StoreError::NotFound);
        assert_eq!(tenant.invitations().list().await.unwrap(), []);
        assert_eq!(invite("LUCA@rossi.example", "i2").await.unwrap_err(), StoreError::Conflict("member"));
        let gone = invite("eva@rossi.example", "i3").await.unwrap();
        tenant.invitations().delete(&gone.id).await.unwrap();
        assert_eq!(people.invitation("i3").await.unwrap(), None);
    }

    async fn somebody_known_joins_a_second_organisation(house: &House) {
        let (rossi, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let (bianchi, bruno, other) = house.organisation("Bianchi", "bruno@bianchi.example").await;
        bianchi.invitations().create("ANNA@rossi.example", REP, &[], &bruno.id, "i1", in_an_hour(house)).await.unwrap();
        let people = house.store.people();
        let (joined, _) = people.accept("i1", somebody("ignored", "ignored@rossi.example")).await.unwrap();
        assert_eq!(joined, anna);
        let places: Vec<_> = people.memberships(&anna.id).await.unwrap().into_iter().map(|m| (m.organisation_name, m.role)).collect();
        assert!(places.contains(&("Rossi".into(), Role::Owner)) && places.contains(&("Bianchi".into(), REP)));
        let session = browser(house, &rossi, &anna, "t1").await;
        people.switch_session(&session.id, &other.id).await.unwrap();
        let who = people.signed_in("t1").await.unwrap().unwrap();
        assert_eq!((who.organisation.name.as_str(), who.member.role), ("Bianchi", REP));
        let bruno_session = browser(house, &bianchi, &bruno, "t2").await;
        let rossi = rossi.organisation_id();
        assert_eq!(people.switch_session(&bruno_session.id, rossi).await, Err(StoreError::NotFound));
    }

    async fn an_expired_invitation_opens_nothing(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        tenant.invitations().create("eva@x.example", REP, &[], &anna.id, "i1", in_an_hour(house)).await.unwrap();
        house.clock.forward(HOUR);
        let people = house.store.people();
        assert_eq!(people.invitation("i1").await.unwrap(), None);
        assert_eq!(people.accept("i1", somebody("Eva", "eva@x.example")).await.unwrap_err(), StoreError::NotFound);
    }

    async fn an_organisation_keeps_an_owner(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let members = tenant.members();
        let last = Err(StoreError::Conflict("last_owner"));
        assert_eq!(members.update(&anna.id, Some(REP), None, None).await, last);
        assert_eq!(members.update(&anna.id, None, Some(false), None).await, last);
        let luca = members.add(somebody("Luca", "luca@rossi.example"), Role::Owner, &[]).await.unwrap();
        let (one, two) = tokio::join!(
            members.update(&anna.id, Some(REP), None, None),
            members.update(&luca.id, Some(REP), None, None)
        );
        assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "one of two that step down at once stays");
    }

    async fn teams_come_and_go(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let (teams, members) = (tenant.teams(), tenant.members());
        let north = teams.create("Nord").await.unwrap();
        let south = teams.create("Sud").await.unwrap();
        assert_eq!(teams.create("NORD ").await.unwrap_err(), StoreError::Conflict("name"));
        assert_eq!(teams.rename(&south.id, "nord").await, Err(StoreError::Conflict("name")));
        teams.rename(&south.id, "Isole").await.unwrap();
        let both = [north.id.clone(), south.id.clone()];
        let seat = members.update(&anna.id, None, None, Some(&both)).await.unwrap();
        assert_eq!(seat.teams.len(), 2);
        let listed = teams.list().await.unwrap();
        assert_eq!(listed.iter().map(|team| (team.name.as_str(), team.members)).collect::<Vec<_>>(), [("Isole", 1), ("Nord", 1)]);
        teams.delete(&north.id).await.unwrap();
        assert_eq!(members.list().await.unwrap()[0].teams, std::slice::from_ref(&south.id));
        let refused = members.update(&anna.id, None, None, Some(&both)).await;
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
        assert_eq!(members.get(&anna.id).await.unwrap().teams, [south.id], "a refused change changes nothing");
    }
}
