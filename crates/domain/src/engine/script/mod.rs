//! The checklist: which points of the script were touched, with the words that show it.
//!
//! Only the selling side covers a point, except where the point is to learn something: then the customer's answer
//! does. A wrong tick is worse than a late one, so thresholds lean to silence.

mod acts;
mod answers;
mod concepts;
mod guard;
mod moments;
mod profile;
mod wish;

use super::text::Word;
use super::turn::Turn;
use crate::conversation::Side;
use crate::ids::UtteranceId;
use crate::insight::{By, Tick};
use crate::playbook::Script;
pub(super) use acts::{names_price, prices};
use answers::{gives, wants};
use profile::{Fit, Meaning, Profile};
use wish::{Answer, Mode};

/// A told point: this share of its meaning must be in the words.
const TOLD: f32 = 0.50;
/// An asked point: less, because a question is short and an answer must follow.
const ASKED: f32 = 0.36;
/// A customer's own words without a question before them.
const VOLUNTEERED: f32 = 0.6;
/// An act alone, without a word of the point.
const ACTED: f32 = 0.5;
/// Where several points wish for an act that shows everywhere, one must be this much nearer.
const MARGIN: f32 = 0.1;
/// An act alone covers a point at most this far from the last one.
const NEAR: usize = 2;
/// Longer utterances are read in windows, or some words of everything would be found.
const WINDOW: usize = 34;
/// A question that nobody answered in so many utterances is forgotten.
const PATIENCE: u8 = 4;
/// From this share of what a tick needs on, a point is worth a second opinion.
const DOUBTFUL: f32 = 0.6;
/// More points at once are rather chance than speech.
const AT_ONCE: usize = 2;

/// A point that the seller asked about and whose answer is awaited.
#[derive(Debug, Clone)]
struct Awaited {
    point: String,
    evidence: UtteranceId,
    quote: String,
    confidence: f32,
    age: u8,
}

/// The checklist of one conversation.
#[derive(Debug, Default)]
pub(super) struct Checklist {
    profiles: Vec<Profile>,
    ticks: Vec<Tick>,
    /// Points a person unticked: the engine leaves them alone.
    refused: Vec<String>,
    awaited: Vec<Awaited>,
    /// What the selling side asked for last, for answers that cover by themselves.
    wanted: Vec<Answer>,
    /// Whether an agent asks point by point, as on the phone.
    collects: bool,
    /// The points that the last utterance nearly touched, with their scores.
    nearly: Vec<(String, f32)>,
}

/// What a window of words says about a point.
struct Candidate {
    point: usize,
    fit: Fit,
    window: (usize, usize),
    /// Said is covered, answer or not: a day that was proposed, a hint said word by word.
    at_once: bool,
}

impl Checklist {
    pub(super) fn new(script: &Script) -> Self {
        Self { profiles: profile::profiles(script), ..Self::default() }
    }

    pub(super) fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Must-have points that are not covered, in the order of the script.
    pub(super) fn missing(&self) -> impl Iterator<Item = &str> {
        self.profiles
            .iter()
            .filter(|profile| profile.importance >= 3 && !self.settled(&profile.id))
            .map(|profile| profile.id.as_str())
    }

    pub(super) fn change(&mut self, script: &Script) {
        self.profiles = profile::profiles(script);
        let known = |id: &str| self.profiles.iter().any(|profile| profile.id == id);
        self.ticks.retain(|tick| known(&tick.point));
        self.awaited.clear();
    }

    pub(super) fn tick_by_hand(&mut self, point: &str) {
        self.refused.retain(|refused| refused != point);
        if self.ticks.iter().all(|tick| tick.point != point) {
            let point = point.to_owned();
            self.ticks.push(Tick { point, evidence: None, quote: None, confidence: 1.0, by: By::Person });
        }
    }

    pub(super) fn untick(&mut self, point: &str) {
        self.ticks.retain(|tick| tick.point != point);
        if self.refused.iter().all(|refused| refused != point) {
            self.refused.push(point.to_owned());
        }
    }

    /// A point that was in doubt was touched after all.
    pub(super) fn confirm(&mut self, tick: Tick) {
        if !self.settled(&tick.point) {
            self.awaited.retain(|awaited| awaited.point != tick.point);
            self.ticks.push(tick);
        }
    }

    /// The points that the last utterance nearly touched, with their scores.
    pub(super) fn nearly(&self) -> &[(String, f32)] {
        &self.nearly
    }

