//! How Italian customers object, kind by kind, and what only sounds like it.

use super::{Sign, Signs};
use crate::playbook::ObjectionType::{Authority, Competitor, Effort, Fit, Need, Price, Stall, Timing, Trust};

const GROUPS: &[(&str, &str)] = &[
    ("not", "non|mica|nemmeno|neanche"),
    (
        "dear",
        "car[oaie]|costos[oaie]|salat[oaie]|tant[oi]|tantin[oi]|tantissim[oi]|carissim[oaie]|oneros[oaie]|impegnativ[oaie]|esagerat[oaie]|esos[oaie]|alt[oaie]|altin[oaie]|pesant[ei]|dur[oa]",
    ),
    (
        "cost",
        "prezz[oi]|cost[oi]|canone|preventivo|quota|cifra|tariffa|tariffe|abbonamento|percentuale|provvigione|commissione|rata|spesa|investimento|parcella|importo|listino|retta",
    ),
    ("we", "noi|io|lei|loro"),
    ("have", "ho|abbiamo|ci sono|c e|avevamo|avevo|usiamo|uso"),
    ("other", "altr[oiae]|concorren\\w+|un altro|un altra|altri"),
    (
        "vendor",
        "fornitor[ei]|agenzi[ae]|offert[ae]|preventiv[oi]|propost[ae]|ditt[ae]|aziend[ae]|banca|compagnia|consulente|studio|societa|geometra|freelance|ragazzo|officina|palestra|negozio|installatore|artigiano|collaboratore|marchio|marca|software|programma|gestionale|piattaforma|prodotto",
    ),
    (
        "people",
        "mia moglie|mio marito|mio socio|i miei soci|i soci|mio fratello|mia sorella|mio figlio|mia figlia|mio nipote|mia nipote|mio padre|mia madre|mia mamma|mio papa|mio genero|la mia compagna|il mio compagno|il titolare|la titolare|il capo|la capa|il mio capo|la direzione|il direttore|la direttrice|il commercialista|il mio commercialista|l avvocato|il cda|il consiglio|l amministratore|l amministratrice|il consulente|il responsabile|la responsabile|la casa madre|l ufficio acquisti|il proprietario|la proprieta|gli eredi|gli altri|la famiglia|il presidente|l assemblea|il comproprietario|il socio|la socia|la mia socia|chi decide|suocera|mia suocera|mio suocero|l it|l ufficio legale|il legale|i colleghi|il mio collega",
    ),
    (
        "ask",
        "parl\\w+|sent\\w+|chied\\w+|consult\\w+|confront\\w+|discut\\w+|vede\\w+|veder\\w+|mostr\\w+|passar\\w+|far\\w+|dir\\w+|ragion\\w+|valut\\w+|inform\\w+",
    ),
    (
        "later",
        "anno prossimo|mese prossimo|anno nuovo|prossimo (anno|mese|trimestre|semestre)|l anno prossimo|piu avanti|piu in la|dopo (le |la |il |l |i |gli )?(estate|ferie|vacanze|feste|natale|pasqua|fiera|stagione|epifania|raccolta|vendemmia|bilancio|chiusura|trasloco|lavori|inventario|saldi|capodanno|ferragosto)|in (autunno|primavera|estate|inverno)|(a |in |da |non prima di )(gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)|tra (qualche|sei|un paio di|due|tre|quattro) (mes[ei]|ann[oi])|fra (qualche|sei|un paio di|due|tre|quattro) (mes[ei]|ann[oi])",
    ),
    ("work", "lavoro|sbatt[oi]|tempo|casino|fatica|impegno|rivoluzione|trasloco|incubo"),
    (
        "change",
        "cambia\\w*|migra\\w*|passare|passaggio|passiamo|sposta\\w*|trasferi\\w*|ricomincia\\w*|impara\\w*|riscriv\\w*|reinser\\w*|ricopia\\w*|ribatt\\w*|ricarica\\w*|rifa\\w*|riparti\\w*|forma\\w*|installa\\w*|configura\\w*|integra\\w*",
    ),
];

