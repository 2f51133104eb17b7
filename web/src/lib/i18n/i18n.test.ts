/** Both languages say the same things, nothing said is missing, and nothing is kept that nobody says. */
import { describe, expect, it } from "vitest";
import { LANGUAGES, preferred, words } from ".";

const sources = import.meta.glob<string>(["/src/**/*.{ts,tsx}", "!/src/**/*.test.{ts,tsx}", "!/src/api/schema.d.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

type Tree = ReturnType<typeof words>;

function flat(tree: Tree, before = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text);
  }
  return found;
}

const all = { it: flat(words("it")), en: flat(words("en")) };
const features = [...new Set([...all.en.keys()].map((key) => key.split(".")[0] ?? ""))];
/** "meetings.count_one" is said as "meetings.count". */
const spoken = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/u, "");
const known = new Set([...all.en.keys()].flatMap((key) => [key, spoken(key)]));

/** Keys as they stand in the sources: whole ones, and beginnings that a value completes (`ui.role.${role}`). */
function said(): { whole: Set<string>; begun: Set<string> } {
  const whole = new Set<string>();
  const begun = new Set<string>();
  const heads = features.join("|");
  for (const text of Object.values(sources)) {
    for (const [, key] of text.matchAll(new RegExp(`["'\`]((?:${heads})\\.[A-Za-z0-9_.]+)["'\`]`, "gu"))) if (key) whole.add(key);
    for (const [, key] of text.matchAll(new RegExp(`\`((?:${heads})\\.[A-Za-z0-9_.]*)\\$\\{`, "gu"))) if (key) begun.add(key);
  }
  return { whole, begun };
}

describe("the words of the interface", () => {
  it("are the same in both languages, key by key", () => {
    expect([...all.it.keys()].sort()).toEqual([...all.en.keys()].sort());
  });

  it.each(LANGUAGES)("are never empty in %s", (language) => {
    expect([...all[language]].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  it("hold the same values in both languages", () => {
    const holes = (text = "") => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name).sort();
    const differing = [...all.en].filter(([key, text]) => holes(text).join() !== holes(all.it.get(key)).join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it("are all there that the pages say", () => {
    const { whole, begun } = said();
    const missing = [...whole].filter((key) => !known.has(key) && ![...known].some((one) => one.startsWith(`${key}.`)));
    const leadsNowhere = [...begun].filter((start) => ![...known].some((one) => one.startsWith(start)));
    expect([...missing, ...leadsNowhere]).toEqual([]);
  });

  it("are all said somewhere", () => {
    const { whole, begun } = said();
    const unsaid = [...all.en.keys()].filter(
      (key) => !whole.has(key) && !whole.has(spoken(key)) && ![...begun].some((start) => key.startsWith(start)),
    );
    expect(unsaid).toEqual([]);
  });
});

describe("the language on the screen", () => {
  it.each([
    { kept: "it", wanted: ["en-US"], shown: "it" },
    { kept: null, wanted: ["it-IT", "en"], shown: "it" },
    { kept: null, wanted: ["de-DE", "it"], shown: "it" },
    { kept: null, wanted: ["fr"], shown: "en" },
    { kept: "klingon", wanted: ["it"], shown: "it" },
    { kept: null, wanted: [], shown: "en" },
  ])("is $shown when $kept was chosen and the browser wants $wanted", ({ kept, wanted, shown }) => {
    expect(preferred(kept, wanted)).toBe(shown);
  });
});