    fn settled(&self, point: &str) -> bool {
        self.ticks.iter().any(|tick| tick.point == point)
            || self.refused.iter().any(|refused| refused == point)
    }

    /// What an utterance covers.
    pub(super) fn hear(&mut self, turn: &Turn) -> Vec<Tick> {
        self.nearly.clear();
        if self.profiles.is_empty() || turn.said.words.is_empty() {
            return Vec::new();
        }
        let found = if turn.side.sells() { self.seller(turn) } else { self.customer(turn) };
        let mut ticks: Vec<Tick> = Vec::new();
        for tick in found {
            if !self.settled(&tick.point) {
                self.awaited.retain(|awaited| awaited.point != tick.point);
                self.ticks.push(tick.clone());
                ticks.push(tick);
            }
        }
        let mut nearly = std::mem::take(&mut self.nearly);
        nearly.retain(|(point, _)| {
            !self.settled(point) && self.awaited.iter().all(|awaited| awaited.point != *point)
        });
        self.nearly = nearly;
        ticks
    }

    fn seller(&mut self, turn: &Turn) -> Vec<Tick> {
        self.collects = turn.side == Side::Agent;
        for awaited in &mut self.awaited {
            awaited.age += 1;
        }
        self.awaited.retain(|awaited| awaited.age < PATIENCE);
        let asks = !turn.asked.is_empty();
        let mut candidates = self.candidates(turn);
        let mut acted = self.verbatim(turn);
        for act in self.acted(turn, &candidates) {
            if acted.iter().all(|known| known.point != act.point) {
                acted.push(act);
            }
        }
        self.nearly = self.doubtful(&candidates, turn);
        candidates.retain(|candidate| {
            self.profiles
                .get(candidate.point)
                .is_some_and(|profile| says_enough(profile, candidate.fit, turn))
                && acted.iter().all(|act| act.point != candidate.point)
        });
        candidates.extend(acted);
        candidates.sort_by(|a, b| b.fit.score.total_cmp(&a.fit.score).then(a.point.cmp(&b.point)));
        candidates.truncate(AT_ONCE);
        let mut ticks = Vec::new();
        for candidate in candidates {
            let Some(profile) = self.profiles.get(candidate.point) else { continue };
            let quote = turn.words_between(candidate.window.0, candidate.window.1);
            // An agent on the phone collects: what it mentions is covered by the answer.
            let collects = turn.side == Side::Agent && profile.mode != Mode::Tell;
            if (asks || collects) && profile.mode != Mode::Tell && !candidate.at_once {
                self.awaited.retain(|awaited| awaited.point != profile.id);
                self.awaited.push(Awaited {
                    point: profile.id.clone(),
                    evidence: turn.id.clone(),
                    quote,
                    confidence: candidate.fit.score,
                    age: 0,
                });
            } else {
                ticks.push(tick(&profile.id, turn, quote, candidate.fit.score));
            }
        }
        if asks {
            self.wanted = self
                .profiles
                .iter()
                .flat_map(|p| p.answers.iter().copied())
                .filter(|a| wants(*a, turn))
                .collect();
        }
        ticks
    }

