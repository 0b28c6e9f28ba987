import type { Attachment } from '../../../../shared/model/index.ts';

/** What is drawn as a picture in a grid, by itself or with others. */
export const isVisual = ({ kind }: Attachment): boolean => kind === 'image' || kind === 'video' || kind === 'animation';

/** What is shown page by page in the viewer. */
export const isDocument = ({ kind, mime, name }: Pick<Attachment, 'kind' | 'mime' | 'name'>): boolean =>
  kind === 'file' && (mime === 'application/pdf' || /\.pdf\s*$/i.test(name));

/**
 * Rows of a grid of pictures: at most three a row, and no row of one below others, so that ten pictures are as easy to take in as
 * two. Counts only; every row is as wide as the grid.
 */
export function gridRows(count: number): number[] {
  if (count <= 3) return count === 0 ? [] : [count];
  if (count === 4) return [2, 2];
  const rows: number[] = [];
  let left = count;
  while (left > 0) {
    const row = left === 4 || left === 2 ? 2 : 3;
    rows.push(Math.min(row, left));
    left -= row;
  }
  return rows;
}
