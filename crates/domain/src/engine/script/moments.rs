//! Words that name a day.

use crate::engine::turn::DAYS;

/// Months in both languages; with a number before or after them they name a day.
const MONTHS: &str = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre january february \
    march april june july august september october november december";

/// Whether a folded word names a day, or the month of one.
pub(super) fn day(word: &str) -> bool {
    DAYS.contains(&word)
        || matches!(word, "domattina" | "fortnight" | "stamattina")
        || MONTHS.split_whitespace().any(|month| month == word)
}
