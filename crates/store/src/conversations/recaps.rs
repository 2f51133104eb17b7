//! What conversations came to, and the steps of the pipeline that find it out. The customer's own address and number
//! are kept apart, sealed, and put back in when a recap is read.

use super::contacts::Contacts;
use crate::StoreError;
use crate::db::Reach;
use crate::tables::{json, number, recaps, steps, unjson, unword, word};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::recap::Recap;
use sottovoce_domain::time::Timestamp;

/// One step of a conversation's pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The step's name.
    pub step: String,
    /// Where it stands.
    pub state: StepState,
    /// How often it was begun.
    pub attempts: u32,
    /// What went wrong last, as a code.
    pub error: Option<String>,
    /// When it changed last.
    pub updated_at: Timestamp,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepState {
    /// To be done.
    Waiting,
    /// Begun.
    Running,
    /// Done.
    Done,
    /// Given up.
    Failed,
}

/// An organisation's recaps.
#[derive(Clone, Copy)]
pub struct Recaps<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Recaps<'_> {
    /// A conversation's recap, when it is made.
    ///
    /// # Errors
    /// `Corrupt` when it cannot be read.
    pub async fn get(&self, conversation: &ConversationId) -> Result<Option<Recap>, StoreError> {
        let key = (self.reach.own().to_owned(), conversation.to_string());
        let row = recaps::Entity::find_by_id(key).one(&self.reach.read()).await?;
        let Some(row) = row else { return Ok(None) };
        let mut recap: Recap = unjson(&row.recap, "recap")?;
        let ContactDetails { email, phone } = Contacts { reach: self.reach }.of(conversation).await?;
        (recap.facts.email, recap.facts.phone) = (email, phone);
        Ok(Some(recap))
    }

    /// Stores a recap, in place of an earlier one.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn put(&self, conversation: &ConversationId, recap: &Recap) -> Result<(), StoreError> {
        let mut open = recap.clone();
        let details = ContactDetails { email: open.facts.email.take(), phone: open.facts.phone.take() };
        let row = recaps::Model {
            organisation: self.reach.own().to_owned(),
            conversation: conversation.to_string(),
            recap: json(&open, "recap")?,
            made_at: self.reach.inner.clock.now().millis(),
        };
        let unit = self.reach.write().await?;
        let contacts = Contacts { reach: self.reach.within(&unit) };
        let instead = OnConflict::columns([recaps::Column::Organisation, recaps::Column::Conversation])
            .update_columns([recaps::Column::Recap, recaps::Column::MadeAt])
            .to_owned();
        recaps::Entity::insert(row.into_active_model())
            .on_conflict(instead)
            .exec_without_returning(unit.on())
            .await?;
        contacts.put(conversation, &details).await?;
        unit.commit().await
    }

    /// A conversation's steps, in the order of their first mention.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn steps(&self, conversation: &ConversationId) -> Result<Vec<Step>, StoreError> {
        let rows =
            self.of(conversation).order_by_asc(steps::Column::Position).all(&self.reach.read()).await?;
        rows.into_iter()
            .map(|row| {
                Ok(Step {
                    step: row.step,
                    state: unword(row.state, "state")?,
                    attempts: number(row.attempts, "attempts")?,
                    error: row.error,
                    updated_at: Timestamp::from_millis(row.updated_at),
                })
            })
            .collect()
    }

    /// Notes where a step stands; `Running` counts an attempt, `error` is a code and replaces the one before.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn set_step(
        &self,
        conversation: &ConversationId,
        step: &str,
        state: StepState,
        error: Option<&str>,
    ) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let begun = i32::from(state == StepState::Running);
        let position = self.of(conversation).count(unit.on()).await?;
        let row = steps::Model {
            organisation: self.reach.own().to_owned(),
            conversation: conversation.to_string(),
            step: step.to_owned(),
            position: number(position, "position")?,
            state: word(&state)?,
            attempts: begun,
            error: error.map(str::to_owned),
            updated_at: self.reach.inner.clock.now().millis(),
        };
        let key = [steps::Column::Organisation, steps::Column::Conversation, steps::Column::Step];
        let instead = OnConflict::columns(key)
            .update_columns([steps::Column::State, steps::Column::Error, steps::Column::UpdatedAt])
            .value(steps::Column::Attempts, Expr::col((steps::Entity, steps::Column::Attempts)).add(begun))
            .to_owned();
        steps::Entity::insert(row.into_active_model())
            .on_conflict(instead)
            .exec_without_returning(unit.on())
            .await?;
        unit.commit().await
    }

    fn of(&self, conversation: &ConversationId) -> sea_orm::Select<steps::Entity> {
        steps::Entity::find()
            .filter(steps::Column::Organisation.eq(self.reach.own()))
            .filter(steps::Column::Conversation.eq(conversation.as_str()))
    }
}
