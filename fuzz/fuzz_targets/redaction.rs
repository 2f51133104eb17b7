//! Redaction of any dialogue: it never panics, says the same twice, settles at once, and its places fit both texts.

#![no_main]

mod dialogue;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((language, lines)) = dialogue::read(bytes) else { return };
    let (mut engine, mut again) = (dialogue::engine(language), dialogue::engine(language));
    for heard in &lines {
        engine.mask_interim(&heard.speaker, heard.end, &heard.text, language);
        let redacted = engine.redact(heard);
        assert_eq!(redacted, again.redact(heard), "a replay says the same");
        let alone = dialogue::engine(language).redact(heard).text;
        let settled = dialogue::engine(language).redact(&dialogue::heard(0, &alone, language)).text;
        let first = dialogue::engine(language).redact(&dialogue::heard(0, &heard.text, language)).text;
        assert_eq!(alone, first, "alone, who spoke and when changes nothing");
        assert_eq!(settled, alone, "a redacted text has nothing more to redact");
        let (before, after): (Vec<char>, Vec<char>) =
            (heard.text.chars().collect(), redacted.text.chars().collect());
        let (mut from, mut to) = (0, 0);
        for (mask, (start, end, kind)) in redacted.redactions.iter().zip(&redacted.original_spans) {
            assert!(start < end && mask.kind == *kind);
            assert_eq!(before[from..*start], after[to..mask.start], "text outside the masks stays");
            (from, to) = (*end, mask.end);
        }
        assert_eq!(before[from..], after[to..]);
    }
});
