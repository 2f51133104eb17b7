/** The camera's picture as others will see it: as it is, or with its background blurred. */
import { useEffect, useState } from "react";
import { blurred, mayBlur, type Background, type Blurred } from "@/live/camera/background";

export interface Shown {
  stream: MediaStream | null;
  /** The blur is being made ready; nothing is shown meanwhile. */
  pending: boolean;
  /** The blur was wanted and could not be had: the picture stands as it is. */
  trouble: boolean;
}

type Made = { of: MediaStreamTrack; stream: MediaStream | null };

export function useBlurred(camera: MediaStream | null, background: Background): Shown {
  const [made, setMade] = useState<Made | null>(null);
  const track = camera?.getVideoTracks()[0] ?? null;
  const wanted = background === "blur" && mayBlur() ? track : null;

  useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    let mine: Blurred | null = null;
    blurred(wanted).then(
      (blur) => {
        if (over) {
          blur.stop();
          return;
        }
        mine = blur;
        setMade({ of: wanted, stream: new MediaStream([blur.track]) });
      },
      () => {
        if (!over) setMade({ of: wanted, stream: null });
      },
    );
    return () => {
      over = true;
      mine?.stop();
      setMade(null);
    };
  }, [wanted]);

  if (!track) return { stream: null, pending: false, trouble: false };
  const trouble = background === "blur" && (wanted === null || (made?.of === wanted && made.stream === null));
  if (!wanted || trouble) return { stream: camera, pending: false, trouble };
  const ready = made?.of === wanted ? made.stream : null;
  return { stream: ready, pending: ready === null, trouble: false };
}
