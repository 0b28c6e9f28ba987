/** The largest a picture is on the timeline, in pixels. */
export const box = { width: 360, height: 260 };

/** Size an image takes on the timeline, known before it has loaded, so that nothing jumps when it does. */
export function fitted(width: number | undefined, height: number | undefined): { width: number; height: number } | undefined {
  if (!width || !height) return undefined;
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
