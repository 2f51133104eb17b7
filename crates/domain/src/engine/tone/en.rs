//! English words and phrases with a tone. Written for talk about buying and selling.

use super::Lexicon;

const WORDS: &[(f32, &str)] = &[
    (
        2.6,
        "amazing awesome fantastic wonderful brilliant excellent incredible outstanding superb gorgeous thrilled \
         delighted love loved loving perfect terrific phenomenal fabulous magnificent wow adore exceptional \
         marvellous marvelous stunning ecstatic",
    ),
    (
        1.8,
        "great happy excited impressed impressive glad pleased beautiful lovely satisfied relieved relief \
         reassuring reassured convinced convincing elegant slick enjoy enjoyed neat sweet clever delightful \
         appreciate grateful bravo hooray yay gladly exciting",
    ),
    (
        0.8,
        "decent pleasant ideal sensible refreshing honest good nice helpful useful easy interesting smooth simple handy reliable friendly fast quick solid comfortable thanks cool fair promising fun smart",
    ),
    (
        -2.6,
        "awful terrible horrible nightmare disaster hate hated furious outrageous ridiculous unacceptable disgusting \
         worst appalling scam ripoff insulting pathetic atrocious dreadful catastrophe catastrophic livid disgrace \
         insane horrific hopeless",
    ),
    (
        -1.8,
        "terrified horrified horror rotten criminal shocking shocked shambles dire gutted fuming rubbish garbage crap hassle faff \
         robbed ruined ruining leaking frightening frightened distressed helpless sickening yuck angry annoyed annoying frustrated frustrating frustration disappointed disappointing disappointment upset \
         worried worries scared afraid fear fed sick painful hurts ugly burned burnt embarrassed embarrassing \
         unhappy useless mess messy broken fails failed failing failure wasted waste anxious nervous skeptical \
         sceptical uncomfortable worse bad badly drowning overwhelmed exhausted exhausting misleading dishonest \
         lied lying unfair crazy stressful stressed sad regret stuck chaos chaotic miserable dread ouch oof \
         infuriating clunky sorry_state yelling yells hell cry crying",
    ),
    (
        -0.8,
        "steep moan moans yikes blimey expensive slow difficult hard problem problems issue issues concern concerned concerns doubt doubts doubtful risky confusing confused complicated unfortunately trouble tricky boring unclear late weird wrong pricey costly",
    ),
];

const GROUPS: &[(&str, &str)] = &[("very", "very|really|so|super|quite|pretty|absolutely|totally|extremely")];

