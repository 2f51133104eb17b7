//! The only file that knows which database runs: connections, settings, how a write begins, what an error means.

use crate::StoreError;
use crate::tenant::Inner;
use sottovoce_domain::ids::OrganisationId;
use std::sync::Arc;

/// The connections.
pub(crate) struct Db;

/// A write transaction.
pub(crate) struct Write;

/// Where a noun's statements run.
#[derive(Clone, Copy)]
pub(crate) enum On<'a> {
    /// On any connection.
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

impl Db {
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        todo!()
    }
    pub(crate) async fn begin(&self) -> Result<Write, StoreError> {
        todo!()
    }
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        todo!()
    }
    pub(crate) async fn close(&self) {
        todo!()
    }
}
