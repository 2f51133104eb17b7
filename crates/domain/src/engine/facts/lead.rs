//! What a lead wants: where, what kind of property, to buy, rent or sell, and how soon.

use crate::conversation::Side;
use crate::engine::text::wordset::Family;
use crate::engine::turn::Turn;
use std::sync::LazyLock;

/// What is known of a lead.
#[derive(Debug, Default)]
pub(super) struct Lead {
    pub zone: Option<String>,
    pub property_type: Option<String>,
    pub purpose: Option<String>,
    pub urgency: Option<String>,
    pub timeline: Option<String>,
}

struct Cues {
    property: Family,
    sell: Family,
    rent: Family,
    buy: Family,
    high: Family,
    low: Family,
    when: Family,
}

fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
        property: Family::new(
            &[],
            [
                "(villetta( a schiera| bifamiliare)?|villa( singola)?|appartamento|monolocale|bilocale|trilocale|quadrilocale|attico|mansarda|rustico|casale|casolare|cascina|loft|negozio|capannone|ufficio|terreno|garage|box auto|casa indipendente|porzione di casa|palazzina|stanza|camera)",
                "(apartment|flat|studio|(stone )?(farmhouse|cottage)|(country |town |terraced |semi detached |detached )house|villa|bungalow|condo|penthouse|loft|office space|shop unit|land|plot|maisonette|room)",
            ],
        ),
        sell: Family::new(
            &[],
            [
                "(vend\\w+|mettere in vendita|mettere l annuncio|valutazione|valutare|quanto vale|stima)( \\w+){0,6}? (casa|appartamento|villetta|villa|la mia|mia|immobile|rustico)|(casa|appartamento|villetta|villa|immobile) (\\w+ ){0,8}?(venderl\\w+|da vendere|vendere|quanto vale|in vendita)|quanto vale (casa|la mia|il mio)|vorrei vendere|devo vendere|vogliamo vendere",
                "(sell|selling|put) (\\w+ ){0,3}?(my|our|the|on the market)( \\w+)?|valuation of (my|our)|what (my|our) (house|flat|home) is worth",
            ],
        ),
        rent: Family::new(
            &[],
            [
                "(cerc\\w+|vorrei|vogliamo|volevo|interess\\w+|prendere|avete|chiamo) (\\w+ ){0,8}?(in affitto|affitto|locazione|affittare)|in affitto|affittare",
                "(looking|want|need|hoping|interested) (\\w+ ){0,6}?(to rent|for rent|rental|to let|renting|a let)|to rent|for rent",
            ],
        ),
        buy: Family::new(
            &[],
            [
                "(cerc\\w+|vorrei|vorremmo|vogliamo|volevo|pensiamo di|interess\\w+|visto) (\\w+ ){0,8}?(comprare|acquistare|acquisto|in vendita|prendere casa|casa|appartamento|villa|rustico|villetta|bilocale|trilocale|annuncio)|comprare casa|comprar casa|acquistare",
                "(looking|want|hoping|plan\\w*|interested|dream\\w*) (\\w+ ){0,8}?(to buy|buy|buying|purchase|a house|a home|an apartment|a flat|a place|a farmhouse|a cottage|a villa|property)|to buy",
            ],
        ),
        high: Family::new(
            &[],
            [
                "(urgent\\w+|urgenza|subito|il prima possibile|al piu presto|prima possibile|di corsa|ho fretta|abbiamo fretta|siamo a piedi|entro (la |questa |fine )?(settimana|domani|mese)|entro fine mese|sfratto|emergenza|oggi stesso)",
                "(urgent\\w*|asap|as soon as possible|right away|immediately|in a hurry|in a rush|this week|by the end of the (week|month)|emergency|straight away|need it (now|today|tomorrow))",
            ],
        ),
        low: Family::new(
            &[],
            [
                "(senza fretta|non (ho|abbiamo|c e) (\\w+ )?(fretta|premura|urgenza)|premura no|con (tutta )?calma|con comodo|nessuna fretta|anche (un|tra un|fra un) anno|piu avanti|l anno prossimo|niente di urgente|non prima di|per ora guard\\w+)",
                "(no (rush|hurry|urgency)|not (urgent|in a (rush|hurry))|take (our|my|your) time|next year|whenever|just looking|no pressing|eighteen months|a year or (so|two))",
            ],
        ),
        when: Family::new(
            &[],
            [
                "(entro|da|a|per|non prima di|dopo|verso|tra|fra|in) (fine |inizio |meta )?(gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|un mese|due mesi|tre mesi|sei mesi|un anno|natale|pasqua|l estate|settimana prossima|l anno prossimo|primavera|autunno)|senza fretta|il prima possibile|appena possibile",
                "(by|in|from|before|after|until|around) (the )?(end of |early |late |mid )?(january|february|march|april|may|june|july|august|september|october|november|december|next (month|year|quarter|week)|the year|christmas|summer|spring|autumn|a month|six months|q[1-4])|no rush|as soon as possible",
            ],
        ),
    });
    &CUES
}

