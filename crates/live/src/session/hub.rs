//! Who is live: the one way to every live conversation of this process.
//!
//! A conversation is opened once, by whoever needs it first, and taken up where its facts end. Words are
//! acknowledged after they are committed. Whoever calls has checked that the caller may; the hub decides nothing.

use crate::listen::ears::Ears;
use crate::session::core::Start;
use crate::session::core::limits::Limits;
use crate::session::error::LiveError;
use crate::session::event::{Command, Event, Interim, Signal};
use crate::session::means::Means;
use crate::session::picture::Picture;
use crate::session::task::{Letter, Task};
use futures::future::BoxFuture;
use sottovoce_domain::conversation::{Participant, Presence, Stage};
use sottovoce_domain::ids::{ConversationId, OrganisationId, ParticipantId};
use sottovoce_domain::language::Language;
use sottovoce_domain::time::{CallTime, Clock, Timestamp};
use sottovoce_domain::utterance::Heard;
use sottovoce_store::{Store, StoreError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OnceCell, broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// Letters that may wait: some seconds of ten people talking at once. Whoever brings more waits.
const MAILBOX: usize = 256;
/// Signals a slow display may be behind before it loses the oldest.
const SIGNALS: usize = 256;

/// The wait before a conversation that broke off is taken up again without anybody asking for it.
const AFTER_A_BREAK: Duration = Duration::from_secs(1);

/// The live conversations of this process. Cheap to clone.
#[derive(Clone)]
pub struct Hub {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    means: Arc<Means>,
    live: Mutex<HashMap<ConversationId, Arc<OnceCell<Seat>>>>,
}

/// The door of one live conversation.
struct Seat {
    organisation: OrganisationId,
    clock: Arc<dyn Clock>,
    started_at: Timestamp,
    language: Language,
    /// Names that a recogniser should expect.
    hints: Vec<String>,
    mailbox: mpsc::Sender<Letter>,
    signals: broadcast::Sender<Signal>,
    picture: Arc<Mutex<Picture>>,
    ears: Arc<Mutex<Ears>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

/// What stays when a conversation is taken up again: displays go on with the signals they follow, and nobody is heard
/// twice.
struct Threads {
    signals: broadcast::Sender<Signal>,
    picture: Arc<Mutex<Picture>>,
    ears: Arc<Mutex<Ears>>,
}

impl Threads {
    fn new(server_listens: bool) -> Self {
        let (signals, _) = broadcast::channel(SIGNALS);
        let ears = Arc::new(Mutex::new(Ears::new(server_listens)));
        Self { signals, picture: Arc::default(), ears }
    }
}

impl Seat {
    fn ears(&self) -> std::sync::MutexGuard<'_, Ears> {
        self.ears.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn picture(&self) -> Vec<Signal> {
        self.picture.lock().unwrap_or_else(PoisonError::into_inner).signals()
    }

    fn threads(&self) -> Threads {
        let (signals, picture, ears) =
            (self.signals.clone(), Arc::clone(&self.picture), Arc::clone(&self.ears));
        Threads { signals, picture, ears }
    }
}

impl Hub {
    /// A hub on this store, with what its conversations may use.
    pub fn new(store: Store, means: Means) -> Self {
        Self { inner: Arc::new(Inner { store, means: Arc::new(means), live: Mutex::new(HashMap::new()) }) }
    }

    /// Makes a stored conversation live here; nothing when it is already.
    ///
    /// # Errors
    /// `NotLive` when it is over; `Store` when it is not of this organisation or cannot be read.
    pub async fn open(
        &self,
        organisation: &OrganisationId,
        conversation: &ConversationId,
    ) -> Result<(), LiveError> {
        let clock = Arc::clone(self.inner.store.clock());
        self.open_with(organisation, conversation, clock).await
    }

    /// Like [`Self::open`], on a clock of its own (a rehearsal that is played faster than it was spoken).
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub async fn open_with(
        &self,
        organisation: &OrganisationId,
        conversation: &ConversationId,
        clock: Arc<dyn Clock>,
    ) -> Result<(), LiveError> {
        let (cell, broken) = {
            let mut live = self.live();
            // A task that broke off left its door behind: the conversation is taken up anew.
            let left = |cell: &Arc<OnceCell<Seat>>| cell.get().is_some_and(|seat| seat.mailbox.is_closed());
            let broken = live.get(conversation).filter(|cell| left(cell)).cloned();
            if broken.is_some() {
                live.remove(conversation);
            }
            (Arc::clone(live.entry(conversation.clone()).or_default()), broken)
        };
        let threads = || broken.as_ref().and_then(|cell| cell.get()).map(Seat::threads);
        let opened = cell.get_or_try_init(|| self.begin(organisation, conversation, clock, threads())).await;
        match opened {
            Ok(seat) if seat.organisation == *organisation => Ok(()),
            Ok(_) => Err(StoreError::NotFound.into()),
            Err(error) => {
                self.forget_unopened(conversation);
                if let Some(broken) = broken.filter(|_| error.passes()) {
                    // It is not over: whoever asks next tries again.
                    self.live().entry(conversation.clone()).or_insert(broken);
                }
                Err(error)
            }
        }
    }

    async fn begin(
        &self,
        organisation: &OrganisationId,
        conversation: &ConversationId,
        clock: Arc<dyn Clock>,
        before: Option<Threads>,
    ) -> Result<Seat, LiveError> {
        let tenant = self.inner.store.tenant(organisation);
        let conversation = tenant.conversations().get(conversation).await?;
        if conversation.stage != Stage::Live {
            return Err(LiveError::NotLive);
        }
        let policy = tenant.organisation().get().await?.policy;
        let (id, started_at, language) =
            (conversation.id.clone(), conversation.started_at, conversation.language);
        let people = tenant.participants().list(&id).await?;
        let hints = people.into_iter().map(|participant| participant.name).collect();
        let limits = Limits::usual(policy.meeting_minutes);
        let start = Start { conversation, limits, policy, model: self.inner.means.has_model() };
        let seen = before.is_some();
        let Threads { signals, picture, ears } =
            before.unwrap_or_else(|| Threads::new(self.inner.means.has_recogniser()));
        let mut task = Box::pin(Task::begin(
            Arc::clone(&self.inner.means),
            Arc::clone(&clock),
            tenant,
            start,
            signals.clone(),
            Arc::clone(&picture),
        ))
        .await?;
        if seen {
            task.see_again().await?;
        }
        let (mailbox, letters) = mpsc::channel(MAILBOX);
        let task = Mutex::new(Some(tokio::spawn(self.clone().watch(id, task, letters))));
        Ok(Seat {
            organisation: organisation.clone(),
            clock,
            started_at,
            language,
            hints,
            mailbox,
            signals,
            picture,
            ears,
            task,
        })
    }

    /// Runs a task to its end; one that breaks off is taken up again, even when nobody says anything more.
    async fn watch(self, id: ConversationId, task: Task, letters: mpsc::Receiver<Letter>) {
        let Err(error) = tokio::spawn(task.run(letters)).await else {
            self.live()
                .retain(|one, cell| *one != id || cell.get().is_none_or(|seat| !seat.mailbox.is_closed()));
            return;
        };
        tracing::error!(conversation = %id, %error, "a live conversation broke off");
        // Whatever broke it may still be there: not at once, so as not to break again and again.
        tokio::time::sleep_until(Instant::now() + AFTER_A_BREAK).await;
        match self.take_up_again(&id).await {
            Ok(()) | Err(LiveError::NotLive | LiveError::Refused(_)) => {}
            Err(error) => tracing::error!(conversation = %id, %error, "it could not be taken up again"),
        }
    }

    /// Records what somebody said. Answers after it is committed; the same key of the same speaker is recorded once.
    ///
    /// # Errors
    /// `Refused` when the speaker may not speak here, `Store` when it could not be written (then say it again).
    pub async fn hear(&self, conversation: &ConversationId, heard: Heard) -> Result<(), LiveError> {
        self.ask(conversation, Event::Heard(heard)).await
    }

    /// Shows words that are still being spoken. They are dropped when the conversation has more urgent things to do.
    pub fn interim(&self, conversation: &ConversationId, interim: Interim) {
        self.tell(conversation, Event::Interim(interim));
    }

    /// Does what the seller wants.
    ///
    /// # Errors
    /// `Refused` with the reason when it cannot be done.
    pub async fn command(&self, conversation: &ConversationId, command: Command) -> Result<(), LiveError> {
        self.ask(conversation, Event::Command(command)).await
    }

    /// Somebody came to the door. Records it, with their row when there is none yet.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn arrive(
        &self,
        conversation: &ConversationId,
        participant: Participant,
    ) -> Result<(), LiveError> {
        self.ask(conversation, Event::Arrived(participant)).await
    }

    /// The host admits, refuses or removes somebody; whoever is refused or gone is put out of the room.
    ///
    /// # Errors
    /// `Refused` when nobody of this id takes part.
    pub async fn place(
        &self,
        conversation: &ConversationId,
        participant: &ParticipantId,
        presence: Presence,
    ) -> Result<(), LiveError> {
        self.ask(conversation, Event::Moved(participant.clone(), presence)).await
    }

    /// Lets something happen and answers when it is done.
    ///
    /// # Errors
    /// `NotLive` when no such conversation is live here.
    pub async fn ask(&self, conversation: &ConversationId, event: Event) -> Result<(), LiveError> {
        match self.ask_once(conversation, event.clone()).await {
            // Its task broke off: it is taken up from its facts, and what was not acknowledged is said again.
            None => match self.take_up_again(conversation).await {
                Ok(()) => self.ask_once(conversation, event).await.unwrap_or(Err(LiveError::NotLive)),
                Err(error) => Err(error),
            },
            Some(answer) => answer,
        }
    }

    /// None when nobody answered.
    async fn ask_once(&self, conversation: &ConversationId, event: Event) -> Option<Result<(), LiveError>> {
        let mailbox = self.with(conversation, |seat| seat.mailbox.clone())?;
        let (reply, answer) = oneshot::channel();
        // A closed mailbox belongs to a task that broke off.
        mailbox.send(Letter { event, reply: Some(reply) }).await.ok()?;
        answer.await.ok()
    }

    /// A boxed future, since what is taken up again is watched again.
    fn take_up_again<'a>(&'a self, conversation: &'a ConversationId) -> BoxFuture<'a, Result<(), LiveError>> {
        Box::pin(async move {
            let seat = self.live().get(conversation).and_then(|cell| {
                let seat = cell.get().filter(|seat| seat.mailbox.is_closed())?;
                Some((seat.organisation.clone(), Arc::clone(&seat.clock)))
            });
            let Some((organisation, clock)) = seat else {
                // Somebody else has taken it up, or it is over.
                return if self.is_live(conversation) { Ok(()) } else { Err(LiveError::NotLive) };
            };
            tracing::warn!(%conversation, "a live conversation broke off and is taken up again");
            self.open_with(&organisation, conversation, clock).await
        })
    }

    /// Lets something happen that must not be missed, without waiting for it. Waits only while the mailbox is full.
    pub async fn send(&self, conversation: &ConversationId, event: Event) {
        let mailbox = self.with(conversation, |seat| seat.mailbox.clone());
        let Some(mailbox) = mailbox else { return };
        let Err(unsent) = mailbox.send(Letter { event, reply: None }).await else { return };
        // Its task broke off: it is taken up from its facts, and hears of this all the same.
        let taken_up = self.take_up_again(conversation).await;
        let mailbox = self.with(conversation, |seat| seat.mailbox.clone());
        match (taken_up, mailbox) {
            (Ok(()), Some(mailbox)) if mailbox.send(unsent.0).await.is_ok() => {}
            _ => tracing::debug!(%conversation, "an event found nobody"),
        }
    }

    /// Lets something of the moment happen; it is dropped when nobody is there or too much waits.
    pub fn tell(&self, conversation: &ConversationId, event: Event) {
        let sent =
            self.with(conversation, |seat| seat.mailbox.try_send(Letter { event, reply: None }).is_ok());
        if sent == Some(false) {
            tracing::debug!(%conversation, "a passing event was dropped");
        }
    }

    /// Signals of this conversation from now on, and what the display shows at this moment.
    ///
    /// # Errors
    /// `NotLive` when no such conversation is live here.
    pub fn signals(
        &self,
        conversation: &ConversationId,
    ) -> Result<(Vec<Signal>, broadcast::Receiver<Signal>), LiveError> {
        self.with(conversation, |seat| {
            let receiver = seat.signals.subscribe();
            (seat.picture(), receiver)
        })
        .ok_or(LiveError::NotLive)
    }

    /// The moment on the call clock.
    ///
    /// # Errors
    /// `NotLive` when no such conversation is live here.
    pub fn call_time(&self, conversation: &ConversationId) -> Result<CallTime, LiveError> {
        self.with(conversation, |seat| {
            let since = seat.clock.now().since(seat.started_at);
            CallTime::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
        })
        .ok_or(LiveError::NotLive)
    }

    /// The language the conversation is held in.
    ///
    /// # Errors
    /// `NotLive` when no such conversation is live here.
    pub fn language(&self, conversation: &ConversationId) -> Result<Language, LiveError> {
        self.with(conversation, |seat| seat.language).ok_or(LiveError::NotLive)
    }

    /// Names that a recogniser should expect in this conversation.
    pub fn hints(&self, conversation: &ConversationId) -> Vec<String> {
        self.with(conversation, |seat| seat.hints.clone()).unwrap_or_default()
    }

    /// Whether the participant's own browser should recognise their speech.
    pub fn browser_listens(&self, conversation: &ConversationId, who: &ParticipantId) -> bool {
        self.with(conversation, |seat| seat.ears().browser(who)).unwrap_or(false)
    }

    /// The server's recognisers gave up on this participant, or one of them is back: their browser takes over or
    /// rests, and is told so by a signal.
    pub fn hand_ears(&self, conversation: &ConversationId, who: &ParticipantId, to_browser: bool) {
        let news = self.with(conversation, |seat| {
            if to_browser { seat.ears().give_up(who) } else { seat.ears().back(who) }
        });
        if news == Some(true) {
            self.tell(conversation, Event::Recognise(who.clone(), to_browser));
        }
    }

    /// Whether the conversation is live here.
    pub fn is_live(&self, conversation: &ConversationId) -> bool {
        self.with(conversation, |_| ()).is_some()
    }

    /// How many conversations are live here.
    pub fn count(&self) -> usize {
        self.live().values().filter(|cell| cell.get().is_some()).count()
    }

    /// What its conversations may use.
    pub fn means(&self) -> &Means {
        &self.inner.means
    }

    /// Lets every task finish the letters it has and stop. The conversations stay live: the next start takes them up.
    pub async fn shut_down(&self) {
        let cells: Vec<_> = self.live().drain().map(|(_, cell)| cell).collect();
        for cell in cells {
            let task =
                cell.get().and_then(|seat| seat.task.lock().unwrap_or_else(PoisonError::into_inner).take());
            // The last sender goes with the cell; the task then reads its mailbox to the end.
            drop(cell);
            if let Some(task) = task
                && let Err(error) = task.await
                && error.is_panic()
            {
                tracing::error!(%error, "a live conversation broke off");
            }
        }
    }

    fn live(&self) -> std::sync::MutexGuard<'_, HashMap<ConversationId, Arc<OnceCell<Seat>>>> {
        self.inner.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at a conversation's door, which stands while its task is taken up again.
    fn with<T>(&self, conversation: &ConversationId, look: impl FnOnce(&Seat) -> T) -> Option<T> {
        self.live().get(conversation)?.get().map(look)
    }

    fn forget_unopened(&self, conversation: &ConversationId) {
        let mut live = self.live();
        if live.get(conversation).is_some_and(|cell| cell.get().is_none()) {
            live.remove(conversation);
        }
    }
}
