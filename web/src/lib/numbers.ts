/** The one way numbers become text. */
import type { Language } from "./i18n";

const LOCALE: Record<Language, string> = { it: "it-IT", en: "en-GB" };

export function number(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: digits }).format(value);
}

/** A share between 0 and 1 as a percentage. */
export function percent(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { style: "percent", maximumFractionDigits: 0 }).format(share);
}

export function money(amount: number, currency: string, language: Language): string {
  try {
    return new Intl.NumberFormat(LOCALE[language], { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);
  } catch {
    return `${number(amount, language)} ${currency}`; // a currency that is no ISO code
  }
}

/** "3.4 MB". */
export function fileSize(bytes: number, language: Language): string {
  if (bytes < 1024) return `${bytes} B`;
  const unit = bytes < 1_048_576 ? "KB" : "MB";
  return `${number(bytes / (unit === "KB" ? 1024 : 1_048_576), language, 1)} ${unit}`;
}
