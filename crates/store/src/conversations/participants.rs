//! The people in a conversation, where they stand at its door, and what they agreed to.

use crate::StoreError;
use crate::db::{Reach, taken};
use crate::tables::participants::{Column, Entity, Model};
use crate::tables::{ROWS_AT_ONCE, consents, id as parse, maybe_id, number, storable, unword, word};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};
use sottovoce_domain::conversation::{Consent, Participant, Presence};
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_domain::time::Timestamp;

/// A participant's answer to a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consented {
    /// Who.
    pub participant: ParticipantId,
    /// What they answered.
    pub consent: Consent,
}

/// The people in an organisation's conversations.
#[derive(Clone, Copy)]
pub struct Participants<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Participants<'_> {
    /// Everybody of a conversation, in the order they came.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation has nobody.
    pub async fn list(&self, conversation: &ConversationId) -> Result<Vec<Participant>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Conversation.eq(conversation.as_str()))
            .order_by_asc(Column::ArrivedAt)
            .order_by_asc(Column::Position)
            .order_by_asc(Column::Id)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(participant).collect()
    }

    /// One participant of a conversation.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(
        &self,
        conversation: &ConversationId,
        id: &ParticipantId,
    ) -> Result<Participant, StoreError> {
        let row = Entity::find_by_id(self.key(conversation, id)).one(&self.reach.read()).await?;
        participant(row.ok_or(StoreError::NotFound)?)
    }

    /// Adds somebody; a guest with the hash of their token.
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn add(
        &self,
        conversation: &ConversationId,
        participant: &Participant,
        guest_token_hash: Option<&str>,
    ) -> Result<(), StoreError> {
        self.insert(conversation, std::slice::from_ref(participant), guest_token_hash).await
    }

    /// Adds many at once (imports).
    ///
    /// # Errors
    /// `NotFound` when the conversation is not of this organisation.
    pub async fn add_all(
        &self,
        conversation: &ConversationId,
        participants: &[Participant],
    ) -> Result<(), StoreError> {
        self.insert(conversation, participants, None).await
    }

    /// Moves somebody at the door; false when they stood there already.
    ///
    /// # Errors
    /// `NotFound` when there is no such participant.
    pub async fn set_presence(
        &self,
        conversation: &ConversationId,
        id: &ParticipantId,
        presence: Presence,
    ) -> Result<bool, StoreError> {
        let presence = word(&presence)?;
        let unit = self.reach.write().await?;
        let moved = Entity::update_many()
            .col_expr(Column::Presence, Expr::value(presence.as_str()))
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Conversation.eq(conversation.as_str()))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::Presence.ne(presence.as_str()))
            .exec(unit.on())
            .await?;
        if moved.rows_affected == 0 {
            Entity::find_by_id(self.key(conversation, id))
                .one(unit.on())
                .await?
                .ok_or(StoreError::NotFound)?;
        }
        unit.commit().await?;
        Ok(moved.rows_affected > 0)
    }

    /// Keeps an answer to a notice as evidence; earlier answers stay.
    ///
    /// # Errors
    /// `NotFound` when there is no such participant.
    pub async fn consent(
        &self,
        conversation: &ConversationId,
        id: &ParticipantId,
        consent: &Consent,
    ) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let earlier = consents::Entity::find()
            .filter(consents::Column::Organisation.eq(self.reach.own()))
            .filter(consents::Column::Conversation.eq(conversation.as_str()))
            .filter(consents::Column::Participant.eq(id.as_str()))
            .count(unit.on())
            .await?;
        let row = consents::Model {
            organisation: self.reach.own().to_owned(),
            conversation: conversation.to_string(),
            participant: id.to_string(),
            number: number(earlier + 1, "number")?,
            agreed: consent.agreed,
            notice: storable(&consent.notice),
            language: word(&consent.language)?,
            at: consent.at.millis(),
        };
        consents::Entity::insert(row.into_active_model()).exec_without_returning(unit.on()).await?;
        unit.commit().await
    }

    /// A conversation's answers to notices, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn consents(&self, conversation: &ConversationId) -> Result<Vec<Consented>, StoreError> {
        let rows = consents::Entity::find()
            .filter(consents::Column::Organisation.eq(self.reach.own()))
            .filter(consents::Column::Conversation.eq(conversation.as_str()))
            .order_by_asc(consents::Column::At)
            .order_by_asc(consents::Column::Number)
            .all(&self.reach.read())
            .await?;
        rows.into_iter()
            .map(|row| {
                let at = Timestamp::from_millis(row.at);
                let language = unword(row.language, "language")?;
                let consent = Consent { agreed: row.agreed, notice: row.notice, language, at };
                Ok(Consented { participant: parse(&row.participant)?, consent })
            })
            .collect()
    }

    fn key(&self, conversation: &ConversationId, id: &ParticipantId) -> (String, String, String) {
        (self.reach.own().to_owned(), conversation.to_string(), id.to_string())
    }

    async fn insert(
        &self,
        conversation: &ConversationId,
        participants: &[Participant],
        guest_token_hash: Option<&str>,
    ) -> Result<(), StoreError> {
        let arrived_at = self.reach.inner.clock.now().millis();
        let mut rows = Vec::with_capacity(participants.len());
        for (position, participant) in participants.iter().enumerate() {
            let row = Model {
                organisation: self.reach.own().to_owned(),
                conversation: conversation.to_string(),
                id: participant.id.to_string(),
                name: storable(&participant.name),
                side: word(&participant.side)?,
                user: participant.user.as_ref().map(ToString::to_string),
                presence: word(&participant.presence)?,
                guest_token_hash: guest_token_hash.map(str::to_owned),
                arrived_at,
                position: number(position, "position")?,
            };
            rows.push(row.into_active_model());
        }
        let unit = self.reach.write().await?;
        for chunk in rows.chunks(ROWS_AT_ONCE) {
            Entity::insert_many(chunk.to_vec())
                .exec_without_returning(unit.on())
                .await
                .map_err(taken("participant"))?;
        }
        unit.commit().await
    }
}

pub(crate) fn participant(row: Model) -> Result<Participant, StoreError> {
    Ok(Participant {
        id: parse(&row.id)?,
        name: row.name,
        side: unword(row.side, "side")?,
        user: maybe_id(row.user.as_deref())?,
        presence: unword(row.presence, "presence")?,
    })
}
