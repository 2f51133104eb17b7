//! What looks like a telephone number by its digits alone.

use super::digits::Run;

/// How much digits look like a telephone number by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    None,
    /// Might be one, where one is spoken of.
    Weak,
    /// Is one, unless it is named as something else.
    Plain,
    /// Is one whatever was talked about: a mobile number in full, or an international prefix.
    Strong,
}

/// How much the digits of a run look like a telephone number.
pub(super) fn shape(run: &Run) -> Shape {
    let (digits, length) = (run.digits(), run.len());
    let lead = |list: &[&str]| list.iter().any(|start| digits.starts_with(start));
    if run.plus && (8..=15).contains(&length)
        || lead(&["0039", "0044", "001", "0049", "0033", "0034", "0041", "0043"])
            && (11..=15).contains(&length)
    {
        return Shape::Strong;
    }
    let mobile = lead(&["3"]) && (9..=10).contains(&length);
    let fixed = lead(&["0"]) && !lead(&["00"]) && (8..=11).contains(&length);
    let british = lead(&["07", "01", "02", "08"]) && (10..=11).contains(&length);
    let american = length == 10 && !lead(&["0", "1"]) && run.groups >= 3;
    // With the prefix of Italy before a mobile number, and no plus: as recognisers write it.
    let prefixed = lead(&["393"]) && length == 12;
    if mobile && length == 10 && !lead(&["30", "31"]) || british && lead(&["07"]) || prefixed {
        let whole = !run.spoken || run.dictated() || run.groups >= 2;
        return if whole { Shape::Strong } else { Shape::Weak };
    }
    if !(mobile || fixed || british || american) {
        return Shape::None;
    }
    // Dictated numbers come in many short groups; a price or a year comes in one or two.
    let told = run.dictated() || run.groups >= 2 || !run.spoken && (mobile || british);
    if told { Shape::Plain } else { Shape::Weak }
}
