//! How Italians promise and ask.

use super::{Family, Promises};

const GROUPS: &[(&str, &str)] = &[
    (
        "you",
        "le|vi|ti|gli|glielo|gliela|gliel|gliene|ve lo|ve la|ve li|ve le|te lo|te la|te li|te le|ve ne|te ne",
    ),
    (
        "do",
        "mando|mandiamo|mandero|manderemo|manda|invio|inviamo|inviero|invieremo|spedisco|spediamo|spediro|giro|giriamo|gireremo|preparo|prepariamo|preparero|faccio avere|facciamo avere|faro avere|faremo avere|passo|passiamo|scrivo|scriviamo|scrivero|chiamo|chiamiamo|chiamero|richiamo|richiamiamo|richiamero|porto|portiamo|portero|attivo|attiviamo|apro|confermo|confermiamo|blocco|prenoto|prenotiamo|segno un|fisso|organizzo|lascio|stampo|condivido|allego|inoltro|controllo|verifico|verifichiamo|avviso|avvisiamo|avvisero|ricontatto|faccio sapere|facciamo sapere|mettiamo|fatturo",
    ),
    (
        "ask",
        "mandi|mandate|manda|mandarmi|mandarci|mandatemi|mandateci|mandami|mandaci|invii|inviate|invia|inviarmi|inviarci|inviatemi|inviami|spedisca|spedisci|spedite|spedirmi|spedirci|giri|girate|gira|girarmi|girami|prepari|prepara|preparate|prepararmi|scriva|scrivi|scrivete|scrivermi|scrivimi|richiami|richiamate|richiama|richiamarmi|richiamatemi|richiamami|chiami|chiamate|chiamarmi|chiamatemi|faccia avere|fate avere|fa avere|faccia sapere|fate sapere|fammi avere|porti|portate|avvisi|avvisate|avvisatemi|avvisami|confermi|confermate|tenga|tenete|tenetele|tenga pronti|passi|lasci",
    ),
];

const DUE: &[&str] = &[
    "(entro |per |gia |non oltre |prima di )?(domattina|il giorno (prima|dopo)|oggi pomeriggio|oggi|stasera|stamattina|domani( (mattina|pomeriggio|sera|stesso))?( alle \\w+( e mezza| e un quarto| e \\w+)?)?|dopodomani|in giornata|subito dopo|entro sera|fine settimana|fine mese|fine anno|weekend)",
    "(entro |per |il |di |da |questo |prossimo )?(prossimo )?(lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)( prossimo)?( (mattina|pomeriggio|sera))?( (\\d+|\\w+) (gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))?( (alle|alla|ore|dopo le|verso le)( ore)? [\\w:.]+( e mezza| e un quarto| e trenta)?)?",
    "(il |entro il |per il )?(\\d+|primo|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|\\w+dici|venti\\w*|trenta\\w*) (gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)( alle [\\w:.]+( e mezza)?)?",
    "(la )?(settimana|mese) (prossim[ao]|entrante)|(entro|fra|tra) (un|una|\\w+|un paio di) (or[ae]|giorn[oi]|settiman[ae]|mes[ei]|minuti)|a (gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)|prima di (pranzo|cena|sera|venerdi|lunedi)",
];

pub(super) fn promises() -> Promises {
    Promises {
        own: Family::new(
            GROUPS,
            [
                "(<you>) (\\w+ )?(<do>)",
                "(<do>) (\\w+ ){0,2}?(subito|stasera|domani|oggi|io|lo stesso|tutto|il|la|i|le|gli|un|una|l|due|anche)",
                "(ci penso io|me ne occupo io|me ne occupo|lo faccio io|faccio io|provvedo|ci pensiamo noi|lo dico a|lo chiedo a|la cerca|lo cerca|lo cerco|la cerco|mi faccio dare|mi faccio mandare|la porto|lo porto|ve lo porto|glielo porto|passo da voi|vengo io|veniamo noi|la cambio|lo cambio|lo metto in)( \\w+)?",
                "(avrete|avra|avrai|ricever\\w+|trover\\w+|arriver\\w+|vi arriva|le arriva|ti arriva) (\\w+ ){0,3}?(mail|preventivo|contratto|link|promemoria|conferma|proposta|bozza|invito|documento|documenti|offerta|accesso|materiale)",
                "(ci vediamo|ci rivediamo|ci sentiamo|ci risentiamo|ci aggiorniamo|allora|facciamo|fissiamo|restiamo|d accordo per|a) (\\w+ ){0,2}?(lunedi|martedi|mercoledi|giovedi|venerdi|sabato)( \\w+)?",
            ],
        ),
        asked: Family::new(
            GROUPS,
            [
                "(mi|ci|me lo|me la|me li|ce lo|ce la|gli|le|se) (\\w+ )?(<ask>)",
                "(mandami|mandaci|mandatemi|mandateci|inviatemi|inviami|girami|girateci|scrivimi|scrivetemi|chiamatemi|richiamatemi|richiamami|avvisatemi|avvisami|preparatemi|fammi avere|fatemi avere|fatemi sapere|tenetele|tenga|portatemi|portami)( \\w+)?",
                "(puo|puoi|potete|potrebbe|potresti|potreste) (\\w+ )?(mandarmi|mandarci|inviarmi|inviarci|spedirmi|spedirci|girarmi|girarci|prepararmi|prepararci|richiamarmi|chiamarmi|farmi avere|farci avere|farmi sapere|scrivermi|portarmi|avvisarmi)",
                "(richiami|richiamate|richiama|chiami) (\\w+ ){0,2}?(domani|lunedi|martedi|mercoledi|giovedi|venerdi|dopo|alle|verso|il)|(cambiala|cambiatela|la cambi|cambi la|fatevi|si faccia)( \\w+)?",
            ],
        ),
        empty: Family::new(
            &[],
            [
                "(le|vi|ti) (dico|chiedo|faccio vedere|mostro|spiego|racconto|faccio (due|una|qualche) domand\\w+|rubo|passo la|lascio parlare|lascio finire|lascio la parola)",
                "(mi|ci) (scusi|senta|dica|dice|spieghi|racconti|manca|mandavano|hanno mandato|mandate sempre)|(passo|lascio|porto|apro|controllo|blocco|giro) (il tempo|le giornate|in giro|per strada)|non (le|vi|ti|mi|ci) (mand\\w+|chiam\\w+|scriv\\w+|richiam\\w+)",
            ],
        ),
        due: Family::new(&[], DUE.iter().copied()),
    }
}
