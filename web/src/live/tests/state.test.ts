/** What facts and signals make of the seller's screen. */
import { describe, expect, it } from "vitest";
import { EMPTY, takeFacts, takeSignal, type CallState } from "../state";
import type { Fact, Tick } from "../words";
import { fact, noted, uttered } from "./frames";

const take = (...facts: Fact[]): CallState => takeFacts(EMPTY, facts).state;
const raised = (card: string, objection = `obj_${card}`) => ({ kind: "card_raised", value: { card, objection } }) as const;
const ticked = (point: string, by: Tick["by"] = "engine") =>
  ({ kind: "ticked", value: { point, evidence: "utt_1", quote: "we do", confidence: 0.9, by } }) as const;
const suggested = (id: string) =>
  ({
    kind: "suggested",
    value: { id, reason: "missed_point", text: null, evidence: null, point: "p1", at: 0 },
  }) as const;

describe("the order of facts", () => {
  it("takes each number once, however often it comes", () => {
    const first = take(uttered(1, "par_a", "Hello"), uttered(2, "par_b", "Hi"));
    const again = takeFacts(first, [uttered(1, "par_a", "Hello"), uttered(2, "par_b", "Hi"), uttered(3, "par_a", "So")]);
    expect(again.hole).toBe(false);
    expect(again.state.utterances.map(({ text }) => text)).toEqual(["Hello", "Hi", "So"]);
    expect(again.state.last).toBe(3);
  });

  it("stops before a hole and says so", () => {
    const taken = takeFacts(EMPTY, [uttered(1, "par_a", "Hello"), uttered(3, "par_a", "lost before me")]);
    expect(taken.hole).toBe(true);
    expect(taken.state.last).toBe(1);
    expect(taken.state.utterances).toHaveLength(1);
  });

  it("steps over a hole that the server itself has", () => {
    expect(takeFacts(EMPTY, [uttered(5, "par_a", "Hello")], true).state.last).toBe(5);
  });

  it("gives the same state from one replay as from single facts", () => {
    const facts = [
      fact(1, { type: "arrived", data: { id: "par_a", name: "Ada", side: "customer", user: null, presence: "waiting" } }),
      fact(2, { type: "moved", data: { participant: "par_a", presence: "admitted" } }),
      uttered(3, "par_a", "Too dear"),
      noted(4, raised("c1")),
      noted(5, ticked("p1")),
      fact(6, { type: "ended" }),
    ];
    const single = facts.reduce((state, one) => takeFacts(state, [one]).state, EMPTY);
    expect(single).toEqual(take(...facts));
    expect(single.participants["par_a"]?.presence).toBe("admitted");
    expect(single.ended).toBe(true);
  });
});

describe("cards", () => {
  it("shows at most two, the newest first", () => {
    expect(take(noted(1, raised("c1")), noted(2, raised("c2")), noted(3, raised("c3"))).cards.map(({ card }) => card)).toEqual([
      "c3",
      "c2",
    ]);
  });

  it("shows one card once, even when it answers a second objection", () => {
    const state = take(noted(1, raised("c1", "obj_1")), noted(2, raised("c1", "obj_2")));
    expect(state.cards).toEqual([{ card: "c1", objection: "obj_2" }]);
  });

  it("never brings back a card the seller put away, but does bring back one that was lowered", () => {
    const away = take(noted(1, raised("c1")), fact(2, { type: "card_dismissed", data: { card: "c1" } }), noted(3, raised("c1")));
    expect(away.cards).toEqual([]);
    const lowered = take(noted(1, raised("c1")), fact(2, { type: "card_lowered", data: { card: "c1" } }), noted(3, raised("c1")));
    expect(lowered.cards).toHaveLength(1);
  });
});

describe("ticks", () => {
  it("respects a person who took a tick back", () => {
    const state = take(noted(1, ticked("p1")), fact(2, { type: "unticked", data: { point: "p1" } }), noted(3, ticked("p1")));
    expect(state.ticks).toEqual({});
    expect(takeFacts(state, [noted(4, ticked("p1", "person"))]).state.ticks["p1"]?.by).toBe("person");
  });

  it("keeps the first evidence", () => {
    const second = { kind: "ticked", value: { ...ticked("p1").value, quote: "later words" } } as const;
    expect(take(noted(1, ticked("p1")), noted(2, second)).ticks["p1"]?.quote).toBe("we do");
  });
});

describe("suggestions", () => {
  it("drops one that was put away, also when the replay brings it again", () => {
    const state = take(
      noted(1, suggested("sug_1")),
      noted(2, suggested("sug_2")),
      fact(3, { type: "suggestion_dismissed", data: { suggestion: "sug_1" } }),
      noted(4, suggested("sug_1")),
    );
    expect(state.suggestions.map(({ id }) => id)).toEqual(["sug_2"]);
  });
});

describe("interim words", () => {
  it("give way to final words of the same speaker only", () => {
    let state = takeSignal(EMPTY, { kind: "interim", participant: "par_a", text: "it is too" });
    state = takeSignal(state, { kind: "interim", participant: "par_b", text: "well" });
    state = takeFacts(state, [uttered(1, "par_a", "It is too dear")]).state;
    expect(state.interim).toEqual({ par_b: "well" });
    expect(takeSignal(state, { kind: "interim", participant: "par_b", text: " " }).interim).toEqual({});
  });
});

describe("the stage", () => {
  it("holds one presentation until it is taken down or the call ends", () => {
    const shown = fact(1, { type: "presented", data: { kind: "text", title: "Savings", lines: [] } });
    expect(take(shown).presented).toMatchObject({ title: "Savings" });
    expect(take(shown, fact(2, { type: "presentation_ended" })).presented).toBeNull();
    expect(take(shown, fact(2, { type: "ended" })).presented).toBeNull();
  });
});
