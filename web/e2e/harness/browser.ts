/** Chromium with fake devices: a context for each person, everything their page received, and counts of their media. */
import { type Browser, type BrowserContext, type CDPSession, type Page, chromium } from "playwright-core";

/** What goes in by the fake devices. */
export interface Devices {
  /** A WAV file that is "spoken" into the microphone, once; a beeping tone when left out. */
  readonly microphone?: string;
}

export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything the page's sockets and data channels received so far, as one text. */
  received(): Promise<string>;
  /** What arrived at this page's peer connections. */
  media(): Promise<Inbound[]>;
  leave(): Promise<void>;
}

/** One incoming track, as `getStats` counts it. */
export interface Inbound {
  readonly kind: "audio" | "video";
  readonly track: string;
  readonly framesDecoded: number;
  readonly audioEnergy: number;
  readonly bytes: number;
}

/** One browser process; each person gets a context of their own. Sound files need a process of their own. */
export async function launch(devices: Devices = {}): Promise<Browser> {
  const sound = devices.microphone ? [`--use-file-for-fake-audio-capture=${devices.microphone}%noloop`] : [];
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--auto-select-desktop-capture-source=Entire screen",
      "--autoplay-policy=no-user-gesture-required",
      ...sound,
    ],
  });
}

export interface Look {
  readonly locale?: "it-IT" | "en-GB";
  readonly phone?: boolean;
  readonly dark?: boolean;
}

/** A person at a browser: their page records what it receives from its first line on. */
export async function person(browser: Browser, look: Look = {}): Promise<Person> {
  const context = await browser.newContext({
    locale: look.locale ?? "en-GB",
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    isMobile: look.phone === true,
    hasTouch: look.phone === true,
    colorScheme: look.dark ? "dark" : "light",
    permissions: ["camera", "microphone"],
    reducedMotion: "reduce",
  });
  await context.addInitScript(observe);
  const page = await context.newPage();
  const frames: string[] = [];
  await listen(await context.newCDPSession(page), frames);
  return {
    page,
    context,
    received: async () => {
      const data = await page.evaluate(() => window.__received.join("\n"));
      return `${frames.join("\n")}\n${data}`;
    },
    media: () => page.evaluate(() => window.__inbound()),
    leave: () => context.close(),
  };
}

async function listen(session: CDPSession, frames: string[]): Promise<void> {
  await session.send("Network.enable");
  session.on("Network.webSocketFrameReceived", ({ response }) => {
    const text =
      response.opcode === 2 ? Buffer.from(response.payloadData, "base64").toString("latin1") : response.payloadData;
    frames.push(text);
  });
}

declare global {
  interface Window {
    __received: string[];
    __inbound: () => Promise<Inbound[]>;
  }
}

/** Runs in the page before its own scripts: remembers peer connections and what their data channels bring. */
function observe(): void {
  const connections: RTCPeerConnection[] = [];
  window.__received = [];
  const keep = (channel: RTCDataChannel) => {
    channel.addEventListener("message", (event: MessageEvent<unknown>) => {
      const bytes =
        event.data instanceof ArrayBuffer ? new TextDecoder("latin1").decode(event.data) : String(event.data);
      window.__received.push(bytes);
    });
  };
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener("datachannel", (event) => keep(event.channel));
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      keep(channel);
      return channel;
    }
  };
  window.__inbound = async () => {
    const found: Inbound[] = [];
    for (const connection of connections) {
      const stats = await connection.getStats();
      stats.forEach((row: Record<string, unknown>) => {
        if (row["type"] !== "inbound-rtp") return;
        found.push({
          kind: row["kind"] === "video" ? "video" : "audio",
          track: String(row["trackIdentifier"]),
          framesDecoded: Number(row["framesDecoded"] ?? 0),
          audioEnergy: Number(row["totalAudioEnergy"] ?? 0),
          bytes: Number(row["bytesReceived"] ?? 0),
        });
      });
    }
    return found;
  };
}
