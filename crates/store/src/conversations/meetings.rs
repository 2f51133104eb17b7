//! Meetings, scheduled or instant, with their links.

use crate::StoreError;
use crate::conversations::cursor::{Page, Paging};
use crate::conversations::seen;
use crate::db::{Reach, taken};
use crate::tables::meetings::{ActiveModel, Column, Entity, Model};
use crate::tables::{changed, id as parse, maybe_id, moment, storable, unword, word};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use sottovoce_domain::access::Scope;
use sottovoce_domain::ids::{ConversationId, MeetingId};
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::time::Timestamp;
use std::time::Duration;

/// So long after its start a meeting that nobody held counts as past.
const MISSED: Duration = Duration::from_hours(12);

/// Which meetings a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Those that are not over, by their start (an instant meeting's: when it was made), the first one first.
    Upcoming,
    /// Those that ended, were revoked, expired or were missed, the last one first.
    Past,
}

/// What a list of meetings asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingList {
    /// Upcoming or past.
    pub when: When,
    /// Which page.
    pub paging: Paging,
}

/// An organisation's meetings.
#[derive(Clone, Copy)]
pub struct Meetings<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Meetings<'_> {
    /// The meetings of the hosts in `scope`.
    ///
    /// # Errors
    /// `Invalid("cursor")` for a cursor that is not ours.
    pub async fn list(&self, scope: &Scope, list: &MeetingList) -> Result<Page<Meeting>, StoreError> {
        let now = self.reach.inner.clock.now();
        let over = Condition::any()
            .add(Column::EndedAt.is_not_null())
            .add(Column::RevokedAt.is_not_null())
            .add(Column::ExpiresAt.lte(now.millis()))
            .add(
                Condition::all()
                    .add(Column::StartsAt.lt(now.minus(MISSED).millis()))
                    .add(Column::Conversation.is_null()),
            );
        // The opposite written out: `NOT` of a comparison with an empty column is neither true nor false.
        let to_come = Condition::all()
            .add(Column::EndedAt.is_null())
            .add(Column::RevokedAt.is_null())
            .add(Condition::any().add(Column::ExpiresAt.is_null()).add(Column::ExpiresAt.gt(now.millis())))
            .add(
                Condition::any()
                    .add(Column::StartsAt.is_null())
                    .add(Column::StartsAt.gte(now.minus(MISSED).millis()))
                    .add(Column::Conversation.is_not_null()),
            );
        let rising = list.when == When::Upcoming;
        let order = if rising { sea_orm::Order::Asc } else { sea_orm::Order::Desc };
        let rows = self
            .within(scope)
            .filter(if rising { to_come } else { over })
            .filter(list.paging.behind(Column::Due, Column::Id, rising)?)
            .order_by(Column::Due, order.clone())
            .order_by(Column::Id, order)
            .limit(list.paging.rows())
            .all(&self.reach.read())
            .await?;
        list.paging.page(rows, |row| (row.due, row.id.as_str()), meeting)
    }

    /// One meeting, whoever asks.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, id: &MeetingId) -> Result<Meeting, StoreError> {
        let row = Entity::find_by_id(self.key(id)).one(&self.reach.read()).await?;
        meeting(row.ok_or(StoreError::NotFound)?)
    }

    /// One meeting whose host is in `scope`.
    ///
    /// # Errors
    /// `NotFound` when there is none, or none that may be seen.
    pub async fn visible(&self, id: &MeetingId, scope: &Scope) -> Result<Meeting, StoreError> {
        let row = self.within(scope).filter(Column::Id.eq(id.as_str())).one(&self.reach.read()).await?;
        meeting(row.ok_or(StoreError::NotFound)?)
    }

    /// Stores a new meeting. Its host must be a member.
    ///
    /// # Errors
    /// `NotFound` when host or playbook are not of this organisation; `Conflict("link")` when the link is taken.
    pub async fn create(&self, meeting: &Meeting) -> Result<(), StoreError> {
        let row = Model {
            organisation: self.reach.own().to_owned(),
            id: meeting.id.to_string(),
            link: meeting.link.clone(),
            title: storable(&meeting.title),
            host: meeting.host.to_string(),
            language: word(&meeting.language)?,
            starts_at: meeting.starts_at.map(Timestamp::millis),
            due: meeting.starts_at.unwrap_or(meeting.created_at).millis(),
            playbook: meeting.playbook.as_ref().map(ToString::to_string),
            lobby: meeting.lobby,
            locked: meeting.locked,
            conversation: meeting.conversation.as_ref().map(ToString::to_string),
            expires_at: meeting.expires_at.map(Timestamp::millis),
            revoked_at: meeting.revoked_at.map(Timestamp::millis),
            ended_at: meeting.ended_at.map(Timestamp::millis),
            created_at: meeting.created_at.millis(),
        };
        let unit = self.reach.write().await?;
        Entity::insert(row.into_active_model())
            .exec_without_returning(unit.on())
            .await
            .map_err(taken("link"))?;
        unit.commit().await
    }

    /// Stores a changed title, language, start, playbook, lobby, lock and expiry.
    ///
    /// # Errors
    /// `NotFound` when there is no such meeting.
    pub async fn update(&self, meeting: &Meeting) -> Result<(), StoreError> {
        let change = ActiveModel {
            title: ActiveValue::Set(storable(&meeting.title)),
            language: ActiveValue::Set(word(&meeting.language)?),
            starts_at: ActiveValue::Set(meeting.starts_at.map(Timestamp::millis)),
            due: ActiveValue::Set(meeting.starts_at.unwrap_or(meeting.created_at).millis()),
            playbook: ActiveValue::Set(meeting.playbook.as_ref().map(ToString::to_string)),
            lobby: ActiveValue::Set(meeting.lobby),
            locked: ActiveValue::Set(meeting.locked),
            expires_at: ActiveValue::Set(meeting.expires_at.map(Timestamp::millis)),
            ..Default::default()
        };
        self.change(&meeting.id, Condition::all(), change).await
    }

    /// Its conversation has begun; at most one caller wins.
    ///
    /// # Errors
    /// `Conflict("conversation")` when it has one already; `NotFound` when there is no such meeting.
    pub async fn begin(&self, id: &MeetingId, conversation: &ConversationId) -> Result<(), StoreError> {
        let change = ActiveModel {
            conversation: ActiveValue::Set(Some(conversation.to_string())),
            ..Default::default()
        };
        let unbegun = Condition::all().add(Column::Conversation.is_null());
        match self.change(id, unbegun, change).await {
            Err(StoreError::NotFound) => {
                self.get(id).await?;
                Err(StoreError::Conflict("conversation"))
            }
            other => other,
        }
    }

    /// The link does not open the door any more.
    ///
    /// # Errors
    /// `NotFound` when there is no such meeting.
    pub async fn revoke(&self, id: &MeetingId, at: Timestamp) -> Result<(), StoreError> {
        let change = ActiveModel { revoked_at: ActiveValue::Set(Some(at.millis())), ..Default::default() };
        self.change(id, Condition::all(), change).await
    }

    /// The meeting is over.
    ///
    /// # Errors
    /// `NotFound` when there is no such meeting.
    pub async fn end(&self, id: &MeetingId, at: Timestamp) -> Result<(), StoreError> {
        let change = ActiveModel { ended_at: ActiveValue::Set(Some(at.millis())), ..Default::default() };
        self.change(id, Condition::all(), change).await
    }

    fn key(&self, id: &MeetingId) -> (String, String) {
        (self.reach.own().to_owned(), id.to_string())
    }

    fn within(&self, scope: &Scope) -> Select<Entity> {
        Entity::find().filter(Column::Organisation.eq(self.reach.own())).filter(seen(
            &self.reach,
            scope,
            Column::Host,
        ))
    }

    async fn change(&self, id: &MeetingId, only: Condition, change: ActiveModel) -> Result<(), StoreError> {
        let unit = self.reach.write().await?;
        let done = Entity::update_many()
            .set(change)
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::Id.eq(id.as_str()))
            .filter(only)
            .exec(unit.on())
            .await?;
        changed(done.rows_affected)?;
        unit.commit().await
    }
}

pub(crate) fn meeting(row: Model) -> Result<Meeting, StoreError> {
    Ok(Meeting {
        id: parse(&row.id)?,
        link: row.link,
        title: row.title,
        host: parse(&row.host)?,
        language: unword(row.language, "language")?,
        starts_at: moment(row.starts_at),
        playbook: maybe_id(row.playbook.as_deref())?,
        lobby: row.lobby,
        locked: row.locked,
        conversation: maybe_id(row.conversation.as_deref())?,
        expires_at: moment(row.expires_at),
        revoked_at: moment(row.revoked_at),
        ended_at: moment(row.ended_at),
        created_at: Timestamp::from_millis(row.created_at),
    })
}
