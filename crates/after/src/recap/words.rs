//! Words for the kinds of things a recap speaks of, in both languages, and numbers as they are written there. Pure.

use sottovoce_domain::insight::ObjectionStatus;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::ObjectionType;

/// What an objection is about.
pub(super) const fn objection(kind: ObjectionType, language: Language) -> &'static str {
    match (kind, language) {
        (ObjectionType::Price, Language::En) => "price",
        (ObjectionType::Price, Language::It) => "prezzo",
        (ObjectionType::Competitor, Language::En) => "a competitor",
        (ObjectionType::Competitor, Language::It) => "un concorrente",
        (ObjectionType::Timing, Language::En) => "timing",
        (ObjectionType::Timing, Language::It) => "tempi",
        (ObjectionType::Authority, Language::En) => "who decides",
        (ObjectionType::Authority, Language::It) => "chi decide",
        (ObjectionType::Need, Language::En) => "need",
        (ObjectionType::Need, Language::It) => "utilità",
        (ObjectionType::Trust, Language::En) => "trust",
        (ObjectionType::Trust, Language::It) => "fiducia",
        (ObjectionType::Fit, Language::En) => "fit",
        (ObjectionType::Fit, Language::It) => "adattabilità",
        (ObjectionType::Effort, Language::En) => "effort",
        (ObjectionType::Effort, Language::It) => "impegno richiesto",
        (ObjectionType::Stall, Language::En) => "putting it off",
        (ObjectionType::Stall, Language::It) => "rinvio",
    }
}

/// Where an objection stands.
pub(super) const fn status(status: ObjectionStatus, language: Language) -> &'static str {
    match (status, language) {
        (ObjectionStatus::Raised | ObjectionStatus::Open, Language::En) => "still open",
        (ObjectionStatus::Raised | ObjectionStatus::Open, Language::It) => "ancora aperta",
        (ObjectionStatus::Addressed, Language::En) => "answered",
        (ObjectionStatus::Addressed, Language::It) => "con risposta",
        (ObjectionStatus::Overcome, Language::En) => "overcome",
        (ObjectionStatus::Overcome, Language::It) => "superata",
        (ObjectionStatus::Deferred, Language::En) => "put off",
        (ObjectionStatus::Deferred, Language::It) => "rimandata",
    }
}

/// "Ada, Bob and Eve".
pub(super) fn list(names: &[String], language: Language) -> String {
    let and = match language {
        Language::It => "e",
        Language::En => "and",
    };
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {and} {last}", before.join(", ")),
    }
}

/// A length of time in words.
pub(super) fn minutes(seconds: f64, language: Language) -> String {
    let minutes = (seconds / 60.0).round();
    match language {
        Language::En if minutes < 1.0 => "less than a minute".to_owned(),
        Language::It if minutes < 1.0 => "meno di un minuto".to_owned(),
        Language::En if minutes < 2.0 => "one minute".to_owned(),
        Language::It if minutes < 2.0 => "un minuto".to_owned(),
        Language::En => format!("{minutes:.0} minutes"),
        Language::It => format!("{minutes:.0} minuti"),
    }
}

/// A sum of money: "12,500 EUR", "12.500 EUR".
pub(super) fn amount(value: f64, currency: Option<&str>, language: Language) -> String {
    let (thousands, point) = match language {
        Language::En => (',', '.'),
        Language::It => ('.', ','),
    };
    let text = format!("{value:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left % 3 == 0 && digit.is_ascii_digit() && !out.ends_with('-') {
            out.push(thousands);
        }
        out.push(digit);
    }
    if cents != "00" {
        out.push(point);
        out.push_str(cents);
    }
    if let Some(currency) = currency {
        out.push(' ');
        out.push_str(currency);
    }
    out
}

/// At most `most` characters, cut between words.
pub(super) fn short(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_are_written_as_people_do() {
        assert_eq!(amount(12_500.0, Some("EUR"), Language::It), "12.500 EUR");
        assert_eq!(amount(1_234_567.5, Some("USD"), Language::En), "1,234,567.50 USD");
        assert_eq!(amount(99.0, None, Language::En), "99");
        assert_eq!(minutes(1_620.0, Language::It), "27 minuti");
        assert_eq!(minutes(20.0, Language::En), "less than a minute");
        let names: Vec<String> = ["Ada", "Bob", "Eve"].map(str::to_owned).to_vec();
        assert_eq!(list(&names, Language::It), "Ada, Bob e Eve");
        assert_eq!(short("one two three four", 9), "one two…");
    }
}
