/** The name as it is written: an expression mark of music, in italics, with the sound that leaves the prompter's box. */
import { cx } from "@/lib/cx";

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" fill="none" strokeLinecap="round">
      <rect width="32" height="32" rx="9" className="fill-solid" />
      <path d="M9 21.5c5.400 0 8.800-2 8.800-5.600 0-3.200-2.700-5.400-6.200-5.400" strokeWidth="2.600" className="stroke-on-solid" />
      <path d="M21.300 12.600c1.400 2.200 1.400 4.600 0 6.800" strokeWidth="2.200" className="stroke-[#6fc7d3] dark:stroke-[#0b6470]" />
      <path d="M24.600 10c2.500 3.800 2.500 8.200 0 12" strokeWidth="2.200" opacity="0.55" className="stroke-[#6fc7d3] dark:stroke-[#0b6470]" />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cx("inline-flex items-center gap-2.5", className)}>
      <Mark />
      <span className="font-serif text-[1.375rem] leading-none tracking-[-0.02em] italic">sottovoce</span>
    </span>
  );
}
