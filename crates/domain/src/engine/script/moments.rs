//! Words that name a day.

use crate::engine::turn::{DAYS, MONTHS};

/// Whether a folded word names a day, or the month of one.
pub(super) fn day(word: &str) -> bool {
    DAYS.contains(&word) || MONTHS.contains(&word) || matches!(word, "domattina" | "fortnight" | "stamattina")
}
