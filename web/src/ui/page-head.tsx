/** The head of a page: what it is, a line about it, and what can be done there. */
import type { ReactNode } from "react";

export function PageHead({ title, text, children }: { title: ReactNode; text?: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-7 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="display text-[2rem] sm:text-[2.5rem]">{title}</h1>
        {text ? <p className="mt-1.5 max-w-2xl text-[15px] text-ink-2">{text}</p> : null}
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </header>
  );
}
