//! The demo: an organisation for each visitor with people, playbooks and past conversations, made through the same doors
//! as any other; and rehearsed calls that are played live. What a visitor does is theirs alone, and gone after a day.

mod people;
mod script;

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::founding;
use crate::state::App;
use script::Scene;
use sottovoce_after::import::{Format, ImportFailure, Line, Parsed, Upload, import};
use sottovoce_domain::conversation::{Channel, Conversation, Stage};
use sottovoce_domain::ids::{ConversationId, MeetingId, OrganisationId, PlaybookId, UserId, unguessable};
use sottovoce_domain::language::Language;
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::rehearsal::Rehearsal;
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::Timestamp;
use sottovoce_live::channels::rehearsal::{Tempo, play as play_rehearsal};
use sottovoce_store::{NewOrganisation, Store, StoreError, Tenant};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);
/// A visitor who looks in again on the same day finds what they did; longer nobody keeps it.
const GOOD_FOR: Duration = Duration::from_secs(24 * 3600);
/// So many rehearsed calls one visitor may have played at once.
const MOST_AT_ONCE: usize = 3;
/// So many demos may stand at once: some megabytes each.
const MOST_DEMOS: u64 = 300;

/// A demo of one's own and the person whom the visitor is there: the one that waits, or a new one.
///
/// # Errors
/// `too_many_requests` when there are too many already.
pub async fn enter(store: &Store) -> Answer<(OrganisationId, UserId)> {
    let until = store.now().plus(GOOD_FOR);
    if let Some(waiting) = store.people().take_demo(until).await? {
        return Ok(waiting);
    }
    if store.people().demos().await? >= MOST_DEMOS {
        return Err(ApiError::too_often(HOUR.as_secs()));
    }
    fill(store, until).await
}

/// Sees to it that a filled demo waits for the next visitor.
///
/// # Errors
/// When the database fails.
pub async fn prepare(store: &Store) -> Answer<()> {
    if store.people().demo_waits().await? {
        return Ok(());
    }
    // One that is not filled to its end goes like one that was visited.
    let (organisation, _) = fill(store, store.now().plus(GOOD_FOR)).await?;
    Ok(store.people().let_demo_wait(&organisation).await?)
}

/// Deletes the demos that are over, except where people still talk; says how many.
///
/// # Errors
/// When the database fails.
pub async fn sweep(app: &App) -> Result<usize, StoreError> {
    let mut swept = 0;
    for organisation in app.store.people().demos_over().await? {
        let live = app.store.tenant(&organisation).conversations().live().await?;
        if live.iter().any(|conversation| app.hub.is_live(&conversation.id)) {
            continue;
        }
        app.store.people().delete_demo(&organisation).await?;
        swept += 1;
    }
    Ok(swept)
}

async fn fill(store: &Store, until: Timestamp) -> Answer<(OrganisationId, UserId)> {
    let organisation = NewOrganisation {
        name: "Aurora Software".to_owned(),
        language: Language::It,
        policy: Policy::default(),
        demo_until: Some(until),
        playbooks: founding::scripts()?,
    };
    // Addresses are one person's: those of each demo are its own.
    let house = unguessable(store.now(), store.entropy().as_ref());
    let host = people::HOST.user(Language::It, &house);
    let (organisation, host) = store.people().found(organisation, host).await?;
    let tenant = store.tenant(&organisation.id);
    let sellers = hire(&tenant, &host.id, &house).await?;
    hold_past_conversations(store, &tenant, &sellers).await?;
    plan_a_meeting(store, &tenant, &host.id).await?;
    Ok((organisation.id, host.id))
}

/// The people, all in one team; gives those who sell.
async fn hire(tenant: &Tenant, host: &UserId, house: &str) -> Answer<Vec<UserId>> {
    let team = tenant.teams().create("Vendite").await?;
    let teams = [team.id];
    tenant.members().update(host, None, None, Some(&teams)).await?;
    let mut sellers = vec![host.clone()];
    for person in people::OTHERS {
        let user = tenant.members().add(person.user(Language::It, house), person.role, &teams).await?;
        sellers.push(user.id);
    }
    Ok(sellers)
}

/// Takes every rehearsal in as if it had been a call of the last days.
async fn hold_past_conversations(store: &Store, tenant: &Tenant, sellers: &[UserId]) -> Answer<()> {
    for (scene, (seller, days)) in script::scenes().into_iter().zip(sellers.iter().cycle().zip(1_u32..)) {
        let upload = Upload {
            title: scene.rehearsal.title.clone(),
            language: scene.rehearsal.language,
            playbook: playbook_of(tenant, &scene).await?,
            seller: seller.clone(),
            seller_name: None,
            started_at: Some(store.now().minus(HOUR * (24 * days + 3 * (days % 3)))),
        };
        import(store, tenant.organisation_id(), upload, &spoken(&scene.rehearsal)).await.map_err(
            |failure| match failure {
                ImportFailure::Store(error) => error.into(),
                ImportFailure::SellerUnknown => ApiError::internal(&"a rehearsal has no seller"),
            },
        )?;
    }
    Ok(())
}

