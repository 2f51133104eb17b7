//! The task of one live conversation: takes letters from a bounded mailbox, asks the core, performs the effects.
//!
//! A letter is answered after its facts are committed, so nothing that was acknowledged can be lost. When a write
//! fails the core is rebuilt from what is stored. This file decides nothing about the conversation.

use crate::session::asking;
use crate::session::core::replay::Playbooks;
use crate::session::core::{Core, Moment, Start};
use crate::session::error::LiveError;
use crate::session::event::{Effect, Event, Refusal, Signal, key_of};
use crate::session::means::Means;
use crate::session::picture::Picture;
use crate::session::write::{Beside, Written, write};
use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ConversationId, PlaybookId};
use sottovoce_domain::time::Clock;
use sottovoce_providers::language::purse::Purse;
use sottovoce_store::{Follow, StoreError, Tenant};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, MissedTickBehavior};

/// The engine looks at the passing of time by whole seconds.
const TICK: Duration = Duration::from_secs(1);
/// How often a write is tried while other writers keep the database busy.
const WRITE_TRIES: u32 = 4;
/// The wait before the next try.
const WRITE_WAIT: Duration = Duration::from_millis(40);

/// Something for the task.
pub(crate) struct Letter {
    /// What happened.
    pub(crate) event: Event,
    /// Who waits for it to be written down.
    pub(crate) reply: Option<oneshot::Sender<Result<(), LiveError>>>,
}

/// The task of one live conversation.
pub(crate) struct Task {
    pub(crate) means: Arc<Means>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) tenant: Tenant,
    pub(crate) start: Start,
    core: Option<Core>,
    /// The customer's address and number as they are stored.
    kept: ContactDetails,
    follow: Follow,
    /// The numbers of facts that this task wrote and the feed has not brought yet.
    own: BTreeSet<u64>,
    signals: broadcast::Sender<Signal>,
    picture: Arc<Mutex<Picture>>,
    /// What this conversation may still spend on language models.
    purse: Arc<Purse>,
    answers: JoinSet<Option<Event>>,
}

/// Reads what is stored of a conversation and gives the core after its last fact, and that fact's number.
async fn rebuild(tenant: &Tenant, start: &Start) -> Result<(Core, u64), StoreError> {
    let contact = tenant.contacts().of(&start.conversation.id).await?;
    let facts = tenant.facts().all(&start.conversation.id).await?;
    let mut playbooks = Playbooks::new();
    for fact in &facts {
        if let What::PlaybookChosen { playbook, version } = &fact.what
            && let Entry::Vacant(place) = playbooks.entry((playbook.clone(), *version))
        {
            place.insert(Arc::new(tenant.playbooks().version(playbook, *version).await?));
        }
    }
    let last = facts.last().map_or(0, |fact| fact.number);
    let mut core = Core::replay(start.clone(), &facts, &playbooks);
    core.remember_contact(contact);
    Ok((core, last))
}

impl Task {
    /// Takes a conversation up where its facts end.
    pub(crate) async fn begin(
        means: Arc<Means>,
        clock: Arc<dyn Clock>,
        tenant: Tenant,
        start: Start,
        signals: broadcast::Sender<Signal>,
        picture: Arc<Mutex<Picture>>,
    ) -> Result<Self, LiveError> {
        let (core, last) = rebuild(&tenant, &start).await?;
        let follow = tenant.follow(&start.conversation.id, last).await?;
        let purse = means.purse(&tenant.model_uses().of(&start.conversation.id).await?);
        let (own, answers, kept) = (BTreeSet::new(), JoinSet::new(), core.contact().clone());
        let core = Some(core);
        let mut task =
            Self { means, clock, tenant, start, core, kept, follow, own, signals, picture, purse, answers };
        task.run_on_its_playbook().await?;
        Ok(task)
    }

    /// Takes over what the task before knew of the moment and no fact tells: who is in the room, and who hears them.
    pub(crate) async fn see_again(&mut self) -> Result<(), LiveError> {
        let seen = self.picture.lock().unwrap_or_else(PoisonError::into_inner).signals();
        for event in seen.into_iter().flat_map(Event::seen) {
            self.happen(event).await?;
        }
        Ok(())
    }

    /// Notes which playbook the conversation runs on when no fact says so yet.
    async fn run_on_its_playbook(&mut self) -> Result<(), LiveError> {
        if self.core.as_ref().is_none_or(Core::has_playbook) {
            return Ok(());
        }
        let Some((id, version)) = self.tenant.conversations().playbook(self.id()).await? else {
            return Ok(());
        };
        let playbook = self.tenant.playbooks().version(&id, version).await?;
        self.happen(Event::PlaybookFound(Arc::new(playbook))).await
    }

    fn id(&self) -> &ConversationId {
        &self.start.conversation.id
    }

    /// Works until the conversation is over, or until nobody can write to it any more.
    pub(crate) async fn run(mut self, mut mailbox: mpsc::Receiver<Letter>) {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        while !self.is_over() {
            let (event, reply) = tokio::select! {
                letter = mailbox.recv() => match letter {
                    Some(letter) => {
                        self.catch_up().await;
                        (letter.event, letter.reply)
                    }
                    None => break,
                },
                fact = self.follow.next() => match self.recorded_elsewhere(fact).await {
                    Some(event) => (event, None),
                    None => continue,
                },
                Some(answer) = self.answers.join_next(), if !self.answers.is_empty() => {
                    match self.settle(answer).await {
                        Some(event) => (event, None),
                        None => continue,
                    }
                }
                _ = ticks.tick() => (Event::Passed, None),
            };
            let result = self.happen(event).await;
            if let Err(error @ LiveError::Store(_)) = &result {
                tracing::error!(conversation = %self.id(), %error, "a live conversation could not be written");
            }
            if let Some(reply) = reply {
                // Whoever asked may have gone; what was asked is done all the same.
                let _ = reply.send(result);
            }
        }
    }

