//! Italian words and phrases with a tone. Written for talk about buying and selling.

use super::Lexicon;

const WORDS: &[(f32, &str)] = &[
    (
        2.6,
        "fantastic* stupend* meraviglios* splendid* eccezional* magnific* favolos* strepitos* entusiast* adoro \
         bellissim* ottim* geniale perfettissim* innamorat* stupefacent* spettacolar* spettacolo straordinari* \
         eccellent* impeccabil* felicissim* contentissim* bravissim* gentilissim* fenomenal* top wow",
    ),
    (
        1.8,
        "content* felic* soddisfatt* bell* brav* piacevol* apprezz* impression* convincent* comodissim* \
         velocissim* utilissim* sollevat* sollievo convint* prezios* piaciut* entusiasm* rassicurant* \
         rassicura* grandissim* seren* sensat* tranquillizz* sorprendent* azzeccat* intuitiv* evviva finalmente fiducios* volentieri magari",
    ),
    (
        0.8,
        "buon* comod* util* interessant* simpatic* gentil* veloc* facil* semplic* pratic* chiarissim* rapid* \
         conveniente onest* ragionevol* promettent* fortuna* vantaggios* affidabil* efficient* carin* piace grazie fiducia perfett* super tranquill* serio",
    ),
    (
        -2.6,
        "orribil* pessim* terribil* disastr* vergogn* schif* inaccettabil* incubo furios* incazz* assurd* ladr* \
         truff* fregat* fregatura ridicol* scandalos* disgust* odio odiare nauseat* rovinat* catastrof* \
         imbarazzant* indecent* umiliant* esasperat* infuriat* inammissibil* vergognos* pessimo",
    ),
    (
        -1.8,
        "delus* delusione arrabbiat* stuf* stanc* frustra* preoccup* spaventa* paura terrore scottat* bruciat* \
         peggio problemacci* fastidi* fastidios* seccat* irritat* scocciat* scoccia innervos* lamentel* lament* \
         insoddisfatt* nervos* figuraccia tremend* sparit* maledett* tortura inaffidabil* sgarbat* malissimo \
         scadent* penos* crisi rogna rogne scandalo esasperant* imbarazzo perpless* scettic* diffident* caos casino inutil* brutt* male dispiac* purtroppo \
         complicatissim* carissim* esagerat* follia folle pazz* disperat* disperazione triste tristezza rabbia \
         antipatic* maleducat* impossibil* sfiducia ansia angoscia panico tradit* imbrogli* sprecat* \
         spreco perdita lentissim* scomodissim* schifezza macello stress stressat* detesto piant* litigat* litigio",
    ),
    (
        -0.8,
        "buttat* esagerazione madonna peccato ahia mannaggia accidenti disagi* pericolos* car* costos* lent* difficil* complicat* problem* dubbi* incert* scomod* confus* noios* noia pesant* \
         timore rischi* rischios* sbagliat* error* guasti guasto ritard* ferm* bloccat* mancanza uffa ahime mah boh \
         fatic* faticos* lamentar* sfortuna*",
    ),
    (
        0.0,
        "caro_mio carta carte carico carica caricare cara carattere caratteristiche carburante fermare problemi_zero fermata buonasera buongiorno buona buono_sconto belli malessere pianta piante piantina piantine facile facilitare",
    ),
];

const GROUPS: &[(&str, &str)] = &[
    ("very", "molto|tanto|davvero|proprio|veramente|assai|un sacco|tantissimo|parecchio|un casino|da matti"),
    ("too", "troppo|troppa|troppi|troppe"),
    ("not", "non|mica|nemmeno|neanche"),
];

