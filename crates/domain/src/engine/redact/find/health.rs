//! Words about somebody's health: illnesses, operations, medicines. Figures of speech stay.

use crate::engine::redact::mask::Span;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::lexicon::mark;
use crate::utterance::PersonalData;

/// The words of health, by what they are.
pub(in crate::engine::redact) const WORDS: &[(u32, &str)] = &[
    (
        mark::ILLNESS,
        "diabet* asma asmatic* celiac* coeliac* epiles* epilet* epilep* ipertension* ipertes* sclerosi parkinson* alzheimer* leucemi* linfoma* tumor* tumour* cancro cancer carcinom* metastasi chemio* chemo* radioterapi* radiotherap* dialisi dialysis artrite artrosi fibromialgi* fibromyalgi* depressione bipolar* schizofreni* schizophreni* anoressi* anorexi* bulimi* autis* invalidita infarto ictus ischemi* aritmi* cardiopati* pacemaker epatite hepatitis cirrosi cirrhosis hiv aids sieropositiv* tiroid* insulin* cortisone antidepress* psicofarmac* anticoagulant* ernia hernia lombosciatalgi* sciatica glaucoma cataratt* cataract* maculopati* psoriasi* endometriosi* demenza dementia osteoporosi* enfisema emphysema aborto distrofia emofilia lupus crohn asthma* hypertension leukemi* leukaemi* lymphoma* arthritis adhd stroke warfarin prozac xanax statins metformin miscarriage copd ptsd migraines",
    ),
    (
        mark::AILING,
        "operat* operazion* intervent* protesi frattura trapiant* soffro soffre soffriva soffrono ammalat* malat* affett* guarit* cura terapia allergic* intollerant* morbo sindrome invalid* disabil* depress* bronchite apnee gravidanza colite multiple high blood heart hip knee kidney liver shoulder spine spinal prostate breast back eye brain lung open clinical thyroid sleep cystic ulcerative muscular pregnan* peanut surgery operation diagnosed suffer suffers suffering suffered treated medicated bypass bad",
    ),
    (
        mark::BODY,
        "anca ginocchio ginocchia cuore femore schiena spalla menisco rene reni fegato occhio occhi prostata seno utero cataratta ernia colonna polmone stomaco tiroide caviglia piede mano polso testa appendicite bacino vertebra vertebre hip knee heart back shoulder spine eye eyes foot hand kidney liver lung brain prostate breast spinal cataract hernia bypass",
    ),
];

/// Fixed phrases, in folded words; `_` stands for any word.
const PHRASES: &[&str] = &[
    "sclerosi multipla",
    "distrofia muscolare",
    "demenza senile",
    "ernia del disco",
    "ernia al disco",
    "ernia inguinale",
    "invalid* civile",
    "disabil* al _",
    "bronchite cronica",
    "apnee notturne",
    "gravidanza a rischio",
    "colite ulcerosa",
    "depress* cronic*",
    "morbo di _",
    "sindrome di _",
    "allergic* al|alla|ai|alle|a|agli|all _",
    "intollerant* al lattosio|glutine",
    "multiple sclerosis",
    "high blood pressure",
    "heart condition|disease|failure|surgery|bypass",
    "clinical depression",
    "thyroid condition|problem",
    "blood thinner|thinners",
    "sleep apn*",
    "cystic fibrosis",
    "ulcerative colitis",
    "muscular dystrophy",
    "pregnan* complications",
    "peanut allergy",
    "allergic to _",
    "bad back|knee|hip|heart",
    "hip|knee|heart|back|kidney|liver|shoulder|spine|spinal|cataract|prostate|breast|eye|brain|lung|hernia|bypass replacement|surgery|operation|transplant|op",
    "open heart surgery|operation",
    "heart attack last",
    "surgery|operation|operated on my|his|her|the hip|knee|heart|back|shoulder|spine|eye|eyes|foot|hand",
];

/// Figures of speech and sentences of trade: where one stands, nothing about health was said.
const FIGURES: &[&str] = &[
    "soffr*|malat* di|per|da caldo|freddo|solitudine|nostalgia|lavoro|noia|concorrenza|ritardi|un|una|questa|questo|stagionalita|calo|perdite|dispersione",
    "suffer*|treated from|with|for a|an|the|that|this|slow|poor|bad|lag|churn|respect|kindness|lack|delays|too|low|some|data|free|any|it|being|having|our",
    "diabete|cancro|tumore|cancer|tumor|tumour del|della|dell|dei|of|in settore|azienda|mercato|ufficio|sistema|vendite|our|the|this|your",
    "sales|industry|process|data|infrastructure|budget|cash|revenue depression|cancer|stroke",
    "stroke of luck|genius|midnight",
    "economic depression",
    "allergic* to|a|al|alla|ai|alle|agli paperwork|spreadsheet|spreadsheets|meeting|meetings|change|risk|burocrazia|riunioni|carta|excel|email|tecnologia|scartoffie|agenzie|contratti|computer",
    "have a heart attack",
    "viene un infarto",
    "da infarto",
    "heart attack",
];

