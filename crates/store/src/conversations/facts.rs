//! What happened in a conversation: numbered and stored here, read back in order, never changed.
//!
//! The words of what was uttered stand in `utterances` alone; a fact of that kind is put together when it is read.

use crate::StoreError;
use crate::conversations::utterances;
use crate::db::{Reach, taken};
use crate::tables::{self, ROWS_AT_ONCE, changed, json, number, unjson};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ConversationId, ParticipantId, UtteranceId};
use sottovoce_domain::insight::Insight;
use sottovoce_domain::time::Timestamp;
use std::collections::HashMap;
use tables::facts::{Column, Entity, Model};

/// What is to be recorded, and the sender's key if it was uttered.
pub(crate) struct Line {
    pub(crate) what: What,
    pub(crate) key: Option<String>,
}

/// The word for what was uttered.
const UTTERED: &str = "uttered";
/// The word for what was noted.
const NOTED: &str = "noted";

const fn kind(what: &What) -> &'static str {
    match what {
        What::Arrived(_) => "arrived",
        What::Moved { .. } => "moved",
        What::Uttered(_) => UTTERED,
        What::Noted(_) => NOTED,
        What::Unticked { .. } => "unticked",
        What::CardDismissed { .. } => "card_dismissed",
        What::CardLowered { .. } => "card_lowered",
        What::SuggestionDismissed { .. } => "suggestion_dismissed",
        What::Presented(_) => "presented",
        What::PresentationEnded => "presentation_ended",
        What::PlaybookChosen { .. } => "playbook_chosen",
        What::Ended => "ended",
        What::Recapped => "recapped",
    }
}

/// An organisation's facts.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Facts<'_> {
    /// A conversation's facts after number `after` (0: from the beginning), in order, at most `limit`.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation has no facts.
    pub async fn after(
        &self,
        conversation: &ConversationId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Fact>, StoreError> {
        self.read(conversation, after, Some(limit)).await
    }

    /// All of a conversation's facts, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self, conversation: &ConversationId) -> Result<Vec<Fact>, StoreError> {
        self.read(conversation, 0, None).await
    }

    /// The number of a conversation's last fact; 0 when there is none.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn last(&self, conversation: &ConversationId) -> Result<u64, StoreError> {
        use tables::conversations::{Column, Entity};
        let last: Option<i64> = Entity::find_by_id((self.reach.own().to_owned(), conversation.to_string()))
            .select_only()
            .column(Column::LastFact)
            .into_tuple()
            .one(&self.reach.read())
            .await?;
        number(last.ok_or(StoreError::NotFound)?, "number")
    }

    /// What was noted in a conversation, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insights(&self, conversation: &ConversationId) -> Result<Vec<Insight>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Conversation.eq(conversation.as_str()))
            .filter(Column::Kind.eq(NOTED))
            .order_by_asc(Column::Number)
            .all(&self.reach.read())
            .await?;
        rows.into_iter()
            .map(|row| match what(&row)? {
                What::Noted(insight) => Ok(insight),
                _ => Err(StoreError::Corrupt("fact")),
            })
            .collect()
    }

    async fn read(
        &self,
        conversation: &ConversationId,
        after: u64,
        limit: Option<u64>,
    ) -> Result<Vec<Fact>, StoreError> {
        let from = i64::try_from(after).unwrap_or(i64::MAX);
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Conversation.eq(conversation.as_str()))
            .filter(Column::Number.gt(from))
            .order_by_asc(Column::Number)
            .limit(limit)
            .all(&self.reach.read())
            .await?;
        let mut said = HashMap::new();
        if let (Some(first), Some(last)) = (rows.first(), rows.last())
            && rows.iter().any(|row| row.kind == UTTERED)
        {
            said = utterances::between(&self.reach, conversation, first.number, last.number).await?;
        }
        let mut facts = Vec::with_capacity(rows.len());
        for row in rows {
            let (place, at) = (row.number, Timestamp::from_millis(row.at));
            let what = if row.kind == UTTERED {
                What::Uttered(said.remove(&place).ok_or(StoreError::Corrupt("utterance"))?)
            } else {
                what(&row)?
            };
            facts.push(Fact {
                number: number(place, "number")?,
                conversation: conversation.clone(),
                at,
                what,
            });
        }
        Ok(facts)
    }
}

fn what(row: &Model) -> Result<What, StoreError> {
    unjson(row.data.as_deref().unwrap_or_default(), "fact")
}

/// Which utterance was recorded under this key before. Holds the conversation for the transaction's rest, so that
/// nobody records the same key meanwhile.
pub(crate) async fn known(
    reach: &Reach<'_>,
    conversation: &ConversationId,
    speaker: &ParticipantId,
    key: &str,
) -> Result<Option<UtteranceId>, StoreError> {
    raise(reach, conversation, 0).await?;
    utterances::by_key(reach, conversation, speaker, key).await
}

/// Raises the number of the last fact and returns it. The row stays locked until the transaction ends, so numbers
/// are committed in order and without gaps.
async fn raise(reach: &Reach<'_>, conversation: &ConversationId, by: usize) -> Result<i64, StoreError> {
    use tables::conversations::{Column, Entity};
    let raised = Query::update()
        .table(Entity)
        .value(Column::LastFact, Expr::col(Column::LastFact).add(number::<_, i64>(by, "number")?))
        .and_where(Column::Organisation.eq(reach.own()))
        .and_where(Column::Id.eq(conversation.as_str()))
        .returning(Query::returning().column(Column::LastFact))
        .to_owned();
    let row = reach.read().query_one(&raised).await?.ok_or(StoreError::NotFound)?;
    Ok(row.try_get_by_index(0)?)
}

/// Numbers and stores facts of one conversation, in few statements. Only ever called within a transaction.
pub(crate) async fn record(
    reach: &Reach<'_>,
    conversation: &ConversationId,
    lines: Vec<Line>,
) -> Result<Vec<Fact>, StoreError> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let at = reach.inner.clock.now();
    let last = raise(reach, conversation, lines.len()).await?;
    let mut place = last - number::<_, i64>(lines.len(), "number")?;
    let (mut facts, mut rows, mut said) =
        (Vec::with_capacity(lines.len()), Vec::with_capacity(lines.len()), vec![]);
    for line in lines {
        place += 1;
        let data = match &line.what {
            What::Uttered(utterance) => {
                said.push(utterances::row(reach, conversation, place, utterance, line.key)?);
                None
            }
            other => Some(json(other, "fact")?),
        };
        rows.push(Model {
            organisation: reach.own().to_owned(),
            conversation: conversation.to_string(),
            number: place,
            at: at.millis(),
            kind: kind(&line.what).to_owned(),
            data,
        });
        facts.push(Fact {
            number: number(place, "number")?,
            conversation: conversation.clone(),
            at,
            what: line.what,
        });
    }
    for chunk in said.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model());
        let inserted =
            tables::utterances::Entity::insert_many(rows).exec_without_returning(&reach.read()).await;
        changed(inserted.map_err(taken("utterance"))?)?;
    }
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model());
        changed(Entity::insert_many(rows).exec_without_returning(&reach.read()).await?)?;
    }
    Ok(facts)
}
