/** What an error of the browser means, and whose settings to point at. */
import { describe, expect, it } from "vitest";
import { browserKind, troubleOf } from "../devices";

describe("why a device cannot be had", () => {
  it.each([
    [new DOMException("Permission denied", "NotAllowedError"), "denied"],
    [new DOMException("Permission denied by system", "NotAllowedError"), "system"],
    [new DOMException("Requested device not found", "NotFoundError"), "missing"],
    [new DOMException("Could not start video source", "NotReadableError"), "busy"],
    [new Error("who knows"), "failed"],
  ])("%s is %s", (error, expected) => expect(troubleOf(error)).toBe(expected));
});

describe("the browser", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36", "chromium"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "safari"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/139.0 Mobile/15E148 Safari/604.1", "ios"],
    ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36", "android"],
  ])("%s", (agent, expected) => expect(browserKind(agent)).toBe(expected));
});
