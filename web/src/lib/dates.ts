/**
 * The one way dates and lengths of time become text, and back from a form. Wall-clock times are milliseconds since the
 * epoch, call times are milliseconds since the call began.
 */
import type { Language } from "./i18n";

const LOCALE: Record<Language, string> = { it: "it-IT", en: "en-GB" };
const MINUTE = 60_000;
const DAY = 86_400_000;

function format(language: Language, options: Intl.DateTimeFormatOptions, zone?: string) {
  return new Intl.DateTimeFormat(LOCALE[language], { ...options, ...(zone ? { timeZone: zone } : {}) });
}

export function timeOfDay(at: number, language: Language, zone?: string): string {
  return format(language, { hour: "2-digit", minute: "2-digit" }, zone).format(at);
}

/** "Mon 3 Mar 2026", without the year when it is this one. */
export function day(at: number, now: number, language: Language, zone?: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(language, { weekday: "short", day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }, zone).format(at);
}

/** "Mon 3 Mar, 15:30". */
export function dayAndTime(at: number, now: number, language: Language, zone?: string): string {
  return `${nearDay(at, now, language, zone)}, ${timeOfDay(at, language, zone)}`;
}

/** "today", "tomorrow", "yesterday", else the day. */
export function nearDay(at: number, now: number, language: Language, zone?: string): string {
  const difference = dayNumber(at, zone) - dayNumber(now, zone);
  if (Math.abs(difference) > 1) return day(at, now, language, zone);
  return new Intl.RelativeTimeFormat(LOCALE[language], { numeric: "auto" }).format(difference, "day");
}

/** The stretch of time that something long past is filed under: today, yesterday, the last seven days, else its month. */
export function stretch(at: number, now: number, language: Language, zone?: string): { key: "today" | "yesterday" | "week" } | { month: string } {
  const ago = dayNumber(now, zone) - dayNumber(at, zone);
  if (ago <= 0) return { key: "today" };
  if (ago === 1) return { key: "yesterday" };
  if (ago < 7) return { key: "week" };
  return { month: format(language, { month: "long", year: "numeric" }, zone).format(at) };
}

/** The day's number on the calendar of the zone, so that two moments of one day have the same. */
function dayNumber(at: number, zone?: string): number {
  const parts = format("en", { year: "numeric", month: "2-digit", day: "2-digit" }, zone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Math.round(Date.UTC(part("year"), part("month") - 1, part("day")) / DAY);
}

/** "in 5 minutes", "2 hours ago". */
export function fromNow(at: number, now: number, language: Language): string {
  const relative = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: "auto" });
  const minutes = Math.round((at - now) / MINUTE);
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 24) return relative.format(hours, "hour");
  return relative.format(Math.round(hours / 24), "day");
}

/** A moment of a call: 4:07, or 1:04:07 past the hour. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A length of time for reading: "45 s", "12 min", "1 h 5 min". */
export function length(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
}

/** What a `datetime-local` control holds for this moment, on the browser's own clock. */
export function toControl(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * MINUTE);
  return local.toISOString().slice(0, 16);
}

/** The moment a `datetime-local` control stands for; null when it is empty or no date. */
export function fromControl(value: string): number | null {
  const at = value ? new Date(value).getTime() : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** The next whole half hour at least a quarter of an hour away: what people mean by "soon". */
export function nextHalfHour(now: number): number {
  const half = 30 * MINUTE;
  return Math.ceil((now + 15 * MINUTE) / half) * half;
}