    fn customer(&mut self, turn: &Turn) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let answers = turn.asked.len() < turn.said.sentences.len() || turn.said.words.len() > 8;
        let asked_for: Vec<String> = self.awaited.iter().map(|awaited| awaited.point.clone()).collect();
        if answers && !turn.backchannel {
            let (by_kind, by_answer): (Vec<Awaited>, Vec<Awaited>) = std::mem::take(&mut self.awaited)
                .into_iter()
                .partition(|awaited| self.needs_kind(&awaited.point));
            self.awaited = by_kind;
            for awaited in by_answer {
                ticks.push(Tick {
                    point: awaited.point,
                    evidence: Some(awaited.evidence),
                    quote: Some(awaited.quote),
                    confidence: awaited.confidence,
                    by: By::Engine,
                });
            }
        }
        for profile in &self.profiles {
            let given = profile.answers.iter().any(|answer| {
                // Numbers and days fall all the time: in a meeting they answer only the point that was asked about.
                let loose = matches!(answer, Answer::Money | Answer::Amount | Answer::Moment);
                let wanted = self.wanted.contains(answer) && (!loose || self.collects);
                gives(*answer, turn, wanted || asked_for.contains(&profile.id))
            });
            if given && profile.mode != Mode::Tell {
                ticks.push(tick(&profile.id, turn, turn.text.clone(), 0.8));
            }
        }
        let mut candidates = self.candidates(turn);
        candidates.retain(|candidate| {
            let learns = self.profiles.get(candidate.point).is_some_and(|profile| profile.mode != Mode::Tell);
            learns && answers && candidate.fit.hits >= 2 && candidate.fit.score >= VOLUNTEERED
        });
        candidates.sort_by(|a, b| b.fit.score.total_cmp(&a.fit.score).then(a.point.cmp(&b.point)));
        if let Some(best) = candidates.first()
            && let Some(profile) = self.profiles.get(best.point)
        {
            let quote = turn.words_between(best.window.0, best.window.1);
            ticks.push(tick(&profile.id, turn, quote, best.fit.score));
        }
        ticks
    }

    /// The points whose acts the seller performs: of points that wish for the same act the one whose words are
    /// nearest, else the first that is not covered.
    fn acted(&self, turn: &Turn, worded: &[Candidate]) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for (index, sentence) in turn.said.sentences.iter().enumerate() {
            let alone = turn.said.sentences.len() > 1 || sentence.words.len() < 25;
            if alone && guard::only_mentions(sentence, turn.language) {
                continue;
            }
            for which in acts::performed(turn, sentence, turn.asked.contains(&index)) {
                let Some(act) = acts::act(which) else { continue };
                let open = self
                    .profiles
                    .iter()
                    .enumerate()
                    .filter(|(_, profile)| profile.acts.contains(&which) && !self.settled(&profile.id));
                let fits = open.filter_map(|(point, _)| {
                    let fit =
                        worded.iter().find(|one| one.point == point).map_or_else(Fit::default, |one| one.fit);
                    (fit.hits > 0 || (act.plain && self.near(point))).then_some((point, fit))
                });
                let mut fits: Vec<(usize, Fit)> = fits.collect();
                fits.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
                let Some((point, fit)) = fits.first().copied() else { continue };
                let rival = fits.get(1).map_or(0.0, |(_, fit)| fit.score);
                if !act.plain && fit.score < rival + MARGIN {
                    continue;
                }
                if out.iter().all(|known| known.point != point) {
                    let score = (ACTED + fit.score * 0.4).min(1.0);
                    out.push(Candidate {
                        point,
                        fit: Fit { score, ..fit },
                        window: (sentence.words.start, sentence.words.end),
                        at_once: act.does == acts::Does::Date,
                    });
                }
            }
        }
        out
    }

    /// The points one of whose hints the seller says word by word.
    fn verbatim(&self, turn: &Turn) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for sentence in &turn.said.sentences {
            let padded = format!(" {} ", sentence.plain);
            let open = self.profiles.iter().enumerate().filter(|(_, profile)| !self.settled(&profile.id));
            for (point, _) in open.filter(|(_, profile)| profile.says(&padded)) {
                if out.iter().all(|known| known.point != point) {
                    let fit = Fit { score: 1.0, ..Fit::default() };
                    let window = (sentence.words.start, sentence.words.end);
                    out.push(Candidate { point, fit, window, at_once: true });
                }
            }
        }
        out
    }

    /// Whether a point stands near the last one that was covered: talk keeps roughly to the order of the script.
    fn near(&self, point: usize) -> bool {
        let last = self.ticks.iter().rev().find(|tick| tick.by == By::Engine);
        let last = last.and_then(|tick| self.profiles.iter().position(|profile| profile.id == tick.point));
        let next = last.map_or(0, |last| last + 1);
        (next.saturating_sub(NEAR)..=next + NEAR - 1).contains(&point)
    }

    /// The candidates that come near what a tick needs, the nearest first.
    fn doubtful(&self, candidates: &[Candidate], turn: &Turn) -> Vec<(String, f32)> {
        let mut out: Vec<(f32, &Profile, f32)> = candidates
            .iter()
            .filter_map(|candidate| Some((self.profiles.get(candidate.point)?, candidate.fit)))
            .filter(|(profile, fit)| !says_enough(profile, *fit, turn))
            .map(|(profile, fit)| (fit.score / needed(profile, turn), profile, fit.score))
            .filter(|(share, _, _)| *share >= DOUBTFUL)
            .collect();
        out.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        out.truncate(AT_ONCE);
        out.into_iter().map(|(_, profile, score)| (profile.id.clone(), score)).collect()
    }

    /// Whether only an answer of its kind covers a point: a telephone number, a day.
    fn needs_kind(&self, point: &str) -> bool {
        let profile = self.profiles.iter().find(|profile| profile.id == point);
        profile.is_some_and(|profile| {
            profile.answers.iter().any(|answer| !matches!(answer, Answer::Amount | Answer::Money))
        })
    }

    /// The best window of the utterance for each point that is not covered yet.
    fn candidates(&self, turn: &Turn) -> Vec<Candidate> {
        let mut best: Vec<Candidate> = Vec::new();
        for (window, announced) in windows(turn) {
            let words = turn.said.words.get(window.0..window.1).unwrap_or_default();
            let meaning = Meaning::of(words, turn.language);
            let asking = Meaning::of(asked_words(turn, window), turn.language);
            for (point, profile) in self.profiles.iter().enumerate() {
                if self.settled(&profile.id) || (announced && !profile.agenda) {
                    continue;
                }
                // What is to be learnt is looked for in the question, not in the talk before it.
                let asks = profile.mode == Mode::Ask && turn.side.sells() && !turn.asked.is_empty();
                let fit = profile.fit(if asks { &asking } else { &meaning });
                if fit.hits == 0 {
                    continue;
                }
                match best.iter_mut().find(|known| known.point == point) {
                    Some(known) if known.fit.score >= fit.score => {}
                    Some(known) => (known.fit, known.window) = (fit, window),
                    None => best.push(Candidate { point, fit, window, at_once: false }),
                }
            }
        }
        best
    }
}

