//! The guest's socket: at the door, what is on the stage, and the guest's own recognised words.
//!
//! [`for_guest`] is the only function that turns what happens into what a guest is told; it asks
//! `domain::fact::audience` first. Nothing of the copilot has a message here.

use super::frames::{Frames, Said, limited, own_page};
use super::live::next_signal;
use super::wire::{GuestClientMessage, GuestServerMessage, SocketError};
use crate::auth::address::Address;
use crate::error::Answer;
use crate::meeting_room;
use crate::state::App;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use sottovoce_domain::conversation::{Participant, Presence};
use sottovoce_domain::fact::{Audience, What, audience};
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_domain::language::Language;
use sottovoce_live::channels::browser;
use sottovoce_live::session::event;
use sottovoce_store::{Follow, StoreError, Tenant};
use std::time::Duration;
use tokio::sync::broadcast;

/// Whoever opens a socket and does not say who they are is let go.
const HELLO_WITHIN: Duration = Duration::from_secs(15);

/// Opens a guest's socket; who it is they say in the first frame.
pub async fn open(
    State(app): State<App>,
    Address(from): Address,
    Path(link): Path<String>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Answer<Response> {
    own_page(&app, &headers)?;
    app.limits.knock(from)?;
    Ok(limited(upgrade).on_upgrade(|socket| serve(app, link, Frames::new(socket))))
}

async fn serve(app: App, link: String, mut frames: Frames) {
    let first = tokio::time::timeout(HELLO_WITHIN, frames.next::<GuestClientMessage>()).await;
    let Ok(Said::Message(GuestClientMessage::Hello { token })) = first else {
        frames.say(&error("malformed", "say hello first")).await;
        return frames.close(false).await;
    };
    let comes_back = match Guest::welcome(app, &link, &token).await {
        Ok((mut guest, mut follow)) => guest.talk(&mut frames, &mut follow).await,
        Err(refused) => {
            frames.say(&error(refused.code(), refused.detail())).await;
            // Trouble of ours passes; a token that opens nothing does not.
            matches!(refused.code(), "busy" | "internal")
        }
    };
    frames.close(comes_back).await;
}

fn error(code: &'static str, detail: &str) -> GuestServerMessage {
    GuestServerMessage::Error(SocketError::new(code, detail.to_owned()))
}

/// What a guest is told of something that happened; of most things nothing.
fn for_guest(what: &What) -> Option<GuestServerMessage> {
    match audience(what) {
        Audience::Sellers => None,
        Audience::Everyone => match what {
            What::Presented(attachment) => {
                Some(GuestServerMessage::Presented { attachment: attachment.clone() })
            }
            What::PresentationEnded => Some(GuestServerMessage::TakenDown),
            What::Ended => Some(GuestServerMessage::Ended),
            _ => None,
        },
    }
}

/// One guest's socket.
struct Guest {
    app: App,
    tenant: Tenant,
    conversation: ConversationId,
    language: Language,
    me: Participant,
    /// What is on the stage when they come.
    stage: Option<GuestServerMessage>,
    ended: bool,
    signals: Option<broadcast::Receiver<event::Signal>>,
}

impl Guest {
    /// Finds out who it is and what is on the stage.
    async fn welcome(app: App, link: &str, token: &str) -> Answer<(Self, Follow)> {
        let (entrance, pass) = meeting_room::guest(&app, link, token).await?;
        let tenant = app.store.tenant(&pass.organisation);
        let conversation = pass.conversation;
        let mut follow = tenant.follow(&conversation, 0).await?;
        let (mut stage, mut ended) = (None, false);
        while let Some(fact) = follow.ready().await? {
            match for_guest(&fact.what) {
                Some(GuestServerMessage::Ended) => ended = true,
                Some(GuestServerMessage::TakenDown) => stage = None,
                Some(presented) => stage = Some(presented),
                None => {}
            }
        }
        // Read after the facts: it is at least as new as they are.
        let me = tenant.participants().get(&conversation, &pass.participant.id).await?;
        let language = entrance.meeting.language;
        Ok((Self { app, tenant, conversation, language, me, stage, ended, signals: None }, follow))
    }

    /// Serves until either side ends it; says whether the client should come back.
    async fn talk(&mut self, frames: &mut Frames, follow: &mut Follow) -> bool {
        if self.ended {
            frames.say(&GuestServerMessage::Ended).await;
            return false;
        }
        if !self.tell_presence(frames).await {
            return true;
        }
        if self.is_refused() {
            return false;
        }
        let stopping = self.app.stopping.clone();
        loop {
            tokio::select! {
                () = stopping.cancelled() => return true,
                fact = follow.next() => match fact {
                    Ok(fact) => match self.happened(frames, &fact.what).await {
                        Next::GoOn => {}
                        Next::Over => return false,
                        Next::Lost => return true,
                    },
                    Err(error) => {
                        tracing::error!(conversation = %self.conversation, %error, "a guest's socket lost the facts");
                        return true;
                    }
                },
                signal = next_signal(&mut self.signals) => if let Some(signal) = signal
                    && !self.signalled(frames, signal).await { return true },
                said = frames.next::<GuestClientMessage>() => match said {
                    Said::Gone => return true,
                    Said::Message(message) => if !self.obey(frames, message).await { return true },
                    Said::Nonsense => if !frames.say(&error("malformed", "not a message of this protocol")).await { return true },
                },
            }
        }
    }

    async fn happened(&mut self, frames: &mut Frames, what: &What) -> Next {
        if let Some(message) = for_guest(what) {
            // The stage is not for those who wait at the door; they see it when they are in.
            if self.me.presence != Presence::Admitted && message != GuestServerMessage::Ended {
                self.stage = Some(message).filter(|message| *message != GuestServerMessage::TakenDown);
                return Next::GoOn;
            }
            let over = message == GuestServerMessage::Ended;
            return match (frames.say(&message).await, over) {
                (false, _) => Next::Lost,
                (true, true) => Next::Over,
                (true, false) => Next::GoOn,
            };
        }
        if concerns(what, &self.me.id) {
            // Where one stands is one's own business; it is read from one's own row.
            match self.tenant.participants().get(&self.conversation, &self.me.id).await {
                Ok(me) => self.me = me,
                Err(StoreError::NotFound) => return Next::Over,
                Err(_) => return Next::Lost,
            }
            if !self.tell_presence(frames).await {
                return Next::Lost;
            }
            if self.is_refused() {
                return Next::Over;
            }
        }
        Next::GoOn
    }

    const fn is_refused(&self) -> bool {
        matches!(self.me.presence, Presence::Refused)
    }

    /// Where they stand; once admitted the way into the room, the stage, and whether to recognise.
    async fn tell_presence(&mut self, frames: &mut Frames) -> bool {
        let admitted = self.me.presence == Presence::Admitted;
        let pass = if admitted {
            match meeting_room::pass(&self.app, &self.conversation, &self.me) {
                Ok(pass) => Some(pass),
                Err(failed) => return frames.say(&error(failed.code(), failed.detail())).await,
            }
        } else {
            None
        };
        let (room_url, room_token) = pass.map(|pass| (pass.url, pass.token)).unzip();
        let presence = GuestServerMessage::Presence { presence: self.me.presence, room_url, room_token };
        if !frames.say(&presence).await {
            return false;
        }
        if !admitted {
            self.signals = None;
            return true;
        }
        if let Some(presented) = self.stage.take()
            && !frames.say(&presented).await
        {
            return false;
        }
        // The display's picture is the sellers': only the signals to come are listened to, and only for oneself.
        self.signals = self.app.hub.signals(&self.conversation).ok().map(|(_, receiver)| receiver);
        let on = self.app.hub.browser_listens(&self.conversation, &self.me.id);
        frames.say(&GuestServerMessage::Recognise { on, language: self.language }).await
    }

    async fn signalled(&self, frames: &mut Frames, signal: event::Signal) -> bool {
        match signal {
            event::Signal::Recognise { participant, on, language } if participant == self.me.id => {
                frames.say(&GuestServerMessage::Recognise { on, language }).await
            }
            _ => true,
        }
    }

    async fn obey(&self, frames: &mut Frames, message: GuestClientMessage) -> bool {
        match message {
            GuestClientMessage::Ping => frames.say(&GuestServerMessage::Pong).await,
            GuestClientMessage::Hello { .. } => true,
            GuestClientMessage::Heard(heard) => {
                let (key, is_final) = (heard.key.clone(), heard.is_final);
                match browser::take(&self.app.hub, &self.conversation, &self.me.id, heard.into()).await {
                    Ok(()) if is_final => frames.say(&GuestServerMessage::Ack { key }).await,
                    Ok(()) => true,
                    Err(refused) => {
                        let why = SocketError::of(refused).about(key);
                        frames.say(&GuestServerMessage::Error(why)).await
                    }
                }
            }
        }
    }
}

/// How a socket goes on.
enum Next {
    GoOn,
    Over,
    Lost,
}

/// Whether this moves the guest themselves.
fn concerns(what: &What, me: &ParticipantId) -> bool {
    match what {
        What::Moved { participant, .. } => participant == me,
        What::Arrived(person) => person.id == *me,
        _ => false,
    }
}
