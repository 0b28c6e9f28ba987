import type { ReplyOption } from '../../../shared/contract/api.ts';

/** What to say about the length: nothing until the limit is near, then what is left, then in how many parts it goes. */
export type LengthNote = { type: 'left'; count: number } | { type: 'split'; count: number } | undefined;

/** Part of the limit at which it begins to be shown. */
const near = 0.9;

export function lengthNote(length: number, max: number | undefined): LengthNote {
  if (max === undefined || length < max * near) return undefined;
  if (length <= max) return { type: 'left', count: max - length };
  return { type: 'split', count: Math.ceil(length / max) };
}

/** Whether a file of this size can go this way. */
export function fits(size: number, option: ReplyOption | undefined): boolean {
  const limit = option?.capabilities.attachments?.maxBytes;
  return limit !== undefined && size <= limit;
}
