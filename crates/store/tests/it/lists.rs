//! Lists: who sees which conversations and meetings, page by page.

use crate::house::{House, REP, somebody};
use crate::stories;
use sottovoce_domain::access::Scope;
use sottovoce_domain::conversation::{Channel, Conversation, Stage};
use sottovoce_domain::ids::UserId;
use sottovoce_store::{Filter, MeetingList, Paging, StoreError, Tenant, When};
use std::time::Duration;

async fn titles(tenant: &Tenant, scope: &Scope) -> Vec<String> {
    let page = tenant.conversations().list(scope, &Filter::default(), &Paging::default()).await.unwrap();
    page.items.into_iter().map(|conversation| conversation.title).collect()
}

async fn store(
    house: &House,
    tenant: &Tenant,
    seller: &UserId,
    title: &str,
    channel: Channel,
) -> Conversation {
    let conversation = Conversation { title: title.into(), channel, ..house.conversation(seller) };
    tenant.conversations().create(&conversation).await.unwrap();
    conversation
}

stories! {
    async fn everybody_sees_what_their_role_lets_them(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let north = tenant.teams().create("Nord").await.unwrap();
        let south = tenant.teams().create("Sud").await.unwrap();
        let members = tenant.members();
        let luca = members.add(somebody("Luca", "luca@x.example"), REP, std::slice::from_ref(&north.id)).await.unwrap();
        let eva = members.add(somebody("Eva", "eva@x.example"), REP, &[south.id.clone(), north.id.clone()]).await.unwrap();
        let ugo = members.add(somebody("Ugo", "ugo@x.example"), REP, &[]).await.unwrap();
        let mut stored = Vec::new();
        for (seller, title) in [(&luca, "luca"), (&eva, "eva"), (&ugo, "ugo"), (&anna, "anna")] {
            house.clock.forward(Duration::from_secs(1));
            stored.push(store(house, &tenant, &seller.id, title, Channel::Video).await);
        }
        let managing = |teams| Scope::Teams(anna.id.clone(), teams);
        for (scope, expected) in [
            (Scope::Everyone, vec!["anna", "ugo", "eva", "luca"]),
            (Scope::Own(eva.id.clone()), vec!["eva"]),
            (managing(vec![north.id.clone()]), vec!["anna", "eva", "luca"]),
            (managing(vec![south.id.clone()]), vec!["anna", "eva"]),
            (managing(vec![]), vec!["anna"]),
        ] {
            assert_eq!(titles(&tenant, &scope).await, expected, "{scope:?}");
            for conversation in &stored {
                let seen = tenant.conversations().visible(&conversation.id, &scope).await;
                assert_eq!(seen.is_ok(), expected.contains(&conversation.title.as_str()), "{scope:?}");
            }
        }
    }

    async fn pages_hold_every_row_once_even_when_rows_come(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        for n in 0..25 {
            // Three of each moment: the id decides among them.
            house.clock.forward(Duration::from_millis(u64::from(n % 3 == 0)));
            store(house, &tenant, &anna.id, &n.to_string(), Channel::Phone).await;
        }
        let (mut paging, mut seen) = (Paging { cursor: None, limit: 10 }, Vec::new());
        let mut sizes = Vec::new();
        loop {
            let page = tenant.conversations().list(&Scope::Everyone, &Filter::default(), &paging).await.unwrap();
            sizes.push(page.items.len());
            seen.extend(page.items.into_iter().map(|c| (c.started_at, c.id)));
            house.clock.forward(Duration::from_secs(1));
            store(house, &tenant, &anna.id, "newer", Channel::Phone).await;
            paging.cursor = page.next_cursor;
            if paging.cursor.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [10, 10, 5]);
        assert!(seen.is_sorted_by(|a, b| a > b), "newest first, each once");
        for damaged in ["", "!", "bm9wZQ", "eC55"] {
            let paging = Paging { cursor: Some(damaged.into()), limit: 10 };
            let listed = tenant.conversations().list(&Scope::Everyone, &Filter::default(), &paging).await;
            assert_eq!(listed, Err(StoreError::Invalid("cursor")));
        }
    }

    async fn a_list_can_be_narrowed(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let video = store(house, &tenant, &anna.id, "video", Channel::Video).await;
        store(house, &tenant, &anna.id, "upload", Channel::Upload).await;
        tenant.conversations().end(&video.id, house.store.now()).await.unwrap();
        let list = async |channel, stage| {
            let page = tenant.conversations().list(&Scope::Everyone, &Filter { channel, stage }, &Paging::default()).await;
            page.unwrap().items.into_iter().map(|c| c.title).collect::<Vec<_>>()
        };
        assert_eq!(list(Some(Channel::Upload), None).await, ["upload"]);
        assert_eq!(list(None, Some(Stage::Processing)).await, ["video"]);
        assert!(list(Some(Channel::Whatsapp), None).await.is_empty());
    }

    async fn a_meeting_is_upcoming_until_it_is_over(house: &House) {
        let (tenant, anna, _) = house.organisation("Rossi", "anna@rossi.example").await;
        let meetings = tenant.meetings();
        let hours = |n: u64| Duration::from_secs(n * 3_600);
        let now = house.store.now();
        for (link, starts, expires) in [
            ("later", Some(now.plus(hours(48))), None),
            ("instant", None, None),
            ("soon", Some(now.plus(hours(1))), None),
            ("short", None, Some(now.plus(hours(1)))),
        ] {
            let meeting = house.meeting(&anna.id, link);
            meetings.create(&sottovoce_domain::meeting::Meeting { starts_at: starts, expires_at: expires, ..meeting }).await.unwrap();
        }
        let list = async |when, limit| {
            let (mut links, mut paging) = (Vec::new(), Paging { cursor: None, limit });
            loop {
                let list = MeetingList { when, paging: paging.clone() };
                let page = tenant.meetings().list(&Scope::Own(anna.id.clone()), &list).await.unwrap();
                links.extend(page.items.into_iter().map(|m| m.link));
                paging.cursor = page.next_cursor;
                if paging.cursor.is_none() {
                    return links;
                }
            }
        };
        assert_eq!(list(When::Upcoming, 50).await, ["instant", "short", "soon", "later"]);
        assert!(list(When::Past, 50).await.is_empty());
        house.clock.forward(hours(14));
        assert_eq!(list(When::Upcoming, 1).await, ["instant", "later"], "one expired, one was missed");
        assert_eq!(list(When::Past, 1).await, ["soon", "short"]);
        let all = MeetingList { when: When::Upcoming, paging: Paging::default() };
        for meeting in meetings.list(&Scope::Everyone, &all).await.unwrap().items {
            if meeting.link == "instant" {
                meetings.end(&meeting.id, house.store.now()).await.unwrap();
            } else {
                meetings.revoke(&meeting.id, house.store.now()).await.unwrap();
            }
        }
        assert!(list(When::Upcoming, 50).await.is_empty());
        assert_eq!(list(When::Past, 2).await, ["later", "soon", "short", "instant"].map(String::from).to_vec());
    }
}
