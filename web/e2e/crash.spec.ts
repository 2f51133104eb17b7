/** The server dies in mid-call and comes back: nobody has to do anything, and nothing said is lost or doubled. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./harness/browser";
import { type Server, startServer, until } from "./harness/server";
import { admit, host, knock, say, transcript } from "./harness/steps";

let server: Server;
let sellers: Browser;
let guests: Browser;

beforeAll(async () => {
  server = await startServer();
  // Two processes, as on two computers: contexts of one process share the camera, and when both give it back and
  // take it again in the same instant Chromium may leave it dark for both.
  [sellers, guests] = await Promise.all([launch(), launch()]);
});

afterAll(async () => {
  await Promise.all([sellers.close(), guests.close()]);
  await server.stop();
});

test("a call goes on after the server was killed, with every utterance once", async () => {
  const seller = await host(sellers, server.url);
  const guest = await knock(guests, seller.meeting.guest_url, "Paolo Neri");
  await admit(seller.page, guest.page, "Paolo Neri");
  const spoken: string[] = [];
  const speak = async (who: "seller" | "guest", text: string) => {
    spoken.push(text);
    await say(who === "seller" ? seller.page : guest.page, text);
  };
  await speak("seller", "Thanks for joining, how do you handle quotes today?");
  await speak("guest", "We write every quote by hand in a spreadsheet.");
  await until("both to be stored", async () => (await transcript(seller.member, seller.conversation)).length === 2);

  // Said at the very moment of the crash: it may not have been stored, but the browsers keep it until they know.
  await speak("guest", "Honestly the price is too high for us.");
  await server.kill();
  await speak("seller", "I understand, let us look at what the spreadsheet costs you.");
  await server.start();

  await until(
    "the words of the crash to arrive",
    async () => (await transcript(seller.member, seller.conversation)).length >= 4,
    60,
  );
  await speak("guest", "That makes sense, go on.");
  await until("the call to go on", async () => (await transcript(seller.member, seller.conversation)).length >= 5, 60);
  const stored = (await transcript(seller.member, seller.conversation)).map(({ text }) => text);
  expect([...stored].sort()).toEqual([...spoken].sort());

  await until(
    "pictures to flow again",
    async () => {
      const before = await guest.media();
      await new Promise((next) => setTimeout(next, 1000));
      const frames = (rows: typeof before) => rows.reduce((sum, { framesDecoded }) => sum + framesDecoded, 0);
      return frames(await guest.media()) > frames(before);
    },
    60,
  );

  await seller.member.post(`/api/meetings/${seller.meeting.id}/end`);
  await until("the recap", async () => {
    const { conversation } = await seller.member.get<{ conversation: { stage: string } }>(
      `/api/conversations/${seller.conversation}`,
    );
    return conversation.stage === "ready";
  });
  const recap = await seller.member.get<{
    recap?: { figures: { utterances: number } };
    figures?: { utterances: number };
  }>(`/api/conversations/${seller.conversation}/recap`);
  expect((recap.recap ?? recap).figures?.utterances).toBe(spoken.length);
});
