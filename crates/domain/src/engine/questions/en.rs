//! How English speakers ask: a question word with a verb after it, or a verb before its subject.

use super::{Family, Shapes};

const GROUPS: &[(&str, &str)] = &[
    ("aux", "is|are|was|were|am|do|does|did|can|could|will|would|should|shall|has|have|had|may|might"),
    (
        "subject",
        "i|you|we|they|he|she|it|that|this|there|these|those|your|our|the|my|any|anyone|anybody|everyone|everybody|someone|somebody|anything|people|their|his|her|one|both",
    ),
];

const OPENERS: &[&str] = &[
    "(what|how|where|when|why|who|which|whose) <aux> ",
    "(what|how|where|when|why|who|which|whose) <aux>$",
    "(how) (many|much|long|often|big|soon|far|old|large|fast|come|about|quickly|early|late|hard|likely|does|well) ?",
    "(what|which|whose) (?:kind of |sort of |type of )?\\w+(?: \\w+)? <aux> ",
    "(what|which) (?:kind|sort|type|time|size|day|plan|budget|version|number|date|else|about|if|happens|sits|makes|brings|comes|keeps|goes|part|made|took|stops|worries) ?",
    "who (?:else|signs|decides|owns|runs|handles|approves|pays|manages|looks|gets|has|needs|makes|takes|tells|uses|on your|would|will|can|do|is|are)",
    "(?:with|to|for|from|by|in|at|on|until|since|of) (?:what|which|whom|who|how) ",
    "why (?:not|would|should|do|does|did|is|are|now|the|that|this)",
    "(do|does|did|can|could|will|would|should|shall|have|has|had|is|are|was|were|am|may|might) (?:not )?<subject> ",
    "(do|does|did|can|could|will|would|should|shall|is|are|was|were|may) (?:not )?<subject>$",
    "(is|are|does|do|can|will|would|did|was|has|have) (?:\\w+)(?: \\w+){0,2} (?:included|extra|possible|okay|ok|fine|covered|free|available|ready|coming|joining|there|work|works|involved|enough|compatible|supported)",
    "any (?:idea|chance|questions?|thoughts|concerns|plans|news|update|other)",
    "(mind|care) if i|(anything|something|anyone|anybody) else|everything (?:ok|okay|all right|clear)|ready to|sound good|sounds? (?:fair|okay|reasonable)|make sense|makes sense so far",
];

const TELLS: &[&str] = &[
    "what (i|we|you|they|he|she|it|that) \\w+",
    "(i|we|you|they) (do|does|did|can|could|will|would|should|have|has) ",
    "(how|what|where|when|why|who) (it|we|i|they|you|he|she|the)( \\w+)",
    "(do|does|did) not (know|worry|think|get|forget|need|want|care|touch|have)( \\w+){0,3}",
    "(do|have) (that|it|this|one|the|some|both|your) (today|tonight|tomorrow|please|for|by|to|now|in|masked|ready)",
    "who (has|have|is|are|needs|uses|can|will|would|do|gets|makes|takes|runs|looks) (not|never|already|to|been|all|in|just)",
    "which (is|was|are|does|did|would|will|means|makes) (why|fine|great|the|what|good|not|exactly|nice|a|also|really)",
    "(how about that|may (i|the)( \\w+)? (add|say))",
    "why (i|we) ",
    "(would|will|could|can|should|might|must|to|not|never) (\\w+ )?do (that|it|this)",
];

const LEAD_INS: &[&str] = &[
    "so",
    "and",
    "but",
    "okay",
    "ok",
    "um",
    "uh",
    "well",
    "right",
    "then",
    "now",
    "or",
    "hey",
    "hi",
    "hello",
    "yeah",
    "yes",
    "no",
    "sure",
    "great",
    "perfect",
    "alright",
    "sorry",
    "actually",
    "also",
    "honestly",
    "basically",
    "wait",
    "oh",
    "hmm",
    "good",
    "cool",
    "fine",
    "see",
    "please",
    "just",
    "curious",
    "question",
    "quickly",
    "first",
    "second",
    "morning",
    "afternoon",
    "thanks",
    "true",
    "exactly",
    "ha",
    "huh",
    "plus",
    "though",
    "because",
    "mean",
    "guess",
    "anyway",
    "today",
    "there",
];

const ANYWHERE: &[&str] = &[
    "(can|could|may|might) i (just )?(ask|check|get|have|see|know|share|show|add|call|bring|book|put)",
    "(can|could|would|will) you (please |just |maybe |also |still )?(tell|show|walk|share|explain|give|remind|confirm|send|help|hear|see|say|describe|repeat|do|live with|consider|be|mind|join|spell|read|write|sign|move|introduce|forward)",
    "(do|did|does) (you|your|that|it|this|they|anyone|anybody|he|she) (guys |still |also |even |already |really |currently |actually |happen to |all )?(have|know|think|want|need|use|mean|work|make|suit|see|offer|support|charge|plan|feel|get|handle|include|track|mind|agree|like|integrate|run|come|cover|sound|help|store|keep|sell|look|go|cost|take|hold|talk|remember)",
    "(what|how) (about|do you|did you|would you|are you|can you|will you|is your|are your|would that|does that|does it|is the|are the|was the|happens (when|if|to|with)|if (we|i|you|they|it|the|one|somebody|someone))",
    "(how|what) (many|much|long|often) (\\w+ ){1,4}(do|does|did|are|is|have|has|would|will|can|per)",
    "(where|when|why|who) (do|does|did|would|could|should|can|are|is|will|was) (you|we|i|it|that|the|they|your|this|my|our|he|she)",
    "(is|are|was|were) (there|that|it|this|they|you) (a way|any|anything|anyone|something|someone|okay|ok|fine|correct|right|included|possible|extra|still|also|already|really|true|all|enough|more|only|just)",
    "(should|shall|could|can) (we|i) (\\w+ ){0,6}\\w+$",
    // Turned round wherever it stands: who tells says "you are", who asks "are you".
    "(are|were|did|do|have|would|will) you (\\w+ing|ever|still|already|able|happy|free|usually|normally|two|both|all) (\\w+ ?)+",
    "is (anything|anyone|anybody|everything|now|today) (\\w+ ?)+",
    "(which|what) (day|days|evenings?|mornings?|times?|part|one|size|kind|sort) (\\w+ )?(could|can|would|do|did|should|are|is|suits?|works?)",
    "anything (wrong|nasty|special|in particular|specific|i (need|should))",
    "(just|only) (you|him|her) or (\\w+ ?){1,4}$",
    "who (on your side|at your end|signs|decides|approves|has to|needs to|else)",
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
                "\\w+ \\w+ (right|correct|you know what i mean|make sense|makes sense|sound good|sounds good|or not|or what|or no|is it|are you|do you|does it|is not it|does not it|are not you|do not you|is that right|okay with you|fair)",
            ],
        ),
    }
}
