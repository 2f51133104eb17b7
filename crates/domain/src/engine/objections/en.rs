//! How English-speaking customers object, kind by kind, and what only sounds like it.

use super::{Sign, Signs};
use crate::playbook::ObjectionType::{Authority, Competitor, Effort, Fit, Need, Price, Stall, Timing, Trust};

const GROUPS: &[(&str, &str)] = &[
    (
        "very",
        "(?:a bit |a little |quite |pretty |really |very |rather |way |far |too |so |awfully |kind of |a touch |on the |slightly |still |honestly |just |fairly |seriously )",
    ),
    ("dear", "expensive|pricey|steep|costly|dear|high|much|rich|salty|overpriced|hefty"),
    (
        "cost",
        "price|pricing|cost|costs|fee|fees|rate|quote|quotation|subscription|figure|number|bill|premium|commission|licence|license|sum|total|amount|invoice|setup|day rate|deposit",
    ),
    ("we", "i|we"),
    ("other", "another|other|different|competing|rival|alternative"),
    (
        "vendor",
        "vendors?|suppliers?|provider|providers|compan(?:y|ies)|firms?|agents?|agenc(?:y|ies)|offers?|quotes?|proposals?|bids?|options?|tools?|products?|solutions?|shops?|contractors?|freelancers?|banks?|brokers?|consultants?|guys?|platforms?|software|systems?|garage|dealer",
    ),
    (
        "boss",
        "boss|manager|director|board|cfo|ceo|coo|cto|cio|partner|partners|wife|husband|spouse|partner|owner|owners|committee|procurement|purchasing|legal|finance|head office|headquarters|corporate|landlord|accountant|lawyer|solicitor|co founder|cofounder|cofounders|business partner|father|mother|dad|mum|mom|brother|sister|son|daughter|family|team lead|principal|trustees|council|shareholders|investors|group|it department|security team|compliance|chair|president|vp",
    ),
    (
        "later",
        "next (?:year|quarter|month|season|spring|summer|autumn|fall|winter|budget|fiscal year|financial year)|(?:in|until|till|before|after|not before|around|by) (?:the )?(?:new year|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|summer|spring|autumn|fall|winter|holidays|season|harvest|launch|audit|merger|move|year end|end of the (?:year|quarter|month)|tax season|q[1-4])|later (?:this|in the) year|down the (?:road|line)|six months from now|in (?:a few|six|three|a couple of|two|nine|twelve) months",
    ),
    (
        "change",
        "migrat\\w+|switch\\w*|mov(?:e|ing)|chang(?:e|ing)|train\\w*|retrain\\w*|integrat\\w+|rebuild\\w*|re ?enter\\w*|implement\\w*|roll\\w* out|onboard\\w*|learn\\w*|set(?:ting)? (?:it|this|that|everything) up|install\\w*|import\\w*|convert\\w*|rip\\w* out|rewrit\\w*|start\\w* over|deploy\\w*|setup",
    ),
];

