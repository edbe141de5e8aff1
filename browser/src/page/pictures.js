/** Pictures drawn anew: where and when they were taken stands in them, and is not drawn. */

import { withoutNotes } from "./jpeg.js";

const QUALITY = 0.9;

/** @param {Blob} content @returns {boolean} */
export const isPicture = (content) => /^image\/(jpeg|png|webp|gif|bmp|avif|heic|heif)$/.test(content.type);

/**
 * @param {Blob} content
 * @returns {Promise<Blob | null>} A JPEG of the same size. Where a browser lets nothing be drawn, a JPEG is kept without its
 *   notes; null for other pictures, and for what is none.
 */
export async function redrawn(content) {
  if (!canDraw()) {
    const kept = withoutNotes(new Uint8Array(await content.arrayBuffer()));
    return kept && new Blob([kept], { type: "image/jpeg" });
  }
  try {
    const picture = await createImageBitmap(content);
    const canvas = canvasOf(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff"; // of what is clear
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0);
    picture.close();
    return await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  } catch {
    return null;
  }
}

/** Browsers that guard against being recognised give back noise instead of what was drawn. */
function canDraw() {
  const context = canvasOf(2, 1).getContext("2d");
  if (!context) return false;
  context.fillStyle = "#123456";
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = "#fedcba";
  context.fillRect(1, 0, 1, 1);
  const found = Array.from(context.getImageData(0, 0, 2, 1).data);
  return String(found) === String([0x12, 0x34, 0x56, 255, 0xfe, 0xdc, 0xba, 255]);
}

/** @param {number} width @param {number} height */
function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}
