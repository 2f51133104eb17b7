/** The battle cards of a playbook: which objection, what calls it up, what to answer, what guests may be shown. */
import { ArrowDown, ArrowUp, Plus, Presentation, Trash2 } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment, BattleCard } from "@/api/types";
import { Button, IconButton } from "@/ui/button";
import { Field, Input, Textarea } from "@/ui/field";
import { Select } from "@/ui/select";
import { Card, EmptyState } from "@/ui/surface";
import { lines, OBJECTIONS, type Edit } from "./edit";
import { movedByKey } from "./phases";

interface Props {
  cards: readonly BattleCard[];
  change: (edit: Edit) => void;
  readOnly: boolean;
}

export function Cards({ cards, change, readOnly }: Props) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-5">
      {cards.length === 0 ? (
        <Card>
          <EmptyState icon={<Presentation />} title={t("playbooks.no_cards")} text={t("playbooks.no_cards_text")} />
        </Card>
      ) : null}
      <ul className="grid items-start gap-5 xl:grid-cols-2">
        {cards.map((card, n) => (
          <li key={card.id}>
            <CardEditor card={card} first={n === 0} last={n === cards.length - 1} change={change} readOnly={readOnly} />
          </li>
        ))}
      </ul>
      {readOnly ? null : (
        <Button weight="outline" icon={<Plus size={17} aria-hidden="true" />} className="self-start" onClick={() => change({ type: "card_add", title: "" })}>
          {t("playbooks.card_add")}
        </Button>
      )}
    </div>
  );
}

interface CardProps {
  card: BattleCard;
  first: boolean;
  last: boolean;
  change: (edit: Edit) => void;
  readOnly: boolean;
}

function CardEditor({ card, first, last, change, readOnly }: CardProps) {
  const { t } = useTranslation();
  const [triggers, setTriggers] = useState((card.triggers ?? []).join("\n"));
  const set = (part: Partial<Omit<BattleCard, "id">>) => change({ type: "card_set", card: card.id, change: part });
  const move = (by: 1 | -1) => change({ type: "card_move", card: card.id, by });
  const key = (event: KeyboardEvent) => {
    const by = readOnly ? null : movedByKey(event);
    if (by) move(by);
  };
  const name = card.title || card.id;
  return (
    <Card className="flex flex-col gap-4 p-5" onKeyDown={key}>
      <div className="flex items-end gap-2">
        <Field label={t("playbooks.card_title")} className="flex-1">
          <Input value={card.title} maxLength={120} onChange={(event) => set({ title: event.target.value })} />
        </Field>
        {readOnly ? null : (
          <span className="flex pb-1.5">
            <IconButton label={t("playbooks.up", { what: name })} size="sm" disabled={first} onClick={() => move(-1)}>
              <ArrowUp size={16} aria-hidden="true" />
            </IconButton>
            <IconButton label={t("playbooks.down", { what: name })} size="sm" disabled={last} onClick={() => move(1)}>
              <ArrowDown size={16} aria-hidden="true" />
            </IconButton>
            <IconButton label={t("playbooks.remove", { what: name })} size="sm" onClick={() => change({ type: "card_remove", card: card.id })}>
              <Trash2 size={16} aria-hidden="true" />
            </IconButton>
          </span>
        )}
      </div>
      <Field label={t("playbooks.objection")}>
        <Select
          value={card.objection}
          disabled={readOnly}
          onChange={(value) => set({ objection: OBJECTIONS.find((kind) => kind === value) ?? card.objection })}
          options={OBJECTIONS.map((kind) => ({ value: kind, label: t(`ui.objection.${kind}`) }))}
        />
      </Field>
      <Field label={t("playbooks.triggers")} hint={t("playbooks.one_a_line")}>
        <Textarea
          value={triggers}
          onChange={(event) => {
            setTriggers(event.target.value);
            set({ triggers: lines(event.target.value) });
          }}
        />
      </Field>
      <Field label={t("playbooks.answer")} hint={t("playbooks.answer_hint")}>
        <Textarea rows={4} value={card.answer} maxLength={2000} onChange={(event) => set({ answer: event.target.value })} />
      </Field>
      <Shown attachment={card.attachment ?? null} onChange={(attachment) => set({ attachment })} readOnly={readOnly} />
    </Card>
  );
}

interface ShownProps {
  attachment: Attachment | null;
  onChange: (attachment: Attachment | null) => void;
  readOnly: boolean;
}

const KINDS = ["", "text", "image"] as const;

function Shown({ attachment, onChange, readOnly }: ShownProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(attachment?.kind === "text" ? (attachment.lines ?? []).join("\n") : "");
  const choose = (kind: string) => {
    if (kind === "text") onChange({ kind: "text", title: "", lines: lines(text) });
    else if (kind === "image") onChange({ kind: "image", url: "", alt: "" });
    else onChange(null);
  };
  return (
    <fieldset className="flex flex-col gap-4 rounded-md bg-sunken p-4">
      <legend className="sr-only">{t("playbooks.shown")}</legend>
      <Field label={t("playbooks.shown")} hint={t("playbooks.shown_hint")}>
        <Select value={attachment?.kind ?? ""} disabled={readOnly} onChange={choose} options={KINDS.map((kind) => ({ value: kind, label: t(`playbooks.shown_kind.${kind || "none"}`) }))} />
      </Field>
      {attachment?.kind === "text" ? (
        <>
          <Field label={t("playbooks.slide_title")}>
            <Input value={attachment.title} maxLength={120} onChange={(event) => onChange({ ...attachment, title: event.target.value })} />
          </Field>
          <Field label={t("playbooks.slide_lines")} hint={t("playbooks.one_a_line")}>
            <Textarea
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                onChange({ ...attachment, lines: lines(event.target.value) });
              }}
            />
          </Field>
        </>
      ) : null}
      {attachment?.kind === "image" ? (
        <>
          <Field label={t("playbooks.image_url")}>
            <Input value={attachment.url} onChange={(event) => onChange({ ...attachment, url: event.target.value })} />
          </Field>
          <Field label={t("playbooks.image_alt")}>
            <Input value={attachment.alt} onChange={(event) => onChange({ ...attachment, alt: event.target.value })} />
          </Field>
        </>
      ) : null}
    </fieldset>
  );
}
