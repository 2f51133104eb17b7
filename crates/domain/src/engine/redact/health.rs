//! Words about somebody's health: illnesses, operations, medicines. Figures of speech stay.

use super::Span;
use crate::engine::text::Word;
use crate::engine::text::wordset::Family;
use crate::utterance::PersonalData;
use std::sync::LazyLock;

const SIGNS: &[&str] = &[
    "(diabet\\w+|asma|asmatic[oa]|celiac\\w+|epilessia|epilettic[oa]|ipertension\\w+|ipertes[oa]|sclerosi( multipla)?|parkinson|alzheimer|leucemia|linfoma|tumore?( \\w+ \\w+)?|tumori|cancro|carcinoma|metastasi|chemio\\w*|radioterapia|dialisi|artrite|artrosi|fibromialgia|depressione|depress[oa] cronic[oa]|bipolare|schizofren\\w+|anoressia|bulimia|autis\\w+|disabil\\w+ (al|del)?\\w*|invalidita|invalid[oa]( civile)?|infarto|ictus|ischemia|aritmia|cardiopat\\w+|pacemaker|bypass|epatite|cirrosi|hiv|aids|sieropositiv\\w+|tiroid\\w+|insulina|cortisone|antidepressiv\\w+|psicofarmac\\w+|anticoagulant\\w+|ernia( del disco| al disco| inguinale)?|lombosciatalgia|sciatica|glaucoma|cataratta|maculopatia|psoriasi|endometriosi|allergic[oa] (al|alla|ai|alle|a|agli) \\w+|intollerant\\w+ al (lattosio|glutine)|morbo di \\w+|sindrome di \\w+|demenza( senile)?|osteoporosi|bronchite cronica|enfisema|apnee notturne|aborto|gravidanza a rischio|distrofia( muscolare)?|emofilia|lupus|crohn|colite ulcerosa)",
    "(operat[oaie]|operazione|intervento|protesi|frattura|trapianto) (\\w+ ){0,2}?(al|all|alla|alle|ai|agli|di|del|della|d) (anca|ginocchio|ginocchia|cuore|femore|schiena|spalla|menisco|rene|reni|fegato|occhio|occhi|prostata|seno|utero|cataratta|ernia|colonna|polmone|stomaco|tiroide|caviglia|piede|mano|polso|testa|appendicite|bacino|vertebra|vertebre)",
    "(soffro|soffre|soffriva|soffrono|ammalat[oaie]|malat[oaie]|affett[oaie]|guarit[oa]|in cura|terapia) (di|per|da|con) (un |una |la |il |l )?\\w+",
    "(diabet\\w+|asthma|asthmatic|celiac|coeliac|epilep\\w+|hypertension|high blood pressure|multiple sclerosis|parkinson\\w*|alzheimer\\w*|leuk\\w+|lymphoma|cancer|carcinoma|tumou?r|chemo(therapy)?|radiotherapy|dialysis|arthritis|fibromyalgia|clinical depression|bipolar|schizophren\\w+|anorexia|bulimia|autis\\w+|adhd|dementia|stroke|heart (attack last|condition|disease|failure|surgery|bypass)|pacemaker|hepatitis|cirrhosis|hiv|aids|thyroid (condition|problem)|insulin|warfarin|antidepressants?|prozac|xanax|blood thinners?|statins|metformin|hernia|sciatica|glaucoma|cataracts?|psoriasis|endometriosis|miscarriage|osteoporosis|copd|emphysema|sleep apn\\w+|cystic fibrosis|lupus|crohn s?|ulcerative colitis|muscular dystrophy|ptsd|migraines|pregnan\\w+ complications|peanut allergy|allergic to \\w+)",
    "(hip|knee|heart|back|kidney|liver|shoulder|spine|spinal|cataract|prostate|breast|eye|brain|lung|hernia|open heart|bypass) (replacement|surgery|operation|transplant|op)|(surgery|operation|operated) on (my|his|her|the) (hip|knee|heart|back|shoulder|spine|eye|eyes|foot|hand)",
    "(diagnosed|suffer|suffers|suffering|suffered|treated|medicated) (with|from|for) \\w+( \\w+)?",
];

/// Figures of speech and sentences of trade.
const FIGURES: &[&str] = &[
    "(soffr\\w+|malat[oaie]) (di|per|da) (caldo|freddo|solitudine|nostalgia|lavoro|noia|concorrenza|ritardi|un|una|questa|questo|stagionalita|calo|perdite|dispersione)",
    "(suffer\\w*|treated) (from|with|for) (a|an|the|that|this|slow|poor|bad|lag|churn|respect|kindness|lack|delays|too|low|some|data|free|any|it|being|having|our)( \\w+)?",
    "(diabete|cancro|tumore|cancer|tumou?r) (del|della|dell|dei|of|in) (settore|azienda|mercato|ufficio|sistema|vendite|our|the|this|your)( \\w+)?",
    "(sales|industry|process|data|infrastructure|budget|cash|revenue) (depression|cancer|stroke)|stroke of (luck|genius|midnight)|economic depression|(allergic|allergic[oa]) (to|a|al|alla|ai|alle|agli) (paperwork|spreadsheets?|meetings?|change|risk|burocrazia|riunioni|carta|excel|email|tecnologia|scartoffie|agenzie|contratti|computer)|have a heart attack|mi viene un infarto|viene un infarto|da infarto|heart attack",
];

/// The words about health of an utterance.
pub(super) fn find(words: &[Word], plain: &str) -> Vec<Span> {
    static SIGN: LazyLock<Family> = LazyLock::new(|| Family::new(&[], SIGNS.iter().copied()));
    static FIGURE: LazyLock<Family> = LazyLock::new(|| Family::new(&[], FIGURES.iter().copied()));
    let found = SIGN.places(plain);
    if found.is_empty() {
        return Vec::new();
    }
    let figures = FIGURE.places(plain);
    found
        .into_iter()
        .filter(|(_, from, to)| !figures.iter().any(|(_, start, end)| start < to && from < end))
        .filter_map(|(_, from, to)| {
            let index = |byte: usize| plain.get(..byte).map_or(0, |before| before.matches(' ').count());
            let (first, last) = (words.get(index(from))?, words.get(index(to))?);
            Some(Span { start: first.start, end: last.end, kind: PersonalData::Health })
        })
        .collect()
}
