//! Short hints to the seller, each with its reason: by rules, at once.
//!
//! The same reason rests for a while after it came up, longer after it was put away, and for good after the third time:
//! what a seller keeps putting away is no help in this call.

use super::derive;
use super::text::wordset::Family;
use super::turn::Turn;
use crate::ids::{SuggestionId, UtteranceId};
use crate::insight::{Suggestion, SuggestionReason};
use crate::language::Language;
use crate::time::CallTime;
use std::sync::LazyLock;

/// A question waits this long before the seller is told.
const UNANSWERED_MS: u64 = 8_000;
/// From here on the seller's own words are a monologue.
const MONOLOGUE_MS: u64 = 90_000;
/// A pause of this length ends a monologue, as in the figures.
const MONOLOGUE_GAP_MS: u64 = 2_000;
/// The seller began at least this long before the customer's end.
const CUT_OFF_MS: u64 = 300;
/// The customer had spoken at least this long.
const SPOKEN_MS: u64 = 1_000;
/// And fell silent at most this long after.
const SILENT_MS: u64 = 1_000;
/// The same reason rests for this long,
const REST_MS: u64 = 120_000;
/// and for this long after the seller put it away, twice as long the second time.
const REST_DISMISSED_MS: u64 = 300_000;
/// So many dismissals silence a reason for the rest of the call.
const UNWELCOME: u32 = 3;

struct Cues {
    buying: Family,
    farewell: Family,
}

fn cues(language: Language) -> &'static Cues {
    static IT: LazyLock<Cues> = LazyLock::new(|| Cues {
        buying: Family::new(
            &[],
            [
                "(quando|quanto presto|da quando) (potremmo|possiamo|potrei|posso|si puo|si potrebbe|potreste) (\\w+ )?(partire|iniziare|cominciare|attivar\\w+|averl\\w+|installar\\w+|provar\\w+|firmar\\w+)",
                "(come|cosa) (si fa|faccio|facciamo|devo fare|dobbiamo fare|serve) (\\w+ )?(per|a) (\\w+ )?(partire|attivar\\w+|ordinar\\w+|firmar\\w+|iniziare|cominciare|comprar\\w+|acquistar\\w+|procedere)",
                "(si puo|posso|possiamo|potrei|potremmo) (pagare|fare a rate|rateizzare|provarlo|provarla|ordinar\\w+|prenotar\\w+)|quali sono i tempi di (consegna|attivazione|installazione)|mi mandi (il contratto|l ordine|il modulo)|dove (si )?firm\\w+|accettate (carte|la carta|bonifico)|e compres[oa] (\\w+ )?(l installazione|la formazione|l assistenza)",
            ],
        ),
        farewell: Family::new(
            &[],
            [
                "(buona (giornata|serata|domenica)|buon (lavoro|pomeriggio|weekend)|arrivederci|a presto|ci sentiamo|devo scappare|devo andare|devo lasciar\\w+|ho un altra (call|riunione|chiamata))",
            ],
        ),
    });
    static EN: LazyLock<Cues> = LazyLock::new(|| Cues {
        buying: Family::new(
            &[],
            [
                "(how soon|when|how quickly|how fast) (can|could|would|do) (we|you|i|it) (\\w+ )?(start|begin|get|go live|install|set up|deliver|be up|have)",
                "(what|how) (do|does|would|is|are) (\\w+ )?(we|i|the next steps?|it take|need|to) (\\w+ ){0,3}?(get started|start|sign|order|buy|move forward|go ahead|proceed|next)",
                "(can|could) (we|i) (\\w+ )?(pay|order|try it|start with|sign|book|get it)|what (is|are) the (payment|delivery|lead|next) (terms|times?|steps?)|where do (i|we) sign|send (me|us|over) the (contract|order form|paperwork)|do you take (cards?|credit)|is (training|support|installation|setup) included",
            ],
        ),
        farewell: Family::new(
            &[],
            [
                "(bye|goodbye|have a (good|great|nice)|talk soon|speak soon|take care|got to (go|run)|have to (go|run|jump|leave)|need to (run|jump|go)|another (call|meeting))",
            ],
        ),
    });
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

/// What the rules remember.
#[derive(Debug, Default)]
pub(super) struct Prompter {
    /// The customer's question that waits for an answer: evidence, its words, when it ended.
    open_question: Option<(UtteranceId, String, CallTime)>,
    /// When the seller's stretch began, when it last went on, and its last utterance.
    stretch: Option<(CallTime, CallTime, UtteranceId)>,
    last_customer: Option<(CallTime, CallTime)>,
    rests: Vec<(SuggestionReason, CallTime)>,
    offered: Vec<(SuggestionId, SuggestionReason)>,
    /// The reason of each suggestion that was put away.
    dismissed: Vec<SuggestionReason>,
    /// Whether a next step was agreed.
    next_step: bool,
}

/// What happened around an utterance that the rules want to know.
pub(super) struct Around<'a> {
    /// A must-have point of an earlier phase that was left out, if the talk has moved on.
    pub missed: Option<(&'a str, Option<&'a str>)>,
    /// Whether a dated promise or an appointment was just made.
    pub agreed: bool,
}

