/** Dates and lengths as they are read, in both languages and across midnight and clock changes. */
import { describe, expect, it } from "vitest";
import { clock, dayAndTime, fromControl, fromNow, length, nearDay, nextHalfHour, stretch, timeOfDay, toControl } from "./dates";

const ROME = "Europe/Rome";
const at = (text: string) => new Date(text).getTime();

describe("a moment of a call", () => {
  it.each([
    [0, "0:00"],
    [-5, "0:00"],
    [59_999, "0:59"],
    [247_000, "4:07"],
    [3_847_000, "1:04:07"],
  ])("%i ms reads %s", (ms, text) => expect(clock(ms)).toBe(text));
});

describe("a length of time", () => {
  it.each([
    [45, "45 s"],
    [59.6, "1 min"],
    [720, "12 min"],
    [3600, "1 h"],
    [3900, "1 h 5 min"],
  ])("%d seconds read %s", (seconds, text) => expect(length(seconds)).toBe(text));
});

describe("a day near today", () => {
  const now = at("2026-03-28T22:30:00+01:00");
  it.each([
    ["2026-03-28T00:10:00+01:00", "today", "oggi"],
    ["2026-03-29T09:00:00+02:00", "tomorrow", "domani"], // the night the clocks go forward
    ["2026-03-27T23:59:00+01:00", "yesterday", "ieri"],
  ])("%s is %s", (text, english, italian) => {
    expect(nearDay(at(text), now, "en", ROME)).toBe(english);
    expect(nearDay(at(text), now, "it", ROME)).toBe(italian);
  });

  it("further away is its date, with the year when that differs", () => {
    expect(nearDay(at("2026-04-02T09:00:00+02:00"), now, "en", ROME)).toBe("Thu 2 Apr");
    expect(nearDay(at("2027-04-02T09:00:00+02:00"), now, "it", ROME)).toContain("2027");
  });

  it("takes the zone's own midnight", () => {
    const late = at("2026-03-28T23:30:00Z"); // already the 29th in Rome
    expect(nearDay(late, now, "en", ROME)).toBe("tomorrow");
    expect(dayAndTime(late, now, "en", ROME)).toBe("tomorrow, 00:30");
    expect(timeOfDay(late, "it", ROME)).toBe("00:30");
  });
});

describe("the stretch something long past is filed under", () => {
  const now = at("2026-03-28T00:30:00+01:00");
  it.each([
    ["2026-03-28T00:10:00+01:00", { key: "today" }],
    ["2026-03-27T23:59:00+01:00", { key: "yesterday" }],
    ["2026-03-22T09:00:00+01:00", { key: "week" }],
    ["2026-03-21T23:00:00+01:00", { month: "marzo 2026" }],
  ])("%s", (text, expected) => expect(stretch(at(text), now, "it", ROME)).toEqual(expected));
});

describe("from now", () => {
  const now = at("2026-03-03T12:00:00Z");
  it.each([
    ["2026-03-03T12:05:00Z", "in 5 minutes", "tra 5 minuti"],
    ["2026-03-03T10:00:00Z", "2 hours ago", "2 ore fa"],
    ["2026-03-05T12:00:00Z", "in 2 days", "dopodomani"],
  ])("%s", (text, english, italian) => {
    expect(fromNow(at(text), now, "en")).toBe(english);
    expect(fromNow(at(text), now, "it")).toBe(italian);
  });
});

describe("a date in a form", () => {
  it("comes back as it went in, to the minute", () => {
    const moment = at("2026-07-14T15:30:00Z");
    expect(fromControl(toControl(moment))).toBe(moment);
  });
  it("is nothing when it is empty or no date", () => {
    expect(fromControl("")).toBeNull();
    expect(fromControl("soon")).toBeNull();
  });
  it("proposes the next half hour that leaves time to send the link", () => {
    expect(nextHalfHour(at("2026-03-03T12:10:00Z"))).toBe(at("2026-03-03T12:30:00Z"));
    expect(nextHalfHour(at("2026-03-03T12:20:00Z"))).toBe(at("2026-03-03T13:00:00Z"));
  });
});