const PHRASES: &[(f32, &str)] = &[
    (0.3, "no problem( at all)?|not a problem|no worries|no issues?|not an issue|no trouble|problem solved"),
    (
        0.4,
        "not (too |that |so |half )?(bad|hard|difficult|expensive|slow|complicated)|can not complain|not to worry|do not worry|no hard feelings",
    ),
    (
        0.0,
        "good (morning|afternoon|evening|day|night|question|point|luck|to meet|enough|idea of)|nice to (meet|see)|great question|thank you|thanks|pretty (much|good at|sure)|good deal of|hard (copy|drive|coded|launch)|would like|looks? like|something like|feels? like|it is like|i would love to (but|see|know|hear)|sorry( about that| to| i)?|how (bad|hard|good|difficult|expensive)|sick leave|bad debt|to be fair|fair enough|trade fair|well done steak|fun fact",
    ),
    (0.6, "thank you (so|very) much|thanks (so|very) much|thanks a (lot|million)|many thanks"),
    (
        2.0,
        "(i|we) (really |absolutely |do |just )?(love|adore) (that|it|this|the|how|what|your)|(i|we) (really |quite )?like (that|it|this)( a lot| very much)|i like that|i like it|that is (so |really |just )?(cool|neat|nice|lovely|brilliant|amazing|perfect|great|clever|fantastic|beautiful|wonderful|good news|music to)",
    ),
    (
        1.8,
        "exactly what (i|we)[a-z ]{0,24}(need\\w*|want\\w*|look\\w*|ask\\w*|beg\\w*|after|miss\\w*|hop\\w*)|game changer|dream come true|can not wait|look(ing)? forward to|(made|makes|make) my day|blown away|no brainer|spot on|life ?saver|hits the spot",
    ),
    (
        1.5,
        "(would|will|could) (really |probably )?(save|spare) (us|me|my team|them) (a lot|so much|hours|tons|days|weeks|a ton|an? [a-z]+)|save us so much|takes? a (load|weight) off|huge (help|relief|win)|better than (i|we)[a-z ]{0,10}(thought|expect\\w*|hop\\w*|fear\\w*|imagin\\w*)|did not expect that|pleasantly surprised",
    ),
    (
        1.3,
        "(that|this|it|which) (really )?(calms|reassures|helps|convinces|settles|works for|makes sense to|sold) (me|us)|i am (sold|in|convinced|on board|all for)|count (me|us) in|where do (i|we) sign|let us do (it|this)|you have got a deal|sign me up|i feel (much |a lot |a bit )?better",
    ),
    (
        1.0,
        "you have been (very |so |really |super )?(helpful|patient|kind|great|clear|honest)|well done|kudos|good job|nicely done|happy (to|with)|(quite|very|so|really) (kind|helpful) of you",
    ),
    (
        1.3,
        "makes? me feel (much |a lot |a bit )?better|(less|better|cheaper|faster) than (i|we) (\\w+ )?(figured|expected|thought|feared|hoped|imagined)|(was|were) expecting (more|worse|months|weeks)|(i|we) (had )?expected (more|worse|months|weeks)|(pleasant|nice|lovely|good) surprise|(very|really|quite|pretty) (decent|fair|reasonable|honest|generous)|thanks? (you )?so much|thank god|what a relief|i would (\\w+ )?love",
    ),
    (
        -1.4,
        "(feel|felt|feeling|made me|makes me) (\\w+ )?sick|good (god|grief|lord)|where (do|would|am) (i|we) (\\w+ )?find (that|this)|horror stor(y|ies)|never (once )?(rang|called|wrote|answered|came back)|(eight|six|nine|ten|twelve|many|several) months of|(took|taking) (us|me) (\\w+ ){0,3}?(months|years|forever)|that is steep|like a sieve|(gone|lost) in a (minute|second|day)|(i|we) still (wake|lose sleep)",
    ),
    (
        -2.0,
        "(do|does|did) not (really |particularly |quite )?(like|trust|believe|care for|enjoy|appreciate)|not (happy|convinced|impressed|satisfied|thrilled|comfortable|pleased|okay|ok|acceptable|good enough|fun|cool|funny)|not (very|really|too|so|particularly|at all|exactly|entirely) (happy|convinced|impressed|satisfied|comfortable|good|great|pleased|keen|helpful|useful|reliable|sure)",
    ),
    (
        -1.6,
        "(does|do|did|is|are|was) not (even )?(work|working|worked|work at all|answer|respond|reply)|never (work\\w*|answer\\w*|call\\w*|repl\\w*|respond\\w*|heard back|again|deliver\\w*)|still (waiting|broken|not working|open after)|(nobody|no one) (ever )?(answer\\w*|repl\\w*|respond\\w*|call\\w*|pick\\w*|help\\w*|told|knows)",
    ),
    (
        -1.8,
        "(sick|tired) (and tired )?of|fed up|had enough|up the wall|(drives?|driving|drove) (me|us|everyone) (crazy|mad|nuts|insane|up)|last straw|wits? end|pain in the|heart attack|joke|you are kidding|are you kidding|give me a break|come on|rip ?off|highway robbery|daylight robbery|a fortune|arm and a leg|through the roof|through the nose",
    ),
    (
        -1.5,
        "wast\\w+ (of |my |our |so much |a lot of )?(time|money|hours|week\\w*)|(los\\w+|lost) (a lot of |so much |our |my |hours|too many )?(money|time|customers?|hours|clients?|sleep|patience|trust|faith)|(got|been|were|was|get) (burned|burnt|hacked|let down|stung|screwed|ripped off|lied to|cheated|left)|let (us|me) down|bitten",
    ),
    (
        -1.4,
        "too (expensive|much|high|slow|complicated|complex|risky|late|long|many|dear|good to be true|steep)|way over|that hurts|sticker shock|makes? me (nervous|uncomfortable|anxious|angry|laugh|cringe)|scares? me|worries me|concerns me|bothers me|bugs me|keeps? me (up|awake)|red flag",
    ),
    (
        -1.2,
        "(i am|we are|i was|we were) (just |really |so |very |a bit |kind of |already |honestly )?(worried|concerned|hesitant|reluctant|nervous|skeptical|sceptical|torn|lost|disappointed|struggling|drowning|swamped|stuck|afraid not)|have (my|our|some|serious) (doubts|concerns|reservations)|(i am|we are) not (so )?sure (about|this|that|it)|hard to (believe|swallow|justify|trust)|forgive me if",
    ),
    (
        -1.2,
        "same (old )?(story|promises|pitch|thing every)|empty promises|heard (that|it|this) (all )?before|smoke and mirrors|too little too late|what a (shame|pity|mess|joke|waste|disaster)|such a (shame|pity|mess|pain)|i am sorry (but|it|to say|we)|unfortunately",
    ),
];

const NEGATIONS: &[&str] =
    &["not", "never", "no", "without", "nothing", "hardly", "neither", "nobody", "none"];
const BOOSTERS: &[(&str, f32)] = &[
    ("very", 1.3),
    ("really", 1.3),
    ("so", 1.2),
    ("super", 1.3),
    ("extremely", 1.5),
    ("absolutely", 1.4),
    ("totally", 1.4),
    ("incredibly", 1.5),
    ("truly", 1.3),
    ("too", 1.1),
    ("pretty", 1.0),
    ("quite", 1.0),
    ("bit", 0.7),
    ("slightly", 0.5),
    ("somewhat", 0.7),
    ("kind", 0.7),
    ("kinda", 0.7),
    ("almost", 0.7),
];
const TURNS: &[&str] = &["but", "however", "though", "although", "yet", "unfortunately"];

pub(super) fn lexicon() -> Lexicon {
    Lexicon::new(WORDS, PHRASES, GROUPS, NEGATIONS, BOOSTERS, TURNS)
}
