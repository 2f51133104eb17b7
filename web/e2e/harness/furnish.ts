/** An organisation as it looks after some weeks of use: conversations with recaps, planned meetings, people, a webhook. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Member } from "./api";
import { until } from "./server";

export interface Furnished {
  readonly member: Member;
  /** A conversation whose recap is ready. */
  readonly conversation: string;
  readonly playbook: string;
}

export type Tongue = "it" | "en";

const REHEARSALS = join(import.meta.dirname, "../../../rehearsals");
const DAY = 24 * 3_600_000;

/** What happened before, in the words of the language: a rehearsal, and a shorter call. */
const PAST = {
  it: {
    rehearsal: "it-primo-contatto.txt",
    title: "Primo contatto con Officine Bassi",
    short: {
      title: "Richiamo Studio Colombo",
      text: [
        "[00:03] Marta Rinaldi: Buongiorno dottoressa Colombo, ha avuto modo di leggere la proposta?",
        "[00:11] Sara Colombo: Sì, mi piace molto, è chiara. Però prima vorrei pensarci ancora un momento.",
        "[00:20] Marta Rinaldi: Certo. Che cosa le manca per decidere con serenità?",
        "[00:27] Sara Colombo: Devo parlarne con il mio socio. Ci sentiamo martedì alle undici?",
        "[00:34] Marta Rinaldi: Perfetto, le mando l'invito per martedì alle undici.",
      ],
    },
    meetings: ["Demo per Officine Bassi", "Primo incontro con Vetreria Sala", "Offerta per Studio Colombo"],
    teams: ["Vendite Italia", "Grandi clienti"],
    webhook: "Il nostro CRM",
  },
  en: {
    rehearsal: "en-product-demo.txt",
    title: "Product demo for Harrow & Finch",
    short: {
      title: "Follow-up with Colby Studios",
      text: [
        "[00:03] Marta Rinaldi: Good morning Sarah, have you had the time to read our proposal?",
        "[00:11] Sarah Colby: Yes, I like it a lot, it is clear. But I need to think about it for another moment.",
        "[00:20] Marta Rinaldi: Of course. What is missing for you to decide?",
        "[00:27] Sarah Colby: I have to talk to my partner. Shall we speak again on Tuesday at eleven?",
        "[00:34] Marta Rinaldi: Perfect, I will send you the invitation for Tuesday at eleven.",
      ],
    },
    meetings: ["First meeting with Salter Glass", "Demo for Harrow & Finch", "Offer for Colby Studios"],
    teams: ["Sales UK", "Key accounts"],
    webhook: "Our CRM",
  },
} as const;

/** Founds an organisation that works in this language and fills it by its own doors. */
export async function furnish(server: string, language: Tongue): Promise<Furnished> {
  const member = await Member.register(server, `marta@bottega-lume-${language}.example`, language);
  const past = PAST[language];
  const { items } = await member.get<{ items: { id: string; language: Tongue }[] }>("/api/playbooks");
  const playbook = items.find((each) => each.language === language)?.id;
  if (!playbook) throw new Error(`no playbook in ${language}`);
  const short = past.short.text.join("\n");
  const last = await importTranscript(member, past.short.title, short, language, "Marta Rinaldi");
  const rehearsal = readFileSync(join(REHEARSALS, past.rehearsal), "utf8");
  const people = [...rehearsal.matchAll(/(?:people: |, )([^,(\n]+) \((seller|customer)\)/gu)].map(([, name = "", side]) => ({ name, side }));
  const seller = people.find(({ side }) => side === "seller")?.name ?? "";
  // Measured against the playbook that it was written for.
  const named = items.find((each) => "name" in each && rehearsal.includes(`playbook: ${String(each.name)}`))?.id ?? playbook;
  const conversation = await importTranscript(member, past.title, spoken(rehearsal, people), language, seller, named);
  const books = items.filter((each) => each.language === language);
  for (const [index, title] of past.meetings.entries()) {
    const body = { title, language, lobby: true, playbook_id: books[index % books.length]?.id, starts_at: on(index + 1) };
    await member.post("/api/meetings", body);
  }
  for (const name of past.teams) await member.post("/api/teams", { name });
  await member.post("/api/invitations", { email: "luca.ferri@example.com", role: "manager", team_ids: [] });
  await member.post("/api/webhooks", { url: "https://crm.example.com/hooks/sottovoce", description: past.webhook });
  for (const id of [last, conversation]) await recapped(member, id);
  return { member, conversation, playbook: named };
}

/** So many days from today, in the morning or in the afternoon. */
function on(days: number): number {
  const day = new Date(Date.now() + days * DAY);
  return day.setHours(days % 2 ? 10 : 15, days % 2 ? 0 : 30, 0, 0);
}

/** Only what is said, each line under the whole name. */
function spoken(rehearsal: string, people: readonly { name: string }[]): string {
  const whole = (called: string) => people.find(({ name }) => name.startsWith(called))?.name ?? called;
  const lines = rehearsal.split("\n").filter((line) => line.startsWith("["));
  return lines.map((line) => line.replace(/\] ([^:]+):/u, (_, called: string) => `] ${whole(called)}:`)).join("\n");
}

async function importTranscript(member: Member, title: string, text: string, language: Tongue, seller: string, playbook?: string): Promise<string> {
  const form = new FormData();
  form.set("title", title);
  form.set("language", language);
  form.set("seller_name", seller);
  if (playbook) form.set("playbook_id", playbook);
  form.set("file", new Blob([text], { type: "text/plain" }), "call.txt");
  const { conversation_id } = await member.post<{ conversation_id: string }>("/api/imports", form);
  return conversation_id;
}

/** Waits for the recap of this conversation. */
export function recapped(member: Member, id: string): Promise<void> {
  return until(
    "a recap",
    async () => {
      const { conversation } = await member.get<{ conversation: { stage: string } }>(`/api/conversations/${id}`);
      return conversation.stage === "ready";
    },
    60,
  );
}
