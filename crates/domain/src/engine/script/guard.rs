//! When words about a point do not cover it: announced for later, asked by the customer, denied, or only supposed.

use crate::engine::text::Sentence;
use crate::engine::text::wordset::Family;
use crate::language::Language;
use std::sync::LazyLock;

const IT: &[&str] = &[
    "(poi|dopo|piu tardi|tra (poco|un attimo|un po|due minuti|cinque minuti)|fra (poco|un attimo|un po)|alla fine|in fondo|piu avanti|magari (poi|dopo)|la prossima volta|un altra volta|nella seconda parte) (\\w+ ){0,4}?(le |vi |ti |glielo |ve (lo|la|li) |te (lo|la) |gliel[oa] |ci |ne )?(faccio|mostr\\w+|faremo|facciamo|parl\\w+|spieg\\w+|dico|diciamo|racconto|raccont\\w+|arriv\\w+|vediamo|vedremo|present\\w+|entriamo|torn\\w+)",
    "(ci (arriviamo|arrivo|torniamo|torno)|ne (parliamo|parlo|riparliamo)|(glielo|ve lo|te lo|gliela) (dico|spiego|mostro|faccio vedere)|lo vediamo|la vediamo) (\\w+ ){0,3}?(dopo|poi|piu tardi|tra (poco|un attimo|un po|qualche minuto)|fra (poco|un attimo)|alla fine|in fondo|piu avanti|la prossima|prima di chiudere|dopo la demo)",
    "prima (qualche|alcune|un paio di|due|le faccio) (domand\\w+|cose)|(non|senza) (le |vi |ti )?(parl\\w+|entr\\w+) (ancora |adesso |ora |oggi )?(di|del|della|dei|delle|nel|nella|nei)|(lasciamo|mettiamo) (\\w+ ){0,2}(da parte|stare|perdere)|(volevo|vorrei|volevamo) (anche |poi |solo )?(parlar\\w+|spiegar\\w+|mostrar\\w+) (\\w+ ){0,4}(ma|pero)",
    "(se|qualora|nel caso) (un giorno|per ipotesi|mai|dovess\\w+|voless\\w+|avess\\w+|foss\\w+)|mettiamo che|supponiamo|ammesso che|(questo|di questo) (pero )?(non|oggi no)",
    "(purtroppo )?(non|nessun[oa]?) (\\w+ ){0,2}?(offr\\w+|facciamo|prevediamo|abbiamo|c e|esiste|includ\\w+|compres\\w+|previst\\w+) (\\w+ ){0,2}?(nessun\\w*|ancora|per ora|questo|quello)",
];

const EN: &[&str] = &[
    "(later|in a (bit|minute|moment|second|few minutes|little while)|afterwards|at the end|towards the end|before we (hang up|finish|wrap up|close|go|leave)|next time|another (time|day|call)|after (that|this|the demo)|down the line|eventually|when we get there|further on)( \\w+){0,2}$",
    "(we|i|you) (will|shall|can|am going to|are going to|would|could|want to|d like to)? ?(\\w+ )?(get|come|turn|talk|go|move|dive|circle|show|tell|explain|cover|discuss|look|walk) (\\w+ ){0,5}?(later|in a (bit|minute|moment|second|few minutes)|afterwards|at the end|towards the end|next time|another time|before we (hang up|finish|wrap up|close|go))",
    "(later|afterwards|then|in a (bit|minute|moment)|at the end|next time) (i|we) (will|shall|can|would|am going to|are going to) (\\w+ )?(show|tell|explain|get|come|talk|go|cover|walk|discuss|look|run)",
    "(will|i ll) get to (that|it|what|the|our|your|how)|i thought i would|(not|without) (\\w+ )?(talk\\w*|go\\w*|get\\w*) (\\w+ )?(about|into) (\\w+ ){0,3}(today|yet|now)|put (that|it) aside|(leave|park) (that|it|the \\w+) (for|aside|until)",
    "(if|suppose|imagine|assuming|let us say) (\\w+ ){0,3}(were|had|ever|one day|hypothetically|someday)|(we|i) (do|can|does) not (\\w+ )?(offer|include|have|provide|cover|do) (that|it|this|any|one|those)( \\w+)?( (yet|today|at the moment))?",
];

/// Whether a sentence only announces, puts off, denies or supposes.
pub(super) fn only_mentions(sentence: &Sentence, language: Language) -> bool {
    static ITALIAN: LazyLock<Family> = LazyLock::new(|| Family::new(&[], IT.iter().copied()));
    static ENGLISH: LazyLock<Family> = LazyLock::new(|| Family::new(&[], EN.iter().copied()));
    match language {
        Language::It => ITALIAN.any(&sentence.plain),
        Language::En => ENGLISH.any(&sentence.plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::Said;

    fn check(text: &str, language: Language, expected: bool) {
        let said = Said::read(text, language);
        assert_eq!(only_mentions(&said.sentences[0], language), expected, "{text}");
    }

    #[test]
    fn announcements_and_denials() {
        check("poi le faccio vedere il magazzino", Language::It, true);
        check("del prezzo ne parliamo dopo", Language::It, true);
        check("il canone è di cento euro al mese", Language::It, false);
        check("i'll get to what it costs in a bit", Language::En, true);
        check("we will talk about our calendar before we hang up", Language::En, true);
        check("it is a hundred dollars per month", Language::En, false);
    }
}
