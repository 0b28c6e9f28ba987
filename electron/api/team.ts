import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import type { TeamCommands } from '../../shared/contract/team.ts';
import { isZone } from '../core/team/zone.ts';
import type { TogetherPort } from '../sync/together-port.ts';
import type { CommandContext } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, limit, nothing } from './shapes.ts';

const many = 1000;
const words = z.string().max(4000);
const note = z.object({
  wants: words.exactOptional(),
  done: words.exactOptional(),
  promised: words.exactOptional(),
  dontAsk: words.exactOptional(),
  text: words.exactOptional(),
});
const reason = z.string().trim().max(500);
const minute = z.int().min(0).max(1440);
const spans = z
  .array(z.object({ from: minute, to: minute }).refine(({ from, to }) => from < to, 'a span ends after it begins'))
  .max(24);
const hours = z.object({
  zone: z.string().max(100).refine(isZone, 'no such time zone'),
  week: z.array(spans).length(7),
  days: z.record(z.iso.date(), spans),
});
const upToAYear = z.number().min(0).max(527_040);
const name = z.string().trim().min(1).max(120);
const label = z.string().trim().min(1).max(60);
const capacity = z.record(z.string().max(40), z.int().min(0).max(10_000).optional());

/** What colleagues do with each other; a desk in no team has none of it. */
export function teamHandlers({ together }: Pick<CommandContext, 'together'>): Handlers<keyof TeamCommands> {
  const asks =
    <M extends keyof TeamCommands>(method: M) =>
    (input: TeamCommands[M]['in']): ReturnType<TogetherPort[M]> => {
      if (!together) throw new DomainError('not-allowed', 'this desk is in no team');
      return together[method](input as never) as ReturnType<TogetherPort[M]>;
    };
  return {
    'team.view': handler(nothing, (input) => together?.['team.view'](input) ?? null),
    'team.watch': handler(
      z.object({ customerId: id.nullable(), doing: z.enum(['looking', 'typing', 'following']) }),
      asks('team.watch'),
    ),
    'team.idle': handler(z.object({ idle: z.boolean() }), asks('team.idle')),
    'team.whyWaits': handler(z.object({ customerIds: z.array(id).min(1).max(500) }), asks('team.whyWaits')),
    'team.loads': handler(nothing, asks('team.loads')),
    'conversation.takeNext': handler(nothing, asks('conversation.takeNext')),
    'conversation.reassign': handler(
      z.object({
        customerIds: z.array(id).min(1).max(many),
        to: z.object({ agentId: id.exactOptional(), departmentId: id.exactOptional() }),
        note: note.exactOptional(),
        reason: reason.exactOptional(),
      }),
      asks('conversation.reassign'),
    ),
    'handoff.answer': handler(
      z.object({ handoffId: id, accept: z.boolean(), text: words.exactOptional() }),
      asks('handoff.answer'),
    ),
    'handoff.undo': handler(z.object({ handoffIds: z.array(id).min(1).max(many) }), asks('handoff.undo')),
    'floor.get': handler(nothing, asks('floor.get')),
    'team.wentHome': handler(z.object({ agentId: id, reason: reason.exactOptional() }), asks('team.wentHome')),
    'whisper.send': handler(z.object({ customerId: id, text: words.trim().min(1) }), asks('whisper.send')),
    'whisper.seen': handler(z.object({ whisperId: id }), asks('whisper.seen')),
    'team.policies': handler(nothing, asks('team.policies')),
    'team.setPolicies': handler(
      z.object({
        assignment: z
          .object({
            by: z.enum(['queue', 'round-robin', 'balanced']),
            capacity: z.int().min(1).max(10_000),
            lastAgentFirst: z.boolean(),
            stickyDays: z.number().min(0).max(3660),
          })
          .exactOptional(),
        takeOver: z.enum(['anyone', 'lead']).exactOptional(),
        responseLeaseMinutes: upToAYear.exactOptional(),
        absentLeaseMinutes: upToAYear.exactOptional(),
        handoffMinutes: upToAYear.exactOptional(),
        sla: z
          .object({ firstAnswerMinutes: upToAYear, nextAnswerMinutes: upToAYear, resolutionMinutes: upToAYear })
          .exactOptional(),
        hours: hours.nullable().exactOptional(),
      }),
      asks('team.setPolicies'),
    ),
    'team.saveDepartment': handler(
      z.object({
        id: id.exactOptional(),
        key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and hyphens'),
        name,
        hours: hours.exactOptional(),
      }),
      asks('team.saveDepartment'),
    ),
    'team.removeDepartment': handler(z.object({ id, into: id.exactOptional() }), asks('team.removeDepartment')),
    'team.saveAgent': handler(
      z.object({
        id,
        departments: z.array(id).max(100).exactOptional(),
        skills: z.array(label).max(100).exactOptional(),
        languages: z
          .array(z.string().regex(/^[a-z]{2,3}$/))
          .max(100)
          .exactOptional(),
        capacity: capacity.exactOptional(),
      }),
      asks('team.saveAgent'),
    ),
    'team.saveDuty': handler(
      z.object({
        id: id.exactOptional(),
        channelId: id.exactOptional(),
        topic: label.exactOptional(),
        departmentId: id,
        ownerId: id.exactOptional(),
        deputyId: id.exactOptional(),
        hours: hours.exactOptional(),
      }),
      asks('team.saveDuty'),
    ),
    'team.removeDuty': handler(z.object({ id }), asks('team.removeDuty')),
    'audit.page': handler(
      z.object({
        before: z.int().min(1).exactOptional(),
        agentId: id.exactOptional(),
        customerId: id.exactOptional(),
        words: z.string().trim().max(200).exactOptional(),
        limit,
      }),
      asks('audit.page'),
    ),
  };
}
