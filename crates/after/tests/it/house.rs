//! An organisation with a seller, a playbook and a pipeline, on a database of its own. Its clock stands until a story
//! moves it. A story that leaves a job behind by mistake fails: `end` says so.

use sottovoce_after::import::{Upload, import, parse};
use sottovoce_after::pipeline::Pipeline;
use sottovoce_domain::ids::{ConversationId, OrganisationId, PlaybookId, UserId};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{BattleCard, ObjectionType, Phase, Point, Script};
use sottovoce_domain::recap::Recap;
use sottovoce_domain::tenant::Policy;
use sottovoce_providers::fakes::{TestClock, TestEntropy, web};
use sottovoce_providers::language::LanguageModel;
use sottovoce_providers::language::local::Absent;
use sottovoce_store::{NewOrganisation, NewUser, Store, Tenant, Vault};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const MORNING: i64 = 1_795_000_000_000;

pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) tenant: Tenant,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) organisation: OrganisationId,
    pub(crate) seller: UserId,
    pub(crate) playbook: PlaybookId,
    pub(crate) pipeline: Pipeline,
    folder: tempfile::TempDir,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(Arc::new(Absent)).await
    }

    pub(crate) async fn with(model: Arc<dyn LanguageModel>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(MORNING);
        let url = format!("sqlite://{}/house.db?mode=rwc", folder.path().display());
        let entropy = Arc::new(TestEntropy::default());
        let store = Store::open(&url, Vault::new([7; 32]), clock.clone(), entropy).await.unwrap();
        let (organisation, seller) = found(&store, "katrin@example.com").await;
        let tenant = store.tenant(&organisation);
        let playbook = tenant.playbooks().create(&script(), None).await.unwrap().id;
        let pipeline = Pipeline::new(store.clone(), model, web().unwrap(), "https://sales.example.com/");
        Self { store, tenant, clock, organisation, seller, playbook, pipeline, folder }
    }

    /// Another organisation in the same store, with a seller and a playbook of the same names.
    pub(crate) async fn neighbours(&self) -> (Tenant, Neighbours) {
        let (organisation, user) = found(&self.store, "other@example.com").await;
        let tenant = self.store.tenant(&organisation);
        let playbook = tenant.playbooks().create(&script(), None).await.unwrap().id;
        (tenant, Neighbours { seller: user, playbook })
    }

    /// Takes a transcript in.
    pub(crate) async fn import(&self, text: &str) -> ConversationId {
        let upload = Upload {
            title: "Visit at the plant".into(),
            language: Language::En,
            playbook: Some(self.playbook.clone()),
            seller: self.seller.clone(),
            seller_name: None,
            started_at: None,
        };
        import(&self.store, &self.organisation, upload, &parse(text.as_bytes()).unwrap()).await.unwrap()
    }

    pub(crate) async fn recap(&self, id: &ConversationId) -> Recap {
        self.tenant.recaps().get(id).await.unwrap().expect("a recap")
    }

    pub(crate) async fn drain(&self) -> usize {
        self.pipeline.drain().await.unwrap()
    }

    pub(crate) fn later(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Each step as `name:state:error`.
    pub(crate) async fn steps(&self, id: &ConversationId) -> Vec<String> {
        let steps = self.tenant.recaps().steps(id).await.unwrap();
        steps
            .into_iter()
            .map(|one| {
                format!("{}:{:?}:{}", one.step, one.state, one.error.unwrap_or_default()).to_lowercase()
            })
            .collect()
    }

    /// Everything the database's files hold, as bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            all.extend(std::fs::read(entry.unwrap().path()).unwrap());
        }
        assert!(all.len() > 10_000);
        all
    }

    pub(crate) async fn end(self) {
        assert_eq!(self.store.jobs().unfinished().await.unwrap(), 0, "a job is left over");
        self.store.close().await;
    }
}

/// What another organisation has.
pub(crate) struct Neighbours {
    pub(crate) seller: UserId,
    pub(crate) playbook: PlaybookId,
}

async fn found(store: &Store, email: &str) -> (OrganisationId, UserId) {
    let owner = NewUser {
        name: "Katrin Vos".into(),
        email: email.into(),
        password_hash: None,
        language: Language::En,
        email_verified: true,
    };
    let organisation = NewOrganisation {
        name: "Vibro".into(),
        language: Language::En,
        policy: Policy::default(),
        demo_until: None,
        playbooks: vec![],
    };
    let (organisation, user) = store.people().found(organisation, owner).await.unwrap();
    (organisation.id, user.id)
}

fn point(id: &str, text: &str, hints: &[&str], importance: u8) -> Point {
    Point {
        id: id.into(),
        text: text.into(),
        hints: hints.iter().map(|&hint| hint.into()).collect(),
        importance,
    }
}

pub(crate) fn script() -> Script {
    Script {
        name: "First visit".into(),
        language: Language::En,
        phases: vec![Phase {
            name: "Plant".into(),
            points: vec![
                point(
                    "p1",
                    "What one hour of downtime costs",
                    &["what does an hour of standstill cost you"],
                    3,
                ),
                point("p2", "How inspection is done today", &["how do you inspect the motors today"], 2),
                point("p3", "Explain the warranty of five years", &["warranty of five years"], 3),
            ],
        }],
        cards: vec![BattleCard {
            id: "c1".into(),
            title: "Too expensive".into(),
            objection: ObjectionType::Price,
            triggers: vec!["too expensive".into(), "over our budget".into()],
            answer: "Compare with one hour of downtime.".into(),
            attachment: None,
        }],
    }
}

pub(crate) const TALK: &str = "\
[00:00:01] Katrin: Good morning Henrik. What does an hour of standstill cost you at the plant?
[00:00:10] Henrik: Fourteen thousand euros an hour in peak season, that is a lot of money.
[00:00:18] Katrin: And how do you inspect the motors today, does somebody walk along with a meter?
[00:00:26] Henrik: Wim walks the line every four weeks. But honestly, your sensors are too expensive for us.
[00:00:36] Katrin: I understand. The kit costs less than one single hour of downtime, and you can give it back.
[00:00:46] Henrik: That is true, put like that the price is fine. Can you send me the quote?
[00:00:54] Katrin: I'll send you the quote by Friday.
[00:00:58] Henrik: Great, thank you, I like it very much.
";
