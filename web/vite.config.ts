/** How the browser part is built and tested; the development server passes the API and the media signalling on. */
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.SOTTOVOCE_SERVER ?? "http://localhost:8080";
const passedOn = { target: server, ws: true, changeOrigin: false };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port: 5173, proxy: { "/api": passedOn, "/rtc": passedOn, "/files": passedOn } },
  build: {
    outDir: "dist",
    target: "es2022",
    // The room's client is the one large chunk, and only the room and the green room load it.
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/lib/test-setup.ts"],
    restoreMocks: true,
  },
});
