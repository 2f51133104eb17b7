/**
 * A blurred background for one's own camera. Where the person is gets found on this device by a model that comes with
 * these pages; nothing is asked of the internet, and no picture leaves for it. What is needed loads with the first blur.
 */
import type { Track, TrackProcessor, VideoProcessorOptions } from "livekit-client";

export type Background = "none" | "blur";

export type Blur = TrackProcessor<Track.Kind.Video, VideoProcessorOptions>;

/** Why there is no blur, for whoever chose it. */
export class BlurFailed extends Error {
  override readonly name = "BlurFailed";
}

/** Strong enough that nobody reads what hangs on the wall. */
const RADIUS = 12;

/** Whether this browser can blur at all. Asks nothing and loads nothing. */
export function mayBlur(): boolean {
  const frames = typeof VideoFrame !== "undefined" && typeof OffscreenCanvas !== "undefined" && typeof createImageBitmap === "function";
  const outlet = typeof HTMLCanvasElement !== "undefined" && "captureStream" in HTMLCanvasElement.prototype;
  return frames && outlet && document.createElement("canvas").getContext("webgl2") !== null;
}

/** A blur for one camera track. */
export async function makeBlur(): Promise<Blur> {
  try {
    return await load();
  } catch (cause) {
    throw new BlurFailed("the blur could not be loaded", { cause });
  }
}

async function load(): Promise<Blur> {
  const [{ BackgroundProcessor }, files] = await Promise.all([import("@livekit/track-processors"), import("./files")]);
  const blur = BackgroundProcessor({ mode: "background-blur", blurRadius: RADIUS, assetPaths: files });
  // The library passes the first picture on as it is, to be quick. Whoever wants a blur is never shown without it.
  Object.defineProperty(blur.transformer, "isFirstFrame", { get: () => false, set: () => undefined });
  const init = blur.init.bind(blur);
  blur.init = async (options) => {
    try {
      await init(options);
    } catch (cause) {
      throw new BlurFailed("the background cannot be blurred", { cause });
    }
  };
  return blur;
}

export interface Blurred {
  track: MediaStreamTrack;
  stop: () => void;
}

/** The camera's track with its background blurred; the camera itself stays with its owner. */
export async function blurred(camera: MediaStreamTrack): Promise<Blurred> {
  const blur = await makeBlur();
  const element = document.createElement("video");
  element.muted = true;
  element.playsInline = true;
  element.srcObject = new MediaStream([camera]);
  const stop = () => {
    void blur.destroy();
    element.srcObject = null;
  };
  try {
    await element.play();
    await blur.init({ kind: "video" as Track.Kind.Video, track: camera, element });
  } catch (error) {
    stop();
    throw error;
  }
  if (!blur.processedTrack) throw new BlurFailed("the blur gave no picture");
  return { track: blur.processedTrack, stop };
}
