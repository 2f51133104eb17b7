/** How the browser part is built and tested; the development server passes the API and the media signalling on. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.SOTTOVOCE_SERVER ?? "http://localhost:8080";
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const vision = JSON.parse(readFileSync(here("./node_modules/@mediapipe/tasks-vision/package.json"), "utf8")) as { version: string };
const passedOn = { target: server, ws: true, changeOrigin: false };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // The package does not name its program's files to importers.
  resolve: { alias: { "@": here("./src"), "vision-wasm": here("./node_modules/@mediapipe/tasks-vision/wasm") } },
  server: { port: 5173, proxy: { "/api": passedOn, "/rtc": passedOn, "/files": passedOn } },
  build: {
    outDir: "dist",
    target: "es2022",
    // The room's client is the one large chunk, and only the room and the green room load it.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        // The blur's loader asks for its program by name in a folder: the version stands there instead of a hash.
        assetFileNames: ({ names }) =>
          names.some((name) => name.startsWith("vision_wasm")) ? `assets/vision-${vision.version}/[name][extname]` : "assets/[name]-[hash][extname]",
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/lib/test-setup.ts"],
    restoreMocks: true,
  },
});
