/** What the tests' browser lacks: a media query and the sizes of things. */
import { afterEach } from "vitest";
import { cleanup } from "@testing-library/react";

globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof matchMedia;

globalThis.ResizeObserver ??= class {
  observe() {
    // sizes never change here
  }
  unobserve() {
    // sizes never change here
  }
  disconnect() {
    // sizes never change here
  }
};

afterEach(cleanup);
