//! What may be seen while words are still being recognised.

use super::*;
use proptest::prelude::*;

fn shown(redactor: &Redactor, text: &str, language: Language, second: u64) -> String {
    redactor.mask_interim(&"par_1".parse().unwrap(), CallTime::from_millis(second * 1_000), text, language)
}

fn check(text: &str, language: Language, expected: &str) {
    assert_eq!(shown(&Redactor::new(RedactionPolicy::default()), text, language, 0), expected);
}

#[test]
fn digits_are_hidden_while_they_grow() {
    let it = Language::It;
    check("allora tre", it, "allora …");
    check("allora tre quattro sette uno due tre", it, "allora [phone]");
    check("costa duecento euro", it, "costa duecento euro");
    check("abbiamo 40 negozi e poi", it, "abbiamo 40 negozi e poi");
    check("abbiamo 350 sedi", it, "abbiamo … sedi");
    let told = "abbiamo 350 sedi in tutta Italia e in Francia da anni e anche altrove";
    check(told, it, told);
}

#[test]
fn what_is_being_said_is_hidden_before_it_is_whole() {
    let it = Language::It;
    check("la password è tramonto", it, "la password è [password]");
    check("la password è girasole punto esclamativo", it, "la password è [password]");
    check("sto in via Garib", it, "sto in …");
    check("scriva ad anna@ese", it, "scriva ad …");
    check("mario punto rossi chiocciola esempio", it, "…");
    check("il codice è erre esse esse emme", it, "il codice è …");
    check("vado via con l'auto", it, "vado via con l'auto");
    check("we live at 48 Windmill", Language::En, "we live at …");
}

#[test]
fn what_was_asked_for_is_hidden() {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    let en = Language::En;
    redactor.redact(&heard("par_2", "What's the security code on the back?", en, 0));
    assert_eq!(shown(&redactor, "two one six", en, 4), "[cvv]");
    redactor.redact(&heard("par_2", "And when were you born?", en, 10));
    assert_eq!(shown(&redactor, "march the ninth nineteen ninety", en, 14), "[birth_date]");
    redactor.redact(&heard("par_1", "my card is 4539 4533", en, 20));
    assert_eq!(shown(&redactor, "3147 8936", en, 40), "[credit_card]");
}

/// Pieces of dialogues that decide about one another.
const PIECES: &str = "il|mio|numero|è|di|telefono|carta|l'ordine|contratto|fattura|euro|alle|tre|quattro|sette|dodici|trentaquattro|ehm|e|poi|no|scusi|anzi|doppio|zero|347|12|4567|0472|83|3471187203|+39|4539 4533 3147 8936|417|cvv|pin|nato|ottobre|1968|12/03/1975|via|Garibaldi|viale|Monza|erre|esse|a|come|Ancona|roma|RSSMRA85T10A562S|IT60X0542811101000000123456|password|codice fiscale|partita iva|06148970715|passaporto|YB3481907|10.0.12.5|punto|pratica|versione|il codice dietro|ok|negozi|.|?|,|bene|allora|grazie|domani|preventivo|casa|abbiamo";

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PIECES.split('|').collect::<Vec<_>>())
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..16).prop_map(|pieces| pieces.join(" "))
}

/// The longest row of digits, spoken or written, that may be seen of what the finished text hides.
fn seen(text: &str, cut: usize, finished: &[Span], hidden: &[Span], language: Language) -> usize {
    let words = read::words(text, language);
    let inside = |spans: &[Span], at: usize| spans.iter().any(|span| span.start <= at && at < span.end);
    let (mut longest, mut row) = (0, 0);
    for read in items::read(&words, language) {
        let items::Item::Digits(digits) = read.item else {
            row = 0;
            continue;
        };
        let visible = words[read.first..read.last]
            .iter()
            .all(|word| word.end <= cut && inside(finished, word.start) && !inside(hidden, word.start));
        row = if visible { row + digits.len() } else { 0 };
        longest = longest.max(row);
    }
    longest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Three digits in a row, spoken or written, are never seen in an interim if the finished text hides them; and
    /// of a whole utterance nothing is seen that the finished text hides.
    #[test]
    fn no_interim_shows_what_the_finished_text_hides(
        before in prop::collection::vec(line(), 0..4),
        last in line(),
        late in 0_u64..20,
        language in prop_oneof![Just(Language::It), Just(Language::En)],
    ) {
        let mut redactor = Redactor::new(RedactionPolicy::default());
        for (at, text) in (0..).zip(&before) {
            redactor.redact(&heard(if at % 2 == 0 { "par_2" } else { "par_1" }, text, language, at * 4));
        }
        let start = u64::try_from(before.len()).unwrap() * 4;
        let speaker = "par_1".parse().unwrap();
        let at = CallTime::from_millis((start + late) * 1_000);
        let interims: Vec<(usize, Vec<Span>)> = (0..=last.len())
            .filter(|cut| last.is_char_boundary(*cut))
            .map(|cut| {
                let (certain, growing) = redactor.hidden(&speaker, at, &last[..cut], language);
                (cut, [certain, growing].concat())
            })
            .collect();
        let dialogue = redactor.memory.before(&speaker, CallTime::from_millis(start * 1_000), CallTime::from_millis(start * 1_000));
        let finished = redactor.read(&last, language, read::glance(&last, language), &dialogue).spans;
        for (cut, hidden) in &interims {
            let row = seen(&last, *cut, &finished, hidden, language);
            prop_assert!(row < 3, "{row} digits are seen in {:?} of {:?} after {:?}", &last[..*cut], last, before);
        }
        let (_, whole) = &interims[interims.len() - 1];
        for span in &finished {
            for at in span.start..span.end {
                prop_assert!(whole.iter().any(|hidden| hidden.start <= at && at < hidden.end), "{at} in {last:?} after {before:?}");
            }
        }
    }
}
