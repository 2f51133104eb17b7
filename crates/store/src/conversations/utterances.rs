//! What was said. Rows come into being only as facts (`Tx::record`, `Tx::utter`).

use crate::StoreError;
use crate::db::Reach;
use crate::tables::{self, id, json, number, storable, unjson, unword, word};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use sottovoce_domain::ids::{ConversationId, ParticipantId, UtteranceId};
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Utterance;
use std::collections::HashMap;
use tables::utterances::{Column, Entity, Model};

/// An organisation's utterances.
#[derive(Clone, Copy)]
pub struct Utterances<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Utterances<'_> {
    /// A conversation's utterances by their begin on the call clock.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation has none.
    pub async fn list(&self, conversation: &ConversationId) -> Result<Vec<Utterance>, StoreError> {
        let rows = of(&self.reach, conversation)
            .order_by_asc(Column::StartMs)
            .order_by_asc(Column::Number)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(utterance).collect()
    }

    /// One utterance.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &UtteranceId) -> Result<Utterance, StoreError> {
        let row =
            Entity::find_by_id((self.reach.own().to_owned(), id.to_string())).one(&self.reach.read()).await?;
        utterance(row.ok_or(StoreError::NotFound)?)
    }

    /// How many a conversation has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, conversation: &ConversationId) -> Result<u64, StoreError> {
        Ok(of(&self.reach, conversation).count(&self.reach.read()).await?)
    }
}

fn of(reach: &Reach<'_>, conversation: &ConversationId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::Organisation.eq(reach.own()))
        .filter(Column::Conversation.eq(conversation.as_str()))
}

/// The utterances of the facts `first` to `last`, by their numbers.
pub(super) async fn between(
    reach: &Reach<'_>,
    conversation: &ConversationId,
    first: i64,
    last: i64,
) -> Result<HashMap<i64, Utterance>, StoreError> {
    let rows = of(reach, conversation).filter(Column::Number.between(first, last)).all(&reach.read()).await?;
    rows.into_iter().map(|row| Ok((row.number, utterance(row)?))).collect()
}

/// The utterance this speaker's key was recorded as.
pub(super) async fn by_key(
    reach: &Reach<'_>,
    conversation: &ConversationId,
    speaker: &ParticipantId,
    key: &str,
) -> Result<Option<UtteranceId>, StoreError> {
    let known: Option<String> = of(reach, conversation)
        .filter(Column::Speaker.eq(speaker.as_str()))
        .filter(Column::Key.eq(key))
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .one(&reach.read())
        .await?;
    tables::maybe_id(known.as_deref())
}

/// The row of an utterance that is recorded as fact `place`.
pub(super) fn row(
    reach: &Reach<'_>,
    conversation: &ConversationId,
    place: i64,
    utterance: &Utterance,
    key: Option<String>,
) -> Result<Model, StoreError> {
    let redactions = &utterance.redactions;
    Ok(Model {
        organisation: reach.own().to_owned(),
        id: utterance.id.to_string(),
        conversation: conversation.to_string(),
        number: place,
        speaker: utterance.speaker.to_string(),
        key,
        start_ms: number(utterance.start.millis(), "start")?,
        end_ms: number(utterance.end.millis(), "end")?,
        text: storable(&utterance.text),
        language: word(&utterance.language)?,
        source: storable(&utterance.source),
        redactions: if redactions.is_empty() { None } else { Some(json(redactions, "redactions")?) },
    })
}

fn utterance(row: Model) -> Result<Utterance, StoreError> {
    Ok(Utterance {
        id: id(&row.id)?,
        speaker: id(&row.speaker)?,
        start: CallTime::from_millis(number(row.start_ms, "start")?),
        end: CallTime::from_millis(number(row.end_ms, "end")?),
        text: row.text,
        language: unword(row.language, "language")?,
        source: row.source,
        redactions: row.redactions.map_or_else(|| Ok(Vec::new()), |text| unjson(&text, "redactions"))?,
    })
}
