//! What people mean by different words: families of words around one idea, in both languages.
//!
//! General knowledge of the language of sales; no product's or customer's words belong here.

use crate::engine::text::{Word, stem};
use crate::language::Language;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// An idea, by its place in the list.
pub(super) type Concept = u16;

/// One idea a line. `~` marks what is spoken of all the time and tells little. `*` ends a word's beginning, `_` joins two words that count together.
const FAMILIES: &[&str] = &[
    // Money.
    "~ prezz* cost* quanto_viene tariff* listino euro dollar* pound* sterlin* price* pricing fee fees rate rates charge charges quid bucks usd eur",
    "canone abbonament* mensil* rata rate retta al_mese ogni_mese subscription* monthly per_month a_month per_seat per_user per_store recurring",
    "annu* all_anno ogni_anno yearly annual* per_year a_year",
    "scont* promozion* promo agevolazion* discount* rebate* promotion* percent_off off_the",
    "gratis gratuit* omaggio senza_costi senza_pagare incluso inclusa compres* free for_free no_charge no_cost complimentary included nothing_extra on_us",
    "budget stanziat* tetto_di disponibilita investire investiment* fondi spend_up set_aside allocated funds funding spending",
    "~ risparmi* ritorno roi guadagn* ricav* ripaga* save saves saving* payback pays_back return_on break_even",
    "~ perd* persi persa spreco sprec* buttat* sfrid* lose loses losing lost loss losses waste wasted wasting leak",
    "pagament* pagar* paghi paga pagate fattur* bonific* rate_mensili anticip* saldo acconto pay paying payment* invoice* billing billed upfront deposit instalment* installment*",
    "contratt* vincol* permanenza durata_minima clausol* disdett* recess* disdire uscire uscita penal* contract* commitment term terms cancel* notice exit lock-in termination walk_away opt_out",
    "rinnov* renew* rinnovo_automatico",
    "garanzi* garantit* garantiam* rimbors* warrant* guarantee* refund* money_back",
    "~ iva tasse tassa imposte imposta vat tax taxes",
    "una_tantum avviamento attivazione set_up setup one_time one-off activation installation_fee",
    // Time and meetings.
    "durat* minut* mezz mezzora mezz_ora un_ora quanto_tempo duration minutes half_hour quarter_to an_hour how_long length o_clock",
    "agenda programma_di scopo ordine_del partiamo_da scaletta prima_domande obiettivo_della plan_for had_in in_mind purpose_of cover_today",
    "appuntament* incontr* riunion* rived* risent* sentirci vederci rivederci ci_vediamo secondo_incontro prossimo_passo passi calendar* agenda invito fissa* fissiamo meeting* meet appointment* diary follow_up next_step next_steps invite* schedule* book booked catch_up",
    "~ lunedi martedi mercoledi giovedi venerdi sabato domenica domani dopodomani monday tuesday wednesday thursday friday saturday sunday tomorrow next_week settimana_prossima",
    "scadenz* entro deadline* due by_when cut_off entro_quando",
    "~ temp* tempistic* quando quand fretta urgen* premura subito prima_possibile timeline timing when how_soon urgency urgent hurry rush asap soon",
    "~ inizi* cominci* partire partenza avvio avviar* partiamo partireste primo_giorno start starts starting begin* kick_off kickoff go_live launch first_day first_slot earliest available_from",
    "consegn* spedi* arriv* in_magazzino pronta_consegna deliver* ship ships shipping lead_time dispatch*",
    "orari* dalle alle apert* notte giorno weekend festivi opening_hours hours round_the 24_7 office_hours",
    // People and deciding.
    "decid* decision* approv* firm* dire_di ultima_parola ok_finale benestare decide* decision* decider* approve* approval sign_off signs say_yes green_light final_say buy_in authority",
    "soci socio titolare capo direttor* moglie marito figli* consiglio board boss partner* wife husband stakeholder* cfo ceo owner* colleagues director* committee",
    "respons* referent* interlocutor* chi_segue segue seguir* dedicat* account contact_person point_of dedicated looks_after owner_on project_manager named_person same_person",
    "squadra team collaborator* person* gente dipendent* addett* staff employees headcount crew people who_would tester* consultant* tecnic*",
    "certificat* abilitat* qualificat* patentin* certified certification* accredited vetted vetting cleared qualified credentials qualification*",
    "nome nominativ* chiama cognome come_si a_nome name names called who_am surname speaking_with",
    "telefon* cellular* recapit* numero richiam* whatsapp phone mobile call_back reach_you number text_you best_number",
    "mail email e-mail posta indirizzo_mail spedisco inbox",
    "indirizz* dove_si si_trova zona comune via quartiere paese posizione ubicazion* address location where_is area neighbourhood neighborhood located town",
    "~ aziend* societa ditta impresa attivita company business organisation organization firm",
    // Present state and need.
    "~ oggi adesso attual* usate usa usi strument* sistema gestionale programma programmi excel a_mano today current* currently now_you tool tools system systems spreadsheet using use_today run_on",
    "~ problem* difficolta fatica perde_tempo pesa fastidi* intopp* ostacol* sfid* mal_di problem* pain* challenge* struggle* headache* bottleneck* frustrat* issue* goes_wrong slow_you bother*",
    "obiettiv* traguard* risultat* raggiunger* arrivare_a fra_un vorreste aspett* stappiamo goal* target* objective* achieve* success* aim outcome* hope_to look_like",
    "~ esigenz* bisogn* serve servono cercate cerca vorreste need* require* requirement* looking_for want_to wish*",
    "~ motiv* perche come_mai ragion* spinge reason* why motivat* driv* behind behind_this triggered what_made",
    "esperienz* precedent* passat* prima_di avete_gia provato in_passato experience* previous* past before_us tried already_tried last_year used_before history",
    "~ client* consumator* ideale target ritratto tipo_di customer* client* buyer* audience ideal persona shopper*",
    "concorren* competitor* alternativ* altri_fornitori altre_offerte confront* altri_preventivi compare* comparing comparison alternative* other_vendors other_quotes shortlist shopping_around",
    "~ volum* quanti quante quanto numero_di quantita how_many how_much number_of volume* quantity count",
    "dimension* grand* metri metratura superficie mq ampi* misur* size square_feet square_metres big floor_area dimensions",
    "negozi* punti_vendita sedi sede filial* punto_vendita magazzini store stores shops shop branches sites locations outlets",
    "cass* casse registrator* scontrin* till tills pos checkout register",
    "articol* catalog* prodott* referenz* assortiment* anagrafic* product* catalogue catalog sku skus items",
    "magazzin* giacenz* scort* stock inventory warehouse availability shelves",
    "vendit* fatturat* incass* ricav* vendut* sales revenue turnover sell_per",
    "margin* scontrino_medio ordine_medio resta_in in_tasca basket average_order gross_margin margin",
    "personal* turni turno shift shifts rota",
    // Showing and proving.
    "~ mostr* vede vedere veder* guardi guard* schermo condivid* ecco qui clicc* premo apro show shows showing see screen share click look here_you demo watch walk_through map dashboard view",
    "report* rendicont* dati numeri cruscott* statistic* resocont* metrics dashboard data analytics numbers statement kpi",
    "caso_simile caso_di un_cliente cliente_come come_voi referenz* esempio ha_aumentato sono_saliti sono_passati simile case_study reference* similar like_yours like_you testimonial* one_of_our another_customer they_took they_cut went_from",
    "previsi* stim* preved* prossime_settimane forecast* predict* estimate* projection* expects next_six",
    "automatic* da_solo in_automatico automat* by_itself hands_free",
    "app telefonino smartphone cellulare tablet mobile_app phone_app ios android",
    "offline senza_linea senza_internet va_via linea rete connession* internet offline no_internet connection network goes_down without_internet",
    "integr* colleg* interfacci* connettor* api si_parla integrat* connect* connector* plug_into talk_to sync* hooks",
    "source fonti sistemi_di dove_stanno data_live erp crm till_and sits_behind systems",
    "import* carica* migr* trasfer* travas* spostare inserire import* migrat* migration upload* move_over bring_over transfer*",
    "formazion* cors* insegn* impar* affianc* training train onboard* teach* learn* workshop",
    "assistenz* support* aiuto help_desk rispond* al_telefono ticket support help helpdesk answer_the response_time sla service_level",
    "installa* montagg* posa sopralluogo tecnico install* mount* fitting site_visit on_site",
    "manutenz* ricamb* usura revision* tagliand* controll* maintenance service servicing spare_parts",
    "prova provar* test pilota periodo_di trial pilot test_period try_it proof_of poc evaluation weeks_free",
    "criter* soglia numeri_insieme successo_vuol success_means agree_what criteria good_means measure",
    "sicurezz* protett* protezion* cifrat* crittograf* accessi security secure safe encrypted encryption protected vault locked",
    "dati_personali privacy gdpr garante riservat* privacy confidential nda gdpr hipaa personal_data",
    "server cloud ospitat* data_center conservat* salvat* hosting hosted stored data_centre sits_in where_it datacenter region oregon dublin frankfurt",
    "cancell* distrug* elimin* restituz* esport* fine_dei delete* deletion destroy* destroyed shred* wipe* export* erase* get_out",
    "backup copia_di salvataggi* ripristin* backup restore recovery",
    "acces* chi_vede chi_entra permess* password single_sign access who_can permissions credential* login log_in",
    "rischi* danni danno assicur* polizz* copertur* risk risks damage insurance insured indemnity liability cover covered policy",
    "franchigi* massimal* deductible* excess premium coverage",
    "produzione fermo in_funzione senza_fermare live production downtime outage staging read_only working_hours",
    "ambito perimetr* compres* esclus* scope in_scope out_of what_is included excluded exclusion* boundary covers apart_from",
    "pacchett* include dentro_trovi contenut* package* bundle* whats_included what_you inside consists deliverable*",
    "pubblicita inserzion* campagn* adv google social advertising ads campaign* ad_spend media_spend",
    "frequenz* ogni_quanto ogni_settimana ogni_martedi riunioni_settimanal* tutti_i once_a every_week weekly every_month how_often twice_a regularly",
    "conform* norm* legge regol* audit verific* complian* regulat* audit* legal standard iso law bank_wants",
    "~ riscontr* vulnerabil* rilevat* emers* finding* turned_up came_out vulnerabilit* hole holes open_items",
    "corregg* ripar* sistem* risolv* fix fixes fixed repair* resolve* remediat* plugged close_it",
    "~ di_nuovo ancora_una ricontroll* ritorn* riprova* retest again check_again second_time come_back recheck once_more",
    "ostacol* ferma frena manca_ancora cosa_vi impedisce stopping standing_between in_the would_you anything_else hold_you holding what_else",
    "blocc* bloccat* prezzo_fisso invariat* fermo_per locked fixed_rate price_lock rate_stays frozen hold_the same_price stays_fixed",
    "qualita material* artigian* fatto_a quality material* craft* handmade durable",
    "ambient* sostenib* consum* energi* emission* sustainab* energy consumption carbon solar green",
    "personalizz* su_misura adatt* configur* custom* tailor* bespoke configure* adapt*",
    "scal* cresc* espan* aprire_altri scale* grow* growth expand* expansion roll_out",
    "~ person_che famiglia figli bambini coppia siete_in family kids children couple household",
    // Property, cars, health, learning, travel.
    "~ cas* appartament* villett* villa rustic* casale monolocale bilocal* trilocal* tipologi* house* flat flats apartment* cottage villa farmhouse property home type_of",
    "~ vend* mettere_in sell selling put_on on_the_market",
    "affitt* locazion* rent renting rental lease letting",
    "~ compr* acquist* buy buying purchase*",
    "camere camera stanz* bagn* vani bedroom* bathroom* rooms beds",
    "giardino terrazz* balcon* garage box posto_auto cantina garden terrace balcony parking garage cellar outdoor",
    "lavori ristruttur* rifatt* condizion* stato tetto impianti caldaia infissi abitabile rinnovat* renovat* condition works_needed redone refurbish* roof heating move_in",
    "anno_di costruzione costruit* anni_ha built construction year_built age",
    "planimetri* catast* ape visura rogito atto carte documenti floor_plan deed deeds cadastral paperwork documents land_registry survey energy_certificate",
    "propriet* intestat* comproprietar* eredi unic* proprietari owner ownership co-owner heirs title owned sole",
    "valutazion* stima valore quotazion* vale valuation appraisal worth value",
    "sopralluog* visit* vedere_la viewing* visit* tour come_and",
    "mutuo finanziament* banca preapprov* mortgage* loan financ* bank preapproved cash_buyer",
    "provvigion* commission* percentual* commission* percentage agency_fee",
    "esclusiv* mandato incarico exclusive mandate sole_agency",
    "aspettativ* ricavo cifra prenderne minim* sotto_la asking minimum expect_to want_for hope_for",
    "~ auto macchina vettura furgone veicolo modello car vehicle van truck model make_and",
    "targa immatricol* plate registration licence_plate license_plate reg",
    "chilometr* km strada_ha quanta_strada miles mileage odometer kilometres",
    "spia rumor* sintom* strattona perde_olio guast* difett* warning_light noise symptom* fault broken leak* rattle",
    "sostitutiva cortesia courtesy loaner replacement_car rental_car",
    "dolor* fastidio_al sintom* soffr* male_a symptoms pain hurts ache",
    "allerg* intolleran* medicin* farmac* allerg* medication* medicine* intoleran*",
    "studi* corso livello esame iscriz* classe course* class level exam enrol* enroll* lesson*",
    "viaggi* vacanz* volo hotel camera_doppia partenza_da ospiti notti travel* trip flight hotel nights guests holiday vacation",
    "event* matrimoni* cerimoni* festa invitati sala event* wedding* party guests venue",
];

