//! The only file that knows which database runs: connections, settings, how a write begins, what an error means.
//!
//! SQLite has one writer at a time: writes queue at a gate of this process rather than poll for the file's lock, and
//! begin with `BEGIN IMMEDIATE`, since a deferred transaction that turns into a writer fails under concurrency.

use crate::StoreError;
use crate::migrations::Migrator;
use crate::tenant::Inner;
use sea_orm::{
    ConnAcquireErr, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseExecutor,
    DatabaseTransaction, DbBackend, DbErr, RuntimeErr, SqlErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use sottovoce_domain::ids::OrganisationId;
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a write waits for its turn before it says `Busy`: longer than any write of ours takes, shorter than
/// people wait.
const PATIENCE: Duration = Duration::from_secs(10);
/// SQLite: one writer and some readers beside it.
const SQLITE_CONNECTIONS: u32 = 6;
/// PostgreSQL: below its default of 100, so that a few nodes fit.
const POSTGRES_CONNECTIONS: u32 = 20;
/// Any number: the advisory lock under which one node migrates while others wait.
const MIGRATION_LOCK: i64 = 0x50_77_0C_E0;

/// The connections.
pub(crate) struct Db {
    connection: DatabaseConnection,
    gate: Option<Arc<Semaphore>>,
}

/// A write transaction. Dropped without a commit it is undone.
pub(crate) struct Write {
    // Declared first: the transaction ends before the next writer is let in.
    transaction: DatabaseTransaction,
    turn: Option<OwnedSemaphorePermit>,
}

/// A writer's place at SQLite's gate; of no meaning on PostgreSQL.
pub(crate) struct Turn {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Db {
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).acquire_timeout(PATIENCE);
        let sqlite = url.starts_with("sqlite:");
        if sqlite {
            options.max_connections(SQLITE_CONNECTIONS).map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .journal_mode(SqliteJournalMode::Wal)
                    // In WAL this survives a killed process; only a power cut may take the last moments.
                    .synchronous(SqliteSynchronous::Normal)
                    .busy_timeout(PATIENCE)
                    .foreign_keys(true)
            });
        } else {
            options.max_connections(POSTGRES_CONNECTIONS);
        }
        let connection = Database::connect(options).await?;
        let gate = sqlite.then(|| Arc::new(Semaphore::new(1)));
        let db = Self { connection, gate };
        db.migrate().await?;
        Ok(db)
    }

    /// Runs the migrations that are missing; on PostgreSQL one node at a time.
    async fn migrate(&self) -> Result<(), StoreError> {
        let write = self.begin().await?;
        match write.transaction.get_database_backend() {
            DbBackend::Postgres => {
                write
                    .transaction
                    .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                    .await?;
                Migrator::up(&self.connection, None).await?;
                write.commit().await
            }
            _ => {
                write.rollback().await?;
                Ok(Migrator::up(&self.connection, None).await?)
            }
        }
    }

    /// For reads, and statements that need no transaction.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Begins a write and waits for its turn.
    pub(crate) async fn begin(&self) -> Result<Write, StoreError> {
        let turn = match &self.gate {
            None => None,
            Some(gate) => {
                let turn = tokio::time::timeout(PATIENCE, Arc::clone(gate).acquire_owned()).await;
                Some(turn.map_err(|_| StoreError::Busy)?.map_err(|_| StoreError::Busy)?)
            }
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        Ok(Write { transaction, turn })
    }

    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }

    pub(crate) async fn close(&self) {
        if let Err(error) = self.connection.clone().close().await {
            tracing::warn!(error = %StoreError::from(error), "closing the database");
        }
    }
}

impl Write {
    pub(crate) fn on(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    /// Commits, but lets the next writer in only when the turn is dropped: what is told until then is told in order.
    pub(crate) async fn commit_and_keep_turn(self) -> Result<Turn, StoreError> {
        self.transaction.commit().await?;
        Ok(Turn { _permit: self.turn })
    }

    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.transaction.rollback().await?)
    }
}

/// Where a noun's statements run.
#[derive(Clone, Copy)]
pub(crate) enum On<'a> {
    /// On any connection; each write is a transaction of its own.
    Pool,
    /// Within this transaction.
    Write(&'a Write),
}

