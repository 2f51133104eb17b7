/** Sends the files of the queue, a few at a time, and keeps the queue's state. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef } from "react";
import { uploadTranscript } from "@/api/upload";
import { next, step, type Queue, type Step } from "@/lib/queue";
import { useProblem } from "@/lib/use-problem";
import { fileProblem } from "./file-problem";

/** More at once would not be faster: the server reads each file in milliseconds. */
const AT_ONCE = 2;

interface Wishes {
  language: string;
  playbook: string;
  sellerName: string;
}

export function useSending(wishes: Wishes) {
  const client = useQueryClient();
  const { say, sayField } = useProblem();
  const [queue, tell] = useReducer((before: Queue<File>, what: Step<File>) => step(before, what), []);
  const ids = useRef(1);

  useEffect(() => {
    for (const { id, file } of next(queue, AT_ONCE)) {
      tell({ type: "begin", id });
      uploadTranscript({ file, ...wishes }, (share) => tell({ type: "progress", id, share }))
        .then(({ conversation_id: conversation }) => {
          tell({ type: "done", id, conversation });
          return client.invalidateQueries({ queryKey: ["conversations", "list"] });
        })
        .catch((error: unknown) => {
          const { field, line } = fileProblem(error);
          tell({ type: "failed", id, text: (field && sayField(error, field)) || say(error), line });
        });
    }
    // Only a change of the queue begins a file; what was wished counts at that moment.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queue]);

  return {
    queue,
    add: (files: readonly File[]) => {
      if (files.length === 0) return;
      tell({ type: "add", files, firstId: ids.current });
      ids.current += files.length;
    },
    again: (id: number) => tell({ type: "again", id }),
    drop: (id: number) => tell({ type: "drop", id }),
  };
}
