/** The guests' door without our pages: any program may knock, say hello and take its way into the room. */
import type { Browser } from "playwright-core";
import type { Meeting } from "./steps";

/** What a client of any make needs to join. */
export interface Pass {
  readonly identity: string;
  readonly url: string;
  readonly token: string;
}

/** Knocks as `name` and says hello; the pass comes when they are admitted. Their socket stays open. */
export async function pass(browser: Browser, server: string, meeting: Meeting, name: string): Promise<Pass> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Any address of the server without scripts: only its origin is wanted.
  await page.goto(`${server}/icon.svg`);
  return page.evaluate(takePass, { link: meeting.link, name });
}

/** Runs in the page. */
async function takePass({ link, name }: { link: string; name: string }): Promise<Pass> {
  const door = `/api/meet/${link}`;
  const { notice } = (await (await fetch(door)).json()) as { notice: { version: string } };
  const knock = await fetch(`${door}/knock`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sottovoce": "1" },
    body: JSON.stringify({ name, consent: { agreed: true, notice: notice.version, language: "en" } }),
  });
  if (!knock.ok) throw new Error(`the knock: ${knock.status} ${await knock.text()}`);
  const { guest_token, participant_id } = (await knock.json()) as { guest_token: string; participant_id: string };
  const socket = new WebSocket(`${location.origin.replace("http", "ws")}${door}/socket`);
  socket.onopen = () => socket.send(JSON.stringify({ type: "hello", token: guest_token }));
  return new Promise((done, fail) => {
    socket.onclose = () => fail(new Error("the door closed"));
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const { type, presence, room_url, room_token } = JSON.parse(data) as Record<string, string | undefined>;
      if (type !== "presence" || presence !== "admitted" || !room_url || !room_token) return;
      done({ identity: participant_id, url: room_url, token: room_token });
    };
  });
}
