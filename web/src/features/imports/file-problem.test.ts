/** Where a file is wrong is found in what the server says about it. */
import { expect, it } from "vitest";
import { toApiError } from "@/lib/problem";
import { fileProblem } from "./file-problem";

const about = (errors: unknown) => toApiError(422, { code: "invalid", errors });

it.each([
  ["a line", about([{ field: "file", code: "import_time", detail: "line 3: the time cannot be read" }]), { field: "file", line: 3 }],
  ["no line", about([{ field: "file", code: "import_json", detail: "the JSON cannot be read" }]), { field: "file", line: null }],
  ["another field", about([{ field: "seller_name", code: "seller_unknown", detail: "nobody in line 3: x" }]), { field: "seller_name", line: null }],
  ["no field", toApiError(413, { code: "too_large" }), { field: null, line: null }],
  ["no answer", new Error("x"), { field: null, line: null }],
])("%s", (_, error, found) => expect(fileProblem(error)).toEqual(found));
