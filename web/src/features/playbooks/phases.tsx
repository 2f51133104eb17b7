/** The script of a playbook: phases and their points, ordered by dragging or by keyboard. */
import { ArrowDown, ArrowUp, GripVertical, Plus, Trash2 } from "lucide-react";
import { Reorder, useDragControls } from "motion/react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Phase, Point } from "@/api/types";
import { cx } from "@/lib/cx";
import { Button, IconButton } from "@/ui/button";
import { controlClass, Field, GrowingInput, Textarea } from "@/ui/field";
import { Select } from "@/ui/select";
import { Card } from "@/ui/surface";
import { lines, type Edit } from "./edit";

const quietInput =
  "min-w-0 flex-1 rounded-sm border border-transparent bg-transparent px-2 py-1.5 text-ink placeholder:text-ink-3 hover:border-line focus:border-accent focus:bg-raised focus:outline-none";

/** Alt with an arrow moves what the focus is in, wherever in it that is. */
export function movedByKey(event: KeyboardEvent): 1 | -1 | null {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return null;
  event.preventDefault();
  return event.key === "ArrowUp" ? -1 : 1;
}

interface Props {
  phases: readonly Phase[];
  change: (edit: Edit) => void;
  readOnly: boolean;
}

export function Phases({ phases, change, readOnly }: Props) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-5">
      {readOnly ? null : <p className="text-[13px] text-ink-3">{t("playbooks.order_hint")}</p>}
      {phases.map((phase, n) => (
        <Card key={n} className="p-4 sm:p-5">
          <div className="mb-3 flex items-center gap-1">
            <span aria-hidden="true" className="figures w-7 font-serif text-xl text-ink-3">
              {n + 1}
            </span>
            <GrowingInput
              aria-label={t("playbooks.phase_name", { number: n + 1 })}
              placeholder={t("playbooks.phase_placeholder")}
              value={phase.name}
              maxLength={120}
              onText={(name) => change({ type: "phase_name", phase: n, name })}
              className={cx(quietInput, "display text-xl")}
            />
            {readOnly ? null : (
              <>
                <IconButton label={t("playbooks.up", { what: phase.name })} size="sm" disabled={n === 0} onClick={() => change({ type: "phase_move", phase: n, by: -1 })}>
                  <ArrowUp size={16} aria-hidden="true" />
                </IconButton>
                <IconButton label={t("playbooks.down", { what: phase.name })} size="sm" disabled={n === phases.length - 1} onClick={() => change({ type: "phase_move", phase: n, by: 1 })}>
                  <ArrowDown size={16} aria-hidden="true" />
                </IconButton>
                <IconButton label={t("playbooks.remove", { what: phase.name })} size="sm" disabled={phases.length === 1} onClick={() => change({ type: "phase_remove", phase: n })}>
                  <Trash2 size={16} aria-hidden="true" />
                </IconButton>
              </>
            )}
          </div>
          <Points phase={phase} at={n} change={change} readOnly={readOnly} />
        </Card>
      ))}
      {readOnly ? null : (
        <Button weight="outline" icon={<Plus size={17} aria-hidden="true" />} className="self-start" onClick={() => change({ type: "phase_add", name: "" })}>
          {t("playbooks.phase_add")}
        </Button>
      )}
    </div>
  );
}

function Points({ phase, at, change, readOnly }: { phase: Phase; at: number; change: (edit: Edit) => void; readOnly: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Reorder.Group
        axis="y"
        values={phase.points.map((point) => point.id)}
        onReorder={(order: string[]) => change({ type: "points_order", phase: at, order })}
        className="flex flex-col gap-2"
      >
        {phase.points.map((point) => (
          <PointRow key={point.id} point={point} phase={at} change={change} readOnly={readOnly} />
        ))}
      </Reorder.Group>
      {readOnly ? null : (
        <Button weight="quiet" size="sm" icon={<Plus size={16} aria-hidden="true" />} className="mt-2" onClick={() => change({ type: "point_add", phase: at })}>
          {t("playbooks.point_add")}
        </Button>
      )}
    </>
  );
}

function PointRow({ point, phase, change, readOnly }: { point: Point; phase: number; change: (edit: Edit) => void; readOnly: boolean }) {
  const { t } = useTranslation();
  const drag = useDragControls();
  const [open, setOpen] = useState(false);
  const [hints, setHints] = useState((point.hints ?? []).join("\n"));
  const set = (part: Partial<Omit<Point, "id">>) => change({ type: "point_set", phase, point: point.id, change: part });
  const key = (event: KeyboardEvent) => {
    const by = readOnly ? null : movedByKey(event);
    if (by) change({ type: "point_move", phase, point: point.id, by });
  };
  const name = point.text || point.id;
  return (
    <Reorder.Item value={point.id} dragListener={false} dragControls={drag} onKeyDown={key} className="rounded-md border border-line bg-raised">
      <div className="flex flex-wrap items-center gap-x-1 gap-y-2 p-1.5 sm:flex-nowrap">
        {readOnly ? null : (
          <button
            type="button"
            aria-label={t("playbooks.move", { what: name })}
            onPointerDown={(event) => drag.start(event)}
            className="grid size-8 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-ink-3 hover:bg-sunken active:cursor-grabbing"
          >
            <GripVertical size={17} aria-hidden="true" />
          </button>
        )}
        <GrowingInput
          aria-label={t("playbooks.point_text")}
          placeholder={t("playbooks.point_placeholder")}
          value={point.text}
          maxLength={300}
          onText={(text) => set({ text })}
          className={cx(quietInput, "text-sm leading-snug")}
        />
        <div className="flex items-center gap-1 max-sm:w-full max-sm:justify-end">
          <Select
            size="sm"
            label={t("playbooks.importance.label")}
            value={String(point.importance ?? 2)}
            onChange={(value) => set({ importance: Number(value) })}
            disabled={readOnly}
            options={["3", "2", "1"].map((value) => ({ value, label: t(`playbooks.importance.${value}`) }))}
            className="w-40! shrink max-sm:min-w-0 max-sm:flex-1"
          />
          <Button weight="quiet" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("playbooks.hints", { count: point.hints?.length ?? 0 })}
          </Button>
          {readOnly ? null : (
            <IconButton label={t("playbooks.remove", { what: name })} size="sm" onClick={() => change({ type: "point_remove", phase, point: point.id })}>
              <Trash2 size={16} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      </div>
      {open ? (
        <Field label={t("playbooks.hints_label")} hint={t("playbooks.one_a_line")} className="px-4 pt-1 pb-4">
          <Textarea
            value={hints}
            className={controlClass}
            onChange={(event) => {
              setHints(event.target.value);
              set({ hints: lines(event.target.value) });
            }}
          />
        </Field>
      ) : null}
    </Reorder.Item>
  );
}
