//! The copilot is the seller's alone: whatever kind of fact or signal is let loose, a listening guest receives none.

use crate::guests::guest_socket;
use crate::house::House;
use crate::live::{call, heard};
use crate::meetings::knock;
use serde_json::{Value, json};
use sottovoce_domain::conversation::{Participant, Presence, Side};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ObjectionId, ParticipantId, SuggestionId, UtteranceId};
use sottovoce_domain::insight::{
    ActionItem, By, Insight, Objection, ObjectionStatus, Question, Suggestion, SuggestionReason, Tick, Tone,
    ToneChange, Unheard,
};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Attachment, ObjectionType};
use sottovoce_domain::time::{CallTime, Timestamp};
use sottovoce_domain::utterance::Utterance;

/// In every text that no guest may get.
const PLANTED: &str = "PLANTED-WORD";

/// One fact of every kind that is the sellers'; a new kind does not compile until it stands here.
fn sellers_facts(app: &sottovoce_server::state::App, third: &Participant) -> Vec<What> {
    let (now, chance) = (Timestamp::from_millis(1), app.entropy());
    let (who, said) = (third.id.clone(), UtteranceId::new(now, chance));
    let planted = || PLANTED.to_owned();
    let at = CallTime::from_millis(1_000);
    let utterance = Utterance {
        id: said.clone(),
        speaker: who.clone(),
        start: at,
        end: at,
        text: planted(),
        language: Language::En,
        source: planted(),
        redactions: Vec::new(),
    };
    let insights = vec![
        Insight::Ticked(Tick {
            point: "p1".into(),
            evidence: Some(said.clone()),
            quote: Some(planted()),
            confidence: 1.0,
            by: By::Engine,
        }),
        Insight::ObjectionRaised(Objection {
            id: ObjectionId::new(now, chance),
            kind: ObjectionType::Price,
            speaker: who.clone(),
            evidence: said.clone(),
            quote: planted(),
            at,
            card: Some("c1".into()),
            status: ObjectionStatus::Raised,
            by: By::Engine,
        }),
        Insight::ObjectionMoved { id: ObjectionId::new(now, chance), status: ObjectionStatus::Overcome },
        Insight::CardRaised { card: "c1".into(), objection: ObjectionId::new(now, chance) },
        Insight::ToneChanged(ToneChange {
            speaker: who.clone(),
            tone: Tone::Red,
            score: -1.0,
            at,
            words: vec![planted()],
        }),
        Insight::Asked(Question { speaker: who.clone(), evidence: said.clone(), text: planted(), at }),
        Insight::Promised(ActionItem {
            what: planted(),
            who: Side::Seller,
            due: Some(planted()),
            evidence: said,
        }),
        Insight::Suggested(Suggestion {
            id: SuggestionId::new(now, chance),
            reason: SuggestionReason::BuyingSignal,
            text: Some(planted()),
            evidence: None,
            point: Some("p1".into()),
            at,
        }),
        Insight::Unheard(Unheard { speaker: who.clone(), from: at, until: at }),
    ];
    let mut facts = vec![
        What::Arrived(third.clone()),
        What::Moved { participant: who, presence: Presence::Gone },
        What::Uttered(utterance),
        What::Unticked { point: planted() },
        What::CardDismissed { card: planted() },
        What::CardLowered { card: planted() },
        What::SuggestionDismissed { suggestion: SuggestionId::new(now, chance) },
        What::Recapped,
    ];
    facts.extend(insights.into_iter().map(What::Noted));
    facts
}

#[tokio::test]
async fn a_guest_receives_not_one_byte_of_the_copilot() {
    let house = House::open().await;
    let mut owner = house.owner("Rossi").await;
    let (meeting, started) = call(&mut owner).await;
    let (link, conversation) = (meeting.text("/link"), started.text("/conversation_id"));
    let mut guest = house.browser();
    let knocked = knock(&mut guest, &link, "Gina").await;
    let mut listening = guest_socket(&guest, &link, &knocked).await;
    listening.until("recognise").await;
    let mut seller = owner.socket(&format!("/api/live/{conversation}/socket")).await.unwrap();
    seller.until("ready").await;

    // What a real call brings: words of both sides, interim captions, a card, ticks.
    seller.say(heard("s1", &format!("{PLANTED} what is your budget for this"))).await;
    seller.until("ack").await;
    listening.say(heard("g1", &format!("{PLANTED} honestly it is too expensive for us"))).await;
    assert_eq!(listening.until("ack").await["key"], "g1");
    let mut interim = heard("s2", &format!("{PLANTED} and so"));
    interim["final"] = Value::Bool(false);
    seller.say(interim).await;
    seller.say(json!({ "type": "tick", "point": "p1" })).await;
    seller.until_fact("noted").await;

    // Everything else there is, a hundred times over.
    let organisation = owner.get("/api/me").await.text("/organisation/id").parse().unwrap();
    let id = conversation.parse().unwrap();
    let third = Participant {
        id: ParticipantId::new(house.app.now(), house.app.entropy()),
        name: PLANTED.to_owned(),
        side: Side::Customer,
        user: None,
        presence: Presence::Waiting,
    };
    let tenant = house.app.store.tenant(&organisation);
    tenant.participants().add(&id, &third, None).await.unwrap();
    for _ in 0..100 {
        let mut tx = tenant.begin().await.unwrap();
        for what in sellers_facts(&house.app, &third) {
            let what = match what {
                // Each utterance is a new one.
                What::Uttered(said) => What::Uttered(Utterance {
                    id: UtteranceId::new(Timestamp::from_millis(2), house.app.entropy()),
                    ..said
                }),
                other => other,
            };
            tx.record(&id, what).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    seller.say(json!({ "type": "present", "card": "c1" })).await;
    let presented = listening.until("presented").await;
    assert_eq!(
        presented["attachment"],
        json!(Attachment::Text { title: "What it saves".into(), lines: vec!["a lot".into()] })
    );
    seller.until_fact("presented").await;
    assert!(
        seller.seen.iter().filter(|frame| frame.contains(PLANTED)).count() > 1_000,
        "the seller saw it all"
    );

    // A guest who comes back gets the stage and nothing else either.
    let mut again = guest_socket(&guest, &link, &knocked).await;
    again.until("presented").await;
    again.until("recognise").await;
    owner.post(&format!("/api/meetings/{}/end", meeting.text("/id")), json!({})).await;
    for socket in [&mut listening, &mut again] {
        socket.drain().await;
        for frame in &socket.seen {
            let read: Value = serde_json::from_str(frame).unwrap();
            let kind = read["type"].as_str().unwrap();
            assert!(["presence", "recognise", "ack", "presented", "ended"].contains(&kind), "{frame}");
            for word in
                [PLANTED, "SECRET-ANSWER", "cnv_", "usr_", "org_", "utt_", "sug_", "obj_", "\"c1\"", "\"p1\""]
            {
                // The way into the room names the room, which is the conversation: only inside its token.
                assert!(!frame.contains(word), "{word} in {frame}");
            }
        }
    }
    house.close().await;
}
