/** A guest in Firefox and a seller in Chromium: each sees and hears the other. Other stories run in Chromium alone. */
import { networkInterfaces } from "node:os";
import type { Browser } from "playwright-core";
import { type Browser as Firefox, launch as launchFirefox, type Page } from "puppeteer-core";
import { afterAll, beforeAll, test } from "vitest";
import { launch } from "./harness/browser";
import { freeUdpPort, type Server, startServer, until } from "./harness/server";
import { host } from "./harness/steps";

let server: Server;
let chromium: Browser;
let firefox: Firefox;

/** Firefox sends no media to a loopback address: the room answers at one of the machine's own. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const found = all.find(({ family, internal }) => family === "IPv4" && !internal);
  if (!found) throw new Error("this machine has no address but the loopback's");
  return found.address;
}

beforeAll(async () => {
  const address = ownAddress();
  server = await startServer({
    SOTTOVOCE_MEDIA__UDP: `${address}:${await freeUdpPort(address)}`,
    SOTTOVOCE_MEDIA__ANNOUNCE: JSON.stringify([address]),
  });
  chromium = await launch();
  firefox = await launchFirefox({
    browser: "firefox",
    executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      // Without a permission that was asked for, Firefox hides the machine's addresses behind names nobody resolves here.
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      "intl.accept_languages": "en-GB",
    },
  });
});

afterAll(async () => {
  await firefox.close();
  await chromium.close();
  await server.stop();
});

declare global {
  interface Window {
    __connections: RTCPeerConnection[];
  }
}

/** Runs in the page before its own scripts. */
function keepConnections(): void {
  window.__connections = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.__connections.push(this);
    }
  };
}

/** Pictures decoded and sound heard in Firefox. */
function received(page: Page): Promise<{ pictures: number; sound: number }> {
  return page.evaluate(async () => {
    const counted = { pictures: 0, sound: 0 };
    for (const connection of window.__connections) {
      const stats = await connection.getStats();
      stats.forEach((row: Record<string, unknown>) => {
        if (row["type"] !== "inbound-rtp") return;
        counted.pictures += Number(row["framesDecoded"] ?? 0);
        counted.sound += Number(row["totalAudioEnergy"] ?? 0);
      });
    }
    return counted;
  });
}

/** Two browsers' video on two busy cores. */
const PATIENCE_S = 90;

test("a guest in Firefox and a seller in Chromium see and hear each other", { timeout: 300_000 }, async () => {
  const seller = await host(chromium, server.url, { locale: "en-GB" });
  const page = await firefox.newPage();
  page.setDefaultTimeout(PATIENCE_S * 1000);
  await page.evaluateOnNewDocument(keepConnections);
  await page.goto(seller.meeting.guest_url);
  await page.locator("form input").fill("Fiona Fox");
  await page.locator("form button[type=submit]").click();
  await seller.page.getByRole("button", { name: "Admit Fiona Fox" }).click({ timeout: PATIENCE_S * 1000 });
  await page.waitForSelector("[data-testid=stage]");

  await until("Firefox to see and hear Chromium", async () => {
    const { pictures, sound } = await received(page);
    return pictures > 20 && sound > 0.001;
  }, PATIENCE_S);
  await until("Chromium to see and hear Firefox", async () => {
    const media = await seller.media();
    const picture = media.some(({ kind, framesDecoded }) => kind === "video" && framesDecoded > 20);
    return picture && media.some(({ kind, audioEnergy }) => kind === "audio" && audioEnergy > 0.001);
  }, PATIENCE_S);
});
