//! Lists page by page: `?cursor=&limit=` in, `{items, next_cursor}` out.

use serde::{Deserialize, Serialize};
use sottovoce_store::{Page, Paging};
use utoipa::{IntoParams, ToSchema};

/// Which page of a list is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// How many items at most (1 to 200, usually 50).
    pub limit: Option<u64>,
}

impl PageQuery {
    /// The same for the store.
    pub fn paging(self) -> Paging {
        Paging { cursor: self.cursor, limit: self.limit.unwrap_or(50).clamp(1, 200) }
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listing<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next_cursor: Option<String>,
}

impl<T> Listing<T> {
    /// A list that is complete.
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    /// A page of the store with each row as it goes over the wire.
    pub fn of<R>(page: Page<R>, wire: impl FnMut(R) -> T) -> Self {
        Self { items: page.items.into_iter().map(wire).collect(), next_cursor: page.next_cursor }
    }
}
