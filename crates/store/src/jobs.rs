//! Long work: claimed under a lease, retried, and buried with a reason when it cannot be done.
//!
//! Jobs of one key run one at a time and in the order they were enqueued; jobs without a key are free. A job may run
//! twice (its lease ran out), never silently not at all. Nothing here knows what a job does.

use crate::StoreError;
use crate::db::Reach;
use crate::tables::jobs::{ActiveModel, Column, Entity, Model};
use crate::tables::{changed, id as parse, json, number, storable, unjson};
use crate::tenant::Inner;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, LockBehavior, LockType, Query, SelectStatement};
use sea_orm::{
    ActiveValue, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Iterable,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sottovoce_domain::ids::{JobId, OrganisationId};
use sottovoce_domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;

const WAITING: &str = "waiting";
const RUNNING: &str = "running";
const DEAD: &str = "dead";

/// A job to enqueue.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// What is to be done; the worker knows the word.
    pub kind: String,
    /// Jobs of the same key (and organisation) run one at a time, in order.
    pub key: Option<String>,
    /// What the worker needs to know.
    pub payload: serde_json::Value,
    /// Not before this moment; none: at once.
    pub run_at: Option<Timestamp>,
    /// After so many claims the job is spent.
    pub max_attempts: u32,
}

/// A job that a worker holds under a lease.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What is to be done.
    pub kind: String,
    /// Its order key.
    pub key: Option<String>,
    /// What the worker needs to know.
    pub payload: serde_json::Value,
    /// The how-manieth claim this is, from 1; also the fence that a worker without its lease cannot pass.
    pub attempt: u32,
    /// How many claims it may have.
    pub max_attempts: u32,
    /// When it was enqueued.
    pub created_at: Timestamp,
}

impl Job {
    /// Whether it was claimed as often as it may be: its worker does not try, but gives it up.
    pub fn is_spent(&self) -> bool {
        self.attempt > self.max_attempts
    }
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadJob {
    /// Its id.
    pub id: JobId,
    /// What was to be done.
    pub kind: String,
    /// Its order key.
    pub key: Option<String>,
    /// What the worker needed to know.
    pub payload: serde_json::Value,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it was given up: a code, never a customer's words.
    pub reason: String,
    /// When.
    pub buried_at: Timestamp,
}

/// The queue as workers see it: jobs of every organisation.
#[derive(Clone, Copy)]
pub struct Jobs<'a> {
    pub(crate) inner: &'a Arc<Inner>,
}

