/**
 * Every page in both languages, on a desktop and on a phone, in the light and in the dark: pictures of all of them in
 * `test-results/screens`, and on each no sideways scrolling, no key for a word, no error, no barrier that axe finds.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Member } from "./harness/api";
import { launch, person, type Person } from "./harness/browser";
import { furnish, type Furnished, type Tongue } from "./harness/furnish";
import { complaints, inspect } from "./harness/inspect";
import { type Server, startServer, until } from "./harness/server";
import { admit, host, knock, say, transcript } from "./harness/steps";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  // The walk signs in and knocks more often than any person.
  server = await startServer({ SOTTOVOCE_SIGN_IN__ATTEMPTS_PER_ADDRESS: "1000" });
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** One person's walk: what is wrong on any page comes out at its end, when all pictures are taken. */
class Walk {
  readonly faults: string[] = [];
  #complaints: string[];

  constructor(
    readonly page: Page,
    private readonly label: string,
  ) {
    this.#complaints = complaints(page);
  }

  /** Opens the address, waits for what it must show, looks at it; in the dark as well where asked. */
  async look(name: string, address: string, shows: string, { dark = false } = {}): Promise<void> {
    await this.page.goto(server.url + address);
    await this.see(name, shows, { dark });
  }

  async see(name: string, shows: string, { dark = false, whole = true } = {}): Promise<void> {
    try {
      await this.page.locator(shows).first().waitFor();
      // Grey bars stand where something is still awaited.
      await this.page.waitForFunction(() => document.querySelector("main [class~='bg-line/70']") === null);
      await this.page.waitForLoadState("networkidle");
    } catch (error) {
      // Its picture tells what is there instead.
      this.faults.push(`${name}-${this.label}: ${String(error).slice(0, 200)}`);
    }
    this.faults.push(...(await inspect(this.page, `${name}-${this.label}`, { whole })));
    if (dark) {
      await this.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      this.faults.push(...(await inspect(this.page, `${name}-${this.label}-dark`, { whole })));
      await this.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    }
  }

