//! How a deal stands: won needs a signature, an order or a payment in words; lost needs a refusal.

use crate::engine::text::wordset::Family;
use crate::engine::turn::Turn;
use crate::insight::Outcome;
use crate::utterance::PersonalData;
use std::sync::LazyLock;

struct Cues {
    won: Family,
    sealed: Family,
    lost: Family,
    accepts: Family,
    /// The seller proposes a day to begin or to sign.
    begins: Family,
}

fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
        won: Family::new(
            &[],
            [
                "(ci sto|affare fatto|aggiudicat[oa]|andata|firmo|firmiamo|lo prendo|la prendo|lo prendiamo|la prendiamo|procediamo|proceda|procedete|confermo l ordine|confermiamo l ordine|confermo la prenotazione|ordino|ordiniamo|prenoto|attiviamo|partiamo allora|si parte|mi avete convint\\w+|mi ha convint\\w+|vi do l incarico|le do l incarico|ve lo firmo|mandatemi il contratto|mandi il contratto|mando il bonifico|faccio il bonifico|pago (subito|adesso|con)|dove firmo|siamo dei vostri|allora facciamolo|facciamolo|va bene firm\\w+)",
                "(we have a deal|you have a deal|it is a deal|deal done|let us do (it|this)|i am in|we are in|we will take it|i will take it|i will sign|we will sign|where do (i|we) sign|sign me up|go ahead and (book|order|charge|send the (contract|invoice|order))|place the order|count us in|put me down|book it|order it|charge (it|the card)|happy to sign|ready to sign|we are going ahead|let us go ahead|i am going ahead|you can have the order|send the order confirmation)",
            ],
        ),
        sealed: Family::new(
            &[],
            [
                "(benvenut\\w+ (a bordo|tra i nostri|in)|ordine (confermato|inserito|registrato)|contratto (firmato|attivo)|pagamento (ricevuto|andato|andata)|firma (dell incarico|ricevuta)|prenotazione confermata|allora (e )?confermato|e tutto confermato|incarico firmato)",
                "(welcome (aboard|on board)|order (is )?(confirmed|placed|in)|payment (went|is|has gone|received)|contract (is )?signed|booking (is )?confirmed|you are (all )?booked|order confirmation|your order)",
            ],
        ),
        lost: Family::new(
            &[],
            [
                "(non se ne fa (niente|nulla)|lasciamo perdere|lascio perdere|non fa per (noi|me)|non (siamo|sono) interessat\\w+|(la|vi|ti) ringrazio ma no|no grazie|(abbiamo|ho) (gia )?(deciso|scelto) (di non|un altr\\w+|l altr\\w+|altr\\w+|per il no|loro)|andiamo con (loro|l altr\\w+|un altr\\w+)|vado con (loro|l altr\\w+|un altr\\w+)|provo (il|quell\\w*|l|loro|con) (\\w+ )?(altr\\w+|ragazzo|freelance)?|restiamo (come siamo|con|cosi)|(la risposta e|dico di|devo dirle di|e un) no|non (lo|la|li) (prendiamo|facciamo|compriamo|metto|mettiamo)|ci dispiace ma|non richiami\\w*|non chiamat\\w+ piu|cancellat\\w+ il mio)",
                "(not interested|no thanks|no thank you|we will pass|i will pass|going to pass|have to pass|(we|i) (have|are|am) (decided|going|gone) (\\w+ )?(with|against|not to|elsewhere)( \\w+)?|then it is [a-z]+ they|no then it is|it is a no|the answer is no|my answer is no|we will not be|i will not be (going|buying|signing|moving)|do not (call|contact) (me|us) again|take (me|us) off (your|the) list|not going to (happen|work out|buy|sign)|i wanted it to be you|we chose|we have chosen|we are staying with|sticking with|signed with (them|another|someone))",
            ],
        ),
        begins: Family::new(
            &[],
            [
                "(cominci\\w+|inizi\\w+|partiamo|partire|partenza|per cominciare|firm\\w+|attiv\\w+|installiamo|consegn\\w+)",
                "(start\\w*|begin\\w*|sign (it|them|here|there)|go live|first (one|session|lesson)|put (you|the \\w+|him|her|them) down|install\\w*|deliver\\w*)",
            ],
        ),
        accepts: Family::new(
            &[],
            [
                "(va bene|perfetto|ottimo|ok|okay|d accordo|benissimo|ci sto|andata|fatto|confermo|confermato|segnato|segno|ci vediamo|a (lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domani)|c e posto|allora|aggiudicato|piuttosto|facciamo)",
                "(works|perfect|great|good|fine|okay|ok|sure|deal|confirmed|booked|done|see you|it is in the diary|in the diary|sounds good|yes|that would be|lovely|i will be there|got it)",
            ],
        ),
    });
    &CUES
}

/// Whether an utterance accepts what was proposed.
pub(super) fn accepts(turn: &Turn) -> bool {
    cues().accepts.any(&turn.said.plain())
}

/// Whether the seller proposes a day to begin or to sign here, for nothing to try, and the customer takes it.
fn won_by_beginning(turns: &[Turn], at: usize) -> bool {
    let Some(turn) = turns.get(at) else { return false };
    let plain = turn.said.plain();
    let tries = ["prova", "trial", "senza pagare", "gratis", "free", " if ", " se "];
    let proposes = turn.side.sells()
        && turn.names_day()
        && cues().begins.any(&plain)
        && !tries.iter().any(|part| plain.contains(part));
    let answer = turns.get(at + 1).filter(|next| !next.side.sells());
    proposes && answer.is_some_and(|answer| takes(answer) && answer.sentiment.score > -0.3)
}

/// Whether an answer takes a day: it accepts, or says the day again.
fn takes(answer: &Turn) -> bool {
    let plain = answer.said.plain();
    let refuses = ["non posso", "non possiamo", "can not", "not sure", "non so", "vediamo", "ci penso"];
    (accepts(answer) || answer.names_day() || plain.contains(" si"))
        && !refuses.iter().any(|part| plain.contains(part))
}

/// How the deal stands at the end of these turns.
pub(super) fn read(turns: &[Turn]) -> Outcome {
    let cues = cues();
    // What is said in the first half is talk; the end decides.
    let from = turns.len() / 2;
    let (mut won, mut lost) = (0_i32, 0_i32);
    for (at, turn) in turns.iter().enumerate().skip(from) {
        let late = if at * 4 >= turns.len() * 3 { 2 } else { 1 };
        let statements = turn.said.sentences.iter().filter(|sentence| !sentence.asked);
        let customer = !turn.side.sells();
        for sentence in statements {
            let plain = sentence.plain.as_str();
            let supposed = plain.starts_with("se ")
                || plain.starts_with("if ")
                || plain.contains(" se ") && plain.contains("firm")
                || plain.contains(" if ");
            if customer && cues.won.any(plain) && !supposed {
                won += 2 * late;
            }
            if !customer && cues.sealed.any(plain) && !supposed {
                won += 2 * late;
            }
            if customer && cues.lost.any(plain) && !supposed {
                (lost, won) = (lost + 2 * late, won - late);
            }
        }
        if won_by_beginning(turns, at) {
            won += 2 * late + 2;
        }
        let pays = turn.masks.iter().any(|kind| {
            matches!(kind, PersonalData::CreditCard | PersonalData::Iban | PersonalData::CodiceFiscale)
        });
        if pays {
            won += 1;
        }
    }
    if lost >= 4 && lost > won {
        Outcome::Lost
    } else if won >= 4 && won > lost {
        Outcome::Won
    } else {
        Outcome::Open
    }
}
