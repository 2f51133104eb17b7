/**
 * A blurred background, from the green room into the room: chosen with the mirror before one's eyes, kept on joining,
 * taken back in mid-call; and everything it needs comes from this server.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Member } from "./harness/api";
import { launch, person } from "./harness/browser";
import { type Server, startServer, until } from "./harness/server";
import { enterRoom, type Meeting } from "./harness/steps";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** How much neighbouring pixels of one's own picture differ: little when it is blurred. */
function sharpness(page: Page, video: string): Promise<number> {
  return page.locator(video).evaluate((element) => {
    const { videoWidth: width, videoHeight: height } = element as HTMLVideoElement;
    const drawing = new OffscreenCanvas(width || 1, height || 1).getContext("2d");
    if (!drawing || width === 0) return Number.NaN;
    drawing.drawImage(element as HTMLVideoElement, 0, 0);
    const { data } = drawing.getImageData(0, 0, width, height);
    let steps = 0;
    // Green alone: the fake camera's picture is little else.
    for (let at = 5; at < data.length; at += 4) steps += Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0)) ** 2;
    return steps / (width * height);
  });
}

/** Software draws the blur here, which takes its time. */
const PATIENCE_S = 90;

test("a background is blurred before the call, in it, and no longer when it is not wished", { timeout: 300_000 }, async () => {
  const member = await Member.register(server.url, "marta@example.com", "en");
  const meeting = await member.post<Meeting>("/api/meetings", { title: "First meeting", language: "en", lobby: true });
  const { context, page, leave } = await person(browser);
  await context.addCookies([member.cookie()]);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (/^https?:/u.test(request.url()) && !request.url().startsWith(server.url)) elsewhere.push(request.url());
  });
  await page.goto(`${server.url}/meetings/${meeting.id}/room`);

  const mirror = "main video";
  await until("the camera's picture", async () => (await sharpness(page, mirror)) > 0);
  const plain = await sharpness(page, mirror);
  const blurred = (video: string) => async () => (await sharpness(page, video)) < plain / 3;
  await page.getByRole("button", { name: "Blur background" }).click();
  await until("a blurred mirror", blurred(mirror), PATIENCE_S);

  await enterRoom(page);
  const tile = "figure[data-source=camera] video";
  await page.locator(tile).waitFor({ timeout: PATIENCE_S * 1000 });
  await until("a blurred tile", blurred(tile), PATIENCE_S);

  await page.mouse.move(200, 200);
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "As it is" }).click();
  await until("a tile as sharp as the camera", async () => (await sharpness(page, tile)) > plain / 2, PATIENCE_S);
  expect(elsewhere).toEqual([]);
  await leave();
});
