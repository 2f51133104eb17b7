//! Sums of money: which one is the deal, which one the budget.

use crate::engine::script;
use crate::engine::text::numbers;
use crate::engine::text::wordset::Family;
use crate::engine::turn::Turn;
use crate::language::Language;
use std::sync::LazyLock;

/// A sum somebody named.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    value: f64,
    /// Said with a currency or with the words of a price.
    priced: bool,
    currency: Option<&'static str>,
    sells: bool,
    /// How likely it is the deal's amount, and the customer's budget.
    deal: i32,
    budget: i32,
    at: usize,
    /// Said with a word of adding up.
    totals: bool,
    /// Said as what somebody wants for what they sell.
    asked: bool,
    /// The seller's own price: the first sum of a sentence that names one, or a new one in its place.
    offered: bool,
}

impl Sum {
    /// How likely it is the deal: of equals the larger sum is the total, the smaller a part.
    fn likely(&self) -> f64 {
        f64::from(self.deal) * 1.5 + self.value.max(1.0).log10()
    }
}

struct Cues {
    /// A new price in the place of an older one.
    lowers: Family,
    total: Family,
    yearly: Family,
    part: Family,
    other: Family,
    budget: Family,
    asked_price: Family,
    not_money: Family,
    whole: Family,
    power: Family,
}

fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
        lowers: Family::new(
            &[],
            [
                "(facciamo|diciamo|scendo|scendiamo|arrivo|arriviamo|chiudiamo|chiudo|glielo lascio|ve lo lascio|anzi|mi sbaglio|volevo dire|a te|per voi|il primo anno)",
                "(let us say|call it|make it|i could do|i can do|we can do|we could do|down to|if it is ordered|let me cut|sorry|i mean|scratch that|for you)",
            ],
        ),
        total: Family::new(
            &[],
            [
                "in tutto|in totale|totale|complessiv\\w+|fa|fanno|viene|vengono|verrebbe|si scende a|scendiamo a|scendo a|arriviamo a|chiudiamo a|chiudo a|ve lo lascio|glielo lascio|il preventivo|l offerta|l importo|la nostra commissione|cioe|sarebbero|tutto compreso|chiavi in mano|il canone|costa|costerebbe|il prezzo|pacchetto|ordine di|firmiamo a",
                "total|totals|all in|altogether|comes to|comes out|that is|that makes|makes it|adds up to|the quote|the price is|the sum|all together|for everything|in all|call it|we can do|i can do|down to|order for|cost|costs|fee is|fee of|invoice for|package|would be|it is",
            ],
        ),
        yearly: Family::new(
            &[],
            [
                "all anno|annu[oi]|su base annua|l anno|ogni anno|per anno|a year|per year|yearly|annually|annual|per annum|first year",
            ],
        ),
        part: Family::new(
            &[],
            [
                "al mese|mensil[ei]|mese|ogni mese|al giorno|all ora|a testa|a persona|per negozio|a cassa|cadaun[oa]|l uno|a metro|al metro|una tantum|di attivazione|spedizione|acconto|caparra|anticipo|rata|rate|sconto|di sconto|per store|per seat|per user|a month|per month|monthly|each|a day|per day|an hour|per hour|apiece|per person|one time|setup|set up|deposit|upfront|discount|off|travel|shipping|extra|per unit|a head|vat",
            ],
        ),
        other: Family::new(
            &[],
            [
                "fattur\\w+ (\\w+ )?(di|sui|circa)|fatturato|facciamo un|si fa|vendiamo|incass\\w+|perd\\w+|persi|buttat\\w+|risparmi\\w+|l anno scorso|in media|guadagn\\w+|sono saliti|sono passati|spendendo|stipendio|dipendente|vicini|concorren\\w+|l altr[oa]|altra agenzia|freelance|ragazzo|online|cartello|margine|di media|scontrino|multa|tra i|fra i|tra le|fra le|rimborsi",
                "revenue|turnover|sales|lose|lost|losing|waste\\w*|save|saves|saved|saving|last year|average|markdowns?|they (charge|offer|quoted|are at|went|took)|competitor|the other|salary|fine of|neighbou?rs?|back in|loss(es)?|between",
            ],
        ),
        budget: Family::new(
            &[],
            [
                "budget|tetto|al massimo|massimo|non (piu|oltre|supera\\w*|vorrei superare|voglio superare|voglio spendere|posso superare)|fino a|sotto i|sotto le|entro i|entro le|sopra i|avevamo (pensato|previsto|messo)|avevo (pensato|previsto|messo)|abbiamo (a disposizione|stanziato|messo da parte)|ho (a disposizione|da parte)|disponibil\\w+|(posso|possiamo|vorrei|vorremmo|pensavo di|pensavamo di) spendere|possiamo arrivare|posso arrivare|arrivo a|arriviamo a|stiamo intorno",
                "budget|max|maximum|at most|tops|up to|no more than|not (more|over|above)|under|below|limit|ceiling|cap|set aside|i have got|we have got|i have|we have|to spend|can spend|could spend|can go to|afford|stretch|approved|allocated|around|ballpark|looking at",
            ],
        ),
        asked_price: Family::new(
            &[],
            [
                "(me ne danno|ne voglio|ne vorrei|ne vorremmo|chiediamo|chiedo|mi danno|prendere|valutat[ao]|vale|venderla a|venderlo a|si vende a|prezzo di|asking price|want for it|hoping for|hope to get|expect|worth|listed at|rogito|offerta di)",
            ],
        ),
        whole: Family::new(
            &[],
            [
                "for (the whole|everything|all of|this|it all)|to spend|in tutto|per tutto|da spendere|mi chiamate|mi avvisate|call me first",
            ],
        ),
        power: Family::new(
            &[],
            [
                "(it is|that is) me|i (can )?sign|goes to|board|sign off|decido io|firmo io|posso firmare|sopra (\\w+ )?decide|above (that|it)",
            ],
        ),
        not_money: Family::new(
            &[],
            [
                "via|viale|piazza|corso|telefono|numero|interno|civico|cap|street|road|suite|room|flat|phone|order number|ticket|version|versione|rif|foglio|particella|anno di|nel|dal|in the year|since",
            ],
        ),
    });
    &CUES
}