/// Shorter words lose too much by stemming.
const SHORTEST_STEM: usize = 5;

struct Index {
    exact: HashMap<&'static str, Vec<Concept>>,
    starts: HashMap<&'static str, Vec<Concept>>,
    /// Whole words by their stem, so that `prova` is found in `provate`.
    stems: HashMap<(Language, String), Vec<Concept>>,
    /// First word → second word or its beginning, with the concept.
    pairs: HashMap<&'static str, Vec<(&'static str, bool, Concept)>>,
}

fn index() -> &'static Index {
    static INDEX: LazyLock<Index> = LazyLock::new(|| {
        let mut index = Index {
            exact: HashMap::new(),
            starts: HashMap::new(),
            stems: HashMap::new(),
            pairs: HashMap::new(),
        };
        for (concept, family) in (0_u16..).zip(FAMILIES) {
            for entry in family.split_whitespace().filter(|entry| *entry != "~") {
                if let Some((first, second)) = entry.split_once('_') {
                    let second_open = second.ends_with('*');
                    let second = second.trim_end_matches('*').split('_').next().unwrap_or_default();
                    index.pairs.entry(first).or_default().push((second, second_open, concept));
                } else if let Some(start) = entry.strip_suffix('*') {
                    index.starts.entry(start).or_default().push(concept);
                } else {
                    index.exact.entry(entry).or_default().push(concept);
                    if entry.len() >= SHORTEST_STEM {
                        for language in [Language::It, Language::En] {
                            index.stems.entry((language, stem(entry, language))).or_default().push(concept);
                        }
                    }
                }
            }
        }
        index
    });
    &INDEX
}

