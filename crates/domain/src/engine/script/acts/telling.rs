//! What sellers tell in nearly every conversation.

use super::Act;
use super::Does::{Date, Price, Tell};

pub(super) const ACTS: &[Act] = &[
    // What it costs.
    Act {
        does: Price,
        plain: true,
        wish: "(prezz\\w+|cost[oi]|canone|premio|parcella|onorari\\w*|quota|tariff\\w+|fee|fees|price\\w*|cost|premium|investment|quote|rental|provvigion\\w+|commission\\w*|chiavi in mano|spese condominiali)",
        it: "(vien[eg]\\w*|cost\\w+|sono|siamo|fa|fanno|sarebbe\\w*|euro|al mese|all anno|a testa|a persona|iva|per cento|una volta sola|chied\\w+|tutto compreso|chiavi in mano)",
        en: "(it is|that is|is|are|comes? to|costs?|would be|looking at|runs?|charge|a month|per month|each month|a year|a head|each|per cent|percent|plus vat|delivered|all in|pounds|dollars|quid|for the (two|three|four|five|twelve|whole|\\w+ of you)|if you)",
    },
    // How payment goes.
    Act {
        does: Tell,
        plain: true,
        wish: "(a rate|rateizz\\w+|payment terms|modalita di pagamento|pagamento|instal\\w+|finanziament\\w+|when it is due)",
        it: "(a rate|dividiamo|dividere|in (\\w+ )(mesi|rate)|senza interessi|acconto|anticipo|a saldo|alla (consegna|firma)|bonifico|finanziament\\w+)",
        en: "(with the order|up ?front|instal\\w+|deposit|on delivery|days after|interest free|spread (it|the cost)|pay nothing until|the rest|in (two|three|four|twelve) payments|finance)",
    },
    // What a price holds and what not.
    Act {
        does: Tell,
        plain: true,
        wish: "(compres\\w+|inclus\\w+|contenut\\w+|pacchett\\w+|package|include\\w*|what the plan|what is in|bundle|starter)",
        it: "(compres\\w+|inclus\\w+|(ci )?trovi|trovate|(con|c e) dentro|dentro c e|avete diritto|senza (pagare|costi)( \\w+)? (in piu|extra))",
        en: "(includ\\w+|what you get|you get|comes with|in there|is in it|gets you|covers|that is (all )?in|thrown in)",
    },
    Act {
        does: Tell,
        plain: true,
        wish: "(esclus\\w+|resta fuori|not covered|exclusion\\w*|costs extra|extra cost\\w*|not included|non comprende|separat\\w+)",
        it: "(sono a parte|a parte|non (e |sono )?(compres\\w+|inclus\\w+)|esclus\\w+|restano fuori|resta fuori|non copriamo|si paga(no)? a parte|extra)",
        en: "(do not (pay for|cover|include)|does not (cover|include)|not (covered|included|in)|is not in|on top|billed (separately|on top)|extra|excluded|stays? out|separate(ly)?)",
    },
    // How to leave.
    Act {
        does: Tell,
        plain: true,
        wish: "(permanenza|vincol\\w+|recess\\w+|uscit\\w+|modo di uscire|contract length|cancel\\w*|tie in|lock in|durata del contratto|disdett\\w+|minimum term|term|freeze|pause|notice|way out|exit)",
        it: "(quando (vuo[il]|vole\\w+|vogliate)|senza (penal\\w+|vincol\\w+)|disdett\\w+|disdi\\w+|(sei|e|siete) (di nuovo )?liber\\w+|si esce|uscite|vi ferm\\w+|nessun vincolo|vincolat\\w+|(mandi|scriv\\w+|basta) (\\w+ ){0,3}?(mail|messaggio|riga|disdetta)|l impegno|preavviso|il minimo (e|sono))",
        en: "(any ?time|whenever you (like|want)|walk away|you can leave|you are (gone|free|out)|notice|cancel\\w*|it stops|month by month|month to month|no (lock in|commitment|contract|tie)|tied in|free with|pause (it|up)|freeze|minimum (term|of)|(yearly|annual|year|twelve month|three year) (agreement|contract|term)|for (one|two|three|five) years)",
    },
    // How long until it is there.
    Act {
        does: Tell,
        plain: true,
        wish: "(tempi|consegn\\w+|delivery|lead time|how long|going live|andare in linea|earliest|turnaround|liquidazione|response time|first slot|time frame|implementation time)",
        it: "(entro|in|nel giro di|ci vogliono|servono|esce in|arriva in) (\\w+ ){0,2}?(or[ae]|giorn[oi]|settiman[ae]|mes[ei])( (dal|dalla|dall|da quando) \\w+)?|(or[ae]|giorn[oi]|settiman[ae]|mes[ei]) (dal|dalla|dall|da quando|dopo) \\w+|(la mattina|il giorno) dopo|(e|sono|arriva\\w*) (gia )?da voi",
        en: "(within|in|takes?|needs?) (\\w+ ){0,3}?(hours?|days?|weeks?|months?)|(hours?|days?|weeks?|months?) (from|after) (the |your |you )?(order|start|sign\\w*|day|go)|(hours?|days?|weeks?) delivery|(next|same) (day|morning)|with you (by|in|before|within)|first (day|slot) i can",
    },
    // What is promised.
    Act {
        does: Tell,
        plain: true,
        wish: "(garanz\\w+|garantit\\w+|warrant\\w+|guarantee\\w*|rimbors\\w+|money back|retest)",
        it: "(garant\\w+|entro \\w+ (anni|mesi) (\\w+ ){0,6}?(gratis|rifacciamo|sostitu\\w+|altr[oa])|per \\w+ anni|copert\\w+ (per|da)|glie(lo|la) rifacciamo|(ve|te|le|vi) (ne )?(\\w+ )?(cerchiamo|diamo|mandiamo) un altr\\w+|soldi indietro|rimbors\\w+|la differenza (gliela|la|ve la)|paghiamo noi)",
        en: "(guarantee\\w*|warrant\\w+|covered for|money back|refund\\w*|we come back|replace it|if it (breaks|fails)|if they do not move|make good|put it right|free of charge)",
    },
    // Trying it.
    Act {
        does: Tell,
        plain: true,
        wish: "(prova|gratuit\\w+|trial|free (week|month|trial|lesson|class)|try|pilot|assaggio|ordine di prova|lezione di prova|test period)",
        it: "(senza (pagare|spendere|impegno)|gratis|gratuit\\w+|(di|in) prova|prova\\w* (per|una|un|sette|\\w+ giorni)|non costano|poi decid\\w+|giorni (gratis|senza))",
        en: "(do not pay|without paying|try it|free (week|month|trial|two weeks|lesson|class)|for free|no charge|have it for|decide (afterwards|after|later)|the free|start with (one|eight|a few)|one \\w+ first|sit in on)",
    },
    // Somebody like them.
    Act {
        does: Tell,
        plain: true,
        wish: "(caso|referenz\\w+|simil\\w+|case stud\\w+|case with|reference\\w*|testimon\\w+|storia di un cliente|success story|similar)",
        it: "(un (nostro |altro )?(cliente|negozio|studio|azienda) (\\w+ ){0,4}?(come|simile|uguale|della vostra)|stessa taglia|grand\\w+ come (voi|la vostra)|come (voi|la vostra|il vostro|lei)|sono (passati|saliti|scesi) (da|a)|(avevano|erano|facevano) (\\w+ ){0,8}?(adesso|ora|oggi|dopo))",
        en: "(one of our|another (customer|client)|a (customer|client|shop|company|site|pit|firm) (\\w+ ){0,4}?(like|similar|same)|same (size|business|trade|muck|problem|as yours)|just like you|similar to you|they had been|they were (\\w+ ){0,8}?(now|since)|went from|they have (cut|saved|opened|gone))",
    },
    // Who will be there for them.
    Act {
        does: Tell,
        plain: true,
        wish: "(chi segue|referente|referent\\w+ unic\\w+|named|one contact|trainer\\w*|docent\\w+|formator\\w+|dedicated|account manager|who would|background|interlocutore|the people|same person|team that)",
        it: "(sempre (lei|lui)|la stessa persona|una persona sola|vi segue|ti segue|la segue|chi verrebbe|con chi lavor\\w+|resta (sempre )?(lei|lui)|al massimo il giorno dopo|il suo numero|trent anni di|anni di (esperienza|mestiere))",
        en: "(you would have|you will have|your (own )?(person|contact|accountant|manager|coach)|looks? after you|the person (in|who)|would be [a-z]+ (who|she|he)|only [a-z]+|has your (number|mobile)|who (ran|worked|spent)|eleven years|years in the (trade|business)|you would meet)",
    },
    // What they will get to read.
    Act {
        does: Tell,
        plain: true,
        wish: "(rendicont\\w*|report\\w*|rapport\\w+|resocont\\w+|dashboard|pannello|aggiornament\\w+ (mensil\\w+|periodic\\w+)|statement)",
        it: "(primo (lunedi|giorno) del mese|(ogni|una volta al) (\\w+ )?(mese|mesi|settimana|trimestre) (\\w+ ){0,3}?(riceve|ricevi|vi mando|le mando|ti mando|arriva|foglio|pagina|numeri|report)|(vedi|vede|apri|apre|entri|riceve|ricevi) (\\w+ ){0,5}?(pagina|foglio|grafico|pannello|schermata|report|rapporto)|un foglio)",
        en: "(of (each|every) month|(each|every|once a) (month|week|quarter|monday) (\\w+ ){0,4}?(get|page|pages|report|summary|send)|(two|one|a) pages?|you get (\\w+ ){0,4}?(page|report|summary)|what came in)",
    },
    // Bringing the old things over.
    Act {
        does: Tell,
        plain: true,
        wish: "(migra\\w+|moved in|moving (in|over)|switch\\w*|passaggio|trasferiment\\w+|import\\w*|caricamento|data (gets|is)|cambio fornitore|hand over|carte dal vecchio|onboarding of data)",
        it: "((lo|la|le|li) (facciamo|sistemi\\w+|carichi\\w+|porti\\w+|spostiamo) (tutto )?noi|(ci )?pensiamo (a tutto )?noi|scriviamo noi|facciamo tutto noi|non (tocch\\w+|dev\\w+ (fare|toccare|ribattere)|ribatt\\w+)|passa l archivio|carichiamo|ci (manda|mandate|dai|date) (\\w+ ){0,3}?(file|foglio|elenco|carte))",
        en: "(we do the|our people|our (job|team|guys) (\\w+ ){0,3}?(clean|move|do|import|load|bring)|is our job|you (drop|hand|send|give) (us )?(the|your|one|over)( \\w+){0,4}|we (move|import|load|bring|rebuil\\w+|take it|have rebuilt)|moving over is|clean it up|heavy lifting)",
    },
    // Keeping it safe.
    Act {
        does: Tell,
        plain: true,
        wish: "(sicurezz\\w+|security|privacy|protezione|stored|where (the )?data|dati personali|riservatezza|confidential\\w*|data protection|dove stanno i dati|forma anonima)",
        it: "(cifrat\\w+|crittograf\\w+|password|copie (ogni|di)|backup|nessuno (vede|entra|legge)|solo (voi|lei) (\\w+ )?(vede\\w*|entra\\w*)|senza nomi|server|data center|chi entra|registrat\\w+ chi)",
        en: "(encrypt\\w+|password\\w*|backups?|logged|written down|vault|servers?|only you|named people|nobody (sees|else)|audited|keys|access is)",
    },
    // Being there when it breaks.
    Act {
        does: Tell,
        plain: true,
        wish: "(assistenza|support\\w*|service visits?|service|manutenzione|maintenance|help ?desk|after sales|emergenc\\w+|first 24 hours|pezzi urgenti|interventi|loan \\w+)",
        it: "(rispond\\w+ (\\w+ ){0,4}?(telefono|subito|entro|minuti|ore)|il tecnico (esce|arriva|viene)|interven\\w+|entro \\w+ ore|in \\w+ ore|numero (verde|diretto)|la mattina dopo|lo stesso giorno|muletto|sostitutiv\\w+)",
        en: "(ring (one|a) number|day or night|same day|within \\w+ (hour|hours)|inside an hour|every (fortnight|month|spring|week|quarter)|comes? (every|out)|answer the phone|we leave you|until yours is|clean\\w* it|service it|on call|pick up)",
    },
    // Teaching it.
    Act {
        does: Tell,
        plain: true,
        wish: "(formazione|affiancamento|training (for|of|the)|addestramento|onboarding|teach\\w*|istruzione)",
        it: "(vengo io|veniamo noi|affianc\\w+|insegn\\w+|vi (spieghiamo|seguiamo) (\\w+ )?(passo|in)|mezza giornata|due mattine|formazione|glielo faccio usare)",
        en: "(we (train|teach|show) (your|the|them)|sit with|training (is|session)|walk your|half a day with|hands on)",
    },
    // Working with what they have.
    Act {
        does: Tell,
        plain: true,
        wish: "(integra\\w+|link with|collega\\w*|connect\\w*|sync\\w*|interfacc\\w+|works with their)",
        it: "(si (parla|collega|aggancia|integra|sincronizza)|da solo|in automatico|direttamente (in|nel|allo|al)|senza ricopiare|nessuno (ricopia|copia))",
        en: "(on its own|by itself|automatically|nobody (copies|types)|syncs?|plugs? (in|into)|talks? to|connects?|lands? (on|in)|straight into)",
    },
    // Being paid back by others.
    Act {
        does: Tell,
        plain: true,
        wish: "(detrazion\\w+|incentiv\\w+|grant\\w*|tax relief|fondi|bando|contribut\\w+|subsid\\w+|agevolazion\\w+)",
        it: "(detra\\w+|incentiv\\w+|recuper\\w+ (dalle|con le|in|la|tutto|met\\w+)?|(vi|le|ti|glielo|ve lo) (ridanno|rimborsano|tornano)|fondo|bando|dalle tasse|contribut\\w+)",
        en: "(gives? you back|scheme|grant\\w*|tax (relief|credit|break)|rebate|funded|subsid\\w+|claim (it |that )?back|write (it )?off)",
    },
    // What one may come to pay or suffer.
    Act {
        does: Tell,
        plain: true,
        wish: "(che cosa si rischia|rischi\\w* (in caso|di)|sanzion\\w+|multe|penalt\\w+|fines|what they risk|consequences)",
        it: "(multa|multe|sanzion\\w+|ispettor\\w+|(le|vi) chiudono|rischi\\w+|denuncia)",
        en: "(fine(s|d)?|penalt\\w+|inspector\\w*|shut you down|liable|prosecut\\w+)",
    },
    Act {
        does: Tell,
        plain: true,
        wish: "(massimal\\w+|franchigi\\w+|limit and|excess|deductible|scopert\\w+|indemnity|cover(age)? (limit|amount))",
        it: "(a (suo|vostro|tuo) carico|paghiamo fino|copr\\w+ fino|fino a (\\w+mila|\\w+ milion\\w+)|franchigia|massimale)",
        en: "(is on you|up to (\\w+ )?(million|thousand)|good for|(million|thousand) (per|for each) (event|claim)|excess|deductible|insured (up )?to|indemnity)",
    },
    Act {
        does: Price,
        plain: true,
        wish: "(scont\\w+|discount\\w*|promozion\\w+|scaglion\\w+|offerta lancio)",
        it: "(scont\\w+|scendo|scendiamo|per cento|promozion\\w+|a meno)",
        en: "(discount\\w*|percent off|per cent off|off (anything|the)|knock off|cheaper by|rebate)",
    },
    // How it goes, step by step.
    Act {
        does: Tell,
        plain: true,
        wish: "(fasi|structure|how a session|step by step|steps|phases|come funziona|how it works|come si svolge|percorso|what happens|programma)",
        it: "(prima (\\w+ ){1,8}?(poi|dopo)|si (comincia|parte) (con|da)|(e )?alla fine (\\w+ ){0,3}?(il|la|si|vi))",
        en: "(first (\\w+ ){1,8}?(then|after)|you (come in|start with)|then (\\w+ ){1,8}?(finish|finally|at the end)|and we finish|there are (two|three|four|five|six)|(so )?when something (goes|happens)|every other week|between them)",
    },
    Act {
        does: Tell,
        plain: true,
        wish: "(measur\\w+|misur\\w+|impact is|kpi|criteria|criteri di|success(o)? (is|si))",
        it: "(prima e dopo|misur\\w+|(due|tre) numeri|confront\\w+ (i|con))",
        en: "(before and after|measur\\w+|(two|three|five) numbers|we (count|track|compare))",
    },
    // The next meeting.
    Act {
        does: Date,
        plain: true,
        wish: "(appuntament\\w*|fissa\\w*|prossim\\w+|incontro|sopralluogo|visita|book\\w*|next (step|meeting|call)|first session|survey|kick ?off|seduta|diary|agree (a|the) (time|next|date)|arrange|schedule|viewing|start date|(data|date) (di|of|del|in) \\w+|data di (inizio|attivazione)|second meeting|call date|primo gruppo|decisione o una data|date)",
        it: "(facciamo|fissiamo|vediamoci|troviamoci|ci (vediamo|troviamo|sentiamo|rivediamo)|passo io|vengo io|vediamo|partiamo|cominciamo|le (va|andrebbe|viene|mando)|va bene|puo andare|segno|segniamo|si firma|allora|che ne (dice|dite|dici)|incontr\\w+)",
        en: "(let us|shall (i|we)|can i|could we|would (you )?|how about|we (three )?talk|see you|pop round|come (round|by)|put (you|the)|set up|sit down|meet|speak|book\\w*|works?|first one|drop|start\\w*|send our|i will|we will|do it|from the)",
    },
    // What the call will be about.
    Act {
        does: Tell,
        plain: true,
        wish: "(agenda|durata e scopo|scopo|purpose|introduc\\w+|presentarsi|present\\w+ (se|te)|length and|ordine del giorno|chi siamo|open the call)",
        it: "((le|vi|ti) rubo|prima (qualche|due|un po di) (domand\\w+)|(abbiamo|ho) (\\w+ )?(mezz\\w*|\\w+ minuti)|partirei da|(oggi|prima) (\\w+ ){0,6}?(poi|dopo) (vi|le|ti|vediamo|facciamo)|sono [a-z]+ (di|della|dell|del) [a-z]+)",
        en: "((half an hour|minutes|until) (\\w+ ){0,8}?(first|then|so)|(ask|hear) (\\w+ ){0,6}?(first|then show|and then)|the plan (for|is)|i thought (i|we) would|what i would like to do)",
    },
    // On the screen.
    Act {
        does: Tell,
        plain: false,
        wish: "(mostrar\\w*|vedere|far vedere|show\\w*|walk through|demo\\w*|scheda|sample|esempio|presentazione|open the)",
        it: "(guard[aio]|guardate|ecco|vede|vedi|vedete|qui|schermo|clicc\\w+|premo|apro|metto dentro|ti esce|le esce)",
        en: "(here is|here are|this is|look|click\\w*|screen|you see|see (this|these|how|the)|these \\w+ rows|let me (put|show|open)|on the left)",
    },
];
