//! How Italians ask. Yes-or-no questions have the order of a statement: only second persons and tags give them away.

use super::{Family, Shapes};

const GROUPS: &[(&str, &str)] = &[
    (
        "verb",
        "e|era|sono|siete|sei|sarebbe|sara|saranno|ha|hai|avete|avrebbe|hanno|avevate|aveva|fa|fai|fate|fanno|costa|costano|costerebbe|viene|vengono|verrebbe|vuole|vuoi|volete|vorrebbe|vorreste|vorresti|puo|puoi|potete|potrebbe|potreste|posso|possiamo|devo|dobbiamo|deve|dovete|dovrei|dovremmo|si|ci|vi|le|ti|mi|va|vai|andate|funziona|funzionano|gestite|gestisce|usa|usi|usate|pensa|pensi|pensate|dice|dici|dite|serve|servono|servirebbe|succede|cambia|paga|pagate|paghiamo|spende|spendete|dura|durano|parte|partiamo|entra|entrano|tiene|tenete|lavora|lavorate|lavori|trova|trovate|sta|stanno|state|stai|resta|rimane|manca|mancano|c|decide|decidete|firma|segue|seguite|preferisce|preferite|preferisci|conta|pesa|parlo|parliamo|faccio|facciamo|mette|mettete|avvisa|avviso|mando|spedisco|prende|prendete|aspettate|aspetta|cerca|cercate|legge|vende|vendete|compra|immagina|perdete|perde|capita|arriva|arrivano|conosce|conoscete|chiama|chiamate|sapete|sa|sai",
    ),
    (
        "second",
        "avete|hai|siete|sei|volete|vuoi|potete|puoi|potreste|potresti|usate|usi|fate|fai|gestite|lavorate|vendete|vendi|avreste|avresti|vorreste|vorresti|preferite|preferisci|sapete|sai|riuscite|riesci|sentite|senti bene|vedete|conoscete|conosci|pensate|pensi|cercate|cerchi|trovate|pagate|spendete|spendi|tenete|decidete|seguite|avevate|dovete|devi|offrite|fornite|garantite|accettate|prevedete|includete|mandate|date|mettete|fareste|faresti|dareste",
    ),
];

const OPENERS: &[&str] = &[
    "(quanto|quanti|quante|quanta) (?:\\w+ ){0,4}?<verb>",
    "(quanto|quanti|quante|quanta) \\w+",
    "(qual|quale|quali) (?:\\w+ ){0,3}?<verb>",
    "(che cosa|cosa) (?:ne )?<verb>",
    "che (?:tipo|genere|cosa|numero|problemi|orari|giorno|ora|budget|idea|tempi|strumenti|programma|sistema|software|modello|auto|macchina|zona|anno|impressione) (?:\\w+ ){0,4}?<verb>",
    "(chi|con chi|a chi|di chi|da chi|per chi) (?:\\w+ ){0,2}?<verb>",
    "(dove|da dove|in che|a che|di che|con che|per che|da che|con quale|con quali|a quale|in quale|di quanti|per quanti|per quanto|da quanto|ogni quanto|entro quando|fino a quando|da quando|per quando|a quanto) (?:\\w+ ){0,3}?<verb>",
    "come (?:mai|si chiama|ti chiami|vi chiamate|fate|fai|fa|faccio|facciamo|funziona|funzionano|gestite|lavorate|siete|sei|e|va|vanno|avete|hai|posso|possiamo|potrei|pensate|vi|ti|la|le|si|mi|ci|viene|decidete|misurate|organizzate|avviene|state|stai|sta|mettiamo) ?",
    "quando (?:vi|ti|le|ci|possiamo|potete|potrebbe|puo|puoi|volete|vuole|vorreste|e che|pensate|partireste|parte|scade|sarebbe|dovrebbe|ce la|me la|me lo|avete|finite)",
    "perche (?:dovrei|dovremmo|non|avete|ha|hai|state|mai|vi|ti|secondo)",
    "(<second>) ",
    "c e (?:gia |un |una |qualche |qualcun|il |la |modo|bisogno|posto|altro|da)",
    "ci sono (?:gia |altr|dei |delle |costi|penali|vincoli|problemi|lavori)",
    "(ha|avrebbe|vuole|puo|potrebbe|preferisce|sa|riesce|pensa|conosce|ricorda|vorrebbe|crede|le serve|le interessa|le va|ti va|vi va|vi torna|le torna|ti torna|ti serve|vi serve|le piace|vi interessa|le basta|le andrebbe|vi andrebbe) (?:\\w+ ?){1,}",
    "(e possibile|si puo|si possono|si riesce|e compres[oa]|e inclus[oa]|sono compres[ie]|e incluso|e previst[oa]|funziona (?:anche|con|pure|senza|se)|posso (?:\\w+rle|\\w+rti|\\w+rvi|\\w+re|sapere|avere|far)|possiamo \\w+re|la posso|ti posso|vi posso|le posso|devo (?:fare|pagare|venire|portare|comprare)|dobbiamo (?:fare|pagare|venire|portare|comprare)|se (?:poi|invece) (?:\\w+ ){1,6}(?:cosa|che) succede|serve (?:un|una|il|la|qualche|altro))",
];

