/** Whether nobody has moved, touched or typed for a while: then the controls go away and leave the stage to people. */
import { useEffect, useState } from "react";

export function useIdle(afterMs: number): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const awake = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), afterMs);
    };
    const events = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
    for (const event of events) window.addEventListener(event, awake);
    awake();
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, awake);
    };
  }, [afterMs]);
  return idle;
}
