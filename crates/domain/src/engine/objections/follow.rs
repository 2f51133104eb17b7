//! What becomes of an objection: raised, addressed by the seller, then overcome, deferred or open.

use super::Deck;
use crate::engine::text::Said;
use crate::engine::text::wordset::Family;
use crate::ids::{ObjectionId, ParticipantId};
use crate::insight::{Objection, ObjectionStatus};
use crate::language::Language;
use crate::time::CallTime;
use std::sync::LazyLock;

/// The seller has this long to answer; later words answer something else.
const ANSWER_MS: u64 = 90_000;
/// A seller's words of at least this number answer, whatever they are about, when they follow at once.
const WORDS_OF_AN_ANSWER: usize = 9;
/// The customer's acceptance counts for this long after the answer.
const ACCEPT_MS: u64 = 60_000;

/// A step of an objection.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Move {
    pub id: ObjectionId,
    pub status: ObjectionStatus,
}

/// What the follower remembers of one objection beside what everybody sees.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Followed {
    /// When it was last raised.
    pub raised: CallTime,
    /// When the seller answered.
    pub addressed: Option<CallTime>,
    /// Which card of the deck, if any.
    pub card: Option<usize>,
    /// The seller's utterances since.
    pub utterances_since: u32,
}

fn accepts(language: Language) -> &'static Family {
    static IT: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "(ah |ok |okay |eh |beh |mah )*(va bene|d accordo|ho capito|capito|mi sta bene|ci sto|ci sta|giusto|ha ragione|avete ragione|hai ragione|in effetti|effettivamente|cosi si|cosi va bene|cosi mi va|benissimo|perfetto|ottimo|allora si|allora ok|ok allora|bene allora|affare fatto|ragionevole|si puo fare|ci puo stare|mi torna|mi convince|mi ha convint\\w+|mi tranquillizza|gia meglio|cambia tutto|cambia le cose|quello (gia )?cambia|questo (gia )?cambia|questo mi piace|mi piace|non male|non ci avevo pensato|adesso (si che )?ragion\\w+|e vero)",
            ],
        )
    });
    static EN: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "(that|this|it|which) (\\w+ )?(makes sense|helps|works|is fair|is better|is reasonable|sounds (good|fair|reasonable|better)|is good (to know|enough)|is a relief|changes (things|everything)|calms me|would work|could work|i can live with|is okay|is fine|is a first|does it)",
                "fair enough|(okay|ok|alright|all right|right|fine|yeah|yes|sure)( then)?( that| i| we| it)? (works|can do that|can live with that|like that|see|get it|is fair|makes sense|is better|could do)|i (can|could) (live with|accept|work with) (that|it)|i see (your|the) point|good point|point taken|you are right|fair point|deal|i am (sold|convinced|in)|you (have )?convinced me|i like (that|it)|good answer|i did not (know|think of) that|that is a (relief|first|good)|works for me|let us do (it|that)",
            ],
        )
    });
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

fn defers(language: Language) -> &'static Family {
    static IT: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "(ne (riparliamo|parliamo)|ci (risentiamo|aggiorniamo|rivediamo|sentiamo|vediamo)|(la|vi|ti) (richiamo|richiamiamo)|rimandiamo|spostiamo|lo vediamo|ne discutiamo|(decidiamo|decido|vi dico|le dico)) (\\w+ ){0,4}(a|in|il|dopo|tra|fra|lunedi|martedi|mercoledi|giovedi|venerdi|settimana|mese|con|domani|entro)",
            ],
        )
    });
    static EN: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "(let us|we will|we can|i will|we could|ask me|ask us|call me|call us|happy to) (\\w+ ){0,5}(again|revisit|talk|discuss|look|decide|pick it up|come back|review)( \\w+){0,3} (in|on|after|next|by|at|once|when|monday|tuesday|wednesday|thursday|friday)",
            ],
        )
    });
    match language {
        Language::It => &IT,
        Language::En => &EN,
    }
}

/// What the seller's words do to the objections that wait for an answer.
pub(in crate::engine) fn seller_spoke(
    objections: &mut [Objection],
    followed: &mut [Followed],
    deck: &Deck,
    said: &Said,
    language: Language,
    at: CallTime,
) -> Vec<Move> {
    let mut moves = Vec::new();
    let long = said.words.len() >= WORDS_OF_AN_ANSWER;
    for (objection, memory) in objections.iter_mut().zip(followed.iter_mut()) {
        if objection.status != ObjectionStatus::Raised
            || at.since(memory.raised).as_millis() > u128::from(ANSWER_MS)
        {
            continue;
        }
        let near = memory.card.is_some_and(|card| deck.nearness(card, said, language) >= 0.6);
        if near || (long && memory.utterances_since <= 2) {
            objection.status = ObjectionStatus::Addressed;
            memory.addressed = Some(at);
            moves.push(Move { id: objection.id.clone(), status: ObjectionStatus::Addressed });
        }
        memory.utterances_since += 1;
    }
    moves
}

/// What the customer's words do to the objections that were answered. `objected` says that they object anew.
pub(in crate::engine) fn customer_spoke(
    objections: &mut [Objection],
    followed: &mut [Followed],
    speaker: &ParticipantId,
    said: &Said,
    (language, score, objected): (Language, f32, bool),
    at: CallTime,
) -> Vec<Move> {
    let plain = said.plain();
    let accepted = !objected && (accepts(language).any(&plain) || score >= 0.35) && score > -0.2;
    let deferred = defers(language).any(&plain);
    let mut moves = Vec::new();
    for (objection, memory) in objections.iter_mut().zip(followed.iter_mut()) {
        let waiting = matches!(objection.status, ObjectionStatus::Addressed);
        let fresh = memory.addressed.is_some_and(|then| at.since(then).as_millis() <= u128::from(ACCEPT_MS));
        if !waiting || !fresh {
            continue;
        }
        // Somebody else's nod settles nothing when the doubter is in the room, unless it is plain delight.
        let theirs = objection.speaker == *speaker || score >= 0.5;
        if accepted && theirs {
            objection.status = ObjectionStatus::Overcome;
        } else if deferred && theirs {
            objection.status = ObjectionStatus::Deferred;
        } else {
            continue;
        }
        moves.push(Move { id: objection.id.clone(), status: objection.status });
    }
    moves
}

/// What stays at the end: whatever was not overcome or put off is open.
pub(in crate::engine) fn close(objections: &mut [Objection]) -> Vec<Move> {
    let mut moves = Vec::new();
    for objection in objections.iter_mut() {
        if matches!(objection.status, ObjectionStatus::Raised | ObjectionStatus::Addressed) {
            objection.status = ObjectionStatus::Open;
            moves.push(Move { id: objection.id.clone(), status: ObjectionStatus::Open });
        }
    }
    moves
}