const PHRASES: &[(f32, &str)] = &[
    // What sounds bad or good and is neither.
    (
        0.3,
        "nessun problema|non c e (nessun )?problema|senza problemi|zero problemi|non e un problema|non (ci )?sono problemi",
    ),
    (
        0.4,
        "(<not> )(e |sarebbe |sono |era )?(affatto |per niente |poi |cosi )?(male|brutt[oaie]|caro|cara|difficile|complicat[oa])",
    ),
    (0.3, "(<not> )(si )?preoccup\\w+|<not> (abbia|avere|aver) paura"),
    (
        0.0,
        "buon ?giorno|buona ?sera|buona giornata|buona serata|buon lavoro|buon pomeriggio|buona fortuna|buona domenica|buone feste|buon weekend|buon appetito|ben ?venut\\w+|piacere( mio| di conoscer\\w+)?|per piacere|per favore|grazie",
    ),
    (
        0.5,
        "grazie mille|mille grazie|grazie di cuore|grazie infinite|la ringrazio( molto| tanto)?|vi ringrazio( molto| tanto)?",
    ),
    (
        0.0,
        "mi dispiace|scusi il ritardo|scusate il ritardo|va bene|tutto bene|bene bene|molto bene|di bello|bel po|bella domanda|buona domanda|niente male di che|per carita|carta di credito|caro signore|cara signora|carissim[oa]",
    ),
    (1.2, "niente male|mica male|tanta roba"),
    // Warm.
    (
        2.0,
        "mi piace <very>|(ci|mi) (piace|piacciono)( (proprio|molto|tanto|davvero|un sacco))|piace da matti",
    ),
    (
        1.5,
        "(questo|questa( cosa)?|cosi|l idea|quello|quella)( si)? (mi|ci) (piace|piacciono|convince|convincono|interessa|gusta|gasa)",
    ),
    (
        1.4,
        "(mi|ci) (ha|avete|hai|avevate) (convint[oaie]|conquistat[oaie]|colpit[oaie]|tranquillizzat[oaie]|rassicurat[oaie])",
    ),
    (
        1.6,
        "(mi|ci) (convince|convincono|conviene|entusiasma|gasa|tranquillizza|rassicura|fa (molto |tanto )?piacere|stupisce|interessa (molto|tanto|davvero))",
    ),
    (
        2.2,
        "non vedo l ora|non vediamo l ora|proprio quello che (cerc|vol|serv|manc)\\w+|(e |sarebbe )?(proprio|esattamente|esatto) (quello|cio) (che|di cui)[a-z ]{0,14}(cerc|vol|serv|manc|bisogno|chied)\\w*",
    ),
    (
        1.8,
        "(ci|mi) (cambia|cambierebbe|risolve|risolverebbe|salva|salverebbe) (la vita|la giornata|tutto|un problema|il problema)|(un )?sogno|era ora|che (bello|bella|bellezza|meraviglia|spettacolo|figata|sorpresa)|figata|una bomba|alla grande",
    ),
    (
        1.4,
        "(ci|mi) (fa|farebbe|fareste|fate) risparmi\\w+|risparmi\\w+ (un sacco|tantissim\\w+|molt\\w+) |meglio (di quanto|di come|di quel)[a-z ]{0,12}(pens|immagin|credev|sper|aspett)\\w+",
    ),
    (
        1.5,
        "ci sto|affare fatto|andata|ci stiamo|mi sta bene|aggiudicato|facciamolo|firmo (subito|anche|volentieri|domani)|dove (si )?firm[oa]|sono dei vostri|ci avete preso",
    ),
    (
        1.2,
        "(siete|e|sei|lei e) (stat[oaie] )?(molto |davvero |proprio |veramente )?(gentil\\w+|brav\\w+|chiar[oaie]|disponibil\\w+|pazient[ei]|onest[oaie]|cortes\\w+|un angelo|un tesoro|un amore)",
    ),
    (
        1.2,
        "mi (sento|sentirei) (\\w+ ){0,2}?(tranquill\\w+|sicur\\w+|sollevat\\w+)|sono piu tranquill\\w+|mi sento (meglio|gia meglio)",
    ),
    (1.0, "(ha|avete|hai) (davvero |proprio )?(tanta |molta |una gran )?pazienza|complimenti"),
    (
        1.3,
        "(adesso|ora|cosi|oh|ah) (si )?si (che )?(ragion\\w+|ci capiamo|va bene)|si ragiona|questo (gia )?cambia (tutto|le cose)|gia meglio",
    ),
    (
        1.3,
        "(mi|ci) trov(o|iamo) (molto |davvero |proprio )?bene|funziona (benissimo|alla grande|che e una meraviglia)|benissimo|bella notizia|ottima notizia|buona notizia|mi fa (molto |tanto )?piacere",
    ),
    (
        1.2,
        "mi piac(e|ciono)|ci piac(e|ciono)|interessante (davvero|proprio|molto)|(davvero|molto|proprio) interessante|meno male|non me l aspettavo|(mi|ci) (ha|avete|hai) tolto un (peso|pensiero)|(che|bella|ottima|buona) (sorpresa|notizia)|meno di (quanto|quello che)( \\w+){0,2} (pens|immagin|tem|aspett|cred)\\w*",
    ),
    // Cold.
    (
        -1.4,
        "(mi|ci) (pare|sembra|sembrano) (un|una|proprio un|proprio una) (esagerazione|follia|assurdita|presa in giro|furto)|(mi|ci) viene (il nervoso|da piangere|la rabbia|il mal di \\w+)|non (\\w+ )?rispond\\w+ (piu|mai|nessuno)|non (c e|ci sono) mai|(sono|e|erano) sparit\\w+|soldi buttati|tempo buttato|(mi|ci) (hanno|ha) rovinat\\w+|ci (ho|abbiamo) rimess\\w+|non so (mica )?se ce la (facc\\w+)|siamo (tutti )?(congelati|disperati|a terra|nei guai)|(mi|ci) sono trovat\\w+ (\\w+ ){0,3}?da pagare",
    ),
    (
        -2.0,
        "<not> (mi|ci) (piace|piacciono|convince|convincono|interessa|interessano|fido|fidiamo|va giu|torna|quadra|tornano)",
    ),
    (
        -1.6,
        "<not> (sono|siamo|ero|eravamo|e|sembra|pare) (affatto |per niente |molto |proprio |tanto |cosi |del tutto |granche )?(convint\\w+|content\\w+|soddisfatt\\w+|sicur\\w+|d accordo|normale|accettabile|possibile|giusto|corretto|serio|professionale|onesto|bello)",
    ),
    (
        -1.4,
        "<not> (mi |ci |gli )?(funziona|funzionano|funzionava|va|vanno|andava) (mai|bene|per niente|piu|come)|<not> funzion\\w+",
    ),
    (
        -2.0,
        "<not> ne (posso|possiamo|potevo) piu|ne ho (abbastanza|fin sopra|le scatole|piene)|(fin )?sopra i capelli|basta cosi|le scatole|che palle|l orticaria|i nervi|fuori di (testa|se)|da matti|sei matt[oi]|siete matti|ma scherz\\w+|sta scherzando|scherziamo|roba da",
    ),
    (
        -1.6,
        "(mi|ci) (preoccupa|spaventa|fa paura|fanno paura|mette ansia|inquieta|innervosisce|infastidisce|lascia perples\\w+|fa arrabbiare|manda in bestia|fa impazzire|pesa|dispiace davvero|fa male|scoccia|rode)",
    ),
    (
        -1.6,
        "perd\\w+ (un sacco di |tanto |troppo |tutto |del |molto |il |le |ore |mezza |intere )?(di )?(tempo|ore|soldi|clienti|giornate|la pazienza|la testa)|buttat\\w+ (via )?(soldi|tempo)|tempo perso|soldi (persi|buttati)|spreco di",
    ),
    (
        -1.8,
        "(ci|mi) (hanno|ha|avete|avevano) (gia )?(fregat\\w+|presi? in giro|bruciat\\w+|delus\\w+|lasciat\\w+ (a piedi|soli|solo|nei guai|senza)|abbandonat\\w+|raccontat\\w+ (balle|storie)|piantat\\w+|promess\\w+ mari)|pres[oaie] in giro|presa in giro|rimast[oaie] (fregat\\w+|scottat\\w+|mal[ei])|una beffa",
    ),
    (
        -1.4,
        "<too> (car[oaie]|costos\\w+|alt[oaie]|complicat\\w+|lent\\w+|compless\\w+|rischios\\w+|lung\\w+|tardi)|una (bella )?(mazzata|botta|legnata|sberla|follia)|un salasso|uno sproposito|un occhio della testa|una fucilata",
    ),
    (
        -1.4,
        "(e|era|stat[oa]) (un|una|davvero un) (vero |bel |gran )?(disastro|casino|incubo|caos|delirio|calvario|inferno|tragedia|problema|guaio|delusione|pena|tortura|agonia)",
    ),
    (
        -1.0,
        "<not> (ho|abbiamo|c e) (piu )?(tempo|pazienza|fiducia)|<not> (mi|ci) fid\\w+|<not> (ha|hanno|avete) (mai )?(rispost\\w+|richiamat\\w+|mantenut\\w+)|nessuno (mi |ci |che )?(risponde|rispondeva|ha risposto|richiama)",
    ),
    (
        -1.2,
        "sempre la stessa (storia|cosa|solfa|musica)|le solite (cose|storie|promesse|chiacchiere)|le stesse cose|(solo|tutte|tante|belle) (chiacchiere|promesse|parole)|fumo negli occhi|tutto fumo|bla bla|aria fritta|mah si",
    ),
    (
        -1.3,
        "(che|una) (delusione|peccato|rabbia|vergogna|fregatura|seccatura|pazienza ci vuole|rottura|noia)|peccato|mi (spiace|dispiace) (tanto|molto|davvero|un sacco)|(mi|ci) (e|era) dispiaciuto",
    ),
    (
        -1.2,
        "mi (sento|sono sentit[oa]) (preso|presa|male|in imbarazzo|a disagio|sol[oa]|uno scemo|una scema)|a disagio|ci (sto|stiamo) male|mal di (testa|pancia|stomaco)|non dorm\\w+|notti in bianco",
    ),
    (
        -1.2,
        "(per|in) (colpa|ritardo) (vostra|di|mostruoso)|colpa vostra|per l ennesima volta|ennesim\\w+|non e possibile che|vi sembra (normale|il modo|giusto)|le pare (normale|il modo|giusto)",
    ),
];

const NEGATIONS: &[&str] = &["non", "mai", "nessun", "nessuna", "nessuno", "senza", "mica", "ne", "niente"];
const BOOSTERS: &[(&str, f32)] = &[
    ("molto", 1.3),
    ("davvero", 1.3),
    ("proprio", 1.2),
    ("veramente", 1.3),
    ("tanto", 1.2),
    ("troppo", 1.3),
    ("estremamente", 1.5),
    ("assolutamente", 1.4),
    ("parecchio", 1.2),
    ("cosi", 1.1),
    ("totalmente", 1.4),
    ("abbastanza", 0.8),
    ("un po", 0.7),
    ("po", 0.7),
    ("pochino", 0.6),
    ("quasi", 0.7),
    ("leggermente", 0.5),
    ("piuttosto", 0.9),
];
const TURNS: &[&str] = &["ma", "pero", "tuttavia", "purtroppo", "eppure"];

pub(super) fn lexicon() -> Lexicon {
    Lexicon::new(WORDS, PHRASES, GROUPS, NEGATIONS, BOOSTERS, TURNS)
}