const SIGNS: &[Sign] = &[
    // Price.
    (
        Price,
        3,
        "(is|are|seems|sounds|looks|feels|comes out|it|that|be|get|gets|getting|you are|priced|runs) (just |still |always |honestly |all )?(too|way too|far too|awfully|pretty|quite|really|very|a bit|a little|rather|kind of|a touch|so|pretty damn|a tad|on the) (<dear> side|<dear>)",
    ),
    (
        Price,
        3,
        "(over|above|out of|outside|beyond|past|blows?|exceeds?|not (in|within)|bust\\w*) (of )?(my|our|the|what we|any) ?(\\w+ )?(budget|range|league|price range|means|planned|limit|had in mind|can afford|spend)( line)?|not in (my|our|the) budget",
    ),
    (
        Price,
        3,
        "(<we>) (can not|could not|can hardly|could never|can never|will never|are not able to|do not|did not) (really |possibly |just |even |quite )?(afford|stretch to|justify|swing|pay|spend|budget|have (that|the|this|any|enough)( kind of)? (money|budget|cash|funds)|go (that|any) high\\w*)|no (budget|money|cash) (for|left|this|available)|(do not|did not) have (\\w+ ){0,3}(budget|money|cash|funds)",
    ),
    (
        Price,
        3,
        "(more|a lot more|way more|far more|higher|twice|double|triple|three times) (\\w+ ){0,2}?(than|what) (<we>|my|our) (\\w+ ){0,2}?(pay|paid|make|planned|spend|budgeted|hoped|earn|rent|mortgage|salary)|(expected|hoped for|was hoping for|were hoping for|thinking|had in mind|wanted) (\\w+ ){0,3}(less|cheaper|lower|half|closer to)",
    ),
    (
        Price,
        3,
        "(a lot|lots|loads|an awful lot|a ton|that much|so much|this much|serious|crazy|silly|stupid) (of )?(money|cash)|(costs?|charg\\w+|want|wants|asking|paying|pay|spend|is) (\\w+ ){0,3}?(a fortune|an arm and a leg|the earth|a bomb|through the nose|a small fortune|a king s ransom|daylight robbery|highway robbery|a kidney)|sticker shock|rip ?off|(price|cost|number|figure|fee|quote) (\\w+ ){0,2}(shock\\w*|hurts|scares|stings|killing|kills|insane|crazy|ridiculous|eye watering|outrageous)",
    ),
    (
        Price,
        3,
        "(can|could|would|will|any chance|need|want|give|get|have|offer|is there|are there|looking for|do) (\\w+ ){0,5}?(a discount|discount|better price|lower price|better deal|come down|knock \\w+ off|cheaper|a break on|do better on|sharpen|shave|take \\w+ off|lower the|reduce the)|(you|they) (would|will|will have to|need to|have to|must) (\\w+ )?(come down|do better|drop|lower|cut|sharpen)",
    ),
    (
        Price,
        3,
        "(<we>) (only |just )?(have|had|got|have got|put|set|ve got) (\\w+ ){0,4}?(for (the whole|everything|all of|this|the entire|it all)|to spend|set aside|tops|max|at most|maximum|budgeted|and (that|not) (is|a))( \\w+){0,2}|(budget|limit|ceiling|cap) (is|was) (\\w+ ){0,4}(less|half|lower|below|only|tops|max|nowhere near)",
    ),
    (Price, 1, "ouch|oof|yikes|blimey"),
    (
        Price,
        2,
        "(<cost>) (\\w+ ){0,3}?(adds up|hurts|stings|does not work for us|is a stretch|is a problem|puts us off|is a lot|is the problem|is an issue|is tough|is hard to|bothers|worries|seems off|is killing|would kill|is hard|is brutal|ouch)|hard to (swallow|justify)|(is|does) not (worth|justify|add up|stack up|pay for itself)|not worth (it|that|the)|(that|it) (hurts|stings|adds up|is a stretch)",
    ),
    (
        Price,
        2,
        "for (that|this) (kind of )?(money|price|cost) (<we>|you)|(money|cash|budgets?|margins?|funds) (is|are) (\\w+ )?(tight|thin|gone|frozen|limited|spent|razor)|every (\\w+ ){0,4}gets? more expensive|(hidden|extra|additional) (fees|costs|charges)|nickel and dim\\w+",
    ),
    // Competitor.
    (
        Competitor,
        3,
        "(<we>|us|me|she|he|they) (\\w+ ){0,4}?(have|got|received|had|getting|looking at|talking to|speaking (to|with)|comparing|considering|evaluating|shortlist\\w*|met|seen) (\\w+ ){0,3}?(<other>) (<vendor>)|(an|the|their) (offer|quote|proposal|bid) from \\w+|(offer|quote|proposal|bid|price) (from|by) (\\w+ ){0,2}(is|was|came|at|for|that)",
    ),
    (
        Competitor,
        3,
        "(they|he|she|competitor|competitors|competition|<vendor>|guy|website|online|amazon|else) (\\w+ ){0,3}?(is|are|was|were|does|do|offers?|charges?|quoted|comes? in|came in|would do|will do|sells?|gives?|has|have|at) (\\w+ ){0,4}?(cheaper|half (the price|your (price|rate|fee)|that price|as much|of (that|what|yours))|less than (you|half|yours)|for free|lower than|undercut\\w*|a third (of|less)|the better (deal|offer|one|option)|a better (deal|offer|price|product))",
    ),
    (
        Competitor,
        3,
        "(we|i) (already |also |currently )?(use|have|pay for|run|got|bought|own|subscribe to|are on|are using|are with|work with) (\\w+ ){0,5}?(and it|that|which|it) (\\w+ )?(does|do|kind of does|covers|handles|gives) (this|that|it|the same|most|all|everything|some|us|already)|(already|kind of) (does|do|covers|gives us|has) (this|that|it|the same|all)|do not see why (<we>) (would|should|need) (\\w+ ){0,2}(a second|another|two|both|add|buy)",
    ),
    (
        Competitor,
        3,
        "(<we>) (are|am|will|would|might|may|think|will probably|are probably|are going to|have decided to|decided to|prefer to)? ?(\\w+ )?(go|going|went|stay|staying|stick|sticking|sign|signing|signed|leaning|lean|chose|choosing|choose|picked|prefer) (\\w+ )?(with|to|towards?|for) (them|the other|another|someone else|somebody else|our current|the current|the competition|the cheaper|your competitor)|then it is [a-z]+$|why (should|would) (<we>) (pay|choose|pick|go with|buy) (\\w+ ){0,4}(you|yours|more|double|triple|twice)",
    ),
    (
        Competitor,
        3,
        "(same|exact same|identical|similar) (thing|things|service|features|product|job|work|deal|coverage|package|kit) (\\w+ ){0,4}?(for|at|cheaper|less|half)|(elsewhere|somewhere else|down the (road|street)|on amazon|online|across town) (\\w+ ){0,5}(for|cheaper|less|half|\\d+)|(cheaper|less|better) (\\w+ ){0,3}(elsewhere|somewhere else|down the (road|street)|online|on amazon)|(your|the) (competitors?|competition) (\\w+ ){0,6}(cheaper|better|faster|less|already|includes?|offers?|free|has|have|does)",
    ),
    (
        Competitor,
        3,
        "(the other|another|an other) (<vendor>) (\\w+ ){0,4}?(told|said|says|gave|does|did|offers?|offered|promised|includes?|has|charges?|wants?|quoted|takes?|asks?|can|will|would|only)|(they|agency|agent|agents|broker|he|she|bank) (only )?(charges?|takes?|asks?|wants?) (\\w+ ){0,3}(percent|less|half|nothing|\\d+)( \\w+){0,2}",
    ),
    // Timing.
    (
        Timing,
        3,
        "(not|bad|wrong|worst|terrible|isn t|never|no) (a |the |really |quite |exactly |right |just |such a )?(good |great |right |best |ideal )?(time|moment|now|timing|this (year|quarter|month|week|summer|season)|right now|at the moment|yet|before|until)( \\w+)?|(timing|calendar) (\\w+ ){0,3}(bad|off|wrong|terrible|awful|tricky|not|does not|problem|issue|tough|worst|concerns)",
    ),
    (
        Timing,
        3,
        "(not|nothing|no one|nobody|can not|do not|will not|would not|could not|never) (\\w+ ){0,6}?(<later>)|(<later>) (\\w+ ){0,3}?(at the earliest|maybe|earliest|is when|would be better|works better|is better|is more realistic|instead|if at all|first)|(wait|waiting|hold off|push|postpone|delay|revisit|circle back|come back|talk again|pick this up|park it|parked|put (it|this) off|look at (it|this)( again)?|call (me|us|back)|check back|reconnect|touch base) (\\w+ ){0,4}?(<later>)",
    ),
    (
        Timing,
        3,
        "(code |release |change |hiring |budget |spending |holiday |deployment )?(freeze|frozen|blackout)( \\w+){0,2}|(too|a bit|a little|still) (early|soon|premature) (for|to)( \\w+){0,2}|(swamped|slammed|buried|flat out|snowed under|maxed out|tied up|in the middle of|right in the middle|busy|busiest|crazy|hectic) (\\w+ ){0,4}?(right now|at the moment|until|till|season|this (month|quarter|week|year)|move|merger|launch|audit|harvest|period|now)",
    ),
    (
        Timing,
        3,
        "(first|before that|before we) (<we>) (need|have|must|want|should) to (\\w+ ){0,3}(finish|sell|complete|close|get through|move|hire|fix|find|wrap up|sort)|(budget|money|spend) (\\w+ ){0,4}(spent|allocated|locked|closed|gone|next year|committed|frozen)( \\w+){0,2}|nobody( is|s)? allowed to (\\w+ ){0,4}|(that|the|your|our) (date|deadline|start) (\\w+ ){0,4}(too late|does not work|will not work|after|past|misses|is the)|(other|bigger|more urgent) (priorities|fish|fires|projects)|not a priority",
    ),
    // Authority.
    (
        Authority,
        3,
        "(not|is not|it is not|that is not) (my|mine|just my|only my|entirely my|up to me|just up to me|only up to me|solely|really my|something <we> can) ?(call|decision|money|budget|alone|to make|decide)?( to make)?|(<we>) (can not|could not|do not|am not able to|am not authori[sz]ed to|am not allowed to|have no authority to) (\\w+ )?(decide|sign|approve|commit|authori[sz]e|make (that|the|this) (call|decision)|say yes|give you (a|an) (yes|answer)|sign off)( \\w+){0,3}",
    ),
    (
        Authority,
        3,
        "(have|need|got|want|would like|ll have|going|must|should|prefer|like|am going) (to )?(\\w+ )?(talk|speak|check|ask|run|discuss|consult|clear|convince|go|take|show|bring|get|pass|confirm|sit down|present|sell|pitch)( it| this| that| the idea)? ?(\\w+ ){0,4}?(to|with|by|past|from|in front of|through|off)? ?(my|our|the|his|her) (\\w+ )?(<boss>)",
    ),
    (
        Authority,
        3,
        "(my|our|the|his|her) (\\w+ )?(<boss>) (\\w+ ){0,2}?(has|have|would|will|needs?|must|makes?|decides?|signs?|approves?|holds?|wants?|gets?|is the one|are the ones|controls?|runs?) (\\w+ ){0,3}?(to (sign|approve|decide|agree|see|say|okay|ok|be|weigh|look|review|know)|final|decision\\w*|off|purse|yes|call|say|everything|see it|a say|involved|the money|them|these|it)|(signed|approved|decided|okayed|cleared|authori[sz]ed) (off )?by (my|our|the|someone|somebody|head)|goes to (the|my|our) (<boss>|them)",
    ),
    (
        Authority,
        3,
        "(above|over|beyond|anything over|anything above|more than) (\\w+ ){0,5}?(goes|is|it is|needs|has to|requires) (\\w+ ){0,4}?(them|board|boss|cfo|her|him|sign\\w*|approval|someone|committee|the)|(someone|somebody) else (\\w+ )?(decides|signs|approves|makes|holds|handles)|above my (pay ?grade|head)|(needs?|requires?|wait\\w* for|without) (\\w+ ){0,2}?(approval|sign ?off|the okay|a green light|green light|buy in|blessing|signature)( \\w+){0,3}|(he|she|they)( would| will| s| d)? (has|have|need|needs|want|wants|would have) to (see|approve|sign|agree|okay|decide|review|say)( \\w+){0,3}|if the (<boss>) (nods|agrees|approves|says)",
    ),
    // Need.
    (
        Need,
        3,
        "(<we>) (do|really do|just do|honestly do|did) not (\\w+ )?(need|see (the|a|any|much) (need|point|value|reason|benefit|use)|see (why|what|how) (<we>|it|this)|require|have (a|any|the) (need|use|problem))( \\w+){0,3}|no (real |actual |great )?(need|use|reason|point)( for| to| in)?( \\w+){0,2}|(what|why) (would|do|should) (<we>) (\\w+ )?(need|want|bother|pay|change|switch|use|do with)( \\w+){0,3}|not (interested|something we need|for us|necessary|needed|looking)( \\w+){0,2}|(wonder|sure|see) why (<we>) (would|should|need|d)( \\w+){0,3}",
    ),
    (
        Need,
        3,
        "(<we>|things|it|everything|system|that|spreadsheet|excel) (\\w+ ){0,3}?(are|am|is|works?|doing|does|get by|manage|gets? the job done|managed|getting by|getting along) (\\w+ )?(fine|ok|okay|well|great|good|perfectly|all right|alright|happy|just fine)( (as|with|without|the way|for us|already|enough|so far|thanks|now|how|like|for now|on our own|today))( \\w+){0,3}|(we|i) are (just )?fine|(is not|ain t|not) broke\\w*|(been doing|doing|done) (it|this|that) (\\w+ ){0,3}for (\\w+ )?years|(always|for years|twenty years|thirty years|ten years) (\\w+ ){0,3}(done|worked|managed|been|run|used|did)( \\w+){0,3}|(happy|content|satisfied|comfortable|fine|good|covered|sorted|set) with (what|our|the|how|my|it the way)( \\w+){0,3}",
    ),
    (
        Need,
        3,
        "(already|we ve) (covered|sorted|all set|taken care of|have someone|have somebody|got someone|have that|do that|do this|handle that|passed)( \\w+){0,3}|(my|our) (\\w+ )?(nephew|niece|cousin|son|daughter|secretary|assistant|intern|accountant|guy|spreadsheet|notebook|team) (\\w+ ){0,2}(does|handles|takes care|looks after|do|already|manages)( \\w+){0,2}|(nice|good) to have( \\w+){0,2}|(solution|tool) looking for a problem|(do|can do|doing|did|sell|handle|build|built) (it|this|that) (\\w+ )?(ourselves|myself|in house|by hand|on our own|for free)|(word of mouth|pen and paper)( \\w+){0,3}|(is|are|do) (all )?(we|i) need( \\w+)?$",
    ),
    // Trust.
    (
        Trust,
        3,
        "(do|does|did|can|could|would|should) not (\\w+ )?(trust|fully trust|feel (safe|comfortable|good))( \\w+){0,3}|(how|why) (do|can|could|would|should) (<we>) (\\w+ )?(know|trust|be sure|believe)( \\w+){0,4}|(makes? (me|us)|i am|we are|feel|feeling) (\\w+ )?(nervous|uneasy|uncomfortable|wary|worried|anxious|skeptical|sceptical|suspicious|paranoid)( \\w+){0,3}|(trust|credibility) (\\w+ )?(issue|problem|issues)",
    ),
    (
        Trust,
        3,
        "(got|get|been|was|were|gets|being|gotten|have been|had been|us|me) (badly |really |just |already )?(hacked|breached|burned|burnt|stung|scammed|ripped off|let down|ghosted|screwed|bitten|cheated|conned|lied to|locked in|held hostage|left (hanging|high|stranded|alone))( \\w+){0,3}|(last|previous|other|our old|our last|the last) (\\w+ ){0,2}(guy|guys|people|vendor|provider|agency|company|supplier|ones?|contractor|agent|lot|tester|consultant|time) (\\w+ ){0,6}(disappear\\w*|vanish\\w*|broke|lost|left|never|took|went (bust|under|dark|bankrupt)|promised|burn\\w*|mess\\w*|ruin\\w*|crash\\w*|ghosted|down|leak\\w*|failed|stopped)( \\w+){0,3}",
    ),
    (
        Trust,
        2,
        "(had|hired|used|tried) (a|an|another|one) (\\w+ ){0,6}?(who|that|and (they|he|she|it)) (\\w+ )?(took|crashed|broke|lost|leaked|disappeared|vanished|never|left|ruined|messed)( \\w+){0,4}",
    ),
    (
        Trust,
        3,
        "(data|information|records|files|customers?|security|privacy|details|patient|hipaa|gdpr|passwords?|keys) (\\w+ ){0,8}?(breach\\w*|leak\\w*|stolen|hack\\w*|exposed|lost|risk|risky|safe enough|worr\\w+|concern\\w*|fall into|compromised|someone else|strangers|public|on a train|at risk|sold|abroad|overseas|out of our control|in the cloud)|(breach\\w*|leak\\w*|hack\\w*|lawsuit|liable|liability|fined|ransomware) (\\w+ ){0,6}(customers?|data|us|me|name|letters|headlines|happen\\w*|again|personally)",
    ),
    (
        Trust,
        3,
        "(worr\\w+|concern\\w*|afraid|scared|nervous|fear|risk|terrified|reluctant|uncomfortable|hesitant) (\\w+ ){0,6}?(security|data|privacy|breach\\w*|cloud|lock\\w*|stuck|hostage|strangers|access|production|disappear\\w*|bankrupt|go under|outage|go down|goes down|reliab\\w+|trust|reputation|compliance|hidden|fail\\w*|safety|scam\\w*)|(lock|locked|locking) (us |me )?in(to)?( \\w+){0,2}|(vendor|contract) lock ?in|(stuck|trapped|tied|chained) (\\w+ )?(with you|with it|with them|to you|to a contract|into a contract|to one vendor)( \\w+){0,3}",
    ),
    (
        Trust,
        3,
        "(give|giving|hand|handing|let|letting|trust\\w*) (\\w+ ){0,6}?(keys|access|data|strangers|credentials|passwords?|house|outsiders|people (<we>|i have)) (\\w+ ){0,4}?(to|with|never|do not|have never|in|production|strangers|someone|outside\\w*)( \\w+){0,3}|(people|company|someone) (<we>) (have|had|ve) (never|barely) (met|heard|seen|worked)( \\w+){0,2}|never heard of (you|your|them)|(sounds|seems|is|looks) too good to be true|what if (you|they|your) (\\w+ ){0,3}(go (bust|under|out of business|down)|disappear|get (bought|acquired|hacked)|fold|shut|fail|raise|crash)( \\w+){0,2}|what happens (if|when) (you|your|it|the) (\\w+ ){0,4}(go (bust|under|down)|goes down|get (bought|acquired|hacked)|fail\\w*|break\\w*|crash\\w*|disappear)|(bad|terrible|awful|mixed|negative|poor|horror) (reviews?|reputation|references|stories)|(bad|rough|terrible|awful|similar) experiences?( \\w+){0,3}|fallen for (\\w+ ){0,4}(before|promises)|heard (it|that|this|those promises) (all )?before",
    ),
    // Fit.
    (
        Fit,
        3,
        "(does|do|did|will|would|can|could) not (\\w+ )?(fit|suit|cover|support|handle|work (for|with|on|in)|match|integrate|connect|talk to|do what|include|offer|speak|run on|play well|meet|solve|apply)( \\w+){0,5}|(is|are) not (\\w+ )?(designed|built|made|suited|suitable|right|compatible|meant|flexible enough|big enough|small enough|available|supported|a (good |great )?(fit|match))( (for|with|to|in))?( \\w+){0,3}",
    ),
    (
        Fit,
        3,
        "(you|it|this|that|they|yours) (do|does) not (\\w+ )?(have|do|offer|include|come with)( \\w+){0,4}",
    ),
    (
        Fit,
        3,
        "(missing|lacks?|lacking|there is no|there are no|no support for|you do not have|it has no|without) (\\w+ ){0,4}?(feature|features|integration|integrations|module|app|function|option|api|support|version|reporting|offline|export|import|connector|language|hardware|bluetooth|certificat\\w+|parking|garden|garage|elevator|lift)( \\w+){0,2}|(deal ?breaker|showstopper|show stopper|non starter|must have)( \\w+){0,3}",
    ),
    (
        Fit,
        3,
        "(we|i|our|my|ours) (\\w+ ){0,4}?(are|is|am) (\\w+ )?(different|special|unusual|unique|not like (that|your|other|those)|too (small|big|complex|niche|specific)|a (different|special) case|another story|an odd|a weird)( \\w+){0,4}|(too (small|big|complex|basic|simple|generic|rigid|limited|advanced|much tool)|overkill|more than we need|one size fits all) ?(for (us|me|our|a|what)|here)?( \\w+){0,2}|(built|made|meant|designed|aimed|tool|thing|product) (\\w+ )?(for|at) (\\w+ )?(big|large|enterprise\\w*|small|bigger|larger|us|american|corporat\\w+|startups?|companies)( \\w+){0,2}|(do not|does not) (own|control|have) (those|these|the|that)( \\w+){0,3}|(need|needs|needed|looking for|wanted) (\\w+ ){0,6}(and|but) (you|yours|this|it|that) (do|does|is|are|can) not",
    ),
    // Effort.
    (
        Effort,
        3,
        "(do|does|did|can|could|will|would) not (\\w+ )?(have|spare|find|free up|afford|got|babysit|ask|expect|put) (\\w+ ){0,4}?(time|people|hands|resources|bandwidth|capacity|staff|engineers?|developers?|headcount|anyone|anybody|someone|man ?power|hours|energy|team|month|months|week|weeks)( \\w+){0,4}|no (time|one|bandwidth|capacity|resources|hands|people|engineers|developers|it|staff|spare) (\\w+ )?(to|for|free|left|available|hands|capacity)( \\w+){0,3}",
    ),
    (
        Effort,
        3,
        "(<change>) (\\w+ ){0,6}?(is|was|would|will|sounds|took|takes?|seems|looks|be|means?|nightmare|pain) ?(\\w+ ){0,4}?(a lot|too much|nightmare|pain|hassle|huge|massive|months|weeks|forever|headache|painful|hard|difficult|disrupt\\w*|effort|work|scares?|daunting|overwhelming|year|horror|hell|chaos|risky)|(another|yet another|one more) (integration|migration|rollout|implementation|training|system to|tool to|login|platform to|app to)( \\w+){0,2}",
    ),
    (
        Effort,
        3,
        "(my|our|the) (\\w+ )?(team|people|staff|guys|crew|drivers|technicians|nurses|teachers|reps|employees|engineers|it|developers|waiters|cooks|sales ?people|folks|receptionists?) (\\w+ ){0,3}?(will not|would not|hate|hates|will never|never|resist\\w*|will hate|would hate|refuse\\w*|can not|will revolt|revolt|struggle|are not|will kill|have enough|already|just (learned|got used)|will quit)( \\w+){0,4}|(lot|lots|tons|too much|so much|that much|mountain|load) of (work|effort|hassle|training|setup|paperwork|disruption|configuration|migration|change)( \\w+){0,3}|too much (work|hassle|effort|trouble|change|disruption|of a hassle)( \\w+){0,3}",
    ),
    (
        Effort,
        2,
        "(four|six|three|two|eight|ten|twelve|several) (months|weeks) of (my|our) (life|time|lives)|(took|takes|take|spent|cost) (us|me) (\\w+ ){0,3}(months|weeks|a year|forever|ages|years)( \\w+){0,3}|(pulls?|pulling|takes?|taking|distract\\w*) (\\w+ ){0,4}(away|off (the|their|our)|from (the|their|our))( \\w+)?|start(ing)? (all over|from scratch|over again)|(re ?enter|re ?type|retype|re ?key|copy) (\\w+ ){0,3}(everything|all|by hand|again|every)|lands? on (me|my|us)( \\w+)?|(steep )?learning curve",
    ),
    // Stall.
    (
        Stall,
        3,
        "(let|need|have|want|like|going|give) (me|us|to|some time|a (few|couple)( of)? days|time)? ?(to )?(think|sleep|mull|chew|reflect|digest|sit|ponder) (\\w+ ){0,2}?(about|on|over|with|it|things)( \\w+){0,2}|(<we>) (will|ll|would|am going to|are going to) (\\w+ )?(think about (it|this|that)|consider (it|this)|get back to you|let you know|be in touch|reach out|circle back|call you|see|get in touch|come back to you|follow up|have a think)( \\w+){0,3}|have a think",
    ),
    (
        Stall,
        3,
        "(just |can you |could you |why do not you |please )?(send|email|e mail|mail|drop|shoot|leave|forward) (me|us|over|it|that|them) ?(\\w+ ){0,6}?(information|info|brochure|something|material|materials|details|email|deck|pdf|link|stuff|one pager|leaflet|literature|everything|it all|in writing|over) ?(\\w+ ){0,3}?(and|then|so) (<we>|let|i will|we will|maybe)( \\w+){0,5}|send (me|us|over|it) (some |your |a |the )?(information|info|brochure|something|material|materials|literature|stuff)( \\w+)?$",
    ),
    (
        Stall,
        3,
        "(do not|no need to) (call|contact|ring|phone|chase) (us|me)( \\w+){0,3}|(we|i) (will|ll) call you|not (ready|prepared|able|going|in a position) to (decide|commit|sign|buy|make|say)( \\w+){0,4}|(maybe|perhaps) (some|another) (other )?(day|time)|(we|let us|i) (will |ll )?see (how|where|what)? ?(it goes|things go|about that|where we are|later)|(just|only) (looking|browsing|shopping around|curious|exploring|window shopping|kicking)( \\w+){0,2}|(leave|park) (it|that) (with me|for now|there)|keep (it|this|you|your) (\\w+ ){0,3}(in mind|on file|on the (back burner|list))",
    ),
];

