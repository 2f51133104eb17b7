/**
 * The interface's words in Italian and English. Each feature keeps its own file per language in it/ and en/; the file's
 * name is the first part of its keys. The browser's language decides until somebody chooses.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "it" | "en";
export const LANGUAGES: readonly Language[] = ["it", "en"];
const KEPT = "sottovoce.language";

type Words = { [key: string]: string | Words };
const files = import.meta.glob<Words>("./{it,en}/*.json", { eager: true, import: "default" });

/** All words of one language, by feature. */
export function words(language: Language): Words {
  const all: Words = {};
  for (const [path, content] of Object.entries(files)) {
    const [, folder, file] = path.split("/");
    if (folder === language && file) all[file.replace(".json", "")] = content;
  }
  return all;
}

export function isLanguage(value: unknown): value is Language {
  return value === "it" || value === "en";
}

/** What was chosen here before, else the first of the browser's languages that we speak. */
export function preferred(kept: string | null, wanted: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  for (const tag of wanted) {
    const base = tag.slice(0, 2).toLowerCase();
    if (isLanguage(base)) return base;
  }
  return "en";
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage may be forbidden
  }
}

/** Whether somebody chose a language in this browser. */
export function languageWasChosen(): boolean {
  return isLanguage(kept());
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : "en";
}

/** Shows everything in this language, and remembers it in this browser. */
export async function speak(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // storage may be forbidden; then the choice lasts as long as the page
  }
  await i18next.changeLanguage(language);
}

void i18next.use(initReactI18next).init({
  lng: preferred(kept(), navigator.languages),
  fallbackLng: "en",
  supportedLngs: LANGUAGES,
  resources: { it: { translation: words("it") }, en: { translation: words("en") } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

const tell = (language: string) => {
  document.documentElement.lang = language;
};
tell(i18next.language);
i18next.on("languageChanged", tell);

export { i18next };