/// All sums that were named, in order.
pub(super) fn mentions(turns: &[Turn]) -> Vec<Sum> {
    let mut out = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        for sentence in &turn.said.sentences {
            let mut offers = turn.side.sells() && script::prices(turn, sentence);
            let lowers = turn.side.sells() && cues().lowers.any(&sentence.plain);
            let mut index = sentence.words.start;
            while index < sentence.words.end {
                let Some(number) = numbers::number(&turn.said.words, index, turn.language) else {
                    index += 1;
                    continue;
                };
                let spoken = thousands(&out, number, turn, index).filter(|_| lowers);
                if let Some(mut sum) = sum(turn, at, index, spoken.unwrap_or(number), offers) {
                    sum.offered = offers || (lowers && !out.is_empty());
                    sum.deal += if sum.offered { 3 } else { 0 };
                    // Who lowers a price has a new one: nothing before it stands.
                    if lowers && sum.offered {
                        out.iter_mut().filter(|older| older.offered).for_each(|older| older.deal -= 3);
                    }
                    offers = false;
                    out.push(sum);
                }
                index += number.words.max(1);
            }
        }
    }
    out
}

/// "Twenty-two five" where tens of thousands are spoken of.
fn thousands(before: &[Sum], number: numbers::Number, turn: &Turn, index: usize) -> Option<numbers::Number> {
    let large = before.iter().any(|sum| sum.offered && sum.value >= 10_000.0);
    let next = numbers::number(&turn.said.words, index + number.words, turn.language);
    let hundreds = next.filter(|next| next.value < 10.0 && next.words == 1);
    (large && (10.0..100.0).contains(&number.value) && !number.scaled).then(|| numbers::Number {
        value: number.value * 1_000.0 + hundreds.map_or(0.0, |next| next.value * 100.0),
        words: number.words + hundreds.map_or(0, |next| next.words),
        scaled: true,
    })
}

fn sum(turn: &Turn, at: usize, index: usize, number: numbers::Number, offered: bool) -> Option<Sum> {
    let words = &turn.said.words;
    let after = index + number.words;
    let next = words.get(after).map_or("", |w| w.folded.as_str());
    let gap = words.get(index).map_or("", |w| w.gap.as_str());
    let end_gap = words.get(after).map_or("", |w| w.gap.as_str());
    let sign = [gap, end_gap].iter().find_map(|g| {
        [('€', "EUR"), ('$', "USD"), ('£', "GBP")].iter().find(|(c, _)| g.contains(*c)).map(|(_, code)| *code)
    });
    let currency = sign.or_else(|| currency_word(next)).or_else(|| {
        currency_word(words.get(after + 1).map_or("", |w| w.folded.as_str()))
            .filter(|_| matches!(next, "di" | "mila" | "thousand"))
    });
    let from = index.saturating_sub(9);
    let near = super::super::text::join(words.get(from..(after + 7).min(words.len())).unwrap_or_default());
    let cues = cues();
    let priced = currency.is_some();
    let unit = UNITS.contains(&next);
    let date = crate::engine::turn::DAYS.contains(&next)
        || crate::engine::turn::MONTHS.contains(&next)
        || (1_900.0..2_100.0).contains(&number.value) && !priced;
    if (unit || date) && !priced
        || number.value < 20.0 && !number.scaled && !priced && !offered
        || end_gap.starts_with('%')
    {
        return None;
    }
    if !priced && !number.scaled && !offered && (cues.not_money.any(&near) || number.value < 100.0) {
        return None;
    }
    let sells = turn.side.sells();
    let mut deal = 0;
    deal += if priced { 3 } else { i32::from(number.scaled) };
    deal += if sells { 2 } else { 0 };
    deal += if cues.total.any(&near) { 2 } else { 0 };
    deal += if cues.yearly.any(&near) { 2 } else { 0 };
    deal -= if cues.part.any(&near) && !cues.yearly.any(&near) { 2 } else { 0 };
    let close = super::super::text::join(
        words.get(index.saturating_sub(6)..(after + 4).min(words.len())).unwrap_or_default(),
    );
    let other = cues.other.any(&close);
    deal -= if other { 4 } else { 0 };
    deal += if near.contains(" piu ") || near.contains(" plus ") { 2 } else { 0 };
    deal += if !sells && cues.asked_price.any(&near) { 2 } else { 0 };
    let mut budget = 0;
    budget += if sells { -3 } else { 1 };
    budget += if cues.budget.any(&near) { 3 } else { 0 };
    budget += if near.contains("budget") || cues.whole.any(&near) { 2 } else { 0 };
    // "Up to ten thousand I sign myself" is a power, no budget.
    budget -= if cues.power.any(&near) { 3 } else { 0 };
    budget -= if other && !near.contains("budget") { 3 } else { 0 };
    budget += i32::from(priced || number.scaled);
    deal -= if !sells && cues.budget.any(&near) { 3 } else { 0 };
    // "tra i duecentosettanta e i trecentomila" is a range, no sum; small spoken hundreds of a home are thousands.
    Some(Sum {
        value: number.value,
        priced,
        currency,
        sells,
        deal,
        budget,
        at,
        totals: cues.total.any(&near),
        asked: cues.asked_price.any(&near),
        offered: false,
    })
}