const SIGNS: &[Sign] = &[
    // Price: dear, out of budget, a discount because dear.
    (
        Price,
        3,
        "(e|sono|sembra|pare|mi sembra|mi pare|resta|rimane|viene|costa|costate|costano|diventa) (un po |un pochino |un tantino |davvero |proprio |abbastanza |molto |veramente |ancora |comunque )?(troppo|troppa|troppi|troppe) (car\\w+|tant\\w+|costos\\w+|soldi|per (noi|me|le nostre|il nostro|quello))",
    ),
    (
        Price,
        3,
        "(troppo|troppa|troppi) (car[oaie]|costos[oaie]|salat[oaie]|soldi|alt[oaie]|oneros[oaie])|soldi (che )?<not> (ho|abbiamo|ci sono)",
    ),
    (
        Price,
        2,
        "(e|sono|sembra|pare|siete|mi sembra|mi pare|resta|rimane) (un po |un pochino |un tantino |davvero |proprio |molto |abbastanza |veramente |parecchio |bello |bella |decisamente )?(car[oaie]|costos[oaie]|salat[oaie]|tantin[oi]|carissim[oaie]|oneros[oaie]|esagerat[oaie]|esos[oaie]|altin[oaie])",
    ),
    (
        Price,
        3,
        "fuori (dal |dalla |di |da ogni |il )?(budget|portata|mercato|dalle nostre possibilita|misura)|oltre il (nostro |mio )?budget|<not> (rientra|sta|ci sta|stiamo|ci stiamo) (nel|dentro|nelle|con i)|(sfora|supera|sforiamo) (il )?(nostro )?(budget|limite)",
    ),
    (
        Price,
        3,
        "<not> (ho|abbiamo|ci sono|c e|avremmo|avrei|possiamo permetterci|posso permettermi|me lo posso|ce lo possiamo|me la posso|ce la possiamo)( permettere)?( tutti)?( (quei|questi|quella|questa|tutta quella|i|tanti|il|quel|questo|quelle))? ?(soldi|cifra|cifre|budget|importo|disponibilita|euro|permettere|fondi)",
    ),
    (
        Price,
        3,
        "(me lo|ce lo|me la|ce la) (posso|possiamo) (mica )?permettere|<not> (me|ce) (lo|la|li) (posso|possiamo) permettere|<not> (arriv\\w+|ci arriv\\w+) a (quell\\w+|questa|tanto|quei|tutti)",
    ),
    (
        Price,
        3,
        "(costa|costate|costano|costerebbe|spend\\w+|pag\\w+|son|sono|chied\\w+) (un sacco|uno sproposito|un occhio|una follia|un botto|una fortuna|un patrimonio|una fucilata|di piu di quanto|il doppio|il triplo|come un dipendente|una cifra|parecchio|un capitale|un po tanto|tanto|tantino|troppo)",
    ),
    (
        Price,
        3,
        "(una|bella|che) (mazzata|botta|legnata|sberla|batosta|stangata|cifrona|fucilata)|un salasso|(e|sono) (tant[oi]|tantissim[oi]|parecchi[oi]) (soldi|per|al mese|all anno|come)|sono soldi|(mi|ci) (sembra|sembrano|pare|paiono) (tant\\w+|parecchi\\w+|un po tant\\w+)|per (noi|me) (e|sono|il \\w+ e) (tant\\w+|troppo|tantino|molto|parecchio)",
    ),
    (
        Price,
        2,
        "(<cost>) (\\w+ ){0,4}?(alt[oaie]|altissim\\w+|elevat[oaie]|esagerat\\w+|proibitiv\\w+|eccessiv\\w+|spropositat\\w+|pesant\\w+|pesa|pesano|spaventa|spaventano|assurd[oaie]|folle|folli)",
    ),
    (
        Price,
        2,
        "(<not>|mica) (vale|valgono|giustifica|giustificano|li vale|la vale|ne vale la pena|ha senso) (\\w+ ){0,3}(<cost>|soldi|cifra|euro|tutti|a quel|a questo)|(a|per) (quel|questo|quella|questa) (prezzo|cifra|costo)( li)?( <not>| no)",
    ),
    (
        Price,
        2,
        "(mi|ci|fa|fate|fatemi|fateci|facciamo|avere|vorrei|serve|vogliamo|ci vuole|ci vorrebbe) (\\w+ ){0,3}(sconto|sconticino|prezzo migliore|prezzo piu basso|trattamento migliore)( |$)|(abbass\\w+|scend\\w+|limar?\\w*|togli\\w+|tagli\\w+|venir\\w+|venite|ritocc\\w+) (\\w+ ){0,3}(prezzo|costo|canone|cifra|percentuale|incontro|commissione|qualcosa)",
    ),
    (
        Price,
        2,
        "(per (quei|questi) soldi|con (quei|questi|quella|trent\\w+|vent\\w+) (soldi|cifra)?|con \\w+ ?(mila)? euro) (\\w+ ){0,3}(mi|ci|io|noi) (\\w+ )?(compr\\w+|assum\\w+|pag\\w+|facc\\w+|prend\\w+)",
    ),
    (
        Price,
        2,
        "(budget|tetto|limite|massimo) (\\w+ ){0,4}(e|era|sono|di|arriva|avevamo|abbiamo) (\\w+ ){0,4}(meno|molto meno|la meta|massimo|solo|al massimo|non oltre|non di piu)|(avevo|avevamo|pensavo|pensavamo|speravo|mi aspettavo|ci aspettavamo) (\\w+ ){0,4}(meno|di spendere meno|la meta|molto meno|una cifra|un altra cifra|di meno)|(in|nel) (piano|budget|bilancio) (\\w+ )?<not>|<not> (\\w+ ){0,3}(nel|a) (budget|bilancio)",
    ),
    (
        Price,
        2,
        "(spesa|costo|soldi|euro) (\\w+ ){0,3}(in piu|che non|ogni mese|tutti i mesi) (\\w+ ){0,4}(non|pesa|pesano|tant\\w+|troppo)|<not> (voglio|vogliamo|intendo|posso|possiamo|riesco|riusciamo a|li metto|spendo|spendiamo|metto|tiro fuori) (spendere|tirare fuori|investire|pagare|mettere|li metto)? ?(\\w+ ){0,2}(euro|soldi|cifra|tanto|cosi tanto|di piu|quella|quelle)",
    ),
    // Competitor: another one is cheaper, better, or nearly chosen.
    (
        Competitor,
        3,
        "(<other>|<vendor>|loro|lui|quell[oiae]|quelli|questi|un amico|uno|i cinesi|online|internet|amazon|centro commerciale) (\\w+ ){0,9}?(costa\\w*|chied\\w+|fa\\w*|prend\\w+|offr\\w+|propon\\w+|da\\w*|fann\\w+|viene|vengono|sta\\w*|paga\\w*|pago) (\\w+ ){0,4}?(meno|di meno|la meta|un terzo|gratis|un quarto|molto meno|piu basso|piu bassa|sconto)",
    ),
    (
        Competitor,
        3,
        "(<have>|mi hanno|ci hanno|mi ha|ci ha|ho ricevuto|abbiamo ricevuto|mi e arrivat[ao]|stiamo (valutando|sentendo|guardando)|sto (valutando|sentendo|guardando)|sentit[oi]|guardando|confrontando) (\\w+ ){0,5}?(un altra (offerta|proposta|agenzia|azienda|ditta|valutazione|soluzione|banca|societa)|un altro (preventivo|fornitore|prodotto|software|programma|consulente|gestionale|geometra|agente)|altr[ei] (offerte|proposte|agenzie|aziende|preventivi|fornitori|ditte|soluzioni|prodotti)|un (preventivo|offerta) (di|da|della|dei|del) \\w+|fatto un preventivo|(dei|i) (vostri )?concorrenti|la concorrenza)",
    ),
    (
        Competitor,
        3,
        "(da|per) (\\w+ )?(seicento|cinquecento|quattrocento|trecento|duecento|cento|mille|\\d+) (euro )?(\\w+ ){0,4}(lo|me lo|ce lo|mi|ci|le) (fa|fanno|danno|da|stess\\w+)|(stesse|identiche|stessa) (\\w+ ){0,2}(cose|cosa|roba|servizio|prodotto|lavoro) (\\w+ ){0,4}(a|per|con) (meno|la meta|\\w+ euro|un terzo)|(lo stesso|la stessa|le stesse|uguale|identic\\w+) (\\w+ ){0,5}(meno|la meta|un terzo|a \\w+ euro)",
    ),
    (
        Competitor,
        3,
        "(l altra|l altro|gli altri|le altre|un altra|un altro|altra) (<vendor>)?( \\w+){0,6} (dic\\w+|me l ha\\w*|mi ha\\w*|ci ha\\w*|ci hanno|mi hanno|valuta\\w*|promett\\w+|garanti\\w+|offr\\w+|propon\\w+|include|comprende|regal\\w+|chied\\w+|prend\\w+|fa|fanno|da|danno|ha|hanno)( \\w+){0,4}( (meglio|prima|subito|gratis|piu|meno|di piu|compres\\w+|inclus\\w+))?",
    ),
    (
        Competitor,
        3,
        "(quelli|quell[oi]|uno|una|un amico|l agenzia|la ditta) (di|del|della|dell|da) (\\w+ ){1,6}?(detto|chiesto|offert\\w+|propost\\w+|valutat\\w+|promesso|garantit\\w+|si (accontent|content)\\w+)",
    ),
    (
        Competitor,
        3,
        "(vado|andiamo|andremo|andro|passiamo|resto|restiamo|rimaniamo|rimango|firmo|firmiamo|scelgo|scegliamo|preferisco|preferiamo|provo|proviamo|prendo|prendiamo) (\\w+ ){0,3}(con |da |dal |il |l |quell |quelli )(loro|altri|l altr[oa]|altr[oa]|concorren\\w+|un altro|un altra|quell altr\\w+|ragazzo|freelance)|(abbiamo|ho) (gia )?(scelto|preso|firmato con|deciso per) (\\w+ ){0,2}(un altr\\w+|altr\\w+|loro|concorren\\w+)",
    ),
    (
        Competitor,
        2,
        "(la|alla|dalla|i vostri|dei vostri|i) concorren(za|ti) (\\w+ ){0,6}(meno|meglio|gia|prezzo|offre|fa|ha|costa|da)|perche dovrei (dare|pagare|scegliere|prendere|spendere) (\\w+ ){0,3}(il doppio|il triplo|voi|a voi|di piu)|(meglio|piu conveniente|piu economic\\w+) (di|del) (voi|vostr\\w+)",
    ),
    (
        Competitor,
        3,
        "(c e|ho visto|leggo|vedo|ho trovato) (\\w+ ){0,3}(cartello|volantino|pubblicita|offerta|annuncio|online|su internet|su amazon) (\\w+ ){0,6}(\\d+|novant\\w+|cinquant\\w+|meno|sessant\\w+|cento\\w*) ?(\\w+ )?(euro|meno)?",
    ),
    (
        Competitor,
        2,
        "(abbiamo|ho|paghiamo|usiamo|uso) gia (\\w+ ){0,5}(fa|che fa|per questo|per quello|che lo fa|simile|analog\\w+|lo stesso)",
    ),
    // Timing: not now.
    (
        Timing,
        3,
        "<not> (e|mi sembra|ci sembra|sarebbe|direi sia) (proprio |ancora |davvero |certo )?(il |un )?(buon )?(momento|periodo|caso adesso|l anno|mese)( (giusto|adatto|migliore|buono))?|(non|no) (adesso|ora|in questo momento|per ora|per adesso|subito|quest anno|questo mese|questa settimana)|(per|al|per il) (ora|adesso|momento) (no|non|lasc\\w+|preferi\\w+|riman\\w+|siamo fermi|resta fermo)",
    ),
    (
        Timing,
        3,
        "(se ne|ne) (riparl\\w+|parl\\w+|discut\\w+) (\\w+ ){0,2}(<later>|dopo|poi|piu in la|quando)|(ci|vi|la|ti) (risent\\w+|riaggiorn\\w+|richiam\\w+|rivediamo) (\\w+ ){0,2}(<later>)|(riman\\w+|rinvi\\w+|sposta\\w+|rimand\\w+|posticip\\w+|aspett\\w+) (\\w+ ){0,5}(<later>)",
    ),
    (
        Timing,
        3,
        "prima (dobbiamo|devo|vogliamo|voglio|bisogna|c e da|ci sono da|viene|vengono|abbiamo|c e) (\\w+ ){0,4}(finire|chiudere|completare|terminare|trovare|vendere|comprare|sistemare|risolvere|fiera|trasloco|stagione|bilancio|inventario|settembre|gennaio|\\w+aio|\\w+embre|\\w+obre|aprile|maggio|giugno|luglio|agosto|marzo)",
    ),
    (
        Timing,
        2,
        "(adesso|ora|in questo periodo|in questo momento|questo mese|siamo) (\\w+ ){0,3}(siamo |sono )?(in piena|presissim\\w+|pien[oi]|sommers\\w+|incasinat\\w+|sotto|oberat\\w+|presi|pres[oa] (con|da|dal|dalla)|impegnat\\w+)( (stagione|fino|con|di|da|a|dal|dalla|inventario|collo))?|(fino|sino) a (\\w+ ){0,3}(testa|fermo|fermi|bloccat\\w+|impegnat\\w+|non (tocchiamo|tocco|se ne|facciamo|cambiamo|possiamo))",
    ),
    (
        Timing,
        3,
        "(fino a|fino al|fino alla|prima di|prima del|prima della|non prima) (\\w+ ){0,4}(non (se ne|ne|si|possiamo|posso|tocchiamo|tocco|cambiamo|cambio|facciamo|voglio|vogliamo|parliamo)|nulla|niente|e tutto fermo|siamo ferm\\w+)|(tutto )?(fermo|bloccato|congelato) fino a|(e|sarebbe|mi sembra|e ancora) (troppo )?presto( per)?|(tempi|le tempistiche|i tempi) (\\w+ ){0,3}(stretti|non|sbagliati|lunghi|troppo)|tropp[oa] tardi|<not> (c e|abbiamo|ho) fretta",
    ),
    (
        Timing,
        3,
        "lasci\\w+ passare (l inverno|l estate|le feste|le vacanze|natale|la stagione|la fiera|il \\w+|un (mese|anno|po))|aspett\\w+ (la primavera|l estate|l autunno|l inverno|settembre|gennaio|il nuovo anno|la fine)",
    ),
    (
        Timing,
        2,
        "(<later>) (\\w+ ){0,4}(se ne (riparla|parla)|ne riparl\\w+|ci pens\\w+|magari|vediamo|semmai|forse)|(magari|semmai|forse|piuttosto|casomai) (\\w+ ){0,4}(<later>)|(budget|soldi|fondi) (\\w+ ){0,5}(e |sono )?(gia )?(chius\\w+|finit\\w+|esaurit\\w+|assegnat\\w+|allocat\\w+|impegnat\\w+)|(un|questo) periodo (\\w+ ){0,2}(infernale|incasinato|pieno|difficile|particolare|delicato)",
    ),
    // Authority: somebody else decides.
    (
        Authority,
        3,
        "<not> (decido|decidiamo|posso decidere|sono io (che|a)|dipende (solo )?da me|spetta a me|posso firmare|firmo io|ho potere|ho (io )?l ultima|posso (impegn\\w+|dire di si|darle|darvi|approvare))( io| da sol\\w+)?|(da sol[oa]|io sol[oa]|per conto mio) (io )?(<not>) (le |ti |vi |gli |ne |lo )?(decid\\w+|posso|firmo|faccio)|senza (di )?(lui|lei|loro|l \\w+|il \\w+|la \\w+|mia \\w+|mio \\w+) (\\w+ )?non (si |ci )?(firm\\w+|decid\\w+|fa|muov\\w+|posso|possiamo)|se (lei|lui|loro) (dice|dicono) (di )?no",
    ),
    (
        Authority,
        3,
        "(devo|dobbiamo|dovrei|dovremmo|bisogna|bisognerebbe|prima|vorrei|voglio|ne|tocca|mi tocca|preferisco|meglio) (\\w+ ){0,3}?(<ask>)(ne)? ?(\\w+ ){0,4}?(con |a |al |alla |ai |agli |all |il |la |lo )?(<people>)",
    ),
    (
        Authority,
        3,
        "(decide|decidono|decidera|decideranno|firma|firmano|deve (firmare|approvare|decidere|autorizzare|dare l ok|dire di si)|approva|autorizza|l ultima parola|la decisione|i cordoni|la cassa|i soldi) (\\w+ ){0,4}?(<people>|lui|lei|loro|altri|qualcun altro|spetta|ce l ha|li gestisce|li tiene|la tiene|li guarda)|(<people>) (\\w+ ){0,4}?(decide|decidono|deve (dire|firmare|approvare|decidere|dare|vedere|sapere)|ha l ultima parola|vuole (vedere|dire|sapere)|firma|approva|non vuole|non e d accordo|e contrari\\w+|si arrabbia|tiene i (conti|soldi)|ha le mani)",
    ),
    (
        Authority,
        2,
        "(senza|serve|ci vuole|aspetto|aspettiamo|con) (\\w+ )?(l ok|il via libera|l approvazione|il benestare|l autorizzazione|la firma|il permesso|il parere|il consenso) (di|del|della|dei|degli|dall|dal|dalla)|(siamo|sono) in (due|tre|quattro|cinque|tanti)( a (decidere|firmare|doverlo))?$|siamo in (due|tre|quattro|tanti) a (decidere|firmare)|passa(re)? (dal|dalla|da|dall|per il|per la) (<people>|cda|direzione|titolare)",
    ),
    (
        Authority,
        2,
        "(ne|lo|la) (parlo|sento|chiedo|discuto|parliamo|sentiamo|discutiamo|faccio vedere) (prima )?(con |a |al |alla |in )(<people>|casa|famiglia)",
    ),
    // Need: no need, the present way is fine.
    (
        Need,
        3,
        "<not> (mi|ci|ce|me|ne|gli|le)?( ne)? ?(serve a noi|occorre|interessa|interessano|interessati|interessata|interessato|abbiamo bisogno|ho bisogno|vedo (l utilita|il motivo|perche|a cosa|la necessita|il vantaggio)|vediamo (l utilita|il motivo|perche|a cosa)|sento (il bisogno|la necessita)|fa per (noi|me)|capisco (a cosa|perche dovr\\w+|cosa me ne|che me ne)|so (cosa|che) farmene|serve a niente)( \\w+){0,2}",
    ),
    (
        Need,
        3,
        "<not> (mi|ci|ce ne|me ne|ne) (\\w+ )?(serve|servono|servirebbe)|<not> serve (a noi|a me|niente|nulla)|(agenzia|programma|consulente|sistema|strumento|gestionale) non (mi |ci )?(serve|servono)",
    ),
    (
        Need,
        3,
        "(va|vanno|andiamo|stiamo|sto|funziona|lavoriamo|ci troviamo|mi trovo|facciamo|siamo) (gia |sempre |tutto |benissimo |molto |piu che )?(benissimo|bene|a posto|comod\\w+)( (cosi|come|gia|lo stesso|anche|da sempre|senza|con (quello|excel|la carta|il|le|la|i)))|(siamo|sono) (gia )?(a posto|copert\\w+|sistemat\\w+)( cosi)?",
    ),
    (
        Need,
        3,
        "(abbiamo|ho|si e|s e|e) sempre (fatto|lavorato|andat\\w+|gestit\\w+|funzionat\\w+|us\\w+|avut\\w+|vendut\\w+|tenut\\w+)( \\w+){0,3}( (cosi|a mano|senza|bene|con))?|l (ha|hanno|abbiamo|ho) sempre fatt[oa]|finora (\\w+ ){0,3}(bene|senza|funzionat\\w+)|(da|per) (\\w+ )?anni (\\w+ ){0,3}(cosi|a mano|senza|bene|con (carta|quaderno|excel|il quaderno|la carta))",
    ),
    (
        Need,
        3,
        "(basta|mi basta|ci basta|bastano|mi bastano|ci bastano) (e avanza )?(il |la |l |un |una |i |le )?(passaparola|excel|quaderno|carta|foglio|agenda|whatsapp|telefono|quello che (abbiamo|ho)|cosi com e)|(ci arrangiamo|mi arrangio|me la cavo|ce la caviamo|faccio da (me|sol\\w+)|facciamo da (noi|soli)|ci pensa (gia )?(mia|mio|la|il|lui|lei|uno|un)|ce (la|lo|li) (cura|fa|segue|gestisce)|me (la|lo|li) (cura|fa|segue|gestisce)) ?(\\w+ ){0,4}(passaparola|excel|quaderno|carta|foglio|nipote|figli\\w+|cugin\\w+|ragazz\\w+|quello|cosi|sol[oaie]|agenda|whatsapp|segretaria|impiegat\\w+|commercialista|lui|lei|moglie|marito|tutto|io|noi|nessuno|cartello|privat\\w+)?",
    ),
    (
        Need,
        2,
        "(a (che|cosa) (mi|ci|mai ci|mai mi) serv\\w+|(che|cosa) (me|ce) ne (faccio|facciamo|faremmo|farei)|perche (dovrei|dovremmo) (cambiare|spendere|pagare|metter\\w+|fare|aver\\w+)|(quale|che) (problema|bisogno) (risolve|c e|ci sarebbe)|(fare|faccio|facciamo|posso fare|possiamo fare|vendo|vendiamo|vendere) (\\w+ )?(tutto )?(da (solo|sola|me|noi|soli|privat\\w+)|tra privati|a meno)|se ne (puo|riesce a) fare a meno)",
    ),
    // Trust: security, risk, being let down before.
    (
        Trust,
        3,
        "<not> (mi|ci) (fid\\w+|convince la|sento (sicur\\w+|tranquill\\w+)|piace (l idea|che)|va (che|di))|<not> (lo|la|li|le) (do|dico|lascio|diamo|lasciamo) (volentieri|a|in giro|al primo)|<not> (vi|la|li) conosc\\w+|chi (mi|ci) (garantisce|assicura|dice che)|(che|quali|dove sono le) garanzi[ae]|sulla fiducia",
    ),
    (
        Trust,
        3,
        "(ci|mi|gia|siamo|sono) (\\w+ ){0,4}?(scottat\\w+|bruciat\\w+|fregat\\w+|truffat\\w+|delus\\w+|imbrogliat\\w+|rimast\\w+ mal\\w*|pres[oi] in giro|lasciat\\w+ a piedi|piantat\\w+ in asso)|(fregat\\w+|fregatur\\w+|truff\\w+|bidon\\w+|imbrogli\\w+|ladri|furb[oi]|furbat\\w+) (\\w+ )?",
    ),
    (
        Trust,
        3,
        "(promett\\w+|promess\\w+) (\\w+ ){0,4}(mari|e poi|ma poi|di tutto|tutti|tante cose|niente|mai)|(poi|dopo) (\\w+ ){0,2}(spar\\w+|non (rispond\\w+|si (fa|fanno)|vi fate|li (vedi|senti|trovi))|chi (vi|li) (trova|vede|sente))|(belle|tante|solo|le solite) (parole|promesse|chiacchiere)|(soliti|tutti) (venditori|uguali|bravi a parole)|fumo( negli occhi)?$|pieni di fumo",
    ),
    (
        Trust,
        3,
        "(i|nostri|miei|dei|ai|sui|quei|quest\\w+) (\\w+ )?(dati|informazioni|documenti|file|clienti|foto) (\\w+ ){0,7}?(dove|chi|sicur\\w+|rub\\w+|fuor\\w+|perd\\w+|pers[io]|vend\\w+|vedon\\w+|vede|finisc\\w+|cloud|giro|ostaggio|altrui|mani|america|estero)|(hacker|violazion\\w+|furto di dati|data breach|attacc\\w+ informatic\\w+|ransomware|privacy|gdpr|garante|sicurezza) (\\w+ ){0,6}(preoccup\\w+|paur\\w+|problem\\w+|rischi\\w+|dubbi\\w*|non|chi|come|multa|sanzion\\w+)",
    ),
    (
        Trust,
        3,
        "(preoccup\\w+|paura|timore|rischi\\w+|dubbi\\w*|spavent\\w+|ansia|terrore) (\\w+ ){0,6}?(sicurezza|dati|privacy|hacker|cloud|perder\\w+|legat\\w+|bloccat\\w+|vincol\\w+|mani|fregatur\\w+|truff\\w+|sconosciut\\w+|estrane\\w+|sol[oi]|ostaggio|resta\\w*|riman\\w*|funzion\\w+|che poi)",
    ),
    (
        Trust,
        3,
        "se (\\w+ ){0,3}?(la linea|internet|la corrente|la luce|il server|il sistema|la rete|il programma) (\\w+ )?(cade|casca|va via|salta|si blocca|si ferma|crolla|non va)( \\w+){0,3}|(sparit[oi]|mai piu (vist[oi]|sentit[oi]|viv[oi]))",
    ),
    (
        Trust,
        3,
        "(resto|restiamo|rimango|rimaniamo|trovarmi|trovarci|resta\\w*|rimane\\w*) (\\w+ ){0,3}(legat\\w+|bloccat\\w+|incastrat\\w+|vincolat\\w+|intrappolat\\w+|prigionier\\w+|in ostaggio|a piedi|senza)|(legat\\w+|mani) (\\w+ )?(mani )?e piedi|(se|quando) (\\w+ ){0,3}(chiudete|fallite|sparite|va via la (linea|corrente|luce)|cade (internet|la linea)|salta (tutto|internet|la)|non funziona|va male|si rompe|si blocca|qualcosa va storto|vi comprano|voglio andar\\w+|vogliamo andar\\w+|me ne voglio)( \\w+){0,5}",
    ),
    (
        Trust,
        2,
        "(recensioni|referenze|reputazione|qualcuno che|clienti come) (\\w+ ){0,5}(pessim\\w+|brutt\\w+|negativ\\w+|non|nessun\\w*|usa\\w+|davvero)|(estranei|sconosciuti|gente (estranea|sconosciuta|che non conosco)) (\\w+ ){0,4}(casa|chiavi|dati|giro|cassa|magazzino)?|<not> (voglio|vogliamo) (estranei|gente|sconosciuti|viavai|nessuno)|(una volta|l altra volta|l ultima volta|anni fa|gia una volta) (\\w+ ){0,8}(senza che|mai (piu )?(visti|visto|arrivat\\w+|tornat\\w+)|fregat\\w+|persi|perso|rott\\w+|sbagliat\\w+|avvocato)",
    ),
    // Fit: something is missing or does not suit.
    (
        Fit,
        3,
        "<not> (e|mi sembra|sembra|credo sia|penso sia|va|sarebbe) (\\w+ )?(adatt\\w+|pensat\\w+|fatt\\w+|compatibil\\w+|bene|buon\\w+|tagliat\\w+|il nostro caso|quello che (cerc|serv|vogl)\\w+|la soluzione)( (a|per|con|al|alla))( \\w+){0,2}|<not> (fa (al caso|per il)|copre|comprende|gestisce|supporta|include|legge|dialoga|parla|si (integra|collega|adatta|interfaccia|aggancia)|regge|prevede|risolve|funziona (con|per|su|da|senza))( \\w+){0,4}",
    ),
    (
        Fit,
        3,
        "(manca|mancano|mi manca|ci manca|non (ha|avete|c e|ci sono|fate|vedo|prevede|trovo|esiste)) (\\w+ ){0,3}?(la funzione|funzion\\w+|l integrazione|integrazion\\w+|il modulo|l app|la versione|l italiano|il collegamento|la possibilita|un modo|una sede|il taglio|la taglia|il multi\\w+|la gestione|l assistenza|il supporto|i report|l export\\w*|la parte)",
    ),
    (
        Fit,
        3,
        "(noi|io|da noi|il nostro|la nostra|i nostri|le nostre|il mio|la mia|nel nostro|nel mio) (\\w+ ){0,4}?(caso|settore|lavoro|mestiere|azienda|attivita|magazzino|clienti|prodotti|realta|impianto|casa|situazione)? ?(e|sono|siamo) (\\w+ )?(divers\\w+|particolar\\w+|special\\w+|troppo piccol\\w+|piccol\\w+ per|un altra cosa|tutt altra|un caso a parte|fuori standard)|(troppo|siamo troppo|sono troppo) (piccol\\w+|grand\\w+|complesso per|complicat\\w+ per|generic\\w+|standard|rigid\\w+) per (noi|me|un|una|il|la|i|le|quello)|roba (per|da) (grandi|aziende grandi|multinazionali|grossi|giovani|ricchi)",
    ),
    (
        Fit,
        3,
        "(ho|abbiamo) gia (\\w+ ){0,3}?(comprat\\w+|pagat\\w+|acquistat\\w+|registratore|impianto|stampante|server|computer|macchina)( \\w+){0,6}|(devo|dovrei|dobbiamo|dovremmo|mi tocca|ci tocca) (\\w+ )?(butta\\w+|ricomprar\\w+|cambiar\\w+ (tutt\\w+|il|la|i|le|anche))|<not> (\\w+ ){0,2}(compatibil\\w+|supportat\\w+|previst\\w+|coperto|coperta)|(serve|servono|servirebbe|ci serve|mi serve|vorrei|voglio|cerco|cercavo) (\\w+ ){0,6}(e (voi|questo|qui|lei) non|ma (voi|questo|qui) non|invece (voi|questo|qui))",
    ),
    // Effort: migration, training, change.
    (
        Effort,
        3,
        "<not> (ho|abbiamo|c e|trovo|troviamo|avrei|avremmo|ci sono) (\\w+ )?(tempo|modo|persone|gente|risorse|forze|personale|mani|voglia|la testa|nessuno)( libere)? ?(\\w+ ){0,4}?(per |di |da |che )(\\w+ ){0,2}(<change>|fare|seguir\\w+|star\\w*|corsi|imparare|mettersi|mettermi|approvare|dedicar\\w+|gestir\\w+|caricar\\w+|segua|faccia|occup\\w+)",
    ),
    (
        Effort,
        3,
        "(<change>) (\\w+ ){0,6}?(e |sarebbe |sara |mi sembra |diventa |ci vuole |significa |vuol dire |sono )?(\\w+ ){0,2}(un (lavoraccio|casino|bagno di sangue|incubo|macello|trauma|delirio|problema|lavoro enorme|lavorone|trasloco)|una (rivoluzione|fatica|follia|tragedia|rogna|menata|sfacchinata|guerra)|troppo (lavoro|complicat\\w+|lungo|faticos\\w+|tempo|sbattimento)|mesi|settimane|una vita)",
    ),
    (
        Effort,
        3,
        "(un lavoraccio|che sbattimento|uno sbattimento|troppo sbatti\\w*|un lavoro enorme|un lavorone|una rogna|un bagno di sangue|chi (li|ce lo|me lo|ce li|me li) (carica|inserisce|ribatte|copia|riscrive))( \\w+){0,3}|(ricominciare|ripartire|rifare tutto|reinserire|ribattere|ricopiare|ricaricare|riscrivere) (\\w+ )?(tutto|da capo|da zero|i|gli|le|daccapo)( \\w+)?",
    ),
    (
        Effort,
        3,
        "(i miei|i ragazzi|le ragazze|il personale|i dipendenti|gli operai|i commerciali|le commesse|i colleghi|la mia squadra|il team|mia moglie|la segretaria|quelli|i venditori|lui|lei|nessuno) (\\w+ ){0,4}?(non (lo |la |li )?(user\\w+|vogliono|impar\\w+|cambi\\w+|capisc\\w+|sanno usare|si abitu\\w+|ce la f\\w+|ci st\\w+ dietro|e capace|sono capaci)|(mi|ci) (ammazza\\w*|scappa\\w*|linciano|mandano)|si ribell\\w+|fatica\\w* a|hanno gia)|(impar\\w+|formar\\w+|abituar\\w+|addestrar\\w+|istruir\\w+) (\\w+ ){0,4}(tutt\\w+|personale|ragazz\\w+|da capo|nuov\\w+|tempo|mesi|un altro|l ennesim\\w+)",
    ),
    (
        Effort,
        2,
        "<not> (riesco|riusciamo|ce la (faccio|facciamo)) (\\w+ )?(a (star\\w+|seguir\\w+|gestir\\w+|far\\w+|trovar\\w+ il tempo)|dietro)|(non|nemmeno) (sono|siamo|e) (capac\\w+|portat\\w+|pratic\\w+|bravo|brava|tecnologic\\w+)( \\w+){0,4}|(gia|siamo gia) (\\w+ )?(al limite|pieni di lavoro|oberat\\w+|sotto organico|in due gatti|con l acqua alla gola)|(fermare|bloccare|chiudere) (\\w+ )?(la produzione|il negozio|l attivita|tutto|il magazzino|l ufficio)",
    ),
    // Stall: brush-offs.
    (
        Stall,
        3,
        "(ci|mi|lasc\\w+) (devo |dobbiamo |dovremmo |vorrei |voglio |fatemi |faccia |fammi )?(penso|pensiamo|ripenso|ripensiamo|pensare|ripensare|pensarci|riflettere|dormo su|dorm\\w+ sopra)( (un attimo|un po|su|sopra|con calma|e|io|noi))?|(devo|dobbiamo|vorrei|voglio|vorremmo|lasciatemi|mi lasci|lasciami|fammi|ci lasci) (\\w+ )?(pensar\\w+|rifletter\\w+|ragionar\\w+|dormir\\w+|valutar\\w+ (con calma|un attimo|bene))",
    ),
    (
        Stall,
        3,
        "(mi|ci) (mand\\w+|spedisc\\w+|invi\\w+|gir\\w+|lasc\\w+) (\\w+ ){0,6}?(mail|email|materiale|due righe|qualcosa|brochure|depliant|documentazione|preventivo|tutto|scritto|biglietto|presentazione|listino) (\\w+ ){0,6}?(poi|e (poi )?(vediamo|vedo|la leggo|lo leggo|lo guardo|la guardo|ci (penso|pensiamo|guardo|do un occhiata)|le (faccio|facciamo)|vi (faccio|facciamo)|semmai|magari|nel caso|le dico|vi dico))|(poi|semmai|magari|eventualmente|nel caso|casomai) (\\w+ )?(vediamo|la (richiamo|chiamo|contatto)|vi (richiamo|chiamo|contatto|contattiamo|richiamiamo|chiamiamo)|mi faccio (vivo|sentire|viva)|ci facciamo (vivi|sentire)|le faccio sapere|vi facciamo sapere|si vede)",
    ),
    (
        Stall,
        3,
        "(le|vi|ti|gli) (faccio|facciamo|faro|faremo) sapere( (io|noi))?$|(vi|la|le) (faccio|facciamo) sapere (io|noi|appena|quando|piu avanti|nei prossimi)|(mi|ci) (faccio|facciamo) (sentire|vivo|viva|vivi) (io|noi)|(la|vi|ti) (ricontatto|contatto) io|(non|mica) (mi|ci) (chiam\\w+|richiam\\w+)|vedremo|(ne|poi ne) (parliamo|riparliamo)( (un altra volta|con calma|poi|piu avanti))?$|(intanto|per ora|per adesso) (\\w+ )?(guardiamo|guardo|mi guardo|ci guardiamo) (\\w+ )?(in giro|intorno)",
    ),
];

