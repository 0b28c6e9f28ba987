/** Where a box stands in what it scrolls, in pixels: above its top edge, its own height, the height of everything. */
export type Stand = { top: number; room: number; tall: number };

export const standOf = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): Stand => ({
  top: scrollTop,
  room: clientHeight,
  tall: scrollHeight,
});

/** Whether a hand has moved it up. At its end a box also goes up by itself, by as much as it has grown or its content has shrunk. */
export function movedUp(before: Stand, after: Stand): boolean {
  const byItself = Math.max(0, after.room - before.room) + Math.max(0, before.tall - after.tall);
  return after.top < before.top - byItself - 1;
}
