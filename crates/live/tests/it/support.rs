//! What the stories share: a clock that is moved by hand, repeatable chance, an organisation with a conversation.

use sottovoce_domain::conversation::{Channel, Conversation, Participant, Presence, Side, Stage};
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ConversationId, Entropy, OrganisationId, ParticipantId};
use sottovoce_domain::insight::{Insight, ObjectionStatus};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Attachment, BattleCard, ObjectionType, Phase, Playbook, Point, Script};
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::{CallTime, Clock, Timestamp};
use sottovoce_domain::utterance::Heard;
use sottovoce_store::{NewOrganisation, NewUser, Store, Vault};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// When every story begins.
pub(crate) const BEGIN: i64 = 1_800_000_000_000;

/// A clock that stands still until it is moved.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(BEGIN)))
    }

    pub(crate) fn set(&self, call: CallTime) {
        self.0.store(BEGIN + i64::try_from(call.millis()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that counts.
#[derive(Default)]
pub(crate) struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        bytes.fill(0);
        for (byte, value) in bytes.iter_mut().rev().zip(number.iter().rev()) {
            *byte = *value;
        }
    }
}

pub(crate) fn seconds(n: u64) -> CallTime {
    CallTime::from_millis(n * 1_000)
}

pub(crate) fn seller() -> Participant {
    person("par_seller", "Sara", Side::Seller)
}

pub(crate) fn customer() -> Participant {
    person("par_customer", "Paul", Side::Customer)
}

fn person(id: &str, name: &str, side: Side) -> Participant {
    Participant {
        id: id.parse().unwrap(),
        name: name.to_owned(),
        side,
        user: None,
        presence: Presence::Admitted,
    }
}

pub(crate) fn heard(speaker: &ParticipantId, start: u64, end: u64, text: &str) -> Heard {
    Heard {
        speaker: speaker.clone(),
        start: seconds(start),
        end: seconds(end),
        text: text.to_owned(),
        language: Language::En,
        source: "test".to_owned(),
        key: Some(format!("{start}")),
    }
}

fn point(id: &str, text: &str, hints: &[&str], importance: u8) -> Point {
    let hints = hints.iter().map(|&hint| hint.to_owned()).collect();
    Point { id: id.to_owned(), text: text.to_owned(), hints, importance }
}

fn card(id: &str, objection: ObjectionType, title: &str, slide: bool) -> BattleCard {
    let attachment = slide.then(|| Attachment::Text {
        title: format!("{title} in numbers"),
        lines: vec!["One line".to_owned()],
    });
    let answer = format!("The secret answer of {id}");
    BattleCard { id: id.to_owned(), title: title.to_owned(), objection, triggers: vec![], answer, attachment }
}

/// A small playbook with cards for the usual objections.
pub(crate) fn script() -> Script {
    Script {
        name: "Demo call".to_owned(),
        language: Language::En,
        phases: vec![
            Phase {
                name: "Discovery".to_owned(),
                points: vec![
                    point(
                        "team",
                        "Ask how many people work in the team",
                        &["how many people are on your team"],
                        3,
                    ),
                    point("tool", "Ask which tool they use today", &["which tool do you use today"], 2),
                ],
            },
            Phase {
                name: "Close".to_owned(),
                points: vec![point(
                    "trial",
                    "Offer the free trial",
                    &["we offer a free trial of two weeks"],
                    3,
                )],
            },
        ],
        cards: vec![
            card("price", ObjectionType::Price, "Price", true),
            card("rival", ObjectionType::Competitor, "Competitor", false),
            card("later", ObjectionType::Timing, "Timing", true),
            card("boss", ObjectionType::Authority, "Authority", true),
        ],
    }
}

pub(crate) fn playbook() -> Playbook {
    Playbook { id: "plb_1".parse().unwrap(), version: 1, script: script() }
}

/// A live conversation that is stored nowhere.
pub(crate) fn conversation() -> Conversation {
    Conversation {
        id: "cnv_1".parse().unwrap(),
        title: "A call".to_owned(),
        channel: Channel::Video,
        language: Language::En,
        stage: Stage::Live,
        meeting: None,
        seller: "usr_1".parse().unwrap(),
        started_at: Timestamp::from_millis(BEGIN),
        ended_at: None,
    }
}

/// A store in a file of its own with one organisation, one playbook and one live conversation of two people.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) store: Store,
    pub(crate) organisation: OrganisationId,
    pub(crate) conversation: ConversationId,
}