/// Whether an idea is spoken of all the time.
pub(super) fn common(concept: Concept) -> bool {
    FAMILIES.get(usize::from(concept)).is_some_and(|family| family.starts_with('~'))
}

/// How many ideas there are.
#[cfg(test)]
pub(super) const fn count() -> usize {
    FAMILIES.len()
}

/// The ideas of the word at `at`, alone or with the word after it.
pub(super) fn of_word(words: &[Word], at: usize, language: Language) -> BTreeSet<Concept> {
    let index = index();
    let mut out = BTreeSet::new();
    let Some(word) = words.get(at) else { return out };
    let folded = word.folded.as_str();
    out.extend(index.exact.get(folded).into_iter().flatten());
    if folded.len() >= SHORTEST_STEM {
        out.extend(index.stems.get(&(language, stem(folded, language))).into_iter().flatten());
    }
    for end in 3..=folded.len() {
        if let Some(start) = folded.get(..end) {
            out.extend(index.starts.get(start).into_iter().flatten());
        }
    }
    if let (Some(pairs), Some(next)) = (index.pairs.get(folded), words.get(at + 1)) {
        for (second, open, concept) in pairs {
            if next.folded == *second || (*open && next.folded.starts_with(second)) {
                out.insert(*concept);
            }
        }
    }
    out
}