const HARMLESS: &[&str] = &[
    "(ho|abbiamo|ha) (dovuto|potuto|voluto) \\w+( (\\w+ ){0,4}?(<people>))?|non era (\\w+ )?previst\\w+",
    "<not> (e|sono|mi sembra|sembra|siete|era|pare) (affatto |per niente |poi |cosi |mica |nemmeno |neanche |neppure |tanto |troppo )?(<dear>|troppo \\w+)|<not> (\\w+ )?(troppo )?car[oaie]",
    "(pensavo|credevo|temevo|immaginavo|pensavamo|credevamo|mi aspettavo) (\\w+ ){0,3}(peggio|di piu|piu (car\\w+|cost\\w+)|fosse (piu )?(car\\w+|peggio)|costasse (di piu|molto di piu))",
    "(tanto|tanti|tanta|tante) (piacere|grazie|auguri|tempo|bene|clienti|gente|lavoro|anni|volte|amore|amici|saluti|coraggio|voglia|cose|idee)|costa tanto (in|di) (tempo|fatica)",
    "(va|vanno|andiamo|stiamo|sto|funziona|siamo) (\\w+ )?(bene|benissimo) (cosi )?(grazie|giovedi|martedi|mercoledi|lunedi|venerdi|sabato|domani|alle|per|il|la|l|le|se|che|a|anche (domani|giovedi|alle|per|il|la|a))",
    "(siamo|sono) (gia )?a posto (con (la|il|l|i|le) (telecamera|microfono|audio|video|documenti|contratto|firma)|allora|grazie)",
    "(sconto|percentuale) (\\w+ )?(ai|per i) (nostri|miei) clienti|(facciamo|faccio) (\\w+ ){0,2}sconto (ai|a|agli)",
    "basta (che|cosi poco|poco|dire|guardare|un clic|una mail|mandare)|mi basta (che|sapere|un|una|anche)|quanto basta",
    "(vendemmia|raccolto|stagione) (e|era) (stata )?(buona|bella)|(lo|la) (facciamo|faccio) sapere a|adesso (le|ti|vi) (faccio|dico|mando|spiego|mostro)|sono soldi ben spesi|ben spesi",
    "(prima|una volta|l anno scorso|anni fa) (era|costava|avevamo|pagavamo|erano) (\\w+ ){0,3}(troppo )?(car\\w+|lent\\w+)",
    "(chied\\w+|chiest\\w+|ha|hanno) (\\w+ ){0,2}(i nostri|ai nostri|nostri|miei) clienti (\\w+ ){0,4}(sconto|car\\w+)",
];

const STRESS: &[&str] = &[
    "ma|pero|purtroppo|sinceramente|onestamente|francamente|a dire il vero|il problema e|guardi|mi scusi|con tutto il rispetto|no no|boh|mah|eh",
];

pub(super) fn signs() -> Signs {
    Signs::new(GROUPS, SIGNS, HARMLESS, STRESS)
}
