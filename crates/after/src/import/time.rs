//! Times as they stand in transcripts, and ends where a file gives none. Pure.

use super::Line;

/// Reads `1:05`, `00:01:05`, `00:01:05.250` or `00:01:05,250` as milliseconds.
pub(super) fn clock(text: &str) -> Option<u64> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, millis(fraction)?),
        None => (text, 0),
    };
    let parts: Vec<&str> = whole.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => ("0", minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    // Without hours, minutes may go over sixty.
    let most_minutes = if parts.len() == 2 { 999 } else { 59 };
    let hours = number(hours, 999)?;
    let minutes = number(minutes, most_minutes)?;
    let seconds = (seconds.len() == 2).then(|| number(seconds, 59)).flatten()?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction)
}

/// A fraction of a second as milliseconds: `5` is a half, `25` a quarter.
fn millis(fraction: &str) -> Option<u64> {
    let digits: String = fraction.chars().take(3).collect();
    number(fraction, u64::MAX)?;
    let value = number(&digits, 999)?;
    Some(match digits.len() {
        1 => value * 100,
        2 => value * 10,
        _ => value,
    })
}

fn number(text: &str, most: u64) -> Option<u64> {
    let digits = !text.is_empty() && text.len() < 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|value| digits && *value <= most)
}

/// Seconds as milliseconds; none for what is no time.
pub(super) fn from_seconds(seconds: f64) -> Option<u64> {
    let duration = std::time::Duration::try_from_secs_f64(seconds).ok()?;
    u64::try_from(duration.as_micros().div_ceil(1_000)).ok()
}

/// How long a text takes to say: 150 words a minute, and never less than half a second.
pub(super) fn saying(text: &str) -> u64 {
    let words = u64::try_from(text.split_whitespace().count()).unwrap_or(u64::MAX);
    words.saturating_mul(400).max(500)
}

/// Gives lines that have only a begin an end: when the words are said, or the next line begins.
pub(super) fn ends(lines: &mut [Line]) {
    for at in 0..lines.len() {
        let next = lines.get(at + 1).map(|next| next.start);
        let Some(line) = lines.get_mut(at) else { continue };
        let said = line.start.saturating_add(saying(&line.text));
        line.end = match next {
            // Two lines at the same second: the second one is said after the first.
            Some(next) if next > line.start => said.min(next),
            _ => said,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_or_not() {
        let check = |text: &str, expected: Option<u64>| assert_eq!(clock(text), expected, "{text}");
        check("1:05", Some(65_000));
        check("00:01:05", Some(65_000));
        check("01:00:00.5", Some(3_600_500));
        check("00:00:01,250", Some(1_250));
        check("90:00", Some(5_400_000));
        check("00:61:00", None);
        check("00:00:61", None);
        check("0:5", None);
        check("12", None);
        check("aa:bb", None);
        check("-1:05", None);
        check("1:05.", None);
        check("99999999999999999999:05", None);
    }
}
