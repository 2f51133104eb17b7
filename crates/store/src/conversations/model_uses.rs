//! What each conversation spent on language models: one row per prompt and model, which grows.

use crate::StoreError;
use crate::db::Reach;
use crate::tables::model_uses::{Column, Entity, Model};
use crate::tables::number;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::model_use::ModelUse;

/// What an organisation's conversations spent on language models.
#[derive(Clone, Copy)]
pub struct ModelUses<'a> {
    pub(crate) reach: Reach<'a>,
}

impl ModelUses<'_> {
    /// Adds to what a conversation spent.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn add(&self, conversation: &ConversationId, used: &ModelUse) -> Result<(), StoreError> {
        let row = Model {
            organisation: self.reach.own().to_owned(),
            conversation: conversation.to_string(),
            prompt: used.prompt.clone(),
            model: used.model.clone(),
            questions: number(used.questions, "questions")?,
            failed: number(used.failed, "failed")?,
            tokens_in: number(used.tokens_in, "tokens_in")?,
            tokens_out: number(used.tokens_out, "tokens_out")?,
            cost: number(used.cost, "cost")?,
            used_at: self.reach.inner.clock.now().millis(),
        };
        let more = |column: Column, by: i64| (column, Expr::col((Entity, column)).add(by));
        let key = [Column::Organisation, Column::Conversation, Column::Prompt, Column::Model];
        let instead = OnConflict::columns(key)
            .update_column(Column::UsedAt)
            .values([
                more(Column::Questions, row.questions),
                more(Column::Failed, row.failed),
                more(Column::TokensIn, row.tokens_in),
                more(Column::TokensOut, row.tokens_out),
                more(Column::Cost, row.cost),
            ])
            .to_owned();
        let unit = self.reach.write().await?;
        Entity::insert(row.into_active_model())
            .on_conflict(instead)
            .exec_without_returning(unit.on())
            .await?;
        unit.commit().await
    }

    /// What a conversation spent, by prompt and model.
    ///
    /// # Errors
    /// When the database fails. An unknown conversation spent nothing.
    pub async fn of(&self, conversation: &ConversationId) -> Result<Vec<ModelUse>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Conversation.eq(conversation.as_str()))
            .order_by_asc(Column::Prompt)
            .order_by_asc(Column::Model)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(read).collect()
    }
}

fn read(row: Model) -> Result<ModelUse, StoreError> {
    Ok(ModelUse {
        prompt: row.prompt,
        model: row.model,
        questions: number(row.questions, "questions")?,
        failed: number(row.failed, "failed")?,
        tokens_in: number(row.tokens_in, "tokens_in")?,
        tokens_out: number(row.tokens_out, "tokens_out")?,
        cost: number(row.cost, "cost")?,
    })
}
