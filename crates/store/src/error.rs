//! What can go wrong between the house and its database, in words a caller can act on.
//!
//! Never carries a row's contents: the text of a database error may repeat values, so only its kind is kept.

/// Why the store did not do as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no such thing in this organisation.
    #[error("not found")]
    NotFound,
    /// It cannot be, because of what is there already; says what, e.g. `email` or `last_owner`.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Other writers kept the database busy for too long; the same call may succeed later.
    #[error("the database is busy")]
    Busy,
    /// A stored value cannot be read back; says which.
    #[error("a stored {0} cannot be read")]
    Corrupt(&'static str),
    /// A value cannot be stored or sealed; says which.
    #[error("the {0} cannot be stored")]
    Invalid(&'static str),
    /// The database failed; says how, without any stored value.
    #[error("database: {0}")]
    Database(String),
}
