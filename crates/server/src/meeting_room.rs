//! From a meeting to its live conversation and the people in it: starting, knocking, admitting, entering, ending.
//!
//! A conversation exists from the first knock or start on; it is live, with its clock at zero, once a member came.
//! Until then guests wait whatever the lobby says: nobody is in a room without their host.

use crate::auth::caller::Caller;
use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::state::App;
use axum::http::StatusCode;
use sottovoce_domain::conversation::{Channel, Consent, Conversation, Participant, Presence, Side, Stage};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ConversationId, OrganisationId, ParticipantId};
use sottovoce_domain::meeting::{Closed, Meeting};
use sottovoce_live::LiveError;
use sottovoce_live::session::event::Command;
use sottovoce_media::engine::{MediaEngine as _, RoomGrant};
use sottovoce_store::{Entrance, GuestPass, StoreError, Tenant};
use std::time::Duration;

/// A room token opens the door for so long: longer than any meeting, since a browser whose connection broke comes
/// back with it. Whoever was put out is stopped by their presence, not by the token's end.
const TOKEN_GOOD_FOR: Duration = Duration::from_secs(12 * 3600);

/// A member in a meeting's conversation.
pub struct Entered {
    /// The conversation.
    pub conversation: ConversationId,
    /// Who they are in it.
    pub participant: Participant,
}

/// The way into a room.
pub struct Pass {
    /// What `livekit-client` connects to.
    pub url: String,
    /// Opens the room.
    pub token: String,
}

/// A guest's token that stands for nobody.
pub fn unknown_guest() -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "invalid_token", "the guest's token is not valid here")
}

/// A link that does not open the door.
pub fn closed(closed: Closed) -> ApiError {
    let (status, code) = match closed {
        Closed::Revoked => (StatusCode::GONE, "revoked"),
        Closed::Expired => (StatusCode::GONE, "expired"),
        Closed::Ended => (StatusCode::GONE, "ended"),
        Closed::Locked => (StatusCode::FORBIDDEN, "locked"),
    };
    ApiError::new(status, code, closed.to_string())
}

/// Whether a member has begun the meeting.
///
/// # Errors
/// When the database fails.
pub async fn started(app: &App, organisation: &OrganisationId, meeting: &Meeting) -> Answer<bool> {
    let Some(conversation) = &meeting.conversation else { return Ok(false) };
    is_begun(&app.store.tenant(organisation), conversation).await
}

async fn is_begun(tenant: &Tenant, conversation: &ConversationId) -> Answer<bool> {
    Ok(tenant.participants().list(conversation).await?.iter().any(|person| person.side == Side::Seller))
}

/// The guest whose token this is, when it belongs to this link and the link was not revoked.
///
/// # Errors
/// `invalid_token`, or why the link is closed.
pub async fn guest(app: &App, link: &str, guest_token: &str) -> Answer<(Entrance, GuestPass)> {
    let entrance = app.store.doors().meeting(link).await?;
    let pass = match app.store.doors().guest(&token::hash(guest_token)).await {
        Err(StoreError::NotFound) => return Err(unknown_guest()),
        other => other?,
    };
    if pass.organisation != entrance.organisation.id || pass.meeting.as_ref() != Some(&entrance.meeting.id) {
        return Err(unknown_guest());
    }
    match entrance.meeting.open(app.now()) {
        // Whoever is in stays in when the door is closed behind them.
        Ok(()) | Err(Closed::Locked | Closed::Expired | Closed::Ended) => Ok((entrance, pass)),
        Err(Closed::Revoked) if pass.participant.presence == Presence::Admitted => Ok((entrance, pass)),
        Err(reason) => Err(closed(reason)),
    }
}

