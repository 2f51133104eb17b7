//! Lists page by page: an opaque cursor of the last row's moment and id, so that new rows never shift a page.

use crate::StoreError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition};

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

impl Paging {
    /// How many rows to ask for: one more than are shown, to learn whether there is another page.
    pub(super) fn rows(&self) -> u64 {
        self.limit() + 1
    }

    fn limit(&self) -> u64 {
        self.limit.clamp(1, 200)
    }

    /// The rows behind the cursor, in a list that is sorted by `moment` and `id`, rising or falling.
    pub(super) fn behind(
        &self,
        moment: impl ColumnTrait,
        id: impl ColumnTrait,
        rising: bool,
    ) -> Result<Condition, StoreError> {
        let Some(cursor) = &self.cursor else { return Ok(Condition::all()) };
        let (at, last) = open(cursor).ok_or(StoreError::Invalid("cursor"))?;
        Ok(Condition::any()
            .add(if rising { moment.gt(at) } else { moment.lt(at) })
            .add(ColumnTrait::eq(&moment, at).and(if rising { id.gt(last) } else { id.lt(last) })))
    }

    /// The page made of `rows`, of which there may be one more than are shown.
    pub(super) fn page<R, T>(
        &self,
        mut rows: Vec<R>,
        place: impl Fn(&R) -> (i64, &str),
        item: impl Fn(R) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let limit = usize::try_from(self.limit()).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| more).map(|row| {
            let (at, id) = place(row);
            URL_SAFE_NO_PAD.encode(format!("{at}.{id}"))
        });
        Ok(Page { items: rows.into_iter().map(item).collect::<Result<_, _>>()?, next_cursor })
    }
}

fn open(cursor: &str) -> Option<(i64, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.to_owned()))
}