const UNITS: &[&str] = &[
    "percento",
    "percent",
    "metri",
    "metro",
    "mq",
    "chilometri",
    "km",
    "ore",
    "ora",
    "giorni",
    "giorno",
    "mesi",
    "mese",
    "anni",
    "anno",
    "settimane",
    "minuti",
    "minute",
    "minutes",
    "hours",
    "hour",
    "days",
    "day",
    "weeks",
    "week",
    "months",
    "month",
    "years",
    "year",
    "persone",
    "people",
    "dipendenti",
    "clienti",
    "customers",
    "clients",
    "users",
    "utenti",
    "stores",
    "shops",
    "negozi",
    "articoli",
    "items",
    "pezzi",
    "volte",
    "times",
    "per",
    "ordini",
    "orders",
    "units",
    "sessions",
    "unita",
    "motori",
    "motors",
    "chili",
    "kg",
    "litri",
    "miles",
    "feet",
    "square",
    "camere",
    "piani",
    "posti",
    "grammi",
    "gradi",
    "watt",
    "kw",
    "kilowatt",
    "pages",
    "pagine",
    "righe",
    "macchine",
    "vehicles",
    "trucks",
    "employees",
    "staff",
    "seats",
];

fn currency_word(word: &str) -> Option<&'static str> {
    match word {
        "euro" | "euros" | "eur" | "euri" => Some("EUR"),
        "dollar" | "dollars" | "dollari" | "bucks" | "usd" => Some("USD"),
        "pound" | "pounds" | "sterline" | "quid" | "gbp" => Some("GBP"),
        _ => None,
    }
}

/// The deal's amount: the likeliest sum, the later one of equals.
pub(super) fn amount(sums: &[Sum], purpose: Option<&str>) -> Option<f64> {
    // Who wants to sell a home names what they want for it; who wants to buy or rent has a budget, not an amount.
    let usable = sums.iter().filter(|sum| sum.value >= 20.0);
    let best = usable
        .filter(|sum| match purpose {
            Some("sell") => !sum.sells,
            _ => sum.sells || sum.priced || sum.totals,
        })
        .max_by(|a, b| a.likely().total_cmp(&b.likely()).then(a.at.cmp(&b.at)))?;
    if purpose == Some("sell") {
        // What an owner wants for a home is said in thousands: "duecentosettanta".
        let value = if best.value < 1_000.0 { best.value * 1_000.0 } else { best.value };
        return (best.asked && value >= 10_000.0).then_some(value);
    }
    (best.deal >= 4 && purpose.is_none()).then_some(best.value)
}

/// The customer's budget.
pub(super) fn budget(sums: &[Sum]) -> Option<f64> {
    let best = sums.iter().filter(|sum| !sum.sells).max_by_key(|sum| (sum.budget, sum.at))?;
    (best.budget >= 4).then_some(best.value)
}

/// The currency of what was named; euro in Italian talk about money.
pub(super) fn currency(turns: &[Turn], sums: &[Sum]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for code in sums.iter().filter_map(|sum| sum.currency) {
        match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    let named = counts.into_iter().max_by_key(|(_, count)| *count).map(|(code, _)| code.to_owned());
    let italian = turns.first().is_some_and(|turn| turn.language == Language::It);
    named.or_else(|| (italian && !sums.is_empty()).then(|| "EUR".to_owned()))
}
