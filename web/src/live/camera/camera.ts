/**
 * One's own camera in the room, with what stands behind one. A camera that is to be blurred never goes out unblurred:
 * when the blur cannot be had, it stays off and says why.
 */
import { Track, type LocalParticipant, type LocalVideoTrack } from "livekit-client";
import { makeBlur, type Background } from "./background";

export class Camera {
  constructor(
    private readonly me: LocalParticipant,
    private chosen: Background,
  ) {}

  get background(): Background {
    return this.chosen;
  }

  /** Opens or closes it. */
  async turn(on: boolean): Promise<void> {
    const blur = on && this.chosen === "blur" && !this.published ? { processor: await makeBlur() } : undefined;
    await this.me.setCameraEnabled(on, blur);
  }

  /** Blurs what stands behind, or no longer; at once when the camera is open, else from its next opening on. */
  async stand(background: Background): Promise<void> {
    const track = this.published;
    if (!track) {
      this.chosen = background;
      return;
    }
    if (track.isMuted) await this.me.unpublishTrack(track);
    else if (background === "none") await track.stopProcessor();
    else await track.setProcessor(await makeBlur());
    this.chosen = background;
  }

  private get published(): LocalVideoTrack | undefined {
    return this.me.getTrackPublication(Track.Source.Camera)?.videoTrack as LocalVideoTrack | undefined;
  }
}
