import type {
  EpochMs,
  ForwardOrigin,
  ItemCard,
  MessageButton,
  PassedOn,
  Pin,
  Reaction,
  TextMark,
} from '../../../shared/model/index.ts';

/** Text of one part of an album; most albums have one at most. */
export type Caption = { part: string; text: string; marks?: TextMark[]; editedAt?: EpochMs };

/** What few items have: one JSON column, NULL for all others, so that ordinary rows stay narrow. */
export type ItemExtra = {
  marks?: TextMark[];
  card?: ItemCard;
  forwardedFrom?: ForwardOrigin;
  passedOn?: PassedOn;
  buttons?: MessageButton[][];
  reactions?: Reaction[];
  /** It is found again by `items_pinned`, which looks for this name. */
  pinned?: Pin;
  /** Title of the group it was written in. */
  group?: string;
  /** What was chosen of the message that is answered, and whose that was where it is not on a timeline here. */
  quote?: { excerpt: string; chosen?: true; origin?: string };
  /** Of an album: its texts by part. The item's own text is all of them. */
  captions?: Caption[];
  /** Of an album: parts their author deleted. */
  gone?: string[];
};

export const readExtra = (row: { extra: string | null }): ItemExtra =>
  row.extra === null ? {} : (JSON.parse(row.extra) as ItemExtra);

/** The column's value; what is absent or empty takes no room. */
export function writeExtra(extra: ItemExtra): string | null {
  const kept = Object.entries(extra).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
}
