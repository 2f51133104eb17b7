/** Starts, stops and kills the real server on private ports with a data folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BINARY = resolve(process.env["E2E_SERVER"] ?? join(import.meta.dirname, "../../../target/debug/sottovoce"));
const WEB = resolve(process.env["E2E_WEB"] ?? join(import.meta.dirname, "../../dist"));

export interface Server {
  readonly url: string;
  readonly dataDir: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  /** Ends it in order and removes its data. */
  stop(): Promise<void>;
  /** What it logged so far. */
  log(): string;
  /** Mails it wrote, oldest first. */
  mails(): string[];
}

/** A server that answers `/ready`, with further settings by environment names. */
export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  if (!existsSync(BINARY)) throw new Error(`no server at ${BINARY}: build it first`);
  const dataDir = mkdtempSync(join(tmpdir(), "sottovoce-e2e-"));
  const port = await freeTcpPort();
  const udp = await freeUdpPort();
  const url = `http://localhost:${port}`;
  let logged = "";
  let child: ChildProcess | undefined;

  const start = async () => {
    const process_ = spawn(BINARY, ["serve"], {
      cwd: dataDir,
      env: {
        ...withoutOurs(process.env),
        SOTTOVOCE_LISTEN: `127.0.0.1:${port}`,
        SOTTOVOCE_PUBLIC_URL: url,
        SOTTOVOCE_DATA_DIR: dataDir,
        SOTTOVOCE_WEB_DIR: WEB,
        SOTTOVOCE_MEDIA__UDP: `127.0.0.1:${udp}`,
        SOTTOVOCE_MEDIA__ANNOUNCE: '["127.0.0.1"]',
        ...settings,
      },
    });
    child = process_;
    for (const stream of [process_.stdout, process_.stderr])
      stream.on("data", (lines: Buffer) => (logged += lines.toString()));
    await until(`the server at ${url} to be ready`, async () => {
      if (process_.exitCode !== null) throw new Error(`the server ended: ${logged}`);
      const answer = await fetch(`${url}/ready`).catch(() => undefined);
      return answer?.ok === true;
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    await new Promise<void>((done) => {
      ending.once("exit", () => done());
      ending.kill(signal);
    });
  };
  await start();
  return {
    url,
    dataDir,
    start,
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
    log: () => logged,
    mails: () => {
      const folder = join(dataDir, "mail");
      if (!existsSync(folder)) return [];
      return readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name), "utf8"));
    },
  };
}

/** The environment without the tests' own `SOTTOVOCE_…` names: the server refuses settings that it does not know. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("SOTTOVOCE_")));
}

/** Waits until `condition` holds; fails with what was awaited. */
export async function until(what: string, condition: () => Promise<boolean> | boolean, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`waited ${seconds} s in vain for ${what}`);
}

/** A TCP port that nobody uses at the moment. */
export function freeTcpPort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

/** A UDP port of this address that nobody uses at the moment. */
export function freeUdpPort(address = "127.0.0.1"): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createSocket("udp4");
    probe.once("error", fail);
    probe.bind(0, address, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
