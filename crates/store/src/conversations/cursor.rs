//! Lists page by page: an opaque cursor of the last row's moment and id, so that new rows never shift a page.

/// Which page of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// Where the page before ended; none for the first.
    pub cursor: Option<String>,
    /// How many rows at most; held to 1..=200.
    pub limit: u64,
}

impl Default for Paging {
    fn default() -> Self {
        Self { cursor: None, limit: 50 }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next_cursor: Option<String>,
}
