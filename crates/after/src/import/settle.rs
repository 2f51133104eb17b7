//! Takes what was read into the store: redacted first, then conversation, people, words, end and first job in one
//! transaction. From there on it is a conversation like any other.

use super::Parsed;
use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::conversation::{Channel, Conversation, Participant, Presence, Side, Stage};
use sottovoce_domain::engine::{Engine, Setup};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{
    ConversationId, Entropy, OrganisationId, ParticipantId, PlaybookId, UserId, UtteranceId,
};
use sottovoce_domain::language::Language;
use sottovoce_domain::time::{CallTime, Timestamp};
use sottovoce_domain::utterance::{Heard, Utterance};
use sottovoce_store::{Store, StoreError};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// Facts per statement: utterances are some hundred bytes each.
const BATCH: usize = 500;

/// What a transcript is taken in as.
#[derive(Clone)]
pub struct Upload {
    /// What the conversation is called.
    pub title: String,
    /// The language it was held in.
    pub language: Language,
    /// The playbook it is read against.
    pub playbook: Option<PlaybookId>,
    /// The member it belongs to.
    pub seller: UserId,
    /// The seller's name in the file; none: as the file says, or the first one to speak.
    pub seller_name: Option<String>,
    /// When it was held; none: it ended just now.
    pub started_at: Option<Timestamp>,
}

/// Why a transcript was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportFailure {
    /// Nobody in the file has the name that was given for the seller.
    #[error("nobody in the file has the seller's name")]
    SellerUnknown,
    /// The store did not do as asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes a transcript in. The recap is made by the first job.
///
/// # Errors
/// Says why not; then nothing was kept.
pub async fn import(
    store: &Store,
    organisation: &OrganisationId,
    upload: Upload,
    parsed: &Parsed,
) -> Result<ConversationId, ImportFailure> {
    let tenant = store.tenant(organisation);
    let policy = tenant.organisation().get().await?.policy;
    let playbook = match &upload.playbook {
        Some(id) => Some(tenant.playbooks().get(id).await?),
        None => None,
    };
    let (now, entropy) = (store.now(), store.entropy().as_ref());
    let setup = Setup { language: upload.language, script: Arc::default(), policy: policy.redaction() };
    let mut engine = Engine::new(setup);
    let people = people(&engine, &upload, parsed, now, entropy)?;
    let conversation = conversation(&engine, &upload, parsed, now, entropy);
    let said = said(&mut engine, upload.language, parsed, &people, now, entropy);
    let participants: Vec<Participant> = people.into_iter().map(|(_, participant)| participant).collect();

    let mut facts: Vec<What> = participants.iter().cloned().map(What::Arrived).collect();
    if let Some(playbook) = &playbook {
        facts.push(What::PlaybookChosen { playbook: playbook.id.clone(), version: playbook.version });
    }
    facts.extend(said.into_iter().map(What::Uttered));
    facts.push(What::Ended);

    let id = conversation.id.clone();
    let mut tx = tenant.begin().await?;
    tx.conversations().create(&conversation).await?;
    tx.participants().add_all(&id, &participants).await?;
    if let Some(playbook) = &playbook {
        tx.conversations().set_playbook(&id, &playbook.id, playbook.version).await?;
    }
    for batch in facts.chunks(BATCH) {
        tx.record_all(&id, batch.to_vec()).await?;
    }
    let customer =
        |who: &ParticipantId| participants.iter().any(|one| one.id == *who && one.side == Side::Customer);
    let details = ContactDetails::said(engine.private_details(), customer);
    if !details.is_empty() {
        tx.contacts().put(&id, &details).await?;
    }
    tx.hand_over(&id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Everybody who speaks, by their name in the file.
fn people(
    engine: &Engine,
    upload: &Upload,
    parsed: &Parsed,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<Vec<(String, Participant)>, ImportFailure> {
    let speakers = parsed.speakers();
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    let sellers: Vec<&str> = match &upload.seller_name {
        Some(name) => speakers.iter().copied().filter(|speaker| same(speaker, name)).collect(),
        None if !parsed.sellers.is_empty() => parsed.sellers.iter().map(String::as_str).collect(),
        None => speakers.first().copied().into_iter().collect(),
    };
    if sellers.is_empty() {
        return Err(ImportFailure::SellerUnknown);
    }
    let mut first_seller = true;
    let mut people = Vec::new();
    for name in speakers {
        let sells = sellers.contains(&name);
        let user = (sells && std::mem::take(&mut first_seller)).then(|| upload.seller.clone());
        let participant = Participant {
            id: ParticipantId::new(now, entropy),
            // Some files name people by their telephone number.
            name: engine.mask_label(name, upload.language),
            side: if sells { Side::Seller } else { Side::Customer },
            user,
            presence: Presence::Gone,
        };
        people.push((name.to_owned(), participant));
    }
    Ok(people)
}

fn conversation(
    engine: &Engine,
    upload: &Upload,
    parsed: &Parsed,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Conversation {
    let length = Duration::from_millis(parsed.lines.iter().map(|line| line.end).max().unwrap_or(0));
    let started_at = upload.started_at.unwrap_or_else(|| now.minus(length));
    Conversation {
        id: ConversationId::new(now, entropy),
        title: engine.mask_label(&upload.title, upload.language),
        channel: Channel::Upload,
        language: upload.language,
        stage: Stage::Processing,
        meeting: None,
        seller: upload.seller.clone(),
        started_at,
        ended_at: Some(started_at.plus(length)),
    }
}

/// What was said, redacted.
fn said(
    engine: &mut Engine,
    language: Language,
    parsed: &Parsed,
    people: &[(String, Participant)],
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Vec<Utterance> {
    let by_name: HashMap<&str, &Participant> =
        people.iter().map(|(name, one)| (name.as_str(), one)).collect();
    for (_, participant) in people {
        engine.join(participant.id.clone(), participant.side, &participant.name);
    }
    let mut said = Vec::with_capacity(parsed.lines.len());
    for line in &parsed.lines {
        let Some(speaker) = by_name.get(line.speaker.as_str()) else { continue };
        let heard = Heard {
            speaker: speaker.id.clone(),
            start: CallTime::from_millis(line.start),
            end: CallTime::from_millis(line.end),
            text: line.text.clone(),
            language,
            source: "upload".to_owned(),
            key: None,
        };
        let redacted = engine.redact(&heard);
        said.push(heard.redacted(UtteranceId::new(now, entropy), redacted.text, redacted.redactions));
    }
    said
}
