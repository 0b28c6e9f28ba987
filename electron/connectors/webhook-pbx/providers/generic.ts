import { z } from 'zod';
import { hasToken, header, hmac, sameText } from '../compare.ts';
import { type Told, Unreadable } from '../told.ts';
import { jsonOf, told } from './fields.ts';
import type { Provider } from './provider.ts';

const label = z.string().min(1).max(300);
const moment = z.union([z.int().min(0), z.iso.datetime({ offset: true }).transform((iso) => Date.parse(iso))]);

/** The shape of our own (README, "The generic event"). */
const event = z.strictObject({
  call: label,
  event: z.enum(['ring', 'queue', 'answer', 'hold', 'unhold', 'transfer', 'leg-end', 'end', 'recording']),
  at: moment,
  revision: z.int().min(0).optional(),
  order: label.optional(),
  direction: z.enum(['in', 'out']).optional(),
  number: label.optional(),
  name: label.optional(),
  line: label.optional(),
  queue: label.optional(),
  extension: label.optional(),
  leg: label.optional(),
  to: label.optional(),
  attended: z.boolean().optional(),
  outcome: z.enum(['answered', 'missed', 'abandoned', 'busy', 'no-answer', 'failed', 'voicemail']).optional(),
  endedBy: z.enum(['them', 'us']).optional(),
  cause: z.strictObject({ code: z.int().optional(), text: z.string().max(300) }).optional(),
  talkMs: z.int().min(0).optional(),
  recording: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      id: label.optional(),
      name: label.optional(),
      mime: z
        .string()
        .regex(/^audio\/[\w.+-]+$/)
        .optional(),
      durationMs: z.int().min(0).optional(),
    })
    .optional(),
});

/**
 * Signed in `X-Signature`: lower-case hex of HMAC-SHA256 of the body as it is sent, `sha256=` before it or not. With
 * `auth: "token"` a bearer token instead.
 */
export const generic: Provider = {
  isAuthentic(request, { secret, auth }) {
    if (auth === 'token') return hasToken(request, secret);
    const given = header(request, 'x-signature').replace(/^sha256=/, '');
    return secret !== undefined && secret !== '' && sameText(given, hmac('sha256', secret, request.body));
  },
  read(note) {
    const parsed = event.safeParse(jsonOf(note.body));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Unreadable(`${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'not understood'}`);
    }
    const { call, event: what, at, revision, recording, cause, ...rest } = parsed.data;
    if ((what === 'recording') !== (recording !== undefined)) throw new Unreadable('recording: of the event "recording" alone');
    const kept = recording && fullRecording(recording);
    return [told({ call, what, at }, { ...rest, seq: revision, recording: kept, cause: cause && fullCause(cause) })];
  },
};

function fullRecording({ id, url, ...more }: { id?: string | undefined; url: string; [other: string]: unknown }) {
  const known = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return { ...known, id: id ?? url, url };
}

const fullCause = ({ code, text }: { code?: number | undefined; text: string }): NonNullable<Told['cause']> =>
  code === undefined ? { text } : { code, text };
