//! Puts masks in the places of personal data, and knows which place is which afterwards.

use crate::utterance::{PersonalData, Redaction};

/// A place in the text as heard, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
    pub kind: PersonalData,
}

/// A text without personal data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redacted {
    /// The text with masks.
    pub text: String,
    /// The masks, by place in `text`.
    pub redactions: Vec<Redaction>,
    /// The same places in the text as it was heard: first character, one past the last, kind.
    pub original_spans: Vec<(usize, usize, PersonalData)>,
}

/// In order, overlapping ones as one.
pub(super) fn tidy(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.start < span.end);
    if spans.len() < 2 {
        return spans;
    }
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The text with a mask in each place, places counted in characters.
pub(super) fn mask(text: &str, spans: &[Span]) -> Redacted {
    let mut out = Redacted::default();
    let (mut from, mut heard, mut written) = (0, 0, 0);
    let count = |from: usize, to: usize| text.get(from..to).map_or(0, |part| part.chars().count());
    for span in spans {
        let before = count(from, span.start);
        (heard, written) = (heard + before, written + before);
        let length = count(span.start, span.end);
        let name = name(span.kind);
        out.redactions.push(Redaction { start: written, end: written + name.len(), kind: span.kind });
        out.original_spans.push((heard, heard + length, span.kind));
        (heard, written) = (heard + length, written + name.len());
        from = span.end;
    }
    out.text = masked(text, spans);
    out
}

/// The text with a mask in each place.
pub(super) fn masked(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len() + 8 * spans.len());
    let mut from = 0;
    for span in spans {
        out.push_str(text.get(from..span.start).unwrap_or_default());
        out.push_str(name(span.kind));
        from = span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// A place between the masks, in the text as heard.
pub(super) fn as_heard(masks: &[Span], place: Span) -> Span {
    let (mut start, mut end) = (place.start, place.end);
    for mask in masks {
        let (heard, written) = (mask.end - mask.start, name(mask.kind).len());
        // Masks come in order; `start` is in the text as heard up to the mask before.
        if mask.start + written <= start {
            start = start + heard - written;
            end = end + heard - written;
        }
    }
    Span { start, end, kind: place.kind }
}

/// What stands in the text for something redacted.
pub(super) const fn name(kind: PersonalData) -> &'static str {
    match kind {
        PersonalData::CreditCard => "[credit_card]",
        PersonalData::Cvv => "[cvv]",
        PersonalData::Iban => "[iban]",
        PersonalData::CodiceFiscale => "[codice_fiscale]",
        PersonalData::PartitaIva => "[partita_iva]",
        PersonalData::Ssn => "[ssn]",
        PersonalData::IdDocument => "[id_document]",
        PersonalData::Phone => "[phone]",
        PersonalData::Email => "[email]",
        PersonalData::Address => "[address]",
        PersonalData::BirthDate => "[birth_date]",
        PersonalData::Password => "[password]",
        PersonalData::Ip => "[ip]",
        PersonalData::Health => "[health]",
    }
}
