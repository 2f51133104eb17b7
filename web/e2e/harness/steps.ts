/** What people do in these stories: open a room, knock, admit, speak by a scripted recogniser. */
import type { Browser, Page } from "playwright-core";
import { Member } from "./api";
import { type Look, type Person, person } from "./browser";

export interface Meeting {
  readonly id: string;
  readonly link: string;
  readonly guest_url: string;
}

export interface Host extends Person {
  readonly member: Member;
  readonly meeting: Meeting;
  readonly conversation: string;
}

/** A new organisation whose owner starts a meeting and is in its room. */
export async function host(browser: Browser, server: string, look: Look & { lobby?: boolean; playbook?: string } = {}): Promise<Host> {
  const language = look.locale === "it-IT" ? "it" : "en";
  const member = await Member.register(server, `marta-${crypto.randomUUID()}@example.com`, language);
  const meeting = await hostedMeeting(member, language, look.lobby ?? true, look.playbook);
  const seller = await person(browser, look);
  await seller.context.addCookies([member.cookie()]);
  await scriptEars(seller.page);
  await seller.page.goto(`${server}/meetings/${meeting.id}/room`);
  await enterRoom(seller.page);
  const { conversation } = await member.get<{ conversation: string }>(`/api/meetings/${meeting.id}`);
  return { ...seller, member, meeting, conversation };
}

async function hostedMeeting(member: Member, language: "it" | "en", lobby: boolean, name?: string): Promise<Meeting> {
  const playbooks = await member.get<{ items: { id: string; language: string; name: string }[] }>("/api/playbooks");
  const playbook = playbooks.items.find((each) => (name ? each.name === name : each.language === language));
  return member.post<Meeting>("/api/meetings", {
    title: language === "it" ? "Primo incontro" : "First meeting",
    language,
    lobby,
    playbook_id: playbook?.id ?? null,
  });
}

/** From the seller's green room into the room. */
export async function enterRoom(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Start the meeting|Join the room|Inizia|Entra)/ }).click();
  await page.getByRole("button", { name: /^(Leave|Esci)/ }).waitFor();
}

/** Opens the link, types a name, agrees and knocks; `prepare` may put something into the page before it is opened. */
export async function knock(
  browser: Browser,
  url: string,
  name: string,
  look: Look = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Person> {
  const guest = await person(browser, look);
  await scriptEars(guest.page);
  await prepare?.(guest.page);
  await guest.page.goto(url);
  await guest.page.getByRole("textbox").fill(name);
  await guest.page.getByRole("button", { name: /^(I agree|Accetto)/ }).click();
  return guest;
}

/** The host lets `name` in, and the guest is in the room. */
export async function admit(seller: Page, guest: Page, name: string): Promise<void> {
  await seller.getByRole("button", { name: new RegExp(`^(Admit|Fai entrare|Ammetti) ${name}$`) }).click();
  await guest.getByRole("button", { name: /^(Leave|Esci)/ }).waitFor();
}

interface ScriptedEar {
  onresult: ((event: unknown) => void) | null;
}

declare global {
  interface Window {
    __ears: Set<ScriptedEar>;
  }
}

/** Puts a recogniser into the page that hears what `say` tells it. */
export async function scriptEars(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.__ears = new Set();
    class Ear implements ScriptedEar {
      lang = "";
      continuous = false;
      interimResults = false;
      maxAlternatives = 1;
      onstart: (() => void) | null = null;
      onresult: ((event: unknown) => void) | null = null;
      onerror: ((event: { error: string }) => void) | null = null;
      onend: (() => void) | null = null;
      start() {
        window.__ears.add(this);
        queueMicrotask(() => this.onstart?.());
      }
      stop() {
        this.abort();
      }
      abort() {
        window.__ears.delete(this);
        queueMicrotask(() => this.onend?.());
      }
    }
    Object.assign(window, { SpeechRecognition: Ear, webkitSpeechRecognition: Ear });
  });
}

/**
 * The person at this page says `text`, as soon as somebody listens: first as interim words, then as final ones. One
 * step, since a recogniser may be stopped at any moment between two.
 */
export async function say(page: Page, text: string): Promise<void> {
  await page.waitForFunction((words) => {
    const result = (transcript: string, isFinal: boolean) => ({
      resultIndex: 0,
      results: [Object.assign([{ transcript }], { isFinal })],
    });
    const ears = [...window.__ears].filter(({ onresult }) => onresult);
    for (const ear of ears) {
      ear.onresult?.(result(words.slice(0, Math.ceil(words.length / 2)), false));
      ear.onresult?.(result(words, true));
    }
    return ears.length > 0;
  }, text);
}

export interface Said {
  readonly name: string;
  readonly text: string;
}

/** What the store has of this conversation, in order, with the speakers' names. */
export async function transcript(member: Member, conversation: string): Promise<Said[]> {
  const { participants } = await member.get<{ participants: { id: string; name: string }[] }>(
    `/api/conversations/${conversation}`,
  );
  const { items } = await member.get<{ items: { speaker: string; text: string }[] }>(
    `/api/conversations/${conversation}/utterances`,
  );
  const nameOf = new Map(participants.map(({ id, name }) => [id, name]));
  return items.map(({ speaker, text }) => ({ name: nameOf.get(speaker) ?? "?", text }));
}
