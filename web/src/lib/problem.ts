/**
 * What went wrong with a request, in words for a person. The server's `code` chooses the words; a code we do not know
 * falls back to what its status means.
 */
export interface FieldProblem {
  field: string;
  code: string;
  detail?: string | null | undefined;
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string | null = null,
    readonly fields: readonly FieldProblem[] = [],
    /** Anything more the server said with it. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${code}`);
    this.name = "ApiError";
  }
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function fieldProblem(value: unknown): FieldProblem[] {
  if (typeof value !== "object" || value === null) return [];
  const { field, code, detail } = value as Record<string, unknown>;
  return typeof field === "string" && typeof code === "string" ? [{ field, code, detail: text(detail) }] : [];
}

/** Reads a problem document; whatever it is that came, an ApiError comes out. */
export function toApiError(status: number, body: unknown): ApiError {
  const known = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const fields = Array.isArray(known.errors) ? known.errors.flatMap(fieldProblem) : [];
  return new ApiError(status, text(known.code) ?? codeOf(status), text(known.detail), fields, known);
}

/** The request never got an answer. */
export function offline(): ApiError {
  return new ApiError(0, "offline");
}

function codeOf(status: number): string {
  if (status === 401) return "signed_out";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  if (status === 413) return "too_large";
  if (status === 422 || status === 400) return "invalid";
  if (status === 429) return "too_many_requests";
  return status >= 500 ? "server_failed" : "unknown";
}

type Translate = (key: string, options?: Record<string, unknown>) => string;
type Knows = (key: string) => boolean;

/** The words for an error of any kind. */
export function problemText(error: unknown, t: Translate, knows: Knows): string {
  if (!(error instanceof ApiError)) return t("problem.unknown");
  const specific = `problem.${error.code}`;
  return t(knows(specific) ? specific : `problem.${codeOf(error.status)}`);
}

/** The words for one field of a form, or nothing when the server had no complaint about it. */
export function fieldText(error: unknown, field: string, t: Translate, knows: Knows): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const found = error.fields.find((one) => one.field === field);
  if (!found) return undefined;
  const specific = `problem.field.${found.code}`;
  return knows(specific) ? t(specific) : (found.detail ?? t("problem.field.invalid"));
}