/// The words about health of an utterance.
pub(super) fn find(words: &[Word<'_>]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((first, last)) = found(words, at) else {
            at += 1;
            continue;
        };
        at = at.max(last - 1) + 1;
        if !figure(words, first, last)
            && let (Some(begin), Some(end)) = (words.get(first), words.get(last - 1))
        {
            out.push(Span { start: begin.start, end: end.end, kind: PersonalData::Health });
        }
    }
    out
}

/// What is said about health from a word on: its words.
fn found(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let word = words.get(at).filter(|word| word.sense.has(mark::ILLNESS | mark::AILING))?;
    let phrase = PHRASES.iter().filter_map(|phrase| ends(words, at, phrase)).max();
    let treated =
        word.sense.has(mark::AILING).then(|| operated(words, at).or_else(|| ailing(words, at))).flatten();
    let alone = word.sense.has(mark::ILLNESS).then_some(at + 1);
    let last = phrase.max(treated.map(|(_, last)| last)).max(alone)?;
    let first = treated.filter(|(_, end)| *end == last).map_or(at, |(first, _)| first);
    (!words.get(first..last)?.iter().any(Word::mask)).then_some((first, last))
}

/// `operato al ginocchio`, `protesi all'anca`.
fn operated(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    const STARTS: [&str; 6] = ["operat", "operazion", "intervent", "protesi", "frattura", "trapiant"];
    let word = words.get(at)?.folded.as_ref();
    STARTS.iter().any(|start| word.starts_with(start)).then_some(())?;
    let limb = (at + 2..=at + 4).find(|limb| {
        words.get(*limb).is_some_and(|word| word.sense.has(mark::BODY))
            && words.get(limb - 1).is_some_and(|word| {
                matches!(
                    word.folded.as_ref(),
                    "al" | "all" | "alla" | "alle" | "ai" | "agli" | "di" | "del" | "della" | "d"
                )
            })
    })?;
    Some((at, limb + 1))
}

/// `soffro di emicrania`, `in cura per il cuore`, `diagnosed with something`: what is named there.
fn ailing(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let is = |at: usize, list: &str| {
        list.split(' ').any(|one| words.get(at).is_some_and(|word| word.folded == one))
    };
    let word = words.get(at)?.folded.as_ref();
    let english = ["diagnosed", "suffer", "treated", "medicated"].iter().any(|start| word.starts_with(start));
    let italian = ["soffr", "ammalat", "malat", "affett", "guarit", "terapia"]
        .iter()
        .any(|start| word.starts_with(start))
        || word == "cura" && is(at.wrapping_sub(1), "in");
    let named = english && is(at + 1, "with from for") || italian && is(at + 1, "di per da con dal dalla");
    let first = at + 2 + usize::from(is(at + 2, "un una la il l le i"));
    if !named || words.len() <= first {
        return None;
    }
    // "forti emicranie", "chronic back pain": one or two more words name it.
    let more = words.get(first + 1..words.len().min(first + 3)).unwrap_or_default();
    let length = more.iter().take_while(|word| !word.sense.has(mark::STOP) && word.gap == " ").count();
    Some((first, first + 1 + length))
}

/// Whether a figure of speech overlaps with words.
fn figure(words: &[Word<'_>], first: usize, last: usize) -> bool {
    /// The longest figure, in words.
    const LONGEST: usize = 4;
    (first.saturating_sub(LONGEST)..last)
        .any(|at| FIGURES.iter().any(|figure| ends(words, at, figure).is_some_and(|end| end > first)))
}

/// Where a phrase that begins at a word ends, if it stands there.
fn ends(words: &[Word<'_>], at: usize, phrase: &str) -> Option<usize> {
    let mut end = at;
    for slot in phrase.split(' ') {
        let word = words.get(end).filter(|word| !word.mask())?;
        slot.split('|').any(|choice| fits(&word.folded, choice)).then_some(())?;
        end += 1;
    }
    Some(end)
}

fn fits(word: &str, choice: &str) -> bool {
    match choice.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => choice == "_" || choice == word,
    }
}