const TELLS: &[&str] = &[
    "come (dicevo|diceva|dicevamo|detto|sempre|sa|sai|sapete|vede|vedi|vedete|da|si suol|si dice|se|no|noi|voi|tutti|un|una|il|la|quell\\w+|quest\\w+)",
    "quando (arriva|viene|c e|ci sono|si|vuole lei|vuoi tu|volete voi)",
    "chi (prova|vuole|passa|guarda|compra|lavora da|usa) \\w+ (poi|torna|non|lo|la|ci)",
    "quanto (prima|meno|pare|riguarda|basta|detto|a)|per quanto (riguarda|mi|ne|ci)|in quanto|a quanto (pare|so|vedo|ho)",
    "(non|mica) (so|sappiamo|capisco|ricordo|mi dice) (\\w+ )?(quanto|quanti|come|dove|quando|chi|che|cosa|se|perche|quale)( \\w+){0,4}",
    "(hai|avete) (ragione|fatto bene|visto|presente che|sentito|tutti i)",
    "(siete|sei) (stat[ioae]|gentil\\w+|brav\\w+|sempre|voi che|tutti|carissim\\w+|troppo|molto)",
    "c e (un|una) (problema|ragazzo|cosa|altra|scritto|sempre)",
    "(fate|fai) (voi|tu|con calma|pure|bene)|(potete|puoi|puo) (stare|star|contare|anche|sempre|pure|gia|tranquill\\w+)|(vuole|vuoi|volete) dire",
    "(sai|sa|sapete) (com|come|che|cosa|gia|quanto)( \\w+){0,3}|ha (ragione|detto|fatto|gia|chiamato|un|una|il|la|preso|chiesto|scritto)|(mi|ci) (vuole|va|serve)",
    "sei (mesi|euro|mila|anni|ore|giorni|persone|o|di|per|zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|settimane|punti)|(vuole|pensa|conosce|sa|crede) (lui|lei che|che lui)",
    "quanto (mi|ci) (costa|manca|serve) (non|e)",
];

const LEAD_INS: &[&str] = &[
    "e",
    "ma",
    "allora",
    "senta",
    "senti",
    "sentite",
    "scusi",
    "scusa",
    "scusate",
    "ok",
    "okay",
    "no",
    "si",
    "bene",
    "ecco",
    "ah",
    "eh",
    "oh",
    "ehm",
    "cioe",
    "dunque",
    "quindi",
    "pero",
    "poi",
    "intanto",
    "perfetto",
    "certo",
    "capito",
    "chiaro",
    "mah",
    "beh",
    "dica",
    "mi",
    "dica",
    "insomma",
    "dai",
    "guardi",
    "guarda",
    "buongiorno",
    "buonasera",
    "signora",
    "signor",
    "ciao",
    "pronto",
    "curiosita",
    "domanda",
    "o",
    "oppure",
    "invece",
    "oggi",
    "adesso",
    "voi",
    "lei",
    "tu",
    "infatti",
    "giusto",
    "davvero",
    "anche",
    "grazie",
    "noi",
    "volentieri",
    "aspetti",
    "aspetta",
];

const ANYWHERE: &[&str] = &[
    "che ne (dice|dici|dite|pensa|pensi|pensate)|cosa ne (dice|dici|dite|pensa|pensi|pensate)",
    "mi (sente|senti|sentite|vede|vedi|vedete)( bene)?$|si (sente|vede|capisce)$|riesc[ei] a veder(mi|lo|la)|vede il mio schermo",
    "(posso|le posso|ti posso|vi posso|potrei) (chieder|far(le|ti|vi) una domanda|sapere)",
    "(le|ti|vi) (va bene|andrebbe bene|torna|suona|sta bene|starebbe bene|viene comodo|sembra|interesserebbe|crea problemi) (\\w+ ){0,6}\\w+$",
    "(quanto|quanti|quante|quale|quali|dove|chi|cosa|perche)$",
    "(mi|ci) (dice|dici|dite|dica|sa dire|sapete dire|puo dire|potete dire|racconta|racconti|spiega|spieghi|spiegate|lascia|lasci|conferma|confermi) (\\w+ ){0,3}(come|quanto|quanti|quante|dove|chi|cosa|che|quale|quali|perche|quando|il numero|un numero|un recapito|la mail|l indirizzo|il nome|la targa|il suo|il tuo)",
    "(come|e lei|e tu|e voi|che) si chiama$|e (voi|lei|tu)$|(o|oppure) (no|sbaglio|cosa|che|meglio)$",
];

pub(super) fn shapes() -> Shapes {
    Shapes {
        openers: Family::new(GROUPS, OPENERS.iter().copied()),
        tells: Family::new(GROUPS, TELLS.iter().copied()),
        lead_ins: LEAD_INS,
        anywhere: Family::new(GROUPS, ANYWHERE.iter().copied()),
        tags: Family::new(
            &[],
            [
                "\\w+ \\w+ (giusto|vero|dico bene|ci siamo|ha presente|hai presente|avete presente|o sbaglio|mi spiego|o no)",
                "(tutto|e) chiaro( fin qui)?",
            ],
        ),
    }
}
