/** Searching without case and accents, and cutting a redacted text at its masks. */
import { describe, expect, it } from "vitest";
import { contains, pieces } from "./text";

describe("searching", () => {
  it.each([
    ["Perché no? Caffè Nero", "caffe", true],
    ["Perché no? Caffè Nero", "nero PERCHE", true],
    ["Demo with Acme", "acme demo", true],
    ["Demo with Acme", "acme beta", false],
    ["Anything", "   ", true],
  ])("%s / %s", (text, search, found) => expect(contains(text, search)).toBe(found));
});

describe("a redacted text", () => {
  const cut = (text: string, masks: Parameters<typeof pieces>[1]) => pieces(text, masks).map((piece) => [piece.text, piece.kind]);

  it("is cut at its masks, counted in characters and not in code units", () => {
    expect(cut("👋 call [phone] now", [{ start: 7, end: 14, kind: "phone" }])).toEqual([
      ["👋 call ", null],
      ["[phone]", "phone"],
      [" now", null],
    ]);
  });

  it("may begin and end with a mask, in any order of the list", () => {
    expect(cut("[a][b]", [{ start: 3, end: 6, kind: "email" }, { start: 0, end: 3, kind: "iban" }])).toEqual([
      ["[a]", "iban"],
      ["[b]", "email"],
    ]);
  });

  it("ignores places that overlap or do not exist", () => {
    expect(cut("abc", [{ start: 1, end: 9, kind: "x" }, { start: 2, end: 1, kind: "y" }])).toEqual([["abc", null]]);
    expect(cut("abcd", [{ start: 0, end: 2, kind: "x" }, { start: 1, end: 3, kind: "y" }])).toEqual([["ab", "x"], ["cd", null]]);
  });

  it("without masks is one piece, and an empty text none", () => {
    expect(cut("abc", undefined)).toEqual([["abc", null]]);
    expect(cut("", [])).toEqual([]);
  });
});
