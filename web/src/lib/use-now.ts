/** The time on the screen: moves on every half minute, so that "in 5 minutes" stays true. */
import { useEffect, useState } from "react";

const STEP = 30_000;

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP);
    return () => clearInterval(timer);
  }, []);
  return now;
}
