//! What a customer's words amount to in their place: after a price, beside a fear, an old harm, a date in the way.
//!
//! The same words mean nothing elsewhere, so each sign wants its place; the playbook's cards tell which kind it is.

use super::Deck;
use crate::engine::text::wordset::Family;
use crate::engine::text::{Said, Sentence, Word};
use crate::language::Language;
use crate::playbook::ObjectionType;
use std::sync::LazyLock;

/// Where an utterance stands.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::engine) struct Place {
    /// The selling side named a price just before.
    pub priced: bool,
    /// It answers a question of the selling side.
    pub answers: bool,
    /// How its words sound.
    pub tone: f32,
}

/// What may be heard in a sentence; both lists below stand in this order.
#[derive(Debug, Clone, Copy)]
enum Cue {
    /// After a price: the customer weighs it against something else.
    Weighs,
    /// What somebody they know pays.
    Acquaintance,
    /// What another vendor asks.
    Vendor,
    /// A fear, in the first person. "I am afraid" alone is only polite.
    Fears,
    /// Harm that was done before.
    Harm,
    /// A date in the way.
    Late,
    /// What it takes to change.
    Toil,
    /// Takes all of it back.
    Settled,
    /// Welcomes what the seller said: what follows only says why.
    Approves,
    /// Makes an echo of a card an objection.
    Friction,
    /// Tells that a fear is about the change itself.
    Change,
}

const IT: [&str; 11] = [
    "il doppio|il triplo|(euro|cento) in piu|(io )?(adesso |oggi |ora )?ne (pago|do|spendo|prendo)|(adesso|oggi|ora) (io )?(pago|spendo|do)|di quello che (do|pago|spendo|diamo|paghiamo)|con (quella|questa) cifra|mi costa come|costa (come|quanto)|bruscolini|esagera\\w+|madonna( mia)?|accidenti|urca|mamma mia|alla faccia|per un[oa]? (\\w+ ){1,3}?(mi (pare|sembra)|di carta|non)|(gia )?sopra (a )?(quello|quel che|il)|(ce la|me la|ci) (facciamo|faccio|stiamo|sto)( dentro)?|tirandoci|rispetto a|piu di quanto|mica poc[oh]\\w*|non sono pochi|(soldi|budget|fondi) (\\w+ ){0,4}?(gia )?(messi|finiti|spesi|impegnati)|non lo digerisco|li ho visti a|fa\\w* (\\w+ ){0,5}?a \\w+ euro",
    "((mio|un mio|un|mia|una) (cugin\\w+|cognat\\w+|fratello|amic\\w+|colleg\\w+|nipote|vicin\\w+|conoscente)|su (un|internet|amazon)|in rete|un sito|online) (\\w+ ){0,10}?(a|per|con|meno|due|la meta|\\w+ euro|gratis|cena|fatt\\w+)",
    "(un altr[oa]|l altr[oa]|quell[oi] (di|del|la)|altri|la concorrenza) (\\w+ ){0,6}?(chied\\w+|(me |ce )?(lo|la|li|le) (fa|fanno|da|danno)|prend\\w+|vuole|vogliono|offr\\w+|propon\\w+)",
    "(ho|abbiamo|mi (fa|fanno|mette|viene|mettono)|ci (fa|mette)|una|ho una|avrei) (\\w+ )?(paura|ansia|timore|terrore|angoscia|pensiero|dubbio)|sono (\\w+ )?(preoccupat\\w+|terrorizzat\\w+|spaventat\\w+)|mi (preoccupa|spaventa|terrorizza)\\w*|non ci dormo|mi mangiano viv\\w+|ho sentito che (\\w+ ){0,4}?(brucia\\w*|rompe|rompono|blocca\\w*|non)",
    "(l altra volta|l ultima volta|l anno scorso|\\w+ ann[oi] fa|una volta|gia (fatto|provato|avuto)|mio (fratello|cognato|amico|cugino)|un (mio )?(amico|collega|cliente)|l ultim[oa]|con (un altra|un altro|una ditta|quelli)|chi c era prima) (\\w+ ){0,10}?(sparit\\w+|non (\\w+ )?(rispond\\w+|ha dato|hanno dato|pagat\\w+|arriv\\w+|vist\\w+|ridava\\w*)|rovinat\\w+|perso|pers[ie]|buttat\\w+|rifilat\\w+|fals[io]|mai (piu )?\\w+|dormiv\\w+|ferm[eio]|avvocato)",
    "non (li |lo |la |le |ci |mi |si |ne )?(posso|possiamo|riesco|riusciamo|tocchiamo|tocco) (\\w+ ){0,8}?(prima|fino|finche|adesso|ora|in settimana|fermare|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)|non prima (di|del|della)|la testa (nel pallone|altrove)|(devo|dobbiamo) (prima )?(finire|consegnare|chiudere) (\\w+ ){0,4}?(a|entro|per|prima)",
    "non lo user\\w+|chi (glielo|lo|la|li|ce lo|me lo|ce li) (insegna|spiega|carica|inserisce|fa usare)|scartoffie|(settimane|mesi) di (telefonate|lavoro|carte)|(ci|col|con il) (\\w+ )?litigo|come il diavolo|fuori (dal|dalla) (turno|produzione)|troppa fatica|(trasloco|cambio|passaggio) (\\w+ ){0,6}?(fatica|casino|telefonate|rogna)",
    "(piu|molto|gia) (tranquill\\w+|sicur\\w+|meglio)|ci sto|va bene|non e car\\w+|meno male|meno di (quanto|quello che)|pensavo (peggio|di piu)|cambia tutto|si respira|si ragiona|conviene|benissimo",
    "(bene|ottimo|meno male|perfetto|giusto|esatto)( molto)? perche|(questo|questa|quello) (e|si che e) (importante|interessante|una bella)|mi piace|(e|sono) content\\w+|ci troviamo bene",
    "ma|pero|non|senza|troppo|nessuno|mica|purtroppo|il problema|il guaio|solo che|a parte che|nemmeno|uffa|rogna|gia",
    "cambi\\w*|traslo\\w+|passaggio|spost\\w+|insegn\\w+|impar\\w+|migra\\w+",
];

