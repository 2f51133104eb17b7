/** The teams somebody belongs to, to read and to change. */
import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { useTranslation } from "react-i18next";
import type { Team } from "@/api/types";

interface Props {
  label: string;
  teams: readonly Team[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  disabled?: boolean;
}

export function TeamPicker({ label, teams, chosen, onChange, disabled }: Props) {
  const { t } = useTranslation();
  const names = teams.filter((team) => chosen.includes(team.id)).map((team) => team.name);
  const shown = names.join(", ") || t("settings.people.no_team");
  if (disabled || teams.length === 0) return <span className="text-ink-2">{shown}</span>;
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Radix.Root>
      <Radix.Trigger
        aria-label={`${label}: ${shown}`}
        className="inline-flex h-9 max-w-56 items-center gap-1.5 rounded-md px-2 text-left text-sm text-ink hover:bg-sunken"
      >
        <span className="truncate">{shown}</span>
        <ChevronDown size={15} aria-hidden="true" className="shrink-0 text-ink-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="start" sideOffset={6} collisionPadding={8} className="z-60 min-w-52 animate-appear rounded-lg border border-line bg-raised p-1 shadow-2">
          {teams.map((team) => (
            <Radix.CheckboxItem
              key={team.id}
              checked={chosen.includes(team.id)}
              onCheckedChange={(on) => toggle(team.id, on)}
              onSelect={(event) => event.preventDefault()}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-3 text-sm text-ink outline-none data-[highlighted]:bg-sunken"
            >
              <span className="flex-1">{team.name}</span>
              <Radix.ItemIndicator>
                <Check size={16} aria-hidden="true" className="text-accent" />
              </Radix.ItemIndicator>
            </Radix.CheckboxItem>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
