//! Conversations of every channel: their life, and who sees which.

pub(crate) mod contacts;
pub(crate) mod cursor;
pub(crate) mod facts;
pub(crate) mod meetings;
pub(crate) mod model_uses;
pub(crate) mod participants;
pub(crate) mod recaps;
pub(crate) mod utterances;

use crate::StoreError;
use crate::db::{Reach, taken};
use crate::tables::{self, changed, id as parse, maybe_id, moment, number, storable, unword, word};
use cursor::{Page, Paging};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use sottovoce_domain::access::Scope;
use sottovoce_domain::conversation::{Channel, Conversation, Stage};
use sottovoce_domain::ids::{ConversationId, PlaybookId};
use sottovoce_domain::time::Timestamp;
use tables::conversations::{ActiveModel, Column, Entity, Model};

/// Which conversations a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this channel.
    pub channel: Option<Channel>,
    /// Only at this stage.
    pub stage: Option<Stage>,
}

/// An organisation's conversations.
#[derive(Clone, Copy)]
pub struct Conversations<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Conversations<'_> {
    /// Those in `scope`, newest first.
    ///
    /// # Errors
    /// `Invalid("cursor")` for a cursor that is not ours.
    pub async fn list(
        &self,
        scope: &Scope,
        filter: &Filter,
        paging: &Paging,
    ) -> Result<Page<Conversation>, StoreError> {
        let mut rows = self
            .within(scope)
            .filter(paging.behind(Column::StartedAt, Column::Id, false)?)
            .order_by_desc(Column::StartedAt)
            .order_by_desc(Column::Id)
            .limit(paging.rows());
        if let Some(channel) = &filter.channel {
            rows = rows.filter(Column::Channel.eq(word(channel)?));
        }
        if let Some(stage) = &filter.stage {
            rows = rows.filter(Column::Stage.eq(word(stage)?));
        }
        paging.page(
            rows.all(&self.reach.read()).await?,
            |row| (row.started_at, row.id.as_str()),
            conversation,
        )
    }

    /// One conversation, whoever asks.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &ConversationId) -> Result<Conversation, StoreError> {
        conversation(self.row(id).await?)
    }

    /// One conversation that is in `scope`.
    ///
    /// # Errors
    /// `NotFound` when there is none, or none that may be seen.
    pub async fn visible(&self, id: &ConversationId, scope: &Scope) -> Result<Conversation, StoreError> {
        let row = self.within(scope).filter(Column::Id.eq(id.as_str())).one(&self.reach.read()).await?;
        conversation(row.ok_or(StoreError::NotFound)?)
    }

    /// Stores a new conversation. Its seller must be a member.
    ///
    /// # Errors
    /// `NotFound` when the seller or meeting is not of this organisation.
    pub async fn create(&self, conversation: &Conversation) -> Result<(), StoreError> {
        let row = Model {
            organisation: self.reach.own().to_owned(),
            id: conversation.id.to_string(),
            title: storable(&conversation.title),
            channel: word(&conversation.channel)?,
            language: word(&conversation.language)?,
            stage: word(&conversation.stage)?,
            meeting: conversation.meeting.as_ref().map(ToString::to_string),
            seller: conversation.seller.to_string(),
            started_at: conversation.started_at.millis(),
            ended_at: conversation.ended_at.map(Timestamp::millis),
            playbook: None,
            playbook_version: None,
            last_fact: 0,
        };
        let unit = self.reach.write().await?;
        Entity::insert(row.into_active_model())
            .exec_without_returning(unit.on())
            .await
            .map_err(taken("conversation"))?;
        unit.commit().await
    }

    /// Moves the zero of the call clock: when people actually began to talk.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn started(&self, id: &ConversationId, at: Timestamp) -> Result<(), StoreError> {
        self.change(id, ActiveModel { started_at: ActiveValue::Set(at.millis()), ..Default::default() }).await
    }

    /// It is over: stage `Processing`, with its end. False when it had ended before (nothing is changed then).
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn end(&self, id: &ConversationId, at: Timestamp) -> Result<bool, StoreError> {
        let unit = self.reach.write().await?;
        let ended = Entity::update_many()
            .col_expr(Column::EndedAt, Expr::value(at.millis()))
            .col_expr(Column::Stage, Expr::value(word(&Stage::Processing)?))
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::EndedAt.is_null())
            .exec(unit.on())
            .await?;
        if ended.rows_affected == 0 {
            Entity::find_by_id(self.key(id)).one(unit.on()).await?.ok_or(StoreError::NotFound)?;
        }
        unit.commit().await?;
        Ok(ended.rows_affected > 0)
    }

    /// Where it is in its life.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn set_stage(&self, id: &ConversationId, stage: Stage) -> Result<(), StoreError> {
        self.change(id, ActiveModel { stage: ActiveValue::Set(word(&stage)?), ..Default::default() }).await
    }

    /// Which version of which playbook it runs on.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn playbook(&self, id: &ConversationId) -> Result<Option<(PlaybookId, u32)>, StoreError> {
        let row = self.row(id).await?;
        let (Some(playbook), Some(version)) = (row.playbook, row.playbook_version) else { return Ok(None) };
        Ok(Some((parse(&playbook)?, number(version, "version")?)))
    }

    /// It runs on this version of this playbook.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation or version.
    pub async fn set_playbook(
        &self,
        id: &ConversationId,
        playbook: &PlaybookId,
        version: u32,
    ) -> Result<(), StoreError> {
        let change = ActiveModel {
            playbook: ActiveValue::Set(Some(playbook.to_string())),
            playbook_version: ActiveValue::Set(Some(number(version, "version")?)),
            ..Default::default()
        };
        self.change(id, change).await
    }

    /// Those at stage `Live`, oldest first: what a restarted server takes up again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn live(&self) -> Result<Vec<Conversation>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Stage.eq(word(&Stage::Live)?))
            .order_by_asc(Column::StartedAt)
            .all(&self.reach.read())
            .await?;
        rows.into_iter().map(conversation).collect()
    }

    fn key(&self, id: &ConversationId) -> (String, String) {
        (self.reach.own().to_owned(), id.to_string())
    }

    async fn row(&self, id: &ConversationId) -> Result<Model, StoreError> {
        Entity::find_by_id(self.key(id)).one(&self.reach.read()).await?.ok_or(StoreError::NotFound)
    }

    async fn change(&self, id: &ConversationId, change: ActiveModel) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let done = Entity::update_many()
            .set(change)
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .exec(unit.on())
            .await?;
        changed(done.rows_affected)?;
        unit.commit().await
    }

    fn within(&self, scope: &Scope) -> Select<Entity> {
        Entity::find().filter(Column::Organisation.eq(self.reach.own())).filter(seen(
            &self.reach,
            scope,
            Column::Seller,
        ))
    }
}

/// The rows whose person, in column `whose`, is in `scope`.
pub(crate) fn seen(reach: &Reach<'_>, scope: &Scope, whose: impl ColumnTrait) -> Condition {
    use tables::team_members::{Column, Entity};
    match scope {
        Scope::Everyone => Condition::all(),
        Scope::Own(user) => Condition::all().add(whose.eq(user.as_str())),
        Scope::Teams(user, teams) => {
            let members = Query::select()
                .column(Column::User)
                .from(Entity)
                .and_where(Column::Organisation.eq(reach.own()))
                .and_where(Column::Team.is_in(teams.iter().map(ToString::to_string)))
                .to_owned();
            Condition::any().add(whose.eq(user.as_str())).add(whose.in_subquery(members))
        }
    }
}

fn conversation(row: Model) -> Result<Conversation, StoreError> {
    Ok(Conversation {
        id: parse(&row.id)?,
        title: row.title,
        channel: unword(row.channel, "channel")?,
        language: unword(row.language, "language")?,
        stage: unword(row.stage, "stage")?,
        meeting: maybe_id(row.meeting.as_deref())?,
        seller: parse(&row.seller)?,
        started_at: Timestamp::from_millis(row.started_at),
        ended_at: moment(row.ended_at),
    })
}