const EN: [&str; 11] = [
    "(pays?|paying|charges?) (\\w+ )?(\\w+ )?(hundred|thousand|half|less|a third|\\d+)|i pay|we pay|(than|what) (\\w+ ){0,3}?(we|i) (\\w+ )?(pay|have|make|set aside|planned)|as much|times (as much|more)|(heck|hell) of a|that is a (lot|jump|leap|stretch|difference)|good (god|lord|grief)|blimey|crikey|jesus|steep|where (do|would|am) (i|we) (\\w+ )?find|(could|can) not (get|find|stretch|justify|do) (that|this|it)|i told you|i would have to explain|more than (we|i|that|my|our)|bit tight|is tight|tight this|quid more|(pounds|dollars|euros) more|for a \\w+ \\w+$|get that past",
    "(buddy|friend|mate|brother|neighbou?r|cousin|online|elsewhere|people) (\\w+ ){0,6}?(pays?|want|wants|charge\\w*|does|do|for|at) (\\w+ ){0,4}?(hundred|thousand|flat|less|half|nothing|\\d+|pounds|dollars)",
    "(another|the other|other) (\\w+ ){0,3}?(charge\\w*|want|wants|quoted|asks?|offer\\w*|does|do) (\\w+ ){0,4}?(hundred|thousand|flat|less|half|nothing|\\d+|pounds|dollars)|came in (at|lower|under)",
    "(i am|we are|i was|honestly|makes me|get|am) (\\w+ )?(terrified|scared|worried|nervous|anxious|uneasy)|afraid (of|to|(that )?(\\w+ ){1,3}?(will|would|might|could|may))|(my|our|the|one|big) (\\w+ )?(worry|fear|concern|problem) is|(worries|scares|bothers|concerns) me|horror stor(y|ies)|dreading|what is the catch|always a catch|wriggle out",
    "(last (time|agent|guy|year|one|lot)|we did|i have had|we had|i had|had a|years ago|in 20\\d\\d|chap|a friend|my (brother|buddy|neighbou?r)|switched) (\\w+ ){0,10}?(never (\\w+ )?(rang|called|came|showed|answered|replied)|nobody (\\w+ )?(remember\\w*|came|answered)|told (half|everyone)|leak\\w*|vanish\\w*|silence|broke|ruin\\w*|ended up|took (us|me|it)|months of|useless|went (wrong|bust))",
    "(can not|could not|will not|would not|won t|not|nobody) (\\w+ ){0,9}?(until|till|before) (the |after )?\\w+|we are (moving|opening|closing|shutting|launching) (\\w+ ){0,5}?in (january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn)|not in (january|february|march|april|may|june|july|august|september|october|november|december)|while we are (doing|in the middle)",
    "(feels? like|is|be|such|what) (a |an )?(\\w+ )?(pain|hassle|nightmare|faff|headache) to|a pain to|took (us|me|it) (\\w+ ){0,3}?(months|weeks|a year|forever)|off the floor|who is going to (teach|train|load|enter)|haul\\w* (a|the)|will never use|(will not|won t) use it|they hate|lug\\w*|babysit\\w*|(retyp|re enter|re key)\\w*",
    "fair enough|that (calms|helps|works)|less than i|better than i|not bad|feel better|cheaper than|i can (do|live)|makes sense|no problem|do not worry|no worries|on board|sounds good|happy with",
    "(good|great|perfect|nice) because|i like (that|it|this)|i love|glad (you|to)|that is (important|good|great)|they (were|are) (fine|good|great|decent)",
    "but|though|however|not|no|never|nobody|too|already|honestly|to be honest|my problem|the problem|the thing is|still|just|without|worry|afraid|pain|tight",
    "switch\\w*|mov(e|ing)|migrat\\w+|train\\w*|teach\\w*|chang(e|ing)|hand ?over",
];

