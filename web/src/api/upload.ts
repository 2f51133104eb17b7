/** Sends one transcript. By XMLHttpRequest, because fetch does not tell how much has gone out. */
import type { ApiError} from "@/lib/problem";
import { offline, toApiError } from "@/lib/problem";
import type { Imported } from "./types";

export interface Transcript {
  file: File;
  language: string;
  playbook: string;
  sellerName: string;
}

function formOf({ file, language, playbook, sellerName }: Transcript): FormData {
  const form = new FormData();
  form.set("file", file, file.name);
  if (language) form.set("language", language);
  if (playbook) form.set("playbook_id", playbook);
  if (sellerName) form.set("seller_name", sellerName);
  return form;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page instead of an answer of ours
  }
}

export function uploadTranscript(transcript: Transcript, onProgress: (share: number) => void): Promise<Imported> {
  return new Promise((resolve, reject: (error: ApiError) => void) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/imports");
    request.setRequestHeader("x-sottovoce", "1");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(offline()));
    request.addEventListener("load", () => {
      const body = read(request.responseText);
      if (request.status === 201 && body !== null) resolve(body as Imported);
      else reject(toApiError(request.status, body));
    });
    request.send(formOf(transcript));
  });
}
