/** The transcript as a chat: masks instead of what was taken out, and evidence that leads to its words. */
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Participant, Utterance } from "@/api/types";
import { i18next } from "@/lib/i18n";
import { Evidence, JumpProvider } from "./jump";
import { Transcript } from "./transcript";

const people = new Map<string, Participant>([
  ["par_s", { id: "par_s", name: "Giulia", side: "seller", presence: "gone" }],
  ["par_c", { id: "par_c", name: "Marco", side: "customer", presence: "gone" }],
]);
const say = (id: string, speaker: string, start: number, text: string, redactions: Utterance["redactions"] = []): Utterance => ({
  id,
  speaker,
  start,
  end: start + 1000,
  text,
  language: "en",
  source: "upload",
  redactions,
});
const told = [
  say("utt_1", "par_s", 1_000, "Good morning."),
  say("utt_2", "par_c", 61_000, "My number is [phone], call me.", [{ start: 13, end: 20, kind: "phone" }]),
  say("utt_3", "par_c", 65_000, "It is too dear."),
];
const times = new Map(told.map((one) => [one.id, one.start] as const));

function show() {
  const onJump = vi.fn();
  render(
    <JumpProvider times={times} onJump={onJump}>
      <Evidence utterance="utt_3" quote="too dear" />
      <Transcript utterances={told} people={people} notes={new Map([["utt_3", [{ kind: "objection", text: "Objection: Price" }]]])} />
    </JumpProvider>,
  );
  return onJump;
}

describe("the transcript", () => {
  beforeEach(async () => {
    await i18next.changeLanguage("en");
    Element.prototype.scrollIntoView = vi.fn();
  });

  it("says what was taken out, and not the mask of the text", () => {
    show();
    const line = screen.getByText(/My number is/u).closest("li");
    expect(line?.textContent).toContain("phone number");
    expect(line?.textContent).not.toContain("[phone]");
  });

  it("names the speaker and the time, and what was found", () => {
    show();
    expect(screen.getByText("1:01")).toBeTruthy();
    const line = screen.getByText("It is too dear.").closest("li");
    expect(line && within(line).getByText("Objection: Price")).toBeTruthy();
  });

  it("is where evidence leads: scrolled to, focused and lit", async () => {
    const onJump = show();
    await userEvent.click(screen.getByRole("button", { name: /too dear.*1:05/u }));
    const line = document.querySelector('[data-utterance="utt_3"]');
    expect(onJump).toHaveBeenCalledOnce();
    expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
    expect(document.activeElement).toBe(line);
    expect(line?.innerHTML).toContain("var(--accent)");
  });

  it("says so when nothing was said", () => {
    render(<Transcript utterances={[]} people={people} notes={new Map()} />);
    expect(screen.getByText("Nothing was said")).toBeTruthy();
  });
});
