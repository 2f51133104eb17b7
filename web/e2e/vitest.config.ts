/** The browser tests: one file after the other, since each has the machine's cores to itself. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    include: ["*.spec.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // A crowded machine can starve a browser of the seconds it needs to find its way back.
    retry: 1,
  },
});
