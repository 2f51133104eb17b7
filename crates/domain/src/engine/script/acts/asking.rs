//! What sellers ask for in nearly every conversation.

use super::Act;
use super::Does::Ask;

pub(super) const ACTS: &[Act] = &[
    // How things are done today, and with whom.
    Act {
        does: Ask,
        plain: true,
        wish: "(oggi|adesso|attual\\w+|current\\w*|today|now|at the moment|in use|already running|set up|gia in corso|in piedi|fornisc\\w+|arrivano|existing|exists|at present|strumenti)",
        it: "(oggi|adesso|ora|attualmente|al momento|di solito|in questo momento|finora|gia) (\\w+ ){0,6}?(come|con (che|chi|cosa|quale|quali)|chi|che cosa|cosa|dove|avete|ha|usate|usa|usi|qualcosa|qualcuno|strada)|(come|con (che|chi|cosa|quale)|chi|cosa|dove) (\\w+ ){0,7}?(oggi|adesso|ora|attualmente|al momento|di solito|finora)|(ce l ha|ce l avete|avete|ha|c e) gia|(come|da dove) (prenot\\w+|arriv\\w+|vi trov\\w+|compr\\w+|lavor\\w+|gest\\w+)|fate (ancora )?(tutto )?a mano",
        en: "(what|how|who|where|which) (\\w+ ){0,9}?(now|today|currently|at the moment|right now|these days|at present|nowadays)|(now|today|currently|right now|at the moment|these days) (\\w+ ){0,6}?(what|how|who|where|are you|do you)|who (\\w+ )?(keeps|does|looks after|handles|runs|manages|supplies)|(do|have) you already( \\w+)? (have|use|got)|what (is|are) you (using|running)|what (is|are) (\\w+ ){0,3}(making|doing|running) it",
    },
    // What hurts.
    Act {
        does: Ask,
        plain: true,
        wish: "(fastidi\\w*|problem\\w*|difficolta|pain\\w*|frustrat\\w+|challenge\\w*|bother\\w*|not working|non funziona|non va|what is wrong|what s wrong|wrong with|annoy\\w*|noia|criticita|perdono tempo|struggle\\w*)",
        it: "(noia|fastidio|infastidi\\w+|arrabbiare|innervos\\w+|pesa( di piu)?|non (vi |ti |le )?(va|funziona|piace|torna)|lament\\w+|fatica|difficolta|rogn\\w+|mal di testa|perdete|perde) (\\w+ ?){0,6}",
        en: "(annoy\\w*|bother\\w*|bugs?|moan\\w*|complain\\w*|frustrat\\w+|drives? you|hardest|worst|headache\\w*|keeps? you (up|awake)|goes wrong|get wrong|struggl\\w+|pain\\w*|slows? you)",
    },
    // What the problem costs.
    Act {
        does: Ask,
        plain: true,
        wish: "(cost of|costo del|costo di|costs? (them|you|an|a)|quanto (gli |vi )?costa (un|il|lo|la)|what (an?|one) (\\w+ ){0,4}costs?|perdit\\w+|lost \\w+|standstill|downtime|fermo|danno economico|impatto|impact of the problem)",
        it: "quanto (\\w+ ){0,4}?(pesa|costa|perde\\w*|viene a costare|ci rimett\\w+|vale|brucia\\w*)|quanti soldi (\\w+ ){0,4}?(perd\\w+|butt\\w+|rimett\\w+)|(quanto|cosa) (\\w+ ){0,6}?(sul conto|in soldi|in euro)",
        en: "(what|how much) (\\w+ ){0,6}?(cost\\w*|lose|losing|walk away|worth|do to you|add up to)|what (is|are) (that|it|an hour|a day) (\\w+ ){0,5}?(per|an|a|worth|in)( \\w+)?|in (money|dollars|pounds)",
    },
    // Until when; when something ends.
    Act {
        does: Ask,
        plain: true,
        wish: "(scaden\\w+|scadut\\w+|deadline|by when|renewal|entro quando|da quando|how soon|timeline|urgen\\w+|fretta|tempistiche|decision date|event that|termine)",
        it: "(quando|entro quando|per quando|che data|una data|da quando|subito) (\\w+ ){0,7}?(scad\\w+|finire|finisce|termina|serv\\w+|vorre\\w+|tempo|pronti|partire|deve|oltre)|(scad\\w+|oltre la data|in scadenza|c e tempo|avete fretta|c e premura|entro quando|per quando)",
        en: "(when|by when|what date|which date|some date|a date|deadline) (\\w+ ){0,8}?(by|up|run out|runs out|expire\\w*|end\\w*|need\\w*|have to|sorted|done|due|renew\\w*)|(when is it up|when s it up|runs? out|how soon|by when|deadline|in a hurry|what s? (\\w+ )?date)",
    },
    // What was tried or happened before.
    Act {
        does: Ask,
        plain: true,
        wish: "(esperienz\\w+|precedent\\w+|passato|in passato|previous\\w*|past|history|incident\\w*|sinistri|tried|before|already done|turned up)",
        it: "(gia|in passato|negli anni|in questi anni|prima di (noi|adesso|oggi)|finora|mai) (\\w+ ){0,5}?(provat\\w+|capitat\\w+|success\\w+|avut\\w+|fatto|lavorat\\w+|usat\\w+|passat\\w+)|(capitat\\w+|success\\w+) (qualcosa|qualche|mai)|com e (finita|andata)|chi c era prima",
        en: "(ever|already|before|up to now|so far|in the past|previously|last (time|year)) (\\w+ ){0,6}?(tried|happened|had|done|used|worked|happen|classes|anything)|(tried|happened|had|done|used|what have you done) (\\w+ ){0,6}?(before|already|ever|up to now|so far|in the past)|(anything|something) (nasty |bad )?(ever |already )?happened",
    },
    // Where they want to get to.
    Act {
        does: Ask,
        plain: true,
        wish: "(obiettiv\\w+|traguard\\w+|goal\\w*|objective\\w*|desired|aim\\w*|risultat\\w+ atteso|change they want|behaviou?r they want|want to achieve|success looks)",
        it: "(vorre\\w+|vuole|vuoi|volete|punta\\w*|mira\\w*|cerca\\w*) (\\w+ ){0,4}?(ottenere|raggiungere|arrivare|migliorare|cambiare|succed\\w+)|(obiettiv\\w+|traguard\\w+)|fra un anno|se (tutto )?(va|funziona|andasse) (\\w+ )?(bene|benissimo)|(molla|spinta)|dimagrire o",
        en: "(what|where) (\\w+ ){0,5}?(achieve|after|aiming|hope|hoping|want|goal|get out of|success|look like)|if (this|it|that) works|doing differently|(want|hope|like) to (achieve|get to|reach)|(goal|target|objective)\\w*",
    },
    // Why, and why now.
    Act {
        does: Ask,
        plain: true,
        wish: "(perche|motiv\\w+|why|reason\\w*|drives|behind|ragion\\w+|cosa (li |vi )?spinge)",
        it: "(come mai|perche (adesso|ora|proprio|cambi\\w*|vend\\w+|vuole|vole\\w+|cerc\\w+)|cosa (vi|la|ti) (spinge|porta|ha (spinto|portato|convinto))|qual e il motivo|per quale motivo|la molla)",
        en: "(how come|why (now|are|do|did|would)|what (is|s|has|made|makes|got|brings|brought|drives?|prompted) (\\w+ ){0,5}?(you|the move|this|change|now|moving|going)|what is (prompting|behind|driving)|prompt\\w*|where is the pressure|who is (demanding|asking for))",
    },
    // Who decides.
    Act {
        does: Ask,
        plain: true,
        wish: "(decid\\w+|decision\\w*|decisor\\w*|approv\\w+|firm[ae]|sign\\w*|authority|who else|chi altro|chi deve|has a say|have a say|must agree|iter|buying process|purchase process|budget holder|stakeholder\\w*)",
        it: "(decid\\w+|deve decidere|dire (di )?si|a dire si|l ultima parola|la firma|firmare|approv\\w+|autorizz\\w+|da sol[oa]|fai tutto tu|fa tutto lei|chi altro|oltre a (lei|te|voi)|qualcun altro|sentire (tuo|tua|suo|sua|vostro|il|la|qualcuno)|che giro|d accordo (anche )?(il|la|suo|sua|tuo|tua))",
        en: "(decid\\w+|decision|sign(s|ed)?( it)?( off)?|say yes|says yes|has to say yes|pulls? the trigger|weigh in|have a (say|vote)|has a (say|vote)|your call|go upstairs|goes upstairs|goes? (past|through|by)|get through|approv\\w+|on board|who else|anybody (else )?you need|anyone else|square it with|put their name)",
    },
    // How much they can spend.
    Act {
        does: Ask,
        plain: true,
        wish: "(budget|cifra massima|spesa (massima|prevista)|ceiling|quanto vogliono spendere|disponibilita di spesa|spending limit|what they can spend)",
        it: "(budget|fino a quanto|quanto (pensava\\w*|vole\\w+|vuole|avete|avevate|vorre\\w+) (\\w+ ){0,3}?(spendere|mettere|investire|arrivare|stanziat\\w+|previst\\w+|pensat\\w+)|cifra (avete|aveva\\w*|pensava\\w*|in mente)|a quanto (pensa\\w*|arriv\\w+))",
        en: "(budget\\w*|pot of money|how much (\\w+ ){0,3}?(spend|have (set aside|in mind)|looking to)|figure in mind|price range|set (money |something )?aside|comfortable (paying|spending)|up to how much|how high)",
    },
    // What they want for what they sell.
    Act {
        does: Ask,
        plain: true,
        wish: "(hope to get|expect to get|asking price|price expect\\w+|ricavo|aspettativ\\w+ (di prezzo|economic\\w+)|quanto (vorrebbe|si aspetta))",
        it: "(quanto (\\w+ ){0,3}?(prender\\w+|ricavar\\w+|aspetta\\w*|realizzar\\w+)|sotto (la quale|che cifra)|che cifra (si aspetta|vorrebbe|ha in testa))",
        en: "(number in your (head|mind)|hope to get|hoping (to get|for)|want for it|expect (to get|for it)|what (are|were) you (hoping|expecting|thinking of asking))",
    },
    // What stands in the way.
    Act {
        does: Ask,
        plain: true,
        wish: "(ostacol\\w+|obiezion\\w+ rest\\w+|stand\\w* between|stop\\w* them|would stop|missing before|hold\\w* (them )?back|blocking|dubbi rest\\w+|cosa (li )?(frena|ferma|manca))",
        it: "(cosa|che cosa|qualcosa|qualche dubbio|c e altro) (\\w+ ){0,5}?(manca|ferma|frena|trattiene|impedisc\\w+|blocca|separa|preoccupa|non (vi|le|ti) (convince|torna))",
        en: "(anything|what|something) (\\w+ ){0,7}?(keep you from|stop(s|ping)? you|hold(s|ing)? you( back)?|in the way|stands? between|missing|prevent\\w*|need from me|not told me)|what else (do|would|is|can)",
    },
    // How it came out of the body.
    Act {
        does: Ask,
        plain: true,
        wish: "(disturb\\w+|dolor\\w+|sintom\\w+|injur\\w+|health|any pain|ache\\w*|problemi fisici|salute|condizioni di salute)",
        it: "(fa male|fanno male|dolor\\w*|dolent\\w+|sintom\\w+|disturb\\w+|schiena|ginocchi\\w*|problemi (fisici|di salute))",
        en: "(bothering|hurts?|hurting|pain\\w*|sore|injur\\w+|knees?|back|heart|anything wrong|health|symptoms?)",
    },
    Act {
        does: Ask,
        plain: true,
        wish: "(allerg\\w+|medicin\\w+|farmac\\w+|medication\\w*|terapie)",
        it: "(allerg\\w+|medicin\\w+|farmac\\w+|pastigli\\w+|pillol\\w+|terapi\\w+|#\\w+)",
        en: "(allerg\\w+|medicin\\w+|medication\\w*|tablets?|pills?|taking anything)",
    },
    // How big the business is.
    Act {
        does: Ask,
        plain: true,
        wish: "(fatturat\\w*|revenue|turnover|giro d affari|incass\\w+|annual sales|vendite annue)",
        it: "(fattur\\w+|incass\\w+|giro d affari|quanto (avete|ha|hai|fate|fa|fai) (\\w+ )?(fatto|vendut\\w+|all anno|l anno)|l anno scorso quanto)",
        en: "(turn(ed)? over|turnover|revenue|goes through the till|annual sales|how much (\\w+ ){0,3}?(sell|make|do) (a|per|last) year|sales (last|a|per) year)",
    },
    // Where and which place.
    Act {
        does: Ask,
        plain: true,
        wish: "(zona|location|posizione|area|dove (si trova|cerca\\w*)|where (it|they)|neighbou?rhood|indirizzo)",
        it: "(in che (zona|parte|quartiere|comune)|che zona|dove (si trova|sta|e|siete|cerca\\w*|vorre\\w+)|da che parti)",
        en: "(whereabouts|where (is|are|about|would)|which (part|area|side)|what (area|part))",
    },
    // Size, shape and direction of a place.
    Act {
        does: Ask,
        plain: true,
        wish: "(metri quad\\w+|metratura|superficie|dimension\\w+|size|square|tetto|roof|how big)",
        it: "(quanto (e )?grand\\w+|metri|metratura|quanti metri|falde|esposto|guarda a|orientat\\w+|da che parte (guarda|e))",
        en: "(how (big|large|long|wide)|square|size|which way|facing|what size)",
    },
    Act {
        does: Ask,
        plain: true,
        wish: "(proprieta|intestat\\w+|own\\w*|title)",
        it: "(e (tutt\\w+ )?(vostr[oa]|su[oa]|tu[oa])|di proprieta|propriet\\w+|intestat\\w+|non siete in affitto|in affitto o)",
        en: "(do you own|is it yours|own it|rent or own|in whose name|whose name)",
    },
    // What is planned.
    Act {
        does: Ask,
        plain: true,
        wish: "(future plans|plans for|piani (futuri|per)|progetti futuri|prospettive|growth plans|piani di crescita)",
        it: "(prossimi anni|in futuro|pensate di (cambiare|crescere|aprire|allarg\\w+)|avete in programma|progetti)",
        en: "(next (few|couple of|two|three|five) years|thinking of (changing|adding|growing|expanding)|any plans|down the line|in the future|planning to)",
    },
    // Which days suit.
    Act {
        does: Ask,
        plain: true,
        wish: "(days they|giorni|quando preferi\\w+|dove e quando|availability|disponibilita oraria|orari preferiti|quando consumano)",
        it: "(che (giorni|orari)|quali (giorni|sere)|in settimana o|di sabato|preferi\\w+ (che|qui|da|la|il|in|venire)|mattina o|di giorno)",
        en: "(which|what) (days?|evenings?|mornings?|times?) (\\w+ )?(could|can|do|would|suit|work)\\w*|(mornings? or|weekdays? or)",
    },
    // Who else they are talking to.
    Act {
        does: Ask,
        plain: true,
        wish: "(concorren\\w+|altri preventivi|altre offerte|alternativ\\w+|competitor\\w*|compar\\w+|other quotes|other vendors|shortlist)",
        it: "(altri (preventivi|fornitori|offerte)|altre (offerte|agenzie|ditte)|confrontando|state (guardando|valutando|sentendo)|qualcun altro in gara)",
        en: "(anyone else|other (quotes|vendors|options|offers|companies)|who else are you (talking|looking)|comparing|shopping around|looking at anything else|shortlist)",
    },
    // Whom they serve.
    Act {
        does: Ask,
        plain: true,
        wish: "(cliente ideale|ritratto|target|ideal (customer|client)|buyer persona|tipo di clientela)",
        it: "(chi (compra|vi compra|e il (vostro )?cliente|sono i vostri clienti)|(cliente|clienti) (ideal\\w+|tipo|migliori|che vorre\\w+|come (e|sono))|a chi vend\\w+)",
        en: "(who (buys|do you sell to|is your (best|ideal|typical))|(ideal|typical|best) (customer|client|buyer)\\w*)",
    },
    // How many.
    Act {
        does: Ask,
        plain: false,
        wish: "(quanti|quante|quanto|numero|how many|number of|headcount|team size|volume|consumo|valore|value|mileage|size|coperti|annual \\w+ bill|who is in)",
        it: "(quanti|quante|quanto|quanta gente|quanti soldi|quanta)",
        en: "(how many|how much|how big|how often|number of|roughly what|what do you (drink|use|burn|spend)|who have we got|get through)",
    },
];
