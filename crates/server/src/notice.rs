//! The notice guests agree to before they enter (GDPR art. 13, EU AI Act art. 50). A changed text is a new version:
//! the version is kept with every consent.

use sottovoce_domain::language::Language;

/// Which texts these are.
pub const VERSION: &str = "ai-notice-1";

/// The notice itself.
pub const fn text(language: Language) -> &'static str {
    match language {
        Language::It => "Questa chiamata è assistita da AI per scopi di qualità",
        Language::En => "This call is assisted by AI for quality purposes",
    }
}

/// What it means, in plain words.
pub const fn explanation(language: Language) -> &'static str {
    match language {
        Language::It => {
            "Le parole dette durante la chiamata vengono trascritte automaticamente e lette da un software che aiuta \
             chi vi parla: segue gli argomenti, propone risposte e prepara un riepilogo. Dati come numeri di carta, \
             IBAN o codici fiscali vengono oscurati prima di essere salvati. Il tono è letto solo dalle parole, mai \
             dalla voce o dal volto. Se non siete d'accordo potete lasciare questa pagina: non verrà salvato nulla."
        }
        Language::En => {
            "What is said in the call is transcribed automatically and read by software that helps the person you \
             speak with: it follows the topics, proposes answers and prepares a summary. Data such as card numbers, \
             bank accounts or tax codes are masked before anything is stored. Tone is read from words only, never \
             from voice or face. If you do not agree you can leave this page: nothing will be stored."
        }
    }
}
