//! The demo: an organisation of its own with people, playbooks and past conversations, made through the same doors
//! as any other; and rehearsed calls that are played live.

mod people;

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::founding;
use crate::state::App;
use sottovoce_domain::ids::{ConversationId, OrganisationId, UserId};
use sottovoce_domain::language::Language;
use sottovoce_domain::tenant::Policy;
use sottovoce_store::{NewOrganisation, StoreError};

/// The demo organisation and the person whom visitors are there; made when there is none yet.
///
/// # Errors
/// When the database fails.
pub async fn organisation(app: &App) -> Answer<(OrganisationId, UserId)> {
    // Two visitors at once must not make two demos.
    let _turn = app.demo.lock().await;
    if let Some(organisation) = app.store.people().demo().await? {
        let host = app.store.people().by_email(people::HOST.email).await?;
        let host = host.ok_or_else(|| ApiError::internal(&"the demo organisation has lost its host"))?;
        return Ok((organisation.id, host.user.id));
    }
    let organisation = NewOrganisation {
        name: "Aurora Software".to_owned(),
        language: Language::It,
        policy: Policy::default(),
        demo: true,
    };
    let (organisation, host) =
        founding::found(&app.store, organisation, people::HOST.user(Language::It)).await?;
    let tenant = app.store.tenant(&organisation.id);
    let team = tenant.teams().create("Vendite").await?;
    let teams = [team.id];
    tenant.members().update(&host.id, None, None, Some(&teams)).await?;
    for person in people::OTHERS {
        match tenant.members().add(person.user(Language::It), person.role, &teams).await {
            // The address belongs to somebody already: the demo does without.
            Ok(_) | Err(StoreError::Conflict("email")) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok((organisation.id, host.id))
}

/// Plays a rehearsed call live.
///
/// # Errors
/// When it cannot begin.
pub async fn play(_app: &App, _caller: &Caller) -> Answer<ConversationId> {
    Err(ApiError::conflict("no_rehearsal", "there is no rehearsal to play"))
}
