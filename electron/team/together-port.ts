import { DomainError } from '../../shared/contract/errors.ts';
import type { QueueReason } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { newId } from '../store/ids.ts';
import { openConversation } from '../store/repos/conversation.repo.ts';
import { customerById, rootOf } from '../store/repos/customer.repo.ts';
import type { Store } from '../store/store.ts';
import { putThing } from '../store/team/things.ts';
import type { TogetherPort } from '../sync/together-port.ts';
import { adoptDecided } from './adopting.ts';
import { auditPage } from './audit-page.ts';
import { floorOf } from './floor.ts';
import { reassign } from './giving.ts';
import type { TeamLink } from './link.ts';
import { guarded, taken } from './refusal.ts';
import { policies, ruling } from './ruling.ts';
import { refreshThings } from './things.ts';
import type { Together } from './together.ts';
import { roleOf, teamView } from './viewing.ts';
import type { ConversationRow } from './wire.ts';
import type { DecidedAnswer, UndoneAnswer, WentHomeAnswer } from './wire-together.ts';

/** What colleagues do with each other, as windows ask for it. */
export function togetherPort(o: { link: TeamLink; store: Store; together: Together; now(): number }): TogetherPort {
  const { link, store, together, now } = o;
  const { company, own } = together;
  const viewed = () => ({ db: store.read, node: link.node, together, now: now() });

  /** Asks for one decision, and has it here before it is answered. */
  const decide = (name: string, ...params: unknown[]): Promise<ConversationRow | undefined> => {
    const server = link.server();
    return link.alone(async () => {
      const answer = await server.call<ConversationRow | null>(name, ...params);
      if (answer) await adoptDecided({ store, server, now: now() }, [answer]);
      return answer ?? undefined;
    });
  };

  return {
    'team.view': () => teamView(viewed()),
    'team.watch': ({ customerId, doing }) => {
      own.show(customerId, doing);
      if (customerId !== null) link.bringFirst(customerId);
      together.tell();
      return {};
    },
    'team.idle': ({ idle }) => {
      if (own.rest(idle)) {
        together.tell();
        store.announceTeam();
      }
      return {};
    },
    'team.whyWaits': ({ customerIds }) =>
      guarded(async () => {
        if (policies(store.read).assignment.by === 'queue') return { reasons: [] };
        return { reasons: await link.server().call<QueueReason[]>('why_waits', customerIds) };
      }),
    'team.loads': () => guarded(async () => ({ loads: await link.server().call<Record<string, number>>('loads') })),
    'conversation.takeNext': () =>
      guarded(async () => {
        // Who has just arrived here waits there too.
        const server = link.server();
        await link.alone(() => link.tell(server));
        const row = await decide('take_next');
        return row ? { customerId: row.customer_id } : {};
      }),
    'conversation.reassign': (input) => guarded(() => reassign({ link, store, company, now }, input)).finally(() => link.nudge()),
    'handoff.answer': ({ handoffId, accept, text }) =>
      guarded(async () => {
        const server = link.server();
        const answer = await link.alone(async () => {
          const decided = await server.call<DecidedAnswer>('handoff_answer', handoffId, accept, text ?? null);
          if (decided.conversation) await adoptDecided({ store, server, now: now() }, [decided.conversation]);
          await refreshThings(store, server, [{ kind: 'handoff', id: handoffId }], now());
          return decided;
        });
        if (!answer.ok) throw taken(answer, now());
        return {};
      }),
    'handoff.undo': ({ handoffIds }) =>
      guarded(async () => {
        const server = link.server();
        return link.alone(async () => {
          const answers = await server.call<UndoneAnswer>('handoffs_undo', handoffIds);
          const rows = answers.flatMap(({ conversation }) => conversation ?? []);
          await adoptDecided({ store, server, now: now() }, rows);
          await refreshThings(
            store,
            server,
            handoffIds.map((id) => ({ kind: 'handoff', id })),
            now(),
          );
          const restored = answers.filter(({ ok }) => ok).length;
          return { restored, changedSince: handoffIds.length - restored };
        });
      }),
    'team.wentHome': ({ agentId, reason }) =>
      guarded(async () => {
        const server = link.server();
        return link.alone(async () => {
          const answers = await server.call<WentHomeAnswer>('went_home', agentId, reason ?? null);
          const bodies = await server.bodies(answers.map(({ id }) => ({ kind: 'conversation', id })));
          const rows = bodies.flatMap(({ body }) => (body === null ? [] : [body as ConversationRow]));
          await adoptDecided({ store, server, now: now() }, rows);
          return { given: answers.flatMap((answer) => givenAway(store.read, answer, rows)) };
        });
      }),
    'whisper.send': ({ customerId, text }) =>
      guarded(async () => {
        const holder = holderOf(store.read, customerId);
        await link.server().call('whisper', newId(), customerId, holder.id, text);
        return { to: holder.name };
      }),
    'whisper.seen': ({ whisperId }) =>
      guarded(async () => {
        await link.server().call('whisper_seen', whisperId);
        store.write((tx) => putThing(tx, 'whisper', whisperId, null), { pulled: true });
        return {};
      }),
    'floor.get': () => {
      if (roleOf(store.read) === 'agent') throw new DomainError('not-allowed', 'the floor is for leads');
      return floorOf(viewed());
    },
    'audit.page': (input) => guarded(() => auditPage(link.server(), store.read, input)),
    ...ruling({ link, store, now }),
  };
}

/** Whoever has a person's conversation. */
function holderOf(db: ReadDb, customerId: string): { id: string; name: string } {
  const customer = customerById(db, customerId);
  const conversation = customer && openConversation(db, rootOf(db, customer.key).key);
  if (!conversation) throw new DomainError('not-found', 'no such customer, or nothing is open with them');
  const holder = db.get<{ id: string; name: string }>(
    'SELECT id, name FROM agents WHERE key = ?',
    conversation.assignee_key ?? 0,
  );
  if (!holder) throw new DomainError('not-found', 'nobody has this conversation');
  return holder;
}

function givenAway(
  db: ReadDb,
  { id, to, handoffId }: WentHomeAnswer[number],
  rows: readonly ConversationRow[],
): Array<{ customerId: string; toName?: string; handoffId: string }> {
  const row = rows.find((one) => one.id === id);
  if (!row) return [];
  const name = to === null ? undefined : db.value<string>('SELECT name FROM agents WHERE id = ?', to);
  return [{ customerId: row.customer_id, handoffId, ...(name === undefined ? {} : { toName: name }) }];
}
