/** What goes to the customer file, and the draft that goes to the customer. */
import { Mail } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Recap } from "@/api/types";
import { money } from "@/lib/numbers";
import { useLanguage } from "@/lib/use-page";
import { buttonClass } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Badge, Card, CardHead, type Tint } from "@/ui/surface";
import { Prose } from "./sections";

type Facts = Recap["facts"];

const outcomes: Record<Facts["outcome"], Tint> = { won: "good", lost: "poor", open: "plain" };

const maybe = (amount: number | null | undefined, sum: (amount: number) => string) =>
  amount === null || amount === undefined ? null : sum(amount);

/** The facts that are known, in the order in which one reads about a deal. */
function known(facts: Facts, sum: (amount: number) => string, word: (group: string, value: string) => string): [string, string][] {
  const all: [string, string | null | undefined][] = [
    ["customer_name", facts.customer_name],
    ["company", facts.company],
    ["email", facts.email],
    ["phone", facts.phone],
    ["amount", maybe(facts.amount, sum)],
    ["budget", maybe(facts.budget, sum)],
    ["timeline", facts.timeline],
    ["appointment", facts.appointment],
    ["decision_makers", facts.decision_makers.join(", ")],
    ["competitors", facts.competitors.join(", ")],
    ["zone", facts.zone],
    ["property_type", facts.property_type],
    ["purpose", facts.purpose ? word("purpose", facts.purpose) : null],
    ["urgency", facts.urgency ? word("urgency", facts.urgency) : null],
  ];
  return all.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

export function FactsCard({ facts }: { facts: Facts }) {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const word = (group: string, value: string) => {
    const key = `recap.fact_value.${group}.${value}`;
    return i18n.exists(key) ? t(key) : value;
  };
  const shown = known(facts, (amount) => money(amount, facts.currency ?? "EUR", language), word);
  return (
    <Card>
      <CardHead title={t("recap.facts.title")}>
        <Badge tint={outcomes[facts.outcome]}>{t(`recap.deal.${facts.outcome}`)}</Badge>
      </CardHead>
      {shown.length === 0 ? <p className="px-5 pb-5 text-sm text-ink-3">{t("recap.facts.none")}</p> : null}
      <dl className="px-5 pb-4">
        {shown.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-6 border-line py-2 text-sm not-last:border-b">
            <dt className="text-ink-3">{t(`recap.fact.${name}`)}</dt>
            <dd className="text-right break-words text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function FollowUpCard({ text, email, title }: { text: string; email: string | null; title: string }) {
  const { t } = useTranslation();
  const letter = `mailto:${encodeURIComponent(email ?? "")}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}`;
  return (
    <Card>
      <CardHead title={t("recap.follow_up.title")} note={t("recap.follow_up.note")}>
        <CopyButton text={text} label={t("recap.follow_up.copy")} />
        <a href={letter} className={buttonClass("outline", "sm")}>
          <Mail size={15} aria-hidden="true" />
          {t("recap.follow_up.open")}
        </a>
      </CardHead>
      <Prose>{text}</Prose>
    </Card>
  );
}