    /// Whoever writes a letter may have recorded something before: it is heard of first.
    async fn catch_up(&mut self) {
        while let Some(fact) = self.follow.ready().await.transpose() {
            let failed = fact.is_err();
            if let Some(event) = self.recorded_elsewhere(fact).await
                && let Err(error) = self.happen(event).await
            {
                tracing::error!(conversation = %self.id(), %error, "a live conversation could not be written");
            }
            if failed {
                return;
            }
        }
    }

    /// A question came to its end: its price is written down, and its answer is an event.
    async fn settle(&self, answer: Result<Option<Event>, JoinError>) -> Option<Event> {
        if let Err(error) = asking::write_down(&self.tenant, self.id(), &self.purse).await {
            tracing::error!(conversation = %self.id(), %error, "what a model cost could not be written down");
        }
        answer.unwrap_or_else(|error| {
            tracing::error!(conversation = %self.id(), %error, "a question to the model broke off");
            None
        })
    }

    fn is_over(&self) -> bool {
        self.core.as_ref().is_some_and(Core::is_over)
    }

    /// A fact of the feed as an event, unless this task wrote it.
    async fn recorded_elsewhere(&mut self, fact: Result<Arc<Fact>, StoreError>) -> Option<Event> {
        match fact {
            Ok(fact) if self.own.remove(&fact.number) => None,
            Ok(fact) => Some(Event::RecordedElsewhere(Fact::clone(&fact))),
            Err(error) => {
                tracing::error!(conversation = %self.id(), %error, "the feed of a live conversation failed");
                tokio::time::sleep_until(Instant::now() + TICK).await;
                None
            }
        }
    }

    /// Lets an event happen with all its effects.
    async fn happen(&mut self, event: Event) -> Result<(), LiveError> {
        let mut refusal = None;
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let key = key_of(&event).map(str::to_owned);
            let now = self.clock.now();
            if self.core.is_none() {
                self.restore(None).await?;
            }
            let Some(core) = self.core.as_mut() else { return Err(LiveError::NotLive) };
            let effects = core.handle(event, Moment { now, entropy: self.means.entropy() });
            self.write(&effects, key.as_deref()).await?;
            for effect in effects {
                match effect {
                    Effect::Refuse(why) => refusal = Some(why),
                    Effect::FindPlaybook(id) => match self.find(&id).await? {
                        Some(found) => events.push_back(found),
                        None => refusal = Some(Refusal::UnknownPlaybook),
                    },
                    other => self.perform(other).await,
                }
            }
        }
        refusal.map_or(Ok(()), |why| Err(LiveError::Refused(why)))
    }

    /// Writes the facts among these effects; when that fails for good, what the core believes is taken back.
    async fn write(&mut self, effects: &[Effect], key: Option<&str>) -> Result<(), LiveError> {
        let facts: Vec<What> = effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Record(what) => Some(what.clone()),
                _ => None,
            })
            .collect();
        if facts.is_empty() {
            return Ok(());
        }
        let contact = self.core.as_ref().map(|core| core.contact().clone()).unwrap_or_default();
        let mut tries = 1;
        loop {
            let news = (contact != self.kept).then_some(&contact);
            let beside = Beside { key, contact: news, now: self.clock.now() };
            match write(&self.tenant, self.id(), &facts, beside).await {
                Ok(Written::Facts(numbers)) => {
                    self.own.extend(numbers);
                    self.kept = contact;
                    return Ok(());
                }
                Ok(Written::Known) => {
                    let before = self.core.take();
                    return self.restore(before).await;
                }
                Err(StoreError::Busy) if tries < WRITE_TRIES => {
                    tries += 1;
                    tokio::time::sleep_until(Instant::now() + WRITE_WAIT).await;
                }
                Err(error) => {
                    let before = self.core.take();
                    self.restore(before).await?;
                    return Err(error.into());
                }
            }
        }
    }

    /// Rebuilds the core from what is stored, keeping the impressions of the one before.
    async fn restore(&mut self, before: Option<Core>) -> Result<(), LiveError> {
        let (core, last) = rebuild(&self.tenant, &self.start).await?;
        self.follow = self.tenant.follow(self.id(), last).await?;
        self.own.clear();
        self.core = Some(match before {
            Some(before) => core.with_impressions_of(before),
            None => core,
        });
        Ok(())
    }

    async fn find(&self, id: &PlaybookId) -> Result<Option<Event>, LiveError> {
        match self.tenant.playbooks().get(id).await {
            Ok(playbook) => Ok(Some(Event::PlaybookFound(Arc::new(playbook)))),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Does what is not a fact.
    async fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Signal(signal) => {
                self.picture.lock().unwrap_or_else(PoisonError::into_inner).note(&signal);
                // Nobody may be looking.
                let _ = self.signals.send(signal);
            }
            Effect::Ask(ask) => {
                let purse = Arc::clone(&self.purse);
                self.answers.spawn(async move { asking::ask(&purse, ask).await });
            }
            Effect::Judge(doubtful) => {
                let purse = Arc::clone(&self.purse);
                self.answers.spawn(async move { asking::judge(&purse, doubtful).await });
            }
            Effect::MediaRemove(who) => self.means.remove_from_room(self.id(), &who).await,
            Effect::CloseRoom | Effect::Close => self.means.close_room(self.id()).await,
            Effect::Record(_) | Effect::FindPlaybook(_) | Effect::Refuse(_) => {}
        }
    }
}
