/** What people write into: every control has its label, and an error is spoken with the control it belongs to. */
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from "radix-ui";
import { Check } from "lucide-react";
import { cloneElement, useId, useLayoutEffect, useRef, type ComponentProps, type ReactElement, type ReactNode } from "react";
import { cx } from "@/lib/cx";

export const controlClass =
  "w-full rounded-md border border-line-strong/60 bg-raised px-3 text-sm text-ink placeholder:text-ink-3 " +
  "transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-2 " +
  "focus-visible:outline-offset-0 focus-visible:outline-accent/40 aria-invalid:border-poor " +
  "disabled:cursor-not-allowed disabled:opacity-60";

interface ControlProps {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Says beside the label that it may stay empty. */
  optional?: string;
  className?: string;
  children: ReactElement<ControlProps>;
}

export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const described = cx(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;
  return (
    <div className={cx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
        {optional ? <span className="ml-1.5 font-normal text-ink-3">{optional}</span> : null}
      </label>
      {cloneElement(children, { id, "aria-describedby": described, "aria-invalid": error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-[13px] text-poor">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-[13px] text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cx(controlClass, "h-11", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...rest} className={cx(controlClass, "py-2.5 leading-relaxed", className)} />;
}

/** One line of thought that may need several on a narrow screen: it grows with what stands in it, and has no breaks. */
export function GrowingInput({ value, onText, className, ...rest }: Omit<ComponentProps<"textarea">, "onChange"> & { value: string; onText: (text: string) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    const fit = () => {
      element.style.height = "auto";
      element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
    };
    fit();
    let width = element.offsetWidth;
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth === width) return;
      width = element.offsetWidth;
      fit();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [value]);
  return (
    <textarea
      {...rest}
      ref={field}
      rows={1}
      value={value}
      onChange={(event) => onText(event.target.value.replaceAll(/\s*\n\s*/gu, " "))}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.preventDefault();
      }}
      className={cx("resize-none overflow-hidden", className)}
    />
  );
}

interface ToggleProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Checkbox({ label, hint, checked, onChange, disabled }: ToggleProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <RadixCheckbox.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(value) => onChange(value === true)}
        className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-[5px] border border-line-strong bg-raised text-on-accent data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixCheckbox.Indicator>
          <Check size={14} strokeWidth={3} aria-hidden="true" />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <label htmlFor={id} className="text-sm leading-snug text-ink">
        {label}
        {hint ? <span className="block text-[13px] text-ink-3">{hint}</span> : null}
      </label>
    </div>
  );
}

export function Switch({ label, hint, checked, onChange, disabled }: ToggleProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor={id} className="text-sm leading-snug text-ink">
        {label}
        {hint ? <span className="block text-[13px] text-ink-3">{hint}</span> : null}
      </label>
      <RadixSwitch.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="relative h-6 w-11 shrink-0 rounded-full border border-line-strong bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-4.5 translate-x-0.5 rounded-full bg-ink-3 shadow-1 transition-transform data-[state=checked]:translate-x-5.5 data-[state=checked]:bg-on-accent" />
      </RadixSwitch.Root>
    </div>
  );
}
