/** The words for errors in the language on the screen. */
import { useTranslation } from "react-i18next";
import { fieldText, problemText } from "./problem";

export function useProblem() {
  const { t, i18n } = useTranslation();
  const knows = (key: string) => i18n.exists(key);
  return {
    say: (error: unknown) => problemText(error, t, knows),
    sayField: (error: unknown, field: string) => fieldText(error, field, t, knows),
  };
}
