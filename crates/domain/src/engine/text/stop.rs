//! Words that carry no meaning of their own, fillers, and short signs of listening.

use crate::language::Language;

const STOP_IT: &str = "a ad agli ai al alla alle allo anche ancora anzi avere aveva avete abbia abbiamo hanno avra basta c ce che chi ci cio cioe cosi co col come con cosa cui d da dagli dai dal dall dalla dalle dallo degli dei del dell della delle dello dentro di dice dico dire dove due e ecco ed era erano essere eh fa fare fatto fanno faccia faccio fino fra gia gli ha hai ho i il in infatti invece io l la le lei li lo loro lui ma magari mai mi mia mie miei mio molto ne nei nel nell nella nelle nello niente no noi non nostra nostre nostri nostro o oppure ora per pero perche piu poco poi prima proprio pure qua quale quali quando quanto quanta quanti quella quelle quelli quello questa queste questi questo qui quindi sa sara se sei senza si sia siamo siete solo sono sopra sotto sta stanno stato stata state stati sto su sua sue sugli sui sul sulla sulle suo suoi tra tu tua tue tuo tuoi tutti tutta tutte tutto un una uno va vi voi vostra vostre vostri vostro allora adesso bene bravo certo ok okay ogni altro altra altri altre nostri parte modo cose po quasi tanto tanta tanti tante appunto comunque ah oh beh mah ciao grazie prego insomma guardi guarda senta senti scusi scusa dai forse sempre dopo fuori meno meglio punto volta volte potete puo posso possiamo potrebbe vuole voglio vuoi volete vorrei devo deve dobbiamo dovete l all un";

const STOP_EN: &str = "a about above after again all also am an and any are as at be because been before being below between both but by can could did do does doing down during each else ever every few for from further get gets getting go goes going got had has have having he her here hers him his how i if in into is it its just know let like lot make makes made many may maybe me mean might more most much must my no nor not now of off oh ok okay on once one only or other our ours out over own per perhaps please put quite rather really right said same say says see seem she should so some something somebody such sure take than that the their them then there these they thing things think this those though through to too two um uh under until up upon us use very want was way we well were what when where which while who whom whose why will with without would yeah yes yet you your yours hi hello hey thanks thank guess kind sort bit actually basically honestly still already even back come comes tell";

/// The words that carry no meaning of their own, with spaces between.
pub(in crate::engine) const fn words(language: Language) -> &'static str {
    match language {
        Language::It => STOP_IT,
        Language::En => STOP_EN,
    }
}

/// Whether a folded word carries no meaning of its own.
pub(in crate::engine) fn is_stop(word: &str, language: Language) -> bool {
    use std::collections::HashSet;
    use std::sync::LazyLock;
    static IT: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_IT.split(' ').collect());
    static EN: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_EN.split(' ').collect());
    word.len() < 2
        || match language {
            Language::It => IT.contains(word),
            Language::En => EN.contains(word),
        }
}

/// Fillers per language for the figure: one word each.
pub(in crate::engine) fn is_filler(word: &str, language: Language) -> bool {
    match language {
        Language::It => matches!(
            word,
            "ehm"
                | "eh"
                | "uhm"
                | "mm"
                | "mmm"
                | "cioe"
                | "tipo"
                | "diciamo"
                | "praticamente"
                | "insomma"
                | "niente"
                | "ecco"
                | "boh"
        ),
        Language::En => matches!(
            word,
            "um" | "uh"
                | "er"
                | "erm"
                | "hmm"
                | "mm"
                | "like"
                | "basically"
                | "actually"
                | "literally"
                | "honestly"
        ),
    }
}

/// Whether a short utterance only says "I am listening": at most three words, all of the list.
pub(in crate::engine) fn is_backchannel(words: &[&str]) -> bool {
    const LIST: [&str; 42] = [
        "si", "certo", "ok", "okay", "mm", "mmm", "mhm", "esatto", "chiaro", "giusto", "eh", "ah", "va",
        "bene", "capito", "perfetto", "ecco", "vero", "infatti", "gia", "hmm", "yes", "yeah", "right", "got",
        "it", "sure", "uh", "huh", "yep", "yup", "exactly", "true", "i", "see", "oh", "great", "fine", "no",
        "aha", "of", "course",
    ];
    !words.is_empty() && words.len() <= 3 && words.iter().all(|word| LIST.contains(word))
}
