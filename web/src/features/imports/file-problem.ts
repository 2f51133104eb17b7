/** What the server found wrong with a file, and in which line of it. */
import { ApiError } from "@/lib/problem";

/** The field it complains of, and the line when its sentence begins with one ("line 3: the time cannot be read"). */
export function fileProblem(error: unknown): { field: string | null; line: number | null } {
  const first = error instanceof ApiError ? error.fields[0] : undefined;
  const line = /^line (\d+):/u.exec(first?.detail ?? "")?.[1];
  return { field: first?.field ?? null, line: line === undefined ? null : Number(line) };
}
