// The rules of the browser part: strict types without `any`, hooks, accessibility, and who may import whom:
// pages → features → live, ui, api → lib; features never each other.
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Forbids a folder to import from the rooms named, by alias or by a relative path. */
const never = (files, rooms, message) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: rooms.map((room) => ({
          group: [`@/${room}`, `@/${room}/**`, `../${room}/**`, `../../${room}/**`, `../../../${room}/**`],
          message,
        })),
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts", "test-results"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  a11y.flatConfigs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Opening a line or a device in an effect and keeping it in state is how this house meets the outside world.
      "react-hooks/set-state-in-effect": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", { max: 400 }],
      eqeqeq: "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "jsx-a11y/no-autofocus": "off",
      // A part that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
      "jsx-a11y/no-noninteractive-tabindex": "off",
    },
  },
  never(["src/lib/**"], ["pages", "features", "live", "ui", "api"], "lib stands alone"),
  never(["src/api/**"], ["pages", "features", "live", "ui"], "api reads lib only"),
  never(["src/ui/**"], ["pages", "features", "live", "api"], "ui knows no feature and no server"),
  never(["src/live/**"], ["pages", "features", "ui"], "live is without a screen"),
  ...features.map((name) => ({
    ...never(
      [`src/features/${name}/**`],
      ["pages", ...features.filter((other) => other !== name).map((other) => `features/${other}`)],
      "features never import each other: lift the shared part to ui, api or lib",
    ),
  })),
  // Node runs these.
  {
    files: ["*.config.{js,ts}", "e2e/**"],
    languageOptions: { globals: { process: "readonly", URL: "readonly", console: "readonly" } },
  },
  {
    files: ["public/**"],
    languageOptions: {
      globals: { localStorage: "readonly", matchMedia: "readonly", document: "readonly" },
      sourceType: "script",
    },
    rules: { "no-empty": ["error", { allowEmptyCatch: true }], "no-var": "off", "@typescript-eslint/no-unused-vars": "off" },
  },
);
