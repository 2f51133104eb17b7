//! What a checklist's wording wishes of the seller: to ask or to tell, and which kind of answer would do.

use crate::engine::text::fold;
use crate::playbook::Point;

/// How a point is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// By learning it from the customer.
    Ask,
    /// By telling it.
    Tell,
    /// Either way.
    Either,
}

/// A kind of answer that covers a point by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Phone,
    Email,
    Address,
    Name,
    Money,
    Moment,
    Amount,
}

/// Words by which a manager tells the seller what to do; they say nothing of what it is about.
const INSTRUCTIONS: &str = "mostrare spiegare descrivere chiarire chiedere capire scoprire presentare raccontare raccontato dare \
    fissare verificare confermare proporre indicare citare concordare dire parlare accennare eventuale quali sapere learn find \
    out pin down show explain describe ask mention name give cover propose agree confirm offer list walk through put state \
    present clarify identify understand check discuss tell introduce set collect get figure";

/// A point that begins like this wants to learn.
const ASKS: &str = "chiedere capire scoprire sapere verificare numero perche come chi quando quanto quanti quale quali dove con \
    motivo obiettivo esperienze strumenti tipologia comune condizioni intestatari fretta nome nominativo recapito mail metratura \
    ask find learn understand identify who what why when which how where pin qualify discover list";

/// A point that begins like this wants to be told.
const TELLS: &str = "mostrare spiegare descrivere presentare dare raccontare proporre illustrare indicare citare dire un contenuto \
    canone garanzia periodo orari rendiconto permanenza tempi costo prezzo show explain describe present give mention name offer \
    propose tell walk cover introduce state safe total earliest price";

fn stands_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// Whether a word only says what to do.
pub(super) fn instruction(word: &str) -> bool {
    stands_in(INSTRUCTIONS, word)
}

/// Whether a point wants to be asked or told.
pub(super) fn mode(point: &Point) -> Mode {
    let folded = fold(&point.text);
    let first = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let asks = point.hints.iter().any(|hint| hint.contains('?'));
    if stands_in(TELLS, first) {
        Mode::Tell
    } else if asks || stands_in(ASKS, first) {
        Mode::Ask
    } else {
        Mode::Either
    }
}

/// Whether a point is about what the call will be about.
pub(super) fn agenda(text: &str) -> bool {
    let folded = fold(text);
    [
        "agenda",
        "durata e scopo",
        "scopo",
        "purpose",
        "length",
        "ordine del giorno",
        "present",
        "introduc",
        "time available",
    ]
    .iter()
    .any(|part| folded.contains(part))
}

/// Parts of a point's wording with the kind of answer they wish for.
const KINDS: &[(Answer, &str)] = &[
    (Answer::Phone, " telefon| recapit| cellulare| phone| callback| contact number| mobile number"),
    (Answer::Email, " mail| email| e-mail"),
    (Answer::Address, " indirizzo | address "),
    (
        Answer::Name,
        " nome | nominativ| nome e cognome| full name| caller s name| customer s name| name of the| name and",
    ),
    (
        Answer::Money,
        " budget| cifra| ricavo| spesa | spendere| minimum price| price expect| asking price| ceiling",
    ),
    (
        Answer::Moment,
        " appuntamento| sopralluogo| data | giorno | quando | prenotazione| appointment| viewing| day and time| date and time| next meeting| diary| when ",
    ),
    (
        Answer::Amount,
        " metratura| superficie| chilometr| quante | quanti | numero di| mileage| how many| size | square| anno | number of",
    ),
];

/// The kinds of answers that cover a point by themselves.
pub(super) fn answers(text: &str) -> Vec<Answer> {
    let folded = format!(" {} ", fold(text).replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
    let mut out: Vec<Answer> = KINDS
        .iter()
        .filter(|(_, parts)| parts.split('|').any(|part| folded.contains(part)))
        .map(|(answer, _)| *answer)
        .collect();
    if out.contains(&Answer::Email) {
        out.retain(|answer| *answer != Answer::Address);
    }
    out
}