/// A rehearsal as a transcript that was read.
fn spoken(rehearsal: &Rehearsal) -> Parsed {
    let name = |person: usize| rehearsal.people.get(person).map(|person| person.name.clone());
    let lines = rehearsal.lines.iter().filter_map(|line| {
        Some(Line {
            speaker: name(line.person)?,
            start: line.start.millis(),
            end: line.end.millis(),
            text: line.text.clone(),
        })
    });
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by_key(|line| line.end);
    let sellers = rehearsal.people.iter().filter(|person| person.side.sells());
    Parsed { format: Format::Timed, lines, sellers: sellers.map(|person| person.name.clone()).collect() }
}

/// The organisation's own playbook that a scene is about.
async fn playbook_of(tenant: &Tenant, scene: &Scene) -> Answer<Option<PlaybookId>> {
    let Some(name) = &scene.playbook else { return Ok(None) };
    Ok(tenant.playbooks().list().await?.into_iter().find(|known| known.name == *name).map(|known| known.id))
}

async fn plan_a_meeting(store: &Store, tenant: &Tenant, host: &UserId) -> Answer<()> {
    let (now, entropy) = (store.now(), store.entropy().as_ref());
    let playbooks = tenant.playbooks().list().await?;
    let meeting = Meeting {
        id: MeetingId::new(now, entropy),
        link: unguessable(now, entropy),
        title: "Demo per Officine Bassi".to_owned(),
        host: host.clone(),
        language: Language::It,
        starts_at: Some(next_full_hour(now.plus(24 * HOUR))),
        playbook: playbooks.into_iter().find(|one| one.language == Language::It).map(|one| one.id),
        lobby: true,
        locked: false,
        conversation: None,
        expires_at: None,
        revoked_at: None,
        ended_at: None,
        created_at: now,
    };
    Ok(tenant.meetings().create(&meeting).await?)
}

fn next_full_hour(at: Timestamp) -> Timestamp {
    let hour = i64::try_from(HOUR.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis((at.millis() / hour + 1) * hour)
}

/// Begins a rehearsed call, in the visitor's language where there is one, and plays it in real time.
///
/// # Errors
/// `too_many_requests` when too many are played already.
pub async fn play(app: &App, caller: &Caller) -> Answer<ConversationId> {
    let tenant = &caller.tenant;
    if tenant.conversations().live().await?.len() >= MOST_AT_ONCE {
        return Err(ApiError::too_often(60));
    }
    let language = caller.who.user.language;
    let mut scenes = script::scenes();
    // False sorts first: a scene in the visitor's language, the longest of them.
    scenes.sort_by_key(|scene| {
        (scene.rehearsal.language != language, std::cmp::Reverse(scene.rehearsal.lines.len()))
    });
    let scene = scenes
        .into_iter()
        .next()
        .ok_or_else(|| ApiError::conflict("no_rehearsal", "there is no rehearsal to play"))?;
    let now = app.now();
    let conversation = Conversation {
        id: ConversationId::new(now, app.entropy()),
        title: scene.rehearsal.title.clone(),
        channel: Channel::Video,
        language: scene.rehearsal.language,
        stage: Stage::Live,
        meeting: None,
        seller: caller.who.user.id.clone(),
        started_at: now,
        ended_at: None,
    };
    tenant.conversations().create(&conversation).await?;
    if let Some(playbook) = playbook_of(tenant, &scene).await? {
        let newest = tenant.playbooks().get(&playbook).await?;
        tenant.conversations().set_playbook(&conversation.id, &newest.id, newest.version).await?;
    }
    app.hub.open(tenant.organisation_id(), &conversation.id).await?;
    let (then, organisation, id) = (app.clone(), tenant.organisation_id().clone(), conversation.id.clone());
    app.tasks.spawn(async move {
        let tempo = Tempo { speed: 1, end: true };
        let playing = play_rehearsal(&then.hub, &then.store, &organisation, &id, &scene.rehearsal, tempo);
        tokio::select! {
            () = then.stopping.cancelled() => {}
            played = playing => if let Err(error) = played {
                tracing::error!(conversation = %id, %error, "a rehearsal broke off");
            },
        }
    });
    Ok(conversation.id)
}
