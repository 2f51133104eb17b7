/** Keys act on the call only when nobody is typing. */
import { describe, expect, it } from "vitest";
import { actionOf } from "./shortcuts";

const press = (key: string, target: EventTarget = document.body, more: Partial<KeyboardEvent> = {}) =>
  actionOf({ key, target, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });

describe("keyboard shortcuts", () => {
  it.each([
    ["m", "microphone"],
    ["M", "microphone"],
    ["v", "camera"],
    ["?", "help"],
    ["x", null],
  ])("%s means %s", (key, action) => {
    expect(press(key)).toBe(action);
  });

  it("do nothing while somebody types, holds a modifier or keeps the key down", () => {
    expect(press("m", document.createElement("input"))).toBeNull();
    expect(press("m", document.createElement("textarea"))).toBeNull();
    expect(press("m", document.body, { ctrlKey: true })).toBeNull();
    expect(press("m", document.body, { repeat: true })).toBeNull();
  });

  it("do nothing in a menu or a dialog", () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    const button = dialog.appendChild(document.createElement("button"));
    expect(press("m", button)).toBeNull();
  });
});
