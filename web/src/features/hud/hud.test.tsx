/** The panel shows what the state says and asks for what is clicked; nothing goes to guests without a look first. */
import { fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "@/lib/i18n";
import { i18next } from "@/lib/i18n";
import type { FeedView } from "@/live/feed";
import { EMPTY, takeFacts, takeSignal } from "@/live/state";
import { fact, noted, uttered } from "@/live/tests/frames";
import type { Command, Fact, Script, Signal } from "@/live/words";
import { Hud } from "./hud";

const script: Script = {
  name: "Demo",
  language: "en",
  phases: [{ name: "Discovery", points: [{ id: "p1", text: "Ask who decides", hints: [], importance: 3 }, { id: "p2", text: "Ask the budget", hints: [] }] }],
  cards: [
    { id: "c1", title: "Too dear", objection: "price", triggers: [], answer: "Compare it", attachment: { kind: "text", title: "Four months", lines: ["a"] } },
    { id: "c2", title: "Already have one", objection: "competitor", triggers: [], answer: "Ask what is missing" },
  ],
};
const person = fact(1, { type: "arrived", data: { id: "par_a", name: "Ann", side: "customer", user: null, presence: "admitted" } });

function show(facts: Fact[], options: { signals?: Signal[]; view?: Partial<FeedView>; muted?: boolean } = {}) {
  const commands: Command[] = [];
  let call = takeFacts(EMPTY, facts).state;
  for (const signal of options.signals ?? []) call = takeSignal(call, signal);
  const view: FeedView = { call, line: "open", ready: true, error: null, unsent: 0, lost: 0, ...options.view };
  render(<Hud view={view} script={script} startedAt={null} ear="listening" muted={options.muted ?? false} onCommand={(command) => commands.push(command)} />);
  return commands;
}

beforeEach(async () => {
  await i18next.changeLanguage("en");
  localStorage.clear();
  vi.stubGlobal("innerWidth", 1440);
});

afterEach(() => vi.unstubAllGlobals());

describe("the checklist", () => {
  it("ticks and unticks by hand, and shows the words that ticked", () => {
    const evidence = { kind: "ticked", value: { point: "p2", evidence: "utt_1", quote: "what budget do you have", confidence: 0.9, by: "engine" } } as const;
    const commands = show([person, noted(2, evidence)]);
    expect(screen.getByText("“what budget do you have”")).toBeTruthy();
    fireEvent.click(screen.getByRole("checkbox", { name: /Ask who decides/u }));
    fireEvent.click(screen.getByRole("checkbox", { name: /Ask the budget/u }));
    expect(commands).toEqual([
      { type: "tick", point: "p1" },
      { type: "untick", point: "p2" },
    ]);
  });
});

describe("a battle card", () => {
  const raised = [person, noted(2, { kind: "card_raised", value: { card: "c1", objection: "obj_1" } })];

  it("is presented only after its slide was looked at", () => {
    const commands = show(raised);
    const card = screen.getByRole("article", { name: "Too dear" });
    expect(within(card).queryByText("Four months")).toBeNull();
    fireEvent.click(within(card).getByRole("button", { name: "Present now" }));
    expect(within(card).getByText("Four months")).toBeTruthy();
    expect(commands).toEqual([]);
    fireEvent.click(within(card).getByRole("button", { name: "Show to guests" }));
    expect(commands).toEqual([{ type: "present", card: "c1" }]);
  });

  it("is taken down by one click while guests see it", () => {
    const commands = show([...raised, fact(3, { type: "presented", data: { kind: "text", title: "Four months", lines: ["a"] } })]);
    fireEvent.click(screen.getByRole("button", { name: "Take down" }));
    fireEvent.click(screen.getByRole("button", { name: /Dismiss the card/u }));
    expect(commands).toEqual([{ type: "take_down" }, { type: "dismiss_card", card: "c1" }]);
  });

  it("without anything to show cannot be presented", () => {
    show([person, noted(2, { kind: "card_raised", value: { card: "c2", objection: "obj_2" } })]);
    expect(screen.getByRole("article", { name: "Already have one" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Present now" })).toBeNull();
  });
});

describe("a hint", () => {
  it("without words of its own is worded from its reason and its point", () => {
    const commands = show([
      person,
      noted(2, { kind: "suggested", value: { id: "sug_1", reason: "missed_point", text: null, evidence: null, point: "p1", at: 0 } }),
    ]);
    expect(screen.getByText("Not covered yet: Ask who decides")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Dismiss the suggestion" }));
    expect(commands).toEqual([{ type: "dismiss_suggestion", suggestion: "sug_1" }]);
  });
});

describe("the transcript", () => {
  it("marks what was taken out by its place in Unicode characters, and shows words still coming", () => {
    const masked = uttered(2, "par_a", "👍 write to [e-mail] please");
    if (masked.type === "uttered") masked.data.redactions = [{ start: 11, end: 19, kind: "email" }];
    show([person, masked], { signals: [{ kind: "interim", participant: "par_a", text: "or call" }] });
    fireEvent.click(screen.getByRole("tab", { name: "Transcript" }));
    const log = screen.getByRole("log");
    expect(log.textContent).toContain("👍 write to e-mail address please");
    expect(log.textContent).not.toContain("[e-mail]");
    expect(within(log).getByText("or call")).toBeTruthy();
  });

  it("draws hundreds of utterances", () => {
    show([person, ...Array.from({ length: 400 }, (_, index) => uttered(index + 2, "par_a", `sentence ${index}`))]);
    fireEvent.click(screen.getByRole("tab", { name: "Transcript" }));
    expect(screen.getByText("sentence 0")).toBeTruthy();
    expect(screen.getByText("sentence 399")).toBeTruthy();
  });
});

describe("how well it hears", () => {
  it("says loudly when somebody speaks and no words come", () => {
    show([person], { signals: [{ kind: "recogniser", participant: "par_a", state: "silent", provider: "browser" }] });
    expect(screen.getByRole("alert").textContent).toBe("Ann is speaking, but no words have arrived for 20 seconds");
  });

  it("says quietly that it reconnects, with what waits to be sent", () => {
    show([person], { view: { line: "waiting", unsent: 2 } });
    expect(screen.getByText("Reconnecting: 2 phrases wait to be sent")).toBeTruthy();
  });
});