/// Puts a guest who agreed to the notice at the door, or lets them in when nobody needs to admit them.
///
/// # Errors
/// When the meeting ended in this moment, or the database fails.
pub async fn knock(
    app: &App,
    entrance: &Entrance,
    name: &str,
    consent: &Consent,
    token_hash: &str,
) -> Answer<Participant> {
    let organisation = &entrance.organisation.id;
    let tenant = app.store.tenant(organisation);
    let conversation = conversation_of(app, &tenant, &entrance.meeting).await?;
    let begun = is_begun(&tenant, &conversation).await?;
    let presence = if begun && !entrance.meeting.lobby { Presence::Admitted } else { Presence::Waiting };
    let guest = Participant {
        id: ParticipantId::new(app.now(), app.entropy()),
        name: name.to_owned(),
        side: Side::Customer,
        user: None,
        presence,
    };
    let mut tx = tenant.begin().await?;
    tx.participants().add(&conversation, &guest, Some(token_hash)).await?;
    tx.participants().consent(&conversation, &guest.id, consent).await?;
    if begun {
        tx.commit().await?;
        app.hub.open(organisation, &conversation).await?;
        app.hub.arrive(&conversation, guest.clone()).await?;
        return Ok(guest);
    }
    tx.record(&conversation, What::Arrived(guest.clone())).await?;
    tx.commit().await?;
    // Begun in this moment: whoever began it may have looked at the door before the guest stood there.
    if !entrance.meeting.lobby && is_begun(&tenant, &conversation).await? {
        app.hub.open(organisation, &conversation).await?;
        app.hub.place(&conversation, &guest.id, Presence::Admitted).await?;
        return Ok(Participant { presence: Presence::Admitted, ..guest });
    }
    Ok(guest)
}

/// The conversation of a meeting; made when there is none yet.
async fn conversation_of(app: &App, tenant: &Tenant, meeting: &Meeting) -> Answer<ConversationId> {
    if let Some(conversation) = &meeting.conversation {
        return Ok(conversation.clone());
    }
    let now = app.now();
    let conversation = Conversation {
        id: ConversationId::new(now, app.entropy()),
        title: meeting.title.clone(),
        channel: Channel::Video,
        language: meeting.language,
        stage: Stage::Live,
        meeting: Some(meeting.id.clone()),
        seller: meeting.host.clone(),
        started_at: now,
        ended_at: None,
    };
    let tx = tenant.begin().await?;
    tx.conversations().create(&conversation).await?;
    match tx.meetings().begin(&meeting.id, &conversation.id).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(conversation.id)
        }
        // Somebody else was faster by a moment: theirs is the one.
        Err(StoreError::Conflict(_)) => {
            tx.rollback().await?;
            tenant.meetings().get(&meeting.id).await?.conversation.ok_or_else(ApiError::not_found)
        }
        Err(error) => Err(error.into()),
    }
}

/// A member comes into a meeting. The first one begins it: its clock starts, and guests come in who need nobody
/// to admit them.
///
/// # Errors
/// When the meeting is over or its link was revoked.
pub async fn enter_as_member(app: &App, caller: &Caller, meeting: Meeting) -> Answer<Entered> {
    match meeting.open(app.now()) {
        Ok(()) | Err(Closed::Locked | Closed::Expired) => {}
        Err(Closed::Revoked) if meeting.conversation.is_some() => {}
        Err(reason) => return Err(closed(reason)),
    }
    let tenant = &caller.tenant;
    let id = conversation_of(app, tenant, &meeting).await?;
    let newcomer = Participant {
        id: ParticipantId::new(app.now(), app.entropy()),
        name: caller.who.user.name.clone(),
        side: Side::Seller,
        user: Some(caller.who.user.id.clone()),
        presence: Presence::Admitted,
    };
    if !is_begun(tenant, &id).await? {
        begin(app, tenant, &id, &meeting, &newcomer).await?;
    }
    app.hub.open(tenant.organisation_id(), &id).await?;
    app.rooms.know(&id, tenant.organisation_id());
    let participant = match member(tenant, &id, caller).await? {
        Some(known) => known,
        None => {
            // Of two requests of the same member at once the first one's seat counts.
            app.hub.arrive(&id, newcomer).await?;
            member(tenant, &id, caller).await?.ok_or_else(ApiError::not_found)?
        }
    };
    if participant.presence != Presence::Admitted {
        app.hub.place(&id, &participant.id, Presence::Admitted).await?;
    }
    if !meeting.lobby {
        admit_waiting(app, tenant, &id).await?;
    }
    Ok(Entered { conversation: id, participant: Participant { presence: Presence::Admitted, ..participant } })
}