  end(): string[] {
    return [...this.faults, ...this.#complaints.splice(0).map((said) => `${this.label}: ${said}`)];
  }
}

const TONGUES = [
  { language: "it", locale: "it-IT" },
  { language: "en", locale: "en-GB" },
] as const;

describe.each(TONGUES)("in $language", ({ language, locale }) => {
  let home: Furnished;
  beforeAll(async () => {
    home = await furnish(server.url, language);
  });

  for (const phone of [false, true]) {
    const label = `${language}-${phone ? "phone" : "desktop"}`;
    test(`the pages on a ${phone ? "phone" : "desktop"}`, { timeout: 180_000 }, async () => {
      const stranger = await person(browser, { locale, phone });
      const outside = await pagesOfStrangers(new Walk(stranger.page, label));
      await stranger.leave();
      const member = await person(browser, { locale, phone });
      await member.context.addCookies([home.member.cookie()]);
      const inside = await pagesOfMembers(new Walk(member.page, label), home);
      await member.leave();
      expect([...outside, ...inside]).toEqual([]);
    });
  }

  test("a call", { timeout: 180_000 }, async () => {
    expect(await call(language, locale)).toEqual([]);
  });

  test("the rehearsed call", { timeout: 120_000 }, async () => {
    expect(await rehearsed(language, locale)).toEqual([]);
  });
});

async function pagesOfStrangers(walk: Walk): Promise<string[]> {
  await walk.look("welcome", "/", "h1", { dark: true });
  await walk.look("sign-in", "/sign-in", "input[name=password]", { dark: true });
  await walk.look("register", "/register", "input[name=organisation]");
  await walk.look("forgot", "/forgot", "input[type=email]");
  await walk.look("lost", "/nowhere", "main h1");
  return walk.end();
}

async function pagesOfMembers(walk: Walk, home: Furnished): Promise<string[]> {
  await walk.look("home", "/", "a[href^='/conversations/']", { dark: true });
  await walk.look("meetings", "/meetings", "main li, main tbody tr");
  await walk.look("conversations", "/conversations", "main a[href^='/conversations/']", { dark: true });
  await walk.look("recap", `/conversations/${home.conversation}`, "main [role=slider]", { dark: true });
  await walk.look("playbooks", "/playbooks", "main a[href^='/playbooks/']");
  await walk.look("playbook", `/playbooks/${home.playbook}`, "main input", { dark: true });
  for (const part of ["profile", "people", "teams", "webhooks"]) {
    await walk.look(`settings-${part}`, `/settings/${part}`, "main [role=tabpanel] > *");
  }
  return walk.end();
}

/** What is said in the call: a greeting, something of the script, an objection with a card, relief. */
const SAID = {
  it: {
    playbook: "Primo contatto",
    guest: "Marco Bassi",
    lines: [
      ["seller", "Grazie del tempo. Oggi come gestite i preventivi, dalla telefonata del cliente fino alla firma?"],
      ["guest", "Un po' alla buona, su un foglio di calcolo. I preventivi si perdono, è frustrante, un vero disastro."],
      ["seller", "Mi dispiace. Quante ore se ne vanno ogni settimana, e quanto vi costa?"],
      ["guest", "Almeno dodici ore fra tutti. Però ho visto i prezzi e per noi è troppo caro, siamo fuori budget."],
    ],
  },
  en: {
    playbook: "First contact",
    guest: "Daniel Finch",
    lines: [
      ["seller", "Thank you for your time. How do you handle quotes today, from the first call to the signature?"],
      ["guest", "On a spreadsheet, more or less. Quotes get lost, it is frustrating, a real mess."],
      ["seller", "I am sorry to hear that. How many hours does that take each week, and what does it cost you?"],
      ["guest", "Twelve hours at least. But honestly, this is too expensive for us."],
    ],
  },
} as const;

async function call(language: Tongue, locale: "it-IT" | "en-GB"): Promise<string[]> {
  const said = SAID[language];
  const seller = await host(browser, server.url, { locale, playbook: said.playbook });
  const sellers = new Walk(seller.page, `${language}-desktop`);
  // The host's own green room, seen from a phone beside the call.
  const second = await person(browser, { locale, phone: true });
  await second.context.addCookies([seller.member.cookie()]);
  const seconds = new Walk(second.page, `${language}-phone`);
  await seconds.look("room-door", `/meetings/${seller.meeting.id}/room`, "video");

  const guests: [Person, Walk][] = [];
  for (const phone of [false, true]) {
    const guest = await person(browser, { locale, phone });
    const walk = new Walk(guest.page, `${language}-${phone ? "phone" : "desktop"}`);
    await walk.look("green-room", new URL(seller.meeting.guest_url).pathname, "form", { dark: !phone });
    guests.push([guest, walk]);
  }
  const [[, door]] = guests as [[Person, Walk], [Person, Walk]];
  await door.page.getByRole("textbox").fill("Elena Conti");
  await door.page.getByRole("button", { name: /^(I agree|Accetto)/u }).click();
  await door.see("waiting", "[role=status] h1");
  const guest = await knock(browser, seller.meeting.guest_url, said.guest, { locale, phone: true });
  const room = new Walk(guest.page, `${language}-phone`);
  await sellers.see("room-knock", "[role=alert]", { whole: false });
  // Whoever came first stands at the door first.
  await admit(seller.page, door.page, "Elena Conti");
  await admit(seller.page, guest.page, said.guest);
  for (const [index, [who, text]] of said.lines.entries()) {
    await say(who === "seller" ? seller.page : guest.page, text);
    await until("the words to be written down", async () => (await transcript(seller.member, seller.conversation)).length > index);
  }
  await sellers.see("room", "aside article, section article, [role=region] article", { whole: false });
  await sellers.page.getByRole("button", { name: /^(Present now|Presenta ora)/u }).first().click();
  await sellers.page.getByRole("button", { name: /^(Show to guests|Mostra agli ospiti)/u }).click();
  await room.see("room-guest", "[data-testid=slide]", { whole: false });
  await door.see("room-guest", "[data-testid=slide]", { whole: false });
  await sellers.see("room-slide", "[data-testid=slide]", { whole: false });
  await sellers.page.getByRole("tab", { name: /^(Transcript|Trascrizione)$/u }).click();
  await sellers.see("room-transcript", "[role=log]", { whole: false });
  const faults = [sellers, seconds, room, ...guests.map(([, walk]) => walk)].flatMap((walk) => walk.end());
  for (const one of [seller, second, guest, ...guests.map(([each]) => each)]) await one.leave();
  return faults;
}

async function rehearsed(language: Tongue, locale: "it-IT" | "en-GB"): Promise<string[]> {
  const visitor = new Member(server.url);
  await visitor.post("/api/demo");
  await visitor.patch("/api/me", { language });
  const { conversation_id } = await visitor.post<{ conversation_id: string }>("/api/demo/live");
  const faults: string[] = [];
  for (const phone of [false, true]) {
    const watcher = await person(browser, { locale, phone });
    await watcher.context.addCookies([visitor.cookie()]);
    const walk = new Walk(watcher.page, `${language}-${phone ? "phone" : "desktop"}`);
    await walk.look("demo-home", "/", "main h1");
    await walk.page.goto(`${server.url}/live/${conversation_id}`);
    await walk.see("live", "[role=log]", { whole: false });
    // The first point is ticked within the first half minute.
    if (!phone) await walk.see("live-ticked", "text=/^[1-9]\\d* (of|punti su) \\d+/u", { whole: false });
    faults.push(...walk.end());
    await watcher.leave();
  }
  return faults;
}
