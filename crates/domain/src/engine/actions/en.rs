//! How English speakers promise and ask.

use super::{Family, Promises};

const GROUPS: &[(&str, &str)] = &[
    (
        "do",
        "send|email|e mail|mail|forward|share|drop|get|prepare|put|write|draft|call|ring|text|bring|book|schedule|set|check|confirm|make sure|have|look into|find out|follow up|arrange|order|open|pull|print|add|talk to|speak to|ask|let you know|invite|pass|ship|sign|pay|fill|upload|review|cut|install|come back to you|get back to you|ping|swap|change|mask|kill|post|reserve|hold|issue|return|give",
    ),
    ("month", "january|february|march|april|may|june|july|august|september|october|november|december"),
    ("day", "monday|tuesday|wednesday|thursday|friday|saturday|sunday"),
];

const DUE: &[&str] = &[
    "(by |before |on |until |first thing |first thing on |later |no later than )?(today|tonight|tomorrow( (morning|afternoon|evening|night))?|this (afternoon|morning|evening|week)|end of (the )?(day|week|month)|lunch|noon|the weekend|close of business)",
    "(by |before |on |until |this |next |coming )*(<day>)( (morning|afternoon|evening|night))?( (the )?(\\w+(th|st|nd|rd)|\\d+|twenty \\w+|thirty \\w+))?( (of )?(<month>))?( (at )?(half past \\w+|quarter (to|past) \\w+|\\d[\\d:.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)( (thirty|fifteen|forty five|o clock|am|pm|a m|p m))*)?",
    "(by |before |on |until |from |in |early |late |mid |the )*(<month>)( (the )?(\\d+|\\w+(th|st|nd|rd)))?( at [\\w:.]+)?|(the )?(\\d+(th|st|nd|rd)?|\\w+(th|st|nd|rd)) (of )?(<month>)( at [\\w:.]+)?|\\d+ (<month>)( at [\\w:.]+)?",
    "(next|this coming) (week|month|quarter|year)|(within|in) (the |a |an |one |two |three |four |five |\\d+ |a couple of |a few )*(hour|hours|day|days|week|weeks|minutes)",
];

pub(super) fn promises() -> Promises {
    Promises {
        own: Family::new(
            GROUPS,
            [
                "(i|we) (will|shall|can|am going to|are going to|could) (\\w+ )?(<do>) (\\w+)",
                "(let me|i would like to|happy to|i d be glad to) (send|email|mail|forward|prepare|draft|check|confirm|look into|find out|book|schedule|set up|get back|call) (\\w+)",
                "(you will|you shall|they will|he will|she will) (\\w+ )?(have|get|receive|see|find) (\\w+ ){0,3}?(it|invite|quote|contract|email|mail|link|proposal|confirmation|report|draft|document|offer|reminder|call|by|within|tomorrow|tonight)",
                "(invite|contract|quote|email|mail|proposal|confirmation|link|draft|order|report) (is|will be|goes|is going) (\\w+ )?(out|over|on its way|coming|sent)|(consider it done|leave (it|that) (to|with) (me|us)|i am on it|on my list|i am doing it|doing it (now|as))( \\w+)?",
            ],
        ),
        asked: Family::new(
            GROUPS,
            [
                "(send|email|e mail|mail|forward|drop|shoot|text|call|ring|give|get|write|bring|show|ping|remind|invite) (me|us|him|her|them|over)( \\w+)?",
                "(can|could|would|will) you (\\w+ )?(<do>)( \\w+)?",
                "(please|just|then) (send|email|mail|forward|call|text|write|put|add|kill|delete|remove|change|check|confirm|book|ask|bring|include|copy|prepare|keep|mask|cut)( \\w+)?",
                "(ask|call|ring|try) (me|us) (again )?(in|on|at|next|after|tomorrow|by)|send (it|that|the|a|your|over|along)( \\w+)?|(kill|change|reset|delete|cancel|remove) (it|that|the \\w+)( \\w+)?",
            ],
        ),
        empty: Family::new(
            GROUPS,
            [
                "(i|we) (will|can|could|shall) (\\w+ )?(have (a|to|an|the chance|time|two|three|some time)|get (it|that|this|the point|to|there|used|started|back to (that|it|this))|put it (this|that) way|ask you|add (that|one)|give you (a|an) (example|idea|sense)|set (it|that) aside|tell you|look (at|forward)|call it|be honest|show you|share my screen|hold (you|on)|open (up|with))",
                "(give|gives|gave|get|gets|call|calls|text|texts|show|shows|bring|brings|get) (me|us) (a|an|the|some)? ?(headache|idea|break|pain|second|minute|sense|feeling|hope|wrong|started|through|every)|(i|we) (can|could) (not )?(get|have|be|see|do|go)|(can|could|would|will) you (hear|see|tell|say|give me (a|an) (idea|sense)|walk|explain|live|check if you|show me|get|have)|(do|does|did|would|will|can|could) not (send|call|email|text|ask|share|give|write)|(i|we) (have|had|already) (\\w+ )?(sent|called|emailed)",
            ],
        ),
        due: Family::new(GROUPS, DUE.iter().copied()),
    }
}
