/** Changing a script: the order, the ids that never come twice, and files from elsewhere. */
import { describe, expect, it } from "vitest";
import { draftOf, edit, firstGap, freshId, lines, moved, readScript, type Draft } from "./edit";

const draft: Draft = draftOf({
  name: "Demo",
  language: "it",
  phases: [
    { name: "A", points: [{ id: "p1", text: "one" }, { id: "p2", text: "two" }] },
    { name: "B", points: [{ id: "p7", text: "seven" }] },
  ],
});
const order = (of: Draft) => of.phases.map((phase) => phase.points.map((point) => point.id).join(" "));

describe("the order of points", () => {
  it("changes within a phase", () => {
    expect(order(edit(draft, { type: "point_move", phase: 0, point: "p2", by: -1 }))).toEqual(["p2 p1", "p7"]);
    expect(order(edit(draft, { type: "points_order", phase: 0, order: ["p2", "p1"] }))).toEqual(["p2 p1", "p7"]);
  });
  it("goes on into the neighbouring phase at an edge", () => {
    expect(order(edit(draft, { type: "point_move", phase: 0, point: "p2", by: 1 }))).toEqual(["p1", "p2 p7"]);
    expect(order(edit(draft, { type: "point_move", phase: 1, point: "p7", by: -1 }))).toEqual(["p1 p2 p7", ""]);
  });
  it("stays where there is no further to go", () => {
    expect(edit(draft, { type: "point_move", phase: 0, point: "p1", by: -1 })).toBe(draft);
    expect(edit(draft, { type: "point_move", phase: 1, point: "p7", by: 1 })).toBe(draft);
  });
});

it("a new point takes an id nobody had", () => {
  const added = edit(draft, { type: "point_add", phase: 0 });
  expect(added.phases[0]?.points.at(-1)).toEqual({ id: "p8", text: "", hints: [], importance: 2 });
  expect(freshId("c", [])).toBe("c1");
  expect(freshId("c", ["c3", "other"])).toBe("c4");
});

it("a point and a card change alone", () => {
  const carded = edit(edit(draft, { type: "card_add", title: "Too dear" }), { type: "card_set", card: "c1", change: { answer: "Ask." } });
  expect(carded.cards).toEqual([{ id: "c1", title: "Too dear", objection: "price", triggers: [], answer: "Ask." }]);
  const set = edit(draft, { type: "point_set", phase: 0, point: "p1", change: { importance: 3 } });
  expect(set.phases[0]?.points[0]).toEqual({ id: "p1", text: "one", importance: 3 });
  expect(set.phases[1]).toBe(draft.phases[1]);
});

it("says what still lacks its words, in the order of the page", () => {
  expect(firstGap(draft)).toBeNull();
  const pointed = edit(draft, { type: "point_add", phase: 1 });
  expect(firstGap(pointed)).toBe("point");
  expect(firstGap(edit(pointed, { type: "phase_add", name: " " }))).toBe("phase");
  expect(firstGap(edit(pointed, { type: "name", name: "" }))).toBe("name");
  expect(firstGap(edit(draft, { type: "card_add", title: "x" }))).toBe("card");
});

it("moving keeps every item", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
  expect(moved(["a"], -1, 1)).toEqual(["a"]);
});

it("a text is a list, a line an item", () => expect(lines(" a \n\n b")).toEqual(["a", "b"]));

describe("a playbook file", () => {
  it("comes back as it went out", () => {
    const full = edit(draft, { type: "card_add", title: "Too dear" });
    const read = readScript(JSON.stringify(full));
    expect(read && draftOf(read).cards).toEqual(full.cards);
    expect(read?.phases.map((phase) => phase.points.map((point) => point.id))).toEqual([["p1", "p2"], ["p7"]]);
  });
  it.each(["", "{", "[]", '{"name":1,"phases":[]}', '{"name":"x"}', "null"])("%s is none", (text) => expect(readScript(text)).toBeNull());
  it("with odd parts keeps what is known and gives ids where they lack or come twice", () => {
    const read = readScript(
      JSON.stringify({ name: "x", phases: [{ points: [{ id: "p1", text: "a", importance: 9 }, { id: "p1", text: "b" }, 7] }], cards: [{ title: "c", objection: "weather", attachment: { kind: "image" } }] }),
    );
    expect(read?.phases[0]?.points.map((point) => [point.id, point.importance])).toEqual([["p1", 2], ["p2", 2]]);
    expect(read?.cards).toEqual([{ id: "c1", title: "c", objection: "price", triggers: [], answer: "" }]);
  });
});
