import { z } from 'zod';

export const id = z.string().min(1).max(100);
export const limit = z.int().min(1).max(500);
export const view = z.enum(['mine', 'unassigned', 'all', 'resolved']);
export const cursor = z.string().max(100);
export const file = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  mime: z.string().min(1).max(200),
  size: z.int().min(0),
});
export const nothing = z.object({});
/** Longest text a person may send or note, in UTF-16 units: far above any channel's own limit. */
export const text = z.string().max(1_000_000);