/// The caller's own seat in a conversation.
async fn member(tenant: &Tenant, id: &ConversationId, caller: &Caller) -> Answer<Option<Participant>> {
    let people = tenant.participants().list(id).await?;
    Ok(people.into_iter().find(|person| person.user.as_ref() == Some(&caller.who.user.id)))
}

/// The first member begins the conversation: its playbook, its clock and their seat, all at once. Nothing when another
/// one was faster by a moment.
async fn begin(
    app: &App,
    tenant: &Tenant,
    id: &ConversationId,
    meeting: &Meeting,
    first: &Participant,
) -> Answer<()> {
    let playbook = match &meeting.playbook {
        Some(playbook) => Some(tenant.playbooks().get(playbook).await?),
        None => None,
    };
    let mut tx = tenant.begin().await?;
    // Moving the clock holds the conversation's row: of two at once the second one finds the first one seated.
    tx.conversations().started(id, app.now()).await?;
    if tx.participants().list(id).await?.iter().any(|person| person.side == Side::Seller) {
        return Ok(tx.rollback().await?);
    }
    if let Some(newest) = playbook {
        tx.conversations().set_playbook(id, &newest.id, newest.version).await?;
    }
    tx.participants().add(id, first, None).await?;
    tx.record(id, What::Arrived(first.clone())).await?;
    Ok(tx.commit().await?)
}

async fn admit_waiting(app: &App, tenant: &Tenant, id: &ConversationId) -> Answer<()> {
    for person in tenant.participants().list(id).await? {
        if person.presence == Presence::Waiting {
            app.hub.place(id, &person.id, Presence::Admitted).await?;
        }
    }
    Ok(())
}

/// The way into the room for somebody who was admitted.
///
/// # Errors
/// When the media engine cannot make a token.
pub fn pass(app: &App, conversation: &ConversationId, participant: &Participant) -> Answer<Pass> {
    let grant =
        RoomGrant::member(conversation.as_str(), participant.id.as_str(), &participant.name, TOKEN_GOOD_FOR);
    let token = app.media.token(&grant, app.now()).map_err(|error| ApiError::internal(&error))?;
    Ok(Pass { url: app.media.url(&app.settings.public_url), token })
}

/// The host decides about somebody at the door or in the room. Only guests are placed.
///
/// # Errors
/// `not_found` for a conversation or guest the caller does not see, `not_live` when it is over.
pub async fn place(
    app: &App,
    caller: &Caller,
    id: &ConversationId,
    who: &ParticipantId,
    presence: Presence,
) -> Answer<()> {
    let tenant = &caller.tenant;
    tenant.conversations().visible(id, &caller.scope()).await?;
    let person = tenant.participants().get(id, who).await?;
    if person.user.is_some() {
        return Err(ApiError::conflict("not_a_guest", "members are not admitted, refused or removed"));
    }
    if !app.hub.is_live(id) && !is_begun(tenant, id).await? {
        return Err(ApiError::conflict("not_started", "start the meeting first"));
    }
    app.hub.open(tenant.organisation_id(), id).await?;
    Ok(app.hub.place(id, who, presence).await?)
}

/// Ends a meeting for everybody; nothing when it is over already.
///
/// # Errors
/// When the database fails.
pub async fn end(app: &App, caller: &Caller, meeting: &Meeting) -> Answer<()> {
    if meeting.ended_at.is_some() {
        return Ok(());
    }
    let Some(id) = &meeting.conversation else {
        return Ok(caller.tenant.meetings().end(&meeting.id, app.now()).await?);
    };
    let ended = match app.hub.open(caller.tenant.organisation_id(), id).await {
        Ok(()) => app.hub.command(id, Command::End).await,
        Err(error) => Err(error),
    };
    match ended {
        Ok(()) | Err(LiveError::NotLive) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