impl Prompter {
    /// What an utterance calls for.
    pub(super) fn hear(&mut self, turn: &Turn, around: &Around<'_>) -> Vec<Suggestion> {
        self.next_step |= around.agreed;
        let mut out = Vec::new();
        if turn.side.sells() {
            self.seller(turn, &mut out);
        } else {
            self.customer(turn, &mut out);
        }
        if let Some((point, hint)) = around.missed {
            let text = hint.map(str::to_owned);
            self.offer(
                SuggestionReason::MissedPoint,
                &turn.id,
                turn.end,
                text,
                Some(point.to_owned()),
                &mut out,
            );
        }
        if !self.next_step
            && cues(turn.language).farewell.any(&turn.said.plain())
            && turn.end.millis() > 60_000
        {
            self.offer(SuggestionReason::NoNextStep, &turn.id, turn.end, None, None, &mut out);
        }
        out
    }

    fn seller(&mut self, turn: &Turn, out: &mut Vec<Suggestion>) {
        if turn.backchannel {
            return;
        }
        if turn.said.words.len() >= 3 {
            self.open_question = None;
        }
        if let Some((start, end)) = self.last_customer {
            let cut = turn.start.millis().saturating_add(CUT_OFF_MS) <= end.millis();
            let spoken = turn.start.since(start).as_millis() >= u128::from(SPOKEN_MS);
            let silent = end.millis() <= turn.start.millis().saturating_add(SILENT_MS);
            if cut && spoken && silent {
                self.offer(SuggestionReason::Interruption, &turn.id, turn.end, None, None, out);
            }
        }
        let goes_on = self
            .stretch
            .as_ref()
            .filter(|(_, last, _)| turn.start.since(*last).as_millis() <= u128::from(MONOLOGUE_GAP_MS));
        let start = goes_on.map_or(turn.start, |(start, _, _)| *start);
        self.stretch = Some((start, turn.end, turn.id.clone()));
        self.monologue(turn.end, out);
    }

    fn customer(&mut self, turn: &Turn, out: &mut Vec<Suggestion>) {
        if !turn.backchannel {
            self.stretch = None;
            self.last_customer = Some((turn.start, turn.end));
        }
        if let Some(question) = turn.questions().last() {
            self.open_question = Some((turn.id.clone(), question, turn.end));
        }
        if cues(turn.language).buying.any(&turn.said.plain()) {
            self.offer(SuggestionReason::BuyingSignal, &turn.id, turn.end, None, None, out);
        }
    }

    fn monologue(&mut self, now: CallTime, out: &mut Vec<Suggestion>) {
        let Some((start, last, evidence)) = self.stretch.clone() else { return };
        let long = last.since(start).as_millis() >= u128::from(MONOLOGUE_MS);
        let still = now.since(last).as_millis() <= u128::from(MONOLOGUE_GAP_MS);
        if long && still {
            self.offer(SuggestionReason::LongMonologue, &evidence, now, None, None, out);
        }
    }

    /// What the passing of time calls for.
    pub(super) fn pass(&mut self, now: CallTime) -> Vec<Suggestion> {
        let mut out = Vec::new();
        if let Some((evidence, question, at)) = self.open_question.clone()
            && now.since(at).as_millis() >= u128::from(UNANSWERED_MS)
        {
            self.open_question = None;
            self.offer(SuggestionReason::UnansweredQuestion, &evidence, now, Some(question), None, &mut out);
        }
        self.monologue(now, &mut out);
        out
    }

    /// The seller put a suggestion away.
    pub(super) fn dismiss(&mut self, id: &SuggestionId) {
        let Some(reason) = self.offered.iter().find(|(known, _)| known == id).map(|(_, reason)| *reason)
        else {
            return;
        };
        self.offered.retain(|(known, _)| known != id);
        self.dismissed.push(reason);
        let times = self.dismissed.iter().filter(|known| **known == reason).count();
        let times = u32::try_from(times).unwrap_or(UNWELCOME);
        if let Some(rest) = self.rests.iter_mut().find(|(known, _)| *known == reason) {
            let more =
                if times >= UNWELCOME { u64::MAX } else { REST_DISMISSED_MS * u64::from(times) - REST_MS };
            rest.1 = CallTime::from_millis(rest.1.millis().saturating_add(more));
        }
    }

    fn offer(
        &mut self,
        reason: SuggestionReason,
        evidence: &UtteranceId,
        at: CallTime,
        text: Option<String>,
        point: Option<String>,
        out: &mut Vec<Suggestion>,
    ) {
        if self.rests.iter().any(|(known, until)| *known == reason && at < *until) {
            return;
        }
        let Some(id) = derive::suggestion(evidence, reason) else { return };
        let rest = CallTime::from_millis(at.millis().saturating_add(REST_MS));
        self.rests.retain(|(known, _)| *known != reason);
        self.rests.push((reason, rest));
        self.offered.push((id.clone(), reason));
        out.push(Suggestion { id, reason, text, evidence: Some(evidence.clone()), point, at });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Offers the same reason every minute and puts it away each time; returns the minutes at which it came.
    fn came(minutes: u64) -> Vec<u64> {
        let mut prompter = Prompter::default();
        let mut out = Vec::new();
        for minute in 0..minutes {
            let Ok(evidence) = format!("utt_{minute}").parse() else { continue };
            let at = CallTime::from_millis(minute * 60_000);
            let mut offered = Vec::new();
            prompter.offer(SuggestionReason::BuyingSignal, &evidence, at, None, None, &mut offered);
            for suggestion in offered {
                prompter.dismiss(&suggestion.id);
                out.push(minute);
            }
        }
        out
    }

    #[test]
    fn what_is_put_away_again_and_again_stays_away() {
        assert_eq!(came(120), [0, 5, 15]);
    }
}
