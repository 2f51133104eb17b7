//! The seller's socket: everything that happens in one conversation, and what the seller wants of it.

use super::frames::{Frames, Said, limited, own_page};
use super::wire::{HeardMessage, LiveCommand, LiveServerMessage, SocketError};
use crate::auth::caller::Caller;
use crate::error::Answer;
use crate::state::App;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_live::LiveError;
use sottovoce_live::channels::browser;
use sottovoce_live::session::event::{Command, Signal};
use sottovoce_store::{Follow, StoreError, Tenant};
use tokio::sync::broadcast::{self, error::RecvError};

/// How often a signed-in browser is looked at again while its socket is open.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_secs(60);

/// After which fact.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    #[serde(default)]
    after: u64,
}

/// Opens a seller's socket, for whoever may see the conversation.
pub async fn open(
    State(app): State<App>,
    caller: Caller,
    conversation: Result<Path<ConversationId>, axum::extract::rejection::PathRejection>,
    Query(query): Query<After>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Answer<Response> {
    own_page(&app, &headers)?;
    let Path(id) = conversation?;
    let conversation = caller.tenant.conversations().visible(&id, &caller.scope()).await?;
    let me = caller.tenant.participants().list(&id).await?;
    let me = me.into_iter().find(|person| person.user.as_ref() == Some(&caller.who.user.id));
    let follow = caller.tenant.follow(&conversation.id, query.after).await?;
    let seller = Seller {
        app,
        tenant: caller.tenant,
        id,
        me: me.map(|me| me.id),
        user: caller.who.user.id,
        headers,
        last: query.after,
    };
    Ok(limited(upgrade).on_upgrade(|socket| seller.serve(Frames::new(socket), follow)))
}

/// One seller's socket.
struct Seller {
    app: App,
    tenant: Tenant,
    id: ConversationId,
    /// Who they are in the conversation; none for somebody who only watches.
    me: Option<ParticipantId>,
    user: sottovoce_domain::ids::UserId,
    headers: HeaderMap,
    /// The last fact that was sent.
    last: u64,
}

impl Seller {
    async fn serve(mut self, mut frames: Frames, mut follow: Follow) {
        let comes_back = self.talk(&mut frames, &mut follow).await;
        frames.close(comes_back).await;
    }

    /// Serves until either side ends it; says whether the client should come back.
    async fn talk(&mut self, frames: &mut Frames, follow: &mut Follow) -> bool {
        loop {
            let fact = match follow.ready().await {
                Ok(Some(fact)) => fact,
                Ok(None) => break,
                Err(error) => return self.lost(&error),
            };
            self.last = fact.number;
            if !frames.say(&LiveServerMessage::Fact { fact }).await {
                return true;
            }
        }
        let Ok(mut signals) = self.signals(frames).await else { return true };
        if !frames.say(&LiveServerMessage::Ready { last: self.last }).await {
            return true;
        }
        let stopping = self.app.stopping.clone();
        let mut look_again = tokio::time::interval(LOOK_AGAIN);
        look_again.tick().await;
        loop {
            tokio::select! {
                () = stopping.cancelled() => return true,
                _ = look_again.tick() => if !self.still_may().await { return false },
                fact = follow.next() => match fact {
                    Ok(fact) => {
                        self.last = fact.number;
                        let entered = self.notice(&fact.what);
                        if !frames.say(&LiveServerMessage::Fact { fact }).await { return true }
                        if entered && !self.tell_ears(frames).await { return true }
                        // Whoever opened the display before the conversation began sees the rest from its begin on.
                        if signals.is_none() {
                            let Ok(begun) = self.signals(frames).await else { return true };
                            signals = begun;
                        }
                    }
                    Err(error) => return self.lost(&error),
                },
                signal = next_signal(&mut signals) => if let Some(signal) = signal
                    && !self.show(frames, signal).await { return true },
                said = frames.next::<LiveCommand>() => match said {
                    Said::Gone => return true,
                    Said::Nonsense => {
                        let why = SocketError::new("malformed", "not a message of this protocol");
                        if !self.refuse(frames, why).await { return true }
                    }
                    Said::Message(command) => if !self.obey(frames, command).await { return true },
                },
            }
        }
    }

    /// The facts cannot be read: the client comes back and asks for them again.
    fn lost(&self, error: &StoreError) -> bool {
        tracing::error!(conversation = %self.id, %error, "a seller's socket lost the facts");
        true
    }

    /// What the display shows now, and what comes; nothing when the conversation is over.
    async fn signals(&self, frames: &mut Frames) -> Result<Option<broadcast::Receiver<Signal>>, ()> {
        let Ok((picture, receiver)) = self.app.hub.signals(&self.id) else { return Ok(None) };
        for signal in picture {
            if !self.show(frames, signal).await {
                return Err(());
            }
        }
        if !self.tell_ears(frames).await {
            return Err(());
        }
        Ok(Some(receiver))
    }

    /// Whether the seller's own browser should recognise their speech, for as long as no signal says otherwise.
    async fn tell_ears(&self, frames: &mut Frames) -> bool {
        let Some(me) = &self.me else { return true };
        let Ok(language) = self.app.hub.language(&self.id) else { return true };
        let on = self.app.hub.browser_listens(&self.id, me);
        let signal = Signal::Recognise { participant: me.clone(), on, language };
        frames.say(&LiveServerMessage::Signal { signal }).await
    }

    async fn show(&self, frames: &mut Frames, signal: Signal) -> bool {
        // Whether a browser shall recognise is its owner's business only.
        if let Signal::Recognise { participant, .. } = &signal
            && Some(participant) != self.me.as_ref()
        {
            return true;
        }
        frames.say(&LiveServerMessage::Signal { signal }).await
    }

    /// Somebody who opened the display before entering is known from their arrival on; says whether this was it.
    fn notice(&mut self, what: &What) -> bool {
        let What::Arrived(person) = what else { return false };
        let arrived = person.user.as_ref() == Some(&self.user);
        if arrived {
            self.me = Some(person.id.clone());
        }
        arrived
    }

    /// Whether this browser is still signed in and may still see the conversation.
    async fn still_may(&self) -> bool {
        match Caller::of(&self.app, &self.headers).await {
            Ok(caller) => {
                // A database that is busy for a moment is no reason to send a seller away.
                let seen = self.tenant.conversations().visible(&self.id, &caller.scope()).await;
                caller.tenant.organisation_id() == self.tenant.organisation_id()
                    && !matches!(seen, Err(StoreError::NotFound))
            }
            Err(error) => error.code() != "signed_out",
        }
    }

    async fn refuse(&self, frames: &mut Frames, why: SocketError) -> bool {
        frames.say(&LiveServerMessage::Error(why)).await
    }

    async fn obey(&self, frames: &mut Frames, command: LiveCommand) -> bool {
        let done = match command {
            LiveCommand::Ping => return frames.say(&LiveServerMessage::Pong).await,
            LiveCommand::Heard(heard) => return self.heard(frames, heard).await,
            LiveCommand::Tick { point } => self.want(Command::Tick { point }).await,
            LiveCommand::Untick { point } => self.want(Command::Untick { point }).await,
            LiveCommand::DismissCard { card } => self.want(Command::DismissCard { card }).await,
            LiveCommand::DismissSuggestion { suggestion } => {
                self.want(Command::DismissSuggestion { suggestion }).await
            }
            LiveCommand::Present { card } => self.want(Command::Present { card }).await,
            LiveCommand::TakeDown => self.want(Command::TakeDown).await,
            LiveCommand::ChoosePlaybook { playbook } => self.want(Command::ChoosePlaybook { playbook }).await,
            LiveCommand::End => self.want(Command::End).await,
        };
        match done {
            Ok(()) => true,
            Err(error) => self.refuse(frames, SocketError::of(error)).await,
        }
    }

    async fn want(&self, command: Command) -> Result<(), LiveError> {
        self.app.hub.command(&self.id, command).await
    }

    async fn heard(&self, frames: &mut Frames, heard: HeardMessage) -> bool {
        let (key, is_final) = (heard.key.clone(), heard.is_final);
        let Some(me) = &self.me else {
            let why = SocketError::new("not_a_participant", "you are not in this conversation");
            return self.refuse(frames, why.about(key)).await;
        };
        match browser::take(&self.app.hub, &self.id, me, heard.into()).await {
            Ok(()) if is_final => frames.say(&LiveServerMessage::Ack { key }).await,
            Ok(()) => true,
            Err(error) => self.refuse(frames, SocketError::of(error).about(key)).await,
        }
    }
}

/// The next signal; waits for ever when the conversation has none.
pub(super) async fn next_signal(signals: &mut Option<broadcast::Receiver<Signal>>) -> Option<Signal> {
    let Some(receiver) = signals else { return std::future::pending().await };
    match receiver.recv().await {
        Ok(signal) => Some(signal),
        // Impressions that were missed are old by now.
        Err(RecvError::Lagged(_)) => None,
        Err(RecvError::Closed) => {
            *signals = None;
            None
        }
    }
}
