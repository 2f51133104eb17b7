//! The figures of a conversation, each defined once, here.
//!
//! An utterance is one interval of speech. A backchannel (at most one second and three words of "I am listening",
//! said while the other speaks or within half a second after) is no turn. Where less than 80% of the speech can be
//! given to a side, shares, paces, pauses and fillers stay empty. The seller's words are counted over their turns, as their
//! time is.

use super::text::stop;
use super::turn::Turn;
use crate::insight::{Figures, SpeakerSentiment};
use crate::time::CallTime;

/// A backchannel is at most this long.
const BACKCHANNEL_MS: u64 = 1_000;
/// And comes at most this long after the other's words.
const BACKCHANNEL_AFTER_MS: u64 = 500;
/// A longer silence ends a monologue.
const MONOLOGUE_GAP_MS: u64 = 2_000;
/// Pauses before an answer count at most this much.
const LONGEST_PAUSE_MS: u64 = 5_000;
/// Below this share of attributed speech the shares mean nothing.
const COVERAGE: f64 = 0.8;

/// What the figures count beside the turns.
pub(super) struct Counts {
    pub seller_questions: u32,
    pub customer_questions: u32,
    pub points_covered: u32,
    pub points_total: u32,
    /// Weight of the covered points and of all points.
    pub weights: (f64, f64),
    pub objections_raised: u32,
    pub objections_overcome: u32,
}

/// Speech of one side without a break by the other.
#[derive(Debug, Clone, Copy)]
struct Span {
    sells: bool,
    start: u64,
    end: u64,
}

pub(super) fn figures(turns: &[Turn], counts: &Counts) -> Figures {
    let spans = spans(turns);
    let all = union(turns.iter().map(|turn| (turn.start.millis(), turn.end.millis())).collect());
    let side =
        |sells: bool| union(spans.iter().filter(|s| s.sells == sells).map(|s| (s.start, s.end)).collect());
    let (seller, customer) = (side(true), side(false));
    let attributed = union(spans.iter().map(|s| (s.start, s.end)).collect());
    let usable = all == 0 || seconds(attributed) / seconds(all).max(0.001) >= COVERAGE;
    let (monologue, monologue_at) = longest(&spans, true);
    let (story, _) = longest(&spans, false);
    let words = |f: &dyn Fn(&Turn) -> usize| {
        turns.iter().filter(|t| t.side.sells() && !listens(t, turns)).map(f).sum::<usize>()
    };
    let spoken = words(&|turn| turn.said.words.len());
    let fillers =
        words(&|turn| turn.said.words.iter().filter(|w| stop::is_filler(&w.folded, turn.language)).count());
    let first = turns.iter().map(|t| t.start.millis()).min().unwrap_or(0);
    let last = turns.iter().map(|t| t.end.millis()).max().unwrap_or(0);
    Figures {
        duration: seconds(last.saturating_sub(first)),
        talk_ratio: (usable && seller + customer > 0).then(|| seconds(seller) / seconds(seller + customer)),
        words_per_minute: (usable && seller > 0).then(|| count(spoken) / (seconds(seller) / 60.0)),
        longest_monologue: seconds(monologue),
        longest_monologue_at: monologue_at.map(CallTime::from_millis),
        longest_customer_story: seconds(story),
        interactivity: (usable && seller + customer > 0)
            .then(|| switches(&spans) / (seconds(attributed) / 60.0)),
        patience: patience(&spans).filter(|_| usable),
        seller_questions: counts.seller_questions,
        customer_questions: counts.customer_questions,
        fillers: (usable && spoken > 0).then(|| count(fillers) * 100.0 / count(spoken)),
        points_covered: counts.points_covered,
        points_total: counts.points_total,
        adherence: (counts.weights.1 > 0.0).then(|| 100.0 * counts.weights.0 / counts.weights.1),
        objections_raised: counts.objections_raised,
        objections_overcome: counts.objections_overcome,
        utterances: u32::try_from(turns.len()).unwrap_or(u32::MAX),
        sentiment: sentiments(turns),
    }
}

/// Speech of both sides in order of time, without backchannels and strangers.
fn spans(turns: &[Turn]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for turn in turns {
        let sells = turn.side.sells();
        if matches!(turn.side, crate::conversation::Side::Other) {
            continue;
        }
        let (start, end) = (turn.start.millis(), turn.end.millis());
        if listens(turn, turns) {
            continue;
        }
        out.push(Span { sells, start, end });
    }
    out.sort_by_key(|span| (span.start, span.end));
    out
}

