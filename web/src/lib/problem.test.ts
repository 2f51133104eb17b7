/** Whatever the server or the line does wrong, a person reads a sentence. */
import { describe, expect, it } from "vitest";
import { fieldText, offline, problemText, toApiError } from "./problem";

const words: Record<string, string> = {
  "problem.unknown": "unknown",
  "problem.offline": "offline",
  "problem.email_taken": "taken",
  "problem.conflict": "conflict",
  "problem.server_failed": "server",
  "problem.too_many_requests": "slow down",
  "problem.field.too_short": "too short",
  "problem.field.invalid": "not right",
};
const t = (key: string) => words[key] ?? key;
const knows = (key: string) => key in words;

describe("the words for a problem", () => {
  it.each([
    ["a code we know", toApiError(409, { code: "email_taken" }), "taken"],
    ["a code we do not know", toApiError(409, { code: "moon_in_the_way" }), "conflict"],
    ["a proxy's page", toApiError(502, "<html>"), "server"],
    ["no body at all", toApiError(429, null), "slow down"],
    ["no answer", offline(), "offline"],
    ["a mistake of our own", new TypeError("x is undefined"), "unknown"],
  ])("%s", (_, error, text) => expect(problemText(error, t, knows)).toBe(text));
});

describe("the words for a field", () => {
  const error = toApiError(422, {
    code: "invalid",
    errors: [{ field: "password", code: "too_short", detail: "x" }, { field: "name", code: "odd", detail: "is odd" }, { field: "url", code: "odd" }, 7, null],
  });
  it.each([
    ["password", "too short"],
    ["name", "is odd"],
    ["url", "not right"],
    ["email", undefined],
  ])("%s", (field, text) => expect(fieldText(error, field, t, knows)).toBe(text));
  it("none for an error of another kind", () => expect(fieldText(new Error("x"), "name", t, knows)).toBeUndefined());
});

it("keeps what else the server said", () => {
  expect(toApiError(422, { code: "unreadable", line: 12 }).more.line).toBe(12);
});