/// What the customers' words tell about it.
pub(super) fn read(turns: &[Turn]) -> Lead {
    let cues = cues();
    let mut lead = Lead::default();
    let customers: Vec<(&Turn, String)> = turns
        .iter()
        .filter(|turn| turn.side == Side::Customer)
        .map(|turn| (turn, turn.said.plain()))
        .collect();
    let said = |family: &Family| customers.iter().find_map(|(_, plain)| longest(family, plain));
    // Only who talks about a property is a property lead.
    let about_property = said(&cues.property).is_some();
    if about_property {
        lead.property_type = said(&cues.property);
        lead.purpose = [(&cues.sell, "sell"), (&cues.rent, "rent"), (&cues.buy, "buy")]
            .into_iter()
            .find(|(family, _)| customers.iter().any(|(_, plain)| family.any(plain)))
            .map(|(_, purpose)| purpose.to_owned());
        if lead.purpose.is_none() {
            lead.property_type = None;
        } else {
            lead.zone = customers.iter().find_map(|(turn, _)| zone(turn));
        }
    }
    lead.timeline = customers.iter().find_map(|(turn, plain)| {
        let (_, from, to) = cues.when.places(plain).into_iter().max_by_key(|(_, from, to)| to - from)?;
        Some(turn.as_said(from, to))
    });
    lead.urgency = if customers.iter().any(|(_, plain)| cues.low.any(plain)) {
        Some("low".to_owned())
    } else if customers.iter().any(|(_, plain)| cues.high.any(plain)) {
        Some("high".to_owned())
    } else if lead.timeline.is_some() || lead.purpose.is_some() {
        Some("medium".to_owned())
    } else {
        None
    };
    lead
}

fn longest(family: &Family, plain: &str) -> Option<String> {
    let (_, from, to) = family.places(plain).into_iter().max_by_key(|(_, from, to)| to - from)?;
    plain.get(from..to).map(str::to_owned)
}

/// A place by its capital letter after "a", "in", "zona", "near".
fn zone(turn: &Turn) -> Option<String> {
    const BEFORE: &[&str] = &["a", "ad", "in", "zona", "vicino", "presso", "around", "near", "outside", "di"];
    let words = &turn.said.words;
    (1..words.len()).find_map(|at| {
        let (before, word) = (words.get(at - 1)?, words.get(at)?);
        let fits = BEFORE.contains(&before.folded.as_str())
            && word.capital()
            && word.folded.len() > 2
            && !super::super::turn::DAYS.contains(&word.folded.as_str());
        if !fits {
            return None;
        }
        let more = usize::from(words.get(at + 1).is_some_and(|next| next.capital() && next.gap == " "));
        Some(turn.words_between(at, at + 1 + more))
    })
}