/// Whether a turn is a backchannel: short, and said while the other side speaks or just after.
fn listens(turn: &Turn, turns: &[Turn]) -> bool {
    let (start, end) = (turn.start.millis(), turn.end.millis());
    let near = |other: &Turn| {
        other.side.sells() != turn.side.sells()
            && other.start.millis() <= start
            && start <= other.end.millis().saturating_add(BACKCHANNEL_AFTER_MS)
    };
    turn.backchannel && end.saturating_sub(start) <= BACKCHANNEL_MS && turns.iter().any(near)
}

/// The length of a union of intervals.
fn union(mut intervals: Vec<(u64, u64)>) -> u64 {
    intervals.sort_unstable();
    let (mut total, mut until) = (0, 0);
    for (start, end) in intervals {
        let from = start.max(until);
        total += end.saturating_sub(from);
        until = until.max(end);
    }
    total
}

/// The longest stretch of one side: no words of the other and no silence of more than two seconds.
fn longest(spans: &[Span], sells: bool) -> (u64, Option<u64>) {
    let mut best: (u64, Option<u64>) = (0, None);
    let mut stretch: Option<(u64, u64)> = None;
    for span in spans {
        stretch = match stretch {
            _ if span.sells != sells => None,
            Some((start, end)) if span.start.saturating_sub(end) <= MONOLOGUE_GAP_MS => {
                Some((start, end.max(span.end)))
            }
            _ => Some((span.start, span.end)),
        };
        if let Some((start, end)) = stretch
            && end.saturating_sub(start) > best.0
        {
            best = (end.saturating_sub(start), Some(start));
        }
    }
    best
}

fn switches(spans: &[Span]) -> f64 {
    count(spans.windows(2).filter(|pair| matches!(pair, [a, b] if a.sells != b.sells)).count())
}

/// The median pause before the seller answers.
fn patience(spans: &[Span]) -> Option<f64> {
    let mut pauses: Vec<u64> = spans
        .windows(2)
        .filter_map(|pair| match pair {
            [customer, seller] if !customer.sells && seller.sells => {
                Some(seller.start.saturating_sub(customer.end).min(LONGEST_PAUSE_MS))
            }
            _ => None,
        })
        .collect();
    pauses.sort_unstable();
    let middle = pauses.len() / 2;
    let upper = *pauses.get(middle)?;
    let lower =
        if pauses.len().is_multiple_of(2) { pauses.get(middle - 1).copied().unwrap_or(upper) } else { upper };
    Some(f64::midpoint(seconds(lower), seconds(upper)))
}

fn sentiments(turns: &[Turn]) -> Vec<SpeakerSentiment> {
    let mut sums: Vec<(SpeakerSentiment, f64)> = Vec::new();
    for turn in turns {
        let weight = f64::from(turn.count());
        let score = f64::from(turn.sentiment.score) * weight;
        match sums.iter_mut().find(|(known, _)| known.speaker == turn.speaker) {
            Some((known, words)) => {
                known.score += score;
                *words += weight;
            }
            None => sums.push((SpeakerSentiment { speaker: turn.speaker.clone(), score }, weight)),
        }
    }
    sums.into_iter()
        .map(|(sum, words)| SpeakerSentiment { score: sum.score / words.max(1.0), ..sum })
        .collect()
}

fn seconds(millis: u64) -> f64 {
    CallTime::from_millis(millis).seconds()
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(sells: bool, start: u64, end: u64) -> Span {
        Span { sells, start, end }
    }

    #[test]
    fn overlaps_count_once() {
        assert_eq!(union(vec![(0, 10), (5, 12), (20, 21)]), 13);
    }

    #[test]
    fn a_monologue_ends_by_the_other_side_or_by_silence() {
        let spans = [
            span(true, 0, 5_000),
            span(true, 6_000, 9_000),
            span(false, 9_500, 10_000),
            span(true, 10_500, 12_000),
        ];
        assert_eq!(longest(&spans, true), (9_000, Some(0)));
        let spans = [span(true, 0, 5_000), span(true, 8_000, 9_000)];
        assert_eq!(longest(&spans, true), (5_000, Some(0)));
    }

    #[test]
    fn patience_is_the_median_pause() {
        let spans = [
            span(false, 0, 1_000),
            span(true, 1_500, 2_000),
            span(false, 2_000, 3_000),
            span(true, 2_500, 4_000),
            span(false, 4_000, 5_000),
            span(true, 15_000, 16_000),
        ];
        assert_eq!(patience(&spans), Some(0.5));
        assert!((switches(&spans) - 5.0).abs() < f64::EPSILON);
    }
}