impl Jobs<'_> {
    /// Claims the next job of one of these kinds for `lease`, in one statement; none when nothing is due. A job whose
    /// lease ran out on its last attempt comes once more, as [`Job::is_spent`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(&self, kinds: &[&str], lease: Duration) -> Result<Option<Job>, StoreError> {
        let now = self.inner.clock.now();
        let write = self.inner.db.begin().await?;
        let claim = Query::update()
            .table(Entity)
            .value(Column::State, RUNNING)
            .value(Column::LeasedUntil, now.plus(lease).millis())
            .value(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .and_where(Expr::col(Column::Sequence).in_subquery(next(kinds, now)))
            // By name: `*` would mean what a connection remembers of the table, which a migration may have changed.
            .returning(Query::returning().columns(Column::iter()))
            .to_owned();
        let Some(row) = write.on().query_one(&claim).await? else {
            write.rollback().await?;
            return Ok(None);
        };
        let job = job(Model::from_query_result(&row, "")?)?;
        write.commit().await?;
        Ok(Some(job))
    }

    /// Prolongs the lease of a long job.
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn renew(&self, job: &Job, lease: Duration) -> Result<(), StoreError> {
        let until = self.inner.clock.now().plus(lease).millis();
        let change = ActiveModel { leased_until: ActiveValue::Set(Some(until)), ..Default::default() };
        self.change(job, change).await
    }

    /// The job was done. (With changes of the same job: [`crate::Tx::done`].)
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn done(&self, job: &Job) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        delete(job, write.on()).await?;
        write.commit().await?;
        self.inner.tell_workers();
        Ok(())
    }

    /// Puts the job back, to be tried again after `wait`; its key waits with it. `reason` is a code. (With changes of
    /// the same job: [`crate::Tx::retry`].)
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn retry(&self, job: &Job, wait: Duration, reason: &str) -> Result<(), StoreError> {
        self.change(job, put_back(self.inner.clock.now().plus(wait), reason)).await
    }

    /// Gives the job up with a reason; its key goes on with the next. (With changes of the same job:
    /// [`crate::Tx::bury`].)
    ///
    /// # Errors
    /// `NotFound` when the lease was lost.
    pub async fn bury(&self, job: &Job, reason: &str) -> Result<(), StoreError> {
        self.change(job, given_up(self.inner.clock.now(), reason)).await
    }

    /// How many jobs wait or run, of every organisation. A test that ends with one left over has failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfinished(&self) -> Result<u64, StoreError> {
        Ok(Entity::find().filter(Column::State.is_in([WAITING, RUNNING])).count(self.inner.db.read()).await?)
    }

    /// When the next job of these kinds falls due or its lease runs out; none when the queue is empty. It may be past
    /// for a job that waits for another of its key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_due(&self, kinds: &[&str]) -> Result<Option<Timestamp>, StoreError> {
        let earliest = |column: Column, state: &'static str| {
            Entity::find()
                .select_only()
                .column(column)
                .filter(Column::State.eq(state))
                .filter(Column::Kind.is_in(kinds.iter().copied()))
                .order_by_asc(column)
                .limit(1)
                .into_tuple::<Option<i64>>()
        };
        let due = earliest(Column::RunAt, WAITING).one(self.inner.db.read()).await?.flatten();
        let lost = earliest(Column::LeasedUntil, RUNNING).one(self.inner.db.read()).await?.flatten();
        Ok([due, lost].into_iter().flatten().min().map(Timestamp::from_millis))
    }

    /// Changes whenever a job may have become claimable in this process: subscribe, claim until nothing is due, then
    /// wait for `changed()` or [`Jobs::next_due`].
    pub fn news(&self) -> tokio::sync::watch::Receiver<u64> {
        self.inner.news.subscribe()
    }

    async fn change(&self, job: &Job, change: ActiveModel) -> Result<(), StoreError> {
        let write = self.inner.db.begin().await?;
        settle(job, change, write.on()).await?;
        write.commit().await?;
        self.inner.tell_workers();
        Ok(())
    }
}

/// A job that is tried again from this moment on.
pub(crate) fn put_back(run_at: Timestamp, reason: &str) -> ActiveModel {
    ActiveModel {
        state: ActiveValue::Set(WAITING.to_owned()),
        leased_until: ActiveValue::Set(None),
        run_at: ActiveValue::Set(run_at.millis()),
        reason: ActiveValue::Set(Some(storable(reason))),
        ..Default::default()
    }
}

/// A job that was given up at this moment.
pub(crate) fn given_up(at: Timestamp, reason: &str) -> ActiveModel {
    ActiveModel {
        state: ActiveValue::Set(DEAD.to_owned()),
        leased_until: ActiveValue::Set(None),
        reason: ActiveValue::Set(Some(storable(reason))),
        buried_at: ActiveValue::Set(Some(at.millis())),
        ..Default::default()
    }
}

/// Changes a job that is held; `NotFound` when the lease was lost.
pub(crate) async fn settle(
    job: &Job,
    change: ActiveModel,
    on: &DatabaseTransaction,
) -> Result<(), StoreError> {
    let done = Entity::update_many().set(change).filter(held(job)?).exec(on).await?;
    changed(done.rows_affected)
}

/// The first job that may be claimed: it is due, or its lease ran out; no earlier one of its key is unfinished, and
/// none of its key runs.
fn next(kinds: &[&str], now: Timestamp) -> SelectStatement {
    let other = Alias::new("other");
    let of_other = |column: Column| Expr::col((other.clone(), column));
    let mine = |column: Column| Expr::col((Entity, column));
    let before = of_other(Column::Sequence).lt(mine(Column::Sequence));
    let running = of_other(Column::Sequence)
        .ne(mine(Column::Sequence))
        .and(of_other(Column::State).eq(RUNNING))
        .and(of_other(Column::LeasedUntil).gt(now.millis()));
    let in_the_way = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, other.clone())
        .and_where(of_other(Column::Organisation).equals((Entity, Column::Organisation)))
        .and_where(of_other(Column::Key).equals((Entity, Column::Key)))
        .and_where(of_other(Column::State).is_in([WAITING, RUNNING]))
        .cond_where(Cond::any().add(before).add(running))
        .to_owned();
    let due = mine(Column::State).eq(WAITING).and(mine(Column::RunAt).lte(now.millis()));
    let lost = mine(Column::State).eq(RUNNING).and(mine(Column::LeasedUntil).lte(now.millis()));
    Query::select()
        .column((Entity, Column::Sequence))
        .from(Entity)
        .cond_where(Cond::any().add(due).add(lost))
        .and_where(mine(Column::Kind).is_in(kinds.iter().copied()))
        .and_where(Expr::exists(in_the_way).not())
        .order_by((Entity, Column::RunAt), sea_orm::Order::Asc)
        .order_by((Entity, Column::Sequence), sea_orm::Order::Asc)
        .limit(1)
        // Several workers on PostgreSQL pass each other by; SQLite has one writer and leaves this out.
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned()
}