const HARMLESS: &[&str] = &[
    "(is|are|was|were|seems|it|that) not (\\w+ )?(too |that |so |very |as )?(<dear>|bad|cheap)( as)?( \\w+){0,2}|not (too|that|so|very|as) (<dear>|bad)|(thought|expected|feared|was afraid|figured) (\\w+ ){0,4}(worse|more expensive|be more|higher|be worse)|(cheaper|less|lower|better) than (<we>) (thought|expected|feared|hoped)",
    "(how|too) much (time|of|is|does|do|would|fun|love|coffee|information|data|traffic|noise|detail)|(as|so|very|pretty|how|that|thank you so|thanks so|thank you very) much( as| for| time| the)?|much (better|easier|faster|appreciated|more|of a|nicer|simpler)|not much (time|left|to)|(really|very|quite|so) (high|much) (quality|season|level|volume|standards|street|end|demand|fun|time)",
    "(do|does) not (need|have) to (\\w+ ){0,2}|no need to (apologi[sz]e|worry|rush|thank|explain)|(we|i|they) (are|am) (fine|good|happy|okay) (with (that|tuesday|monday|wednesday|thursday|friday|it|the date)|to|on|for|here|thanks)",
    "(works|is|sounds|looks|that is|all|it is|i am|am) (\\w+ )?(fine|good|great|okay|ok|perfect)( with me| for me| by me| thanks| then| on)?( (monday|tuesday|wednesday|thursday|friday|at|next))",
    "let you know (when|if|what|the|by|tomorrow|on|once|who)|(will|ll) call you (tomorrow|on|at|back at|monday|tuesday|wednesday|thursday|friday)|send (it|me|us|them) (tonight|today|tomorrow|the invite|the contract|the invoice|the order)",
    "not (just|only|yet started|before (lunch|nine|ten|eight))|(no one|nobody|not) (on|in) the (call|room)",
    "used to (be|cost|have|pay|use) (\\w+ ){0,4}|(our|my) (own )?(customers?|clients?|guests?|patients?|tenants) (\\w+ ){0,4}(too |very |so )?(expensive|discount|price|cheaper)",
];

const STRESS: &[&str] = &[
    "but|though|however|honestly|frankly|to be honest|unfortunately|the problem is|the thing is|my problem|my concern|look|listen|i mean|still|with respect|no no|afraid|sorry",
];

pub(super) fn signs() -> Signs {
    Signs::new(GROUPS, SIGNS, HARMLESS, STRESS)
}
