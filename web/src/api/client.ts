/**
 * The one way to ask the server: typed by the generated schema, with the header that shows the request is ours, and
 * every failure as an ApiError.
 */
import createClient from "openapi-fetch";
import { offline, toApiError } from "@/lib/problem";
import type { paths } from "./schema";

export const api = createClient<paths>({
  baseUrl: `${location.origin}/`,
  headers: { "x-sottovoce": "1" },
  credentials: "same-origin",
});

interface Answer<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

/** The answer's body, or an ApiError thrown. */
export async function ask<T>(asking: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await asking;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw offline();
  }
  if (!answer.response.ok) throw toApiError(answer.response.status, answer.error);
  return answer.data as T;
}