/// The job as long as this claim holds it.
fn held(job: &Job) -> Result<sea_orm::Condition, StoreError> {
    Ok(sea_orm::Condition::all()
        .add(Column::Id.eq(job.id.as_str()))
        .add(Column::State.eq(RUNNING))
        .add(Column::Attempts.eq(number::<_, i32>(job.attempt, "attempt")?)))
}

/// Takes a job that was done out of the queue.
pub(crate) async fn delete(job: &Job, on: &DatabaseTransaction) -> Result<(), StoreError> {
    changed(Entity::delete_many().filter(held(job)?).exec(on).await?.rows_affected)
}

/// Puts a job in the queue.
pub(crate) async fn insert(
    inner: &Inner,
    organisation: &OrganisationId,
    job: NewJob,
    on: &DatabaseTransaction,
) -> Result<JobId, StoreError> {
    let now = inner.clock.now();
    let id = JobId::new(now, inner.entropy.as_ref());
    let row = ActiveModel {
        sequence: ActiveValue::NotSet,
        id: ActiveValue::Set(id.to_string()),
        organisation: ActiveValue::Set(organisation.to_string()),
        kind: ActiveValue::Set(job.kind),
        key: ActiveValue::Set(job.key),
        payload: ActiveValue::Set(json(&job.payload, "payload")?),
        state: ActiveValue::Set(WAITING.to_owned()),
        run_at: ActiveValue::Set(job.run_at.unwrap_or(now).millis()),
        leased_until: ActiveValue::Set(None),
        attempts: ActiveValue::Set(0),
        max_attempts: ActiveValue::Set(number(Ord::max(job.max_attempts, 1), "attempts")?),
        reason: ActiveValue::Set(None),
        created_at: ActiveValue::Set(now.millis()),
        buried_at: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(on).await?;
    Ok(id)
}

fn job(row: Model) -> Result<Job, StoreError> {
    Ok(Job {
        id: parse(&row.id)?,
        organisation: parse(&row.organisation)?,
        kind: row.kind,
        key: row.key,
        payload: unjson(&row.payload, "payload")?,
        attempt: number(row.attempts, "attempts")?,
        max_attempts: number(row.max_attempts, "attempts")?,
        created_at: Timestamp::from_millis(row.created_at),
    })
}

/// An organisation's own view of its jobs.
#[derive(Clone, Copy)]
pub struct TenantJobs<'a> {
    pub(crate) reach: Reach<'a>,
}

impl TenantJobs<'_> {
    /// The jobs that were given up, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dead(&self, limit: u64) -> Result<Vec<DeadJob>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::State.eq(DEAD))
            .order_by_desc(Column::BuriedAt)
            .order_by_desc(Column::Sequence)
            .limit(limit)
            .all(&self.reach.read())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(DeadJob {
                    id: parse(&row.id)?,
                    kind: row.kind,
                    key: row.key,
                    payload: unjson(&row.payload, "payload")?,
                    attempts: number(row.attempts, "attempts")?,
                    reason: row.reason.unwrap_or_default(),
                    buried_at: Timestamp::from_millis(row.buried_at.unwrap_or_default()),
                })
            })
            .collect()
    }

    /// How many of the organisation's jobs wait or run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfinished(&self) -> Result<u64, StoreError> {
        Ok(Entity::find()
            .filter(Column::Organisation.eq(self.reach.own()))
            .filter(Column::State.is_in([WAITING, RUNNING]))
            .count(&self.reach.read())
            .await?)
    }
}
