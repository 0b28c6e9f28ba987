import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import type { ReadDb } from '../store/db.ts';
import { cannedWithShortcut, findCanned, listCanned, removeCanned, saveCanned } from '../store/repos/canned.repo.ts';
import type { CommandContext } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, limit, marks, nothing, sequel, text } from './shapes.ts';

export const cannedText = z.object({ text, marks: marks.exactOptional() });

export const cannedQueries = (db: ReadDb): Handlers<'canned.list' | 'canned.find'> => ({
  'canned.list': handler(nothing, () => listCanned(db)),
  'canned.find': handler(z.object({ query: z.string().max(200), limit }), (input) => findCanned(db, input.query, input.limit)),
});

export const cannedHandlers = ({ store, now }: CommandContext): Handlers<'canned.save' | 'canned.remove'> => ({
  'canned.save': handler(
    z.object({
      canned: z.object({
        id: id.exactOptional(),
        title: z.string().trim().min(1).max(120),
        shortcut: z
          .string()
          .trim()
          .regex(/^[\p{L}\p{N}_-]{1,40}$/u)
          .exactOptional(),
        variants: z.object({ en: cannedText.exactOptional(), ru: cannedText.exactOptional() }),
        sequel: sequel.exactOptional(),
      }),
    }),
    ({ canned }) => {
      if (!canned.variants.en && !canned.variants.ru) throw new DomainError('invalid-input', 'a canned reply without a text');
      const other = canned.shortcut === undefined ? undefined : cannedWithShortcut(store.read, canned.shortcut, canned.id);
      if (other)
        throw new DomainError('conflict', `${other.title} has this shortcut already`, { details: { title: other.title } });
      return { id: store.write((tx) => saveCanned(tx, canned, now()), { durable: true }) };
    },
  ),
  'canned.remove': handler(z.object({ id }), (input) => {
    store.write((tx) => removeCanned(tx, input.id), { durable: true });
    return input;
  }),
});