/// The cues of one text, found in one pass.
struct Cues(Vec<usize>);

impl Cues {
    fn of(plain: &str, language: Language) -> Self {
        static ITALIAN: LazyLock<Family> = LazyLock::new(|| Family::new(&[], IT));
        static ENGLISH: LazyLock<Family> = LazyLock::new(|| Family::new(&[], EN));
        Self(match language {
            Language::It => ITALIAN.which(plain),
            Language::En => ENGLISH.which(plain),
        })
    }

    fn any(&self, cue: Cue) -> bool {
        let place = cue as usize;
        self.0.contains(&place)
    }
}

/// What a sentence objects to in its place.
pub(super) fn of_sentence(
    sentence: &Sentence,
    said: &Said,
    language: Language,
    deck: &Deck,
    place: Place,
) -> Option<(ObjectionType, f32)> {
    let cues = Cues::of(&sentence.plain, language);
    if place.tone > 0.3 || cues.any(Cue::Settled) {
        return None;
    }
    let weighs = cues.any(Cue::Weighs);
    let sums = said.words.iter().any(Word::numeral) || weighs;
    let rival = deck.names_rival(sentence, said) && sums || cues.any(Cue::Vendor);
    let compares =
        rival || cues.any(Cue::Acquaintance) || (weighs && (!sentence.asked || sentence.plain.len() > ASKED));
    if place.priced && compares {
        let kind = if rival { ObjectionType::Competitor } else { ObjectionType::Price };
        let kinds = [ObjectionType::Price, ObjectionType::Competitor];
        return Some((deck.nearest(said, language, &kinds).unwrap_or(kind), FELT));
    }
    if cues.any(Cue::Toil) {
        return Some((ObjectionType::Effort, FELT));
    }
    let dated = cues.any(Cue::Late) && !sentence.asked;
    let trusts_or_toils = || {
        let kind = if cues.any(Cue::Change) { ObjectionType::Effort } else { ObjectionType::Trust };
        let kinds = [ObjectionType::Trust, ObjectionType::Effort, ObjectionType::Fit, ObjectionType::Need];
        deck.nearest(said, language, &kinds).unwrap_or(kind)
    };
    let whole = Cues::of(&said.plain(), language);
    let approves = whole.any(Cue::Approves);
    if !dated && !approves && (cues.any(Cue::Fears) || (cues.any(Cue::Harm) && !place.answers)) {
        // A fear beside a date is about the date.
        let kind = if whole.any(Cue::Late) { ObjectionType::Timing } else { trusts_or_toils() };
        return Some((kind, FELT));
    }
    if dated {
        return Some((ObjectionType::Timing, FELT));
    }
    let rubs = (place.tone < -0.2 || cues.any(Cue::Friction)) && !approves && !place.answers;
    if !rubs || sentence.asked {
        return None;
    }
    deck.evoked(said, language).map(|kind| (kind, FELT))
}

/// A longer question complains rather than asks.
const ASKED: usize = 60;

/// As strong as one plain pattern.
const FELT: f32 = 2.0;