impl House {
    pub(crate) async fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = HandClock::new();
        let store = open(&folder, &clock).await;
        let organisation = NewOrganisation {
            name: "Acme".into(),
            language: Language::En,
            policy: Policy::default(),
            demo_until: None,
            playbooks: vec![],
        };
        let owner = NewUser {
            name: "Sara".into(),
            email: "sara@example.com".into(),
            password_hash: None,
            language: Language::En,
            email_verified: true,
        };
        let (organisation, user) = store.people().found(organisation, owner).await.unwrap();
        let tenant = store.tenant(&organisation.id);
        let playbook = tenant.playbooks().create(&script(), Some(&user.id)).await.unwrap();
        let talk = Conversation { seller: user.id, ..conversation() };
        tenant.conversations().create(&talk).await.unwrap();
        tenant.conversations().set_playbook(&talk.id, &playbook.id, playbook.version).await.unwrap();
        let mut tx = tenant.begin().await.unwrap();
        for participant in [seller(), customer()] {
            tx.participants().add(&talk.id, &participant, None).await.unwrap();
            tx.record(&talk.id, What::Arrived(participant)).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self { folder, clock, store, organisation: organisation.id, conversation: talk.id }
    }

    /// The same file, opened anew as after a crash.
    pub(crate) async fn reopen(&mut self) {
        self.store = open(&self.folder, &self.clock).await;
    }

    pub(crate) async fn facts(&self) -> Vec<Fact> {
        self.store.tenant(&self.organisation).facts().all(&self.conversation).await.unwrap()
    }
}

async fn open(folder: &tempfile::TempDir, clock: &Arc<HandClock>) -> Store {
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("house.db").display());
    let clock: Arc<dyn Clock> = clock.clone();
    Store::open(&url, Vault::new([7; 32]), clock, Arc::new(Fresh::default())).await.unwrap()
}

/// Chance that differs between two openings of one store.
struct Fresh(Counted, u8);

impl Default for Fresh {
    fn default() -> Self {
        static OPENED: AtomicU64 = AtomicU64::new(1);
        Self(Counted::default(), u8::try_from(OPENED.fetch_add(1, Ordering::SeqCst) % 250).unwrap())
    }
}

impl Entropy for Fresh {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes);
        if let Some(first) = bytes.first_mut() {
            *first = self.1;
        }
    }
}

/// A fact in a few words, for tables.
pub(crate) fn brief(what: &What) -> String {
    match what {
        What::Arrived(participant) => format!("arrived {}", participant.name),
        What::Moved { participant, presence } => format!("moved {participant} {presence:?}"),
        What::Uttered(utterance) => format!("said {}", utterance.text),
        What::Noted(insight) => match insight {
            Insight::Ticked(tick) => format!("tick {} {:?}", tick.point, tick.by),
            Insight::ObjectionRaised(objection) => format!("objection {:?}", objection.kind),
            Insight::ObjectionMoved { status, .. } => match status {
                ObjectionStatus::Overcome => "overcome".to_owned(),
                other => format!("objection is {other:?}"),
            },
            Insight::CardRaised { card, .. } => format!("card {card}"),
            Insight::ToneChanged(change) => format!("tone {:?}", change.tone),
            Insight::Asked(_) => "asked".to_owned(),
            Insight::Promised(_) => "promised".to_owned(),
            Insight::Unheard(_) => "unheard".to_owned(),
            Insight::Suggested(suggestion) => {
                format!("hint {:?} {}", suggestion.reason, suggestion.text.as_deref().unwrap_or("-"))
            }
        },
        What::Unticked { point } => format!("untick {point}"),
        What::CardDismissed { card } => format!("card {card} dismissed"),
        What::CardLowered { card } => format!("card {card} lowered"),
        What::SuggestionDismissed { .. } => "hint dismissed".to_owned(),
        What::Presented(_) => "presented".to_owned(),
        What::PresentationEnded => "taken down".to_owned(),
        What::PlaybookChosen { version, .. } => format!("playbook {version}"),
        What::Ended => "ended".to_owned(),
        What::Recapped => "recapped".to_owned(),
    }
}