/// What a noun needs: the store, whose rows, and where its statements run.
#[derive(Clone, Copy)]
pub(crate) struct Reach<'a> {
    pub(crate) inner: &'a Arc<Inner>,
    pub(crate) organisation: &'a OrganisationId,
    pub(crate) on: On<'a>,
}

impl<'a> Reach<'a> {
    /// Whose rows, as it stands in the tables.
    pub(crate) fn own(&self) -> &'a str {
        self.organisation.as_str()
    }

    /// Where reads go.
    pub(crate) fn read(&self) -> DatabaseExecutor<'a> {
        match self.on {
            On::Pool => DatabaseExecutor::Connection(self.inner.db.read()),
            On::Write(write) => DatabaseExecutor::Transaction(write.on()),
        }
    }

    /// The same, within a change that has begun.
    pub(crate) fn within<'b>(&self, unit: &'b Unit<'a>) -> Reach<'b>
    where
        'a: 'b,
    {
        let on = match unit {
            Unit::Own(write) => On::Write(write),
            Unit::Outer(write) => On::Write(write),
        };
        Reach { inner: self.inner, organisation: self.organisation, on }
    }

    /// Where writes go: the transaction at hand, or one that [`Unit::commit`] ends.
    pub(crate) async fn write(&self) -> Result<Unit<'a>, StoreError> {
        Ok(match self.on {
            On::Pool => Unit::Own(self.inner.db.begin().await?),
            On::Write(write) => Unit::Outer(write),
        })
    }
}

/// A change of one noun: a transaction of its own, or part of a larger one.
pub(crate) enum Unit<'a> {
    Own(Write),
    Outer(&'a Write),
}

impl Unit<'_> {
    pub(crate) fn on(&self) -> &DatabaseTransaction {
        match self {
            Self::Own(write) => write.on(),
            Self::Outer(write) => write.on(),
        }
    }

    /// Ends a transaction of its own; a larger one goes on.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Own(write) => write.commit().await,
            Self::Outer(_) => Ok(()),
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => return Self::Conflict("duplicate"),
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Self::NotFound,
            _ => {}
        }
        match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            DbErr::ConnectionAcquire(_) => Self::Database("the store is closed".into()),
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => from_driver(inner),
            DbErr::Migration(text) => Self::Database(format!("migration: {text}")),
            DbErr::Type(_) | DbErr::TryIntoErr { .. } | DbErr::Json(_) => Self::Corrupt("value"),
            other => Self::Database(kind(other).to_owned()),
        }
    }
}

/// SQLite: busy, locked and their extended forms. PostgreSQL: serialisation failure, deadlock, lock not available.
const BUSY: [&str; 7] = ["5", "6", "261", "517", "40001", "40P01", "55P03"];

/// Keeps codes and names of constraints; a message of PostgreSQL may quote a value, so it stays behind.
fn from_driver(error: &sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Database(inner) => {
            let code = inner.code().unwrap_or_default();
            if BUSY.contains(&code.as_ref()) {
                StoreError::Busy
            } else if code == "22021" {
                StoreError::Invalid("text")
            } else {
                StoreError::Database(format!("code {code} {}", inner.constraint().unwrap_or_default()))
            }
        }
        sqlx::Error::PoolTimedOut => StoreError::Busy,
        sqlx::Error::Io(inner) => StoreError::Database(format!("connection: {}", inner.kind())),
        sqlx::Error::Configuration(_) => {
            StoreError::Database("the address of the database is not valid".into())
        }
        sqlx::Error::Tls(_) => StoreError::Database("the encrypted connection failed".into()),
        sqlx::Error::PoolClosed => StoreError::Database("the store is closed".into()),
        sqlx::Error::ColumnDecode { index, .. } => StoreError::Database(format!("column {index}")),
        _ => StoreError::Database("driver".into()),
    }
}

const fn kind(error: &DbErr) -> &'static str {
    match error {
        DbErr::Conn(_) => "connection",
        DbErr::Exec(_) => "execution",
        DbErr::Query(_) => "query",
        _ => "library",
    }
}

/// Names what a unique index protects: `Conflict(word)` in place of a nameless one.
pub(crate) fn taken(word: &'static str) -> impl Fn(DbErr) -> StoreError {
    move |error| match StoreError::from(error) {
        StoreError::Conflict(_) => StoreError::Conflict(word),
        other => other,
    }
}
