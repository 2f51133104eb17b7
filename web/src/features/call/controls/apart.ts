/** The call in a small window of its own above all others, while one works elsewhere. */

/** Firefox offers this on the picture itself and not to pages. */
export function mayShowApart(): boolean {
  return document.pictureInPictureEnabled === true && typeof HTMLVideoElement.prototype.requestPictureInPicture === "function";
}

/** Shows there what is shared, else what is large, else somebody else's picture; closes it when it is open. */
export async function showApart(): Promise<void> {
  if (document.pictureInPictureElement) {
    await document.exitPictureInPicture();
    return;
  }
  const stage = document.querySelector("[data-testid=stage]");
  const wished = ["[data-source=screen_share] video", "[data-large] figure:not([data-local]) video", "figure:not([data-local]) video", "video"];
  const found = wished.map((what) => stage?.querySelector<HTMLVideoElement>(what)).find(Boolean);
  if (!found) throw new Error("nobody's picture is there to be shown apart");
  await found.requestPictureInPicture();
}
