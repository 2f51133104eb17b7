/** What no page may have, in any language and on any screen: sideways scrolling, keys for words, errors, barriers. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const WEB = join(import.meta.dirname, "../..");
const AXE = readFileSync(join(WEB, "node_modules/axe-core/axe.min.js"), "utf8");
const PICTURES = join(WEB, "test-results/screens");
mkdirSync(PICTURES, { recursive: true });

/** The first parts of our keys: a text such as `home.upcoming` is a word that was not found. */
const KEYS = readdirSync(join(WEB, "src/lib/i18n/en")).map((file) => file.replace(".json", ""));

/** Errors on this page's console, from now on. Not being signed in is an answer, not an error. */
export function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error" && !url.endsWith("/api/me")) said.push(`console: ${message.text()} (${url})`);
  });
  return said;
}

export interface Shot {
  /** Everything down to the foot of the page, not only what the screen holds. */
  readonly whole?: boolean;
}

/** Waits until the page rests, takes its picture, and tells what is wrong with it. */
export async function inspect(page: Page, name: string, { whole = true }: Shot = {}): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(atRest);
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: whole });
  const found = await page.evaluate(faults, KEYS);
  return [...found, ...(await barriers(page))].map((fault) => `${name}: ${fault}`);
}

/** Runs in the page: done when what moves towards an end has come to it. What moves for ever may. */
async function atRest(): Promise<void> {
  const nextFrame = () => new Promise((next) => requestAnimationFrame(next));
  await nextFrame();
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
  await nextFrame();
}

/** What axe finds that keeps somebody out, or nearly. */
export async function barriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`));
  });
}

interface Axe {
  run(what: Document, options: object): Promise<{ violations: Violation[] }>;
}

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string; any: { message: string }[] }[];
}

/** Runs in the page. */
function faults(keys: string[]): string[] {
  const found: string[] = [];
  const root = document.scrollingElement ?? document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  const scrolls = (element: Element | null): boolean =>
    element !== null && (/auto|scroll|hidden|clip/u.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  for (const element of document.querySelectorAll("a, button, input, textarea, h1, h2, h3, p, td, th")) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2 || (left >= -1 && right <= innerWidth + 1)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || scrolls(element.parentElement)) continue;
    found.push(`beyond the edge: ${element.outerHTML.slice(0, 120)}`);
  }
  const key = new RegExp(`(?:^|[\\s"'(])((?:${keys.join("|")})\\.[a-zA-Z_]+(?:\\.[a-zA-Z_]+)*)(?:$|[\\s"'),])`, "gu");
  const texts = [document.title, document.body.innerText];
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name) ?? "");
  for (const text of texts) for (const [, word] of text.matchAll(key)) found.push(`no word for ${String(word)}`);
  for (const text of texts) if (text.includes("{{")) found.push(`a place left empty: ${text.slice(0, 120)}`);
  return found;
}