/// Whether the seller's words say enough about a point.
fn says_enough(profile: &Profile, fit: Fit, turn: &Turn) -> bool {
    let asks = !turn.asked.is_empty();
    if fit.hits < 2 && !(fit.single && (asks || turn.side == Side::Agent) && profile.mode != Mode::Tell) {
        return false;
    }
    fit.score >= needed(profile, turn)
}

/// The score that a point needs in the seller's words.
fn needed(profile: &Profile, turn: &Turn) -> f32 {
    let asks = !turn.asked.is_empty();
    let only_asks = asks && turn.asked.len() == turn.said.sentences.len();
    // A meeting is set by naming its day or hour.
    let dated = profile.answers.contains(&Answer::Moment) && turn.moment;
    match profile.mode {
        _ if dated => ASKED,
        Mode::Ask if asks => ASKED,
        Mode::Ask => TOLD + 0.2,
        Mode::Tell if only_asks => TOLD + 0.2,
        Mode::Tell | Mode::Either => TOLD,
    }
}

fn tick(point: &str, turn: &Turn, quote: String, confidence: f32) -> Tick {
    Tick {
        point: point.to_owned(),
        evidence: Some(turn.id.clone()),
        quote: Some(quote),
        confidence,
        by: By::Engine,
    }
}

/// The words of a window from the sentence before its first question on.
fn asked_words(turn: &Turn, window: (usize, usize)) -> &[Word] {
    let first = turn
        .asked
        .first()
        .and_then(|at| turn.said.sentences.get(*at))
        .map_or(window.0, |sentence| sentence.words.start);
    let last = turn
        .asked
        .last()
        .and_then(|at| turn.said.sentences.get(*at))
        .map_or(window.1, |sentence| sentence.words.end);
    let before = first.saturating_sub(10).max(window.0);
    turn.said.words.get(before..last.min(window.1).max(before)).unwrap_or_default()
}

/// Runs of words that are read together, and whether they hold sentences that only mention.
fn windows(turn: &Turn) -> Vec<((usize, usize), bool)> {
    let mut runs: Vec<((usize, usize), bool)> = Vec::new();
    for sentence in &turn.said.sentences {
        let range = &sentence.words;
        // In a long text without marks something else may stand beside the announcement.
        let alone = turn.said.sentences.len() > 1 || range.len() < 25;
        let announced = alone && guard::only_mentions(sentence, turn.language);
        match runs.last_mut() {
            Some((last, known))
                if *known == announced && last.1 == range.start && range.end - last.0 <= WINDOW =>
            {
                last.1 = range.end;
            }
            _ => runs.push(((range.start, range.end), announced)),
        }
    }
    let mut out = Vec::new();
    for ((start, end), announced) in runs {
        if end - start <= WINDOW + 10 {
            out.push(((start, end), announced));
            continue;
        }
        let mut at = start;
        while at < end {
            out.push(((at, (at + WINDOW).min(end)), announced));
            at += WINDOW / 2;
        }
    }
    // All of it, for what is announced over several sentences.
    if turn.said.words.len() <= WINDOW * 2 {
        out.push(((0, turn.said.words.len()), true));
    }
    out
}

#[cfg(test)]
mod tests;
