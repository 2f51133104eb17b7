/** What stands behind oneself in the call: remembered, changed at once, and said when it cannot be had. */
import { useState } from "react";
import { mayBlur, type Background } from "@/live/camera/background";
import type { Camera } from "@/live/camera/camera";
import { keepChoices } from "@/live/choices";
import type { Backdrop } from "./device-menu";

export function useBackdrop(camera: Camera, attempt: (doing: Promise<unknown>) => void): Backdrop {
  const [chosen, setChosen] = useState<Background>(camera.background);
  if (!mayBlur()) return null;
  const choose = (background: Background) => {
    attempt(
      camera.stand(background).then(() => {
        keepChoices({ background });
        setChosen(background);
      }),
    );
  };
  return { chosen, choose };
}
