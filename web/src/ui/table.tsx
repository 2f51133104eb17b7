/** The one table. On a narrow screen each row becomes a block with its columns' names. */
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Leaves the head to screen readers only. */
  quiet?: boolean;
  align?: "left" | "right";
  className?: string;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

export function Table<Row>({ label, columns, rows, rowKey }: Props<Row>) {
  return (
    <table aria-label={label} className="w-full text-sm max-sm:block">
      <thead className="max-sm:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={cx(
                "border-b border-line px-4 py-2.5 text-xs font-medium text-ink-3 first:pl-5 last:pr-5",
                column.align === "right" ? "text-right" : "text-left",
              )}
            >
              <span className={column.quiet ? "sr-only" : undefined}>{column.head}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-line not-last:border-b hover:bg-sunken/50 max-sm:block max-sm:px-5 max-sm:py-3">
            {columns.map((column) => (
              <td
                key={column.key}
                className={cx(
                  "px-4 py-3 align-middle text-ink sm:first:pl-5 sm:last:pr-5",
                  "max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1.5",
                  column.align === "right" && "sm:text-right",
                  column.className,
                )}
              >
                {column.quiet ? null : <span className="text-xs text-ink-3 sm:hidden">{column.head}</span>}
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
