/**
 * A client family that we did not write, LiveKit's Python SDK, comes by the guests' door into the same room as a
 * browser: sound and picture in all six directions, names, data, muting and leaving.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./harness/browser";
import { pass, type Pass } from "./harness/door";
import { type Server, startServer, until } from "./harness/server";
import { speech } from "./harness/sound";
import { host } from "./harness/steps";

interface Got {
  readonly name: string;
  /** Pictures that reached Python's own hands. */
  readonly frames: number;
  /** Pictures that its decoder made of what arrived. */
  readonly decoded: number;
  readonly samples: number;
  readonly loud: number;
}

interface Figures {
  readonly identity: string;
  /** By the identity of the one it came from. */
  readonly got: Record<string, Got>;
  readonly data: readonly string[];
  readonly muted: readonly string[];
  readonly gone: readonly string[];
}

let server: Server;
let browser: Browser;
let python: Python | undefined;

beforeAll(async () => {
  server = await startServer();
  const phrases = Array.from({ length: 30 }, (_, index) => `this is sentence number ${index} for those who listen`);
  browser = await launch({ microphone: speech(phrases, { lead: 0.5, pause: 0.6 }) });
});

afterAll(async () => {
  python?.end();
  await browser.close();
  await server.stop();
});

/** The Python process: its latest figures, and a word to it. */
class Python {
  figures: readonly Figures[] = [];
  #trouble = "";
  readonly #child: ChildProcess;

  constructor(passes: readonly Pass[]) {
    this.#child = spawn(process.env["E2E_PYTHON"] ?? "python3", [join(import.meta.dirname, "interop/python_client.py")], {
      env: { ...process.env, PARTICIPANTS: JSON.stringify(passes) },
    });
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error("Python without pipes");
    createInterface({ input: stdout }).on("line", (line) => {
      this.figures = JSON.parse(line) as Figures[];
    });
    stderr.on("data", (text: Buffer) => (this.#trouble += text.toString()));
  }

  of(identity: string): Figures | undefined {
    return this.figures.find((figures) => figures.identity === identity);
  }

  say(command: string): void {
    this.#child.stdin?.write(`${command}\n`);
  }

  end(): void {
    this.#child.stdin?.end();
  }

  /** Waits, and tells what Python complained of when it was in vain. */
  async until(what: string, condition: () => Promise<boolean> | boolean, seconds = 60): Promise<void> {
    const alive = async () => {
      if (this.#child.exitCode !== null) throw new Error(`Python ended: ${this.#trouble}`);
      return condition();
    };
    await until(what, alive, seconds).catch((error: unknown) => {
      throw new Error(`${String(error)}; figures ${JSON.stringify(this.figures)}; ${this.#trouble}`);
    });
  }
}

test("the Python SDK and a browser in one room", { timeout: 240_000 }, async () => {
  const marta = await host(browser, server.url, { lobby: false });
  const ada = await pass(browser, server.url, marta.meeting, "Ada by Python");
  const leo = await pass(browser, server.url, marta.meeting, "Leo by Python");
  const { participants } = await marta.member.get<{ participants: { id: string; name: string; side: string }[] }>(
    `/api/conversations/${marta.conversation}`,
  );
  const seller = participants.find(({ side }) => side === "seller")?.id ?? "?";
  expect(participants.map(({ id }) => id).sort()).toEqual([seller, ada.identity, leo.identity].sort());
  const client = new Python([ada, leo]);
  python = client;

  // The browser shows both under their names, decodes their pictures and hears their tones.
  const tile = (name: RegExp) => marta.page.getByTestId("stage").getByRole("figure", { name });
  await tile(/^Ada by Python/u).locator("video").waitFor();
  await tile(/^Leo by Python/u).locator("video").waitFor();
  await client.until("the browser to see and hear both", async () => {
    const media = await marta.media();
    const pictures = media.filter(({ kind, framesDecoded }) => kind === "video" && framesDecoded > 60);
    const sounds = media.filter(({ kind, audioEnergy }) => kind === "audio" && audioEnergy > 0.01);
    return pictures.length === 2 && sounds.length === 2;
  });

  // Both Python participants see and hear the browser and each other.
  const others = (one: Pass, other: Pass): [Pass, string, number][] => [
    // Speech has pauses; a tone has none.
    [one, seller, 0.03],
    [one, other.identity, 0.7],
  ];
  const directions = [...others(ada, leo), ...others(leo, ada)];
  await client.until("Python to see and hear everybody", () =>
    directions.every(([to, from, loudness]) => {
      const got = client.of(to.identity)?.got[from];
      return got !== undefined && got.decoded > 60 && got.samples > 5 * 16_000 && got.loud / got.samples > loudness;
    }),
  );
  const seen = client.figures.flatMap(({ got }) => Object.values(got).map(({ frames }) => frames));
  expect(Math.max(...seen)).toBeGreaterThan(60);
  expect(client.of(ada.identity)?.got[seller]?.name).toBe("Marta Rinaldi");
  report(await marta.media(), client.figures, seller);

  // Data goes to everybody in the room; muting and leaving are told, to the browser as well.
  client.say("say good morning from Python");
  await client.until("data", () => client.of(leo.identity)?.data.includes("good morning from Python") === true);
  await client.until("data in the browser", async () => (await marta.received()).includes("good morning from Python"));
  client.say("mute");
  await client.until("the mute", () => client.of(leo.identity)?.muted.includes(ada.identity) === true);
  await tile(/^Ada by Python, muted/u).waitFor();
  client.say("leave");
  await client.until("the leaving", () => client.of(leo.identity)?.gone.includes(ada.identity) === true);
  await tile(/^Ada by Python/u).waitFor({ state: "detached" });
  expect(await tile(/^Leo by Python/u).count()).toBe(1);
});

function report(media: Awaited<ReturnType<Awaited<ReturnType<typeof host>>["media"]>>, figures: readonly Figures[], seller: string): void {
  for (const row of media) {
    const amount = row.kind === "video" ? `${row.framesDecoded} frames` : `energy ${row.audioEnergy.toFixed(3)}`;
    console.warn(`browser: ${row.kind} ${amount}, ${row.bytes} bytes`);
  }
  for (const { identity, got } of figures) {
    for (const [from, { frames, decoded, samples, loud }] of Object.entries(got)) {
      const who = from === seller ? "the browser" : "the other";
      console.warn(`Python ${identity.slice(-4)} of ${who}: ${decoded} frames decoded (${frames} seen), ${samples} samples, ${((100 * loud) / samples).toFixed(0)} % loud`);
    }
  }
}
