import { DomainError } from '../../shared/contract/errors.ts';
import type { ReassignRefusal, TeamCommands } from '../../shared/contract/team.ts';
import type { ReadDb } from '../store/db.ts';
import { type ConversationRow as LocalConversation, openConversation } from '../store/repos/conversation.repo.ts';
import { customerById, displayName, rootOf } from '../store/repos/customer.repo.ts';
import { agentKey, me } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import { isQueued } from '../store/team/queue.ts';
import { adoptDecided } from './adopting.ts';
import type { Company } from './company.ts';
import type { TeamLink } from './link.ts';
import { Refused, type TeamServer } from './server.ts';
import { refreshThings } from './things.ts';
import type { GivenAnswer } from './wire-together.ts';

type Reassign = TeamCommands['conversation.reassign'];
type Wanted = { customerId: string; name: string; conversation: LocalConversation };

/**
 * Gives conversations to an agent or a department with what the next one needs to know. The server decides each alone; in one round
 * trip, unless some of them are not this agent's to give.
 */
export async function reassign(
  { link, store, company, now }: { link: TeamLink; store: Store; company: Company; now(): number },
  input: Reassign['in'],
): Promise<Reassign['out']> {
  const { agentId, departmentId } = input.to;
  if (agentId === undefined && departmentId === undefined)
    throw new DomainError('invalid-input', 'to: expected an agent or a department');
  if (agentId !== undefined && agentKey(store.read, agentId) === undefined) throw new DomainError('not-found', 'no such agent');
  const server = link.server();
  const { wanted, refused } = wantedOf(store.read, input.customerIds);
  // To somebody whose desk is off it would only come back when its time is over.
  if (agentId !== undefined && agentId !== me(store.read).id && company.stateOf(agentId) === 'offline')
    return { given: [], refused: [...refused, ...wanted.map((one) => refusal(store.read, one, 'away'))] };
  return link.alone(async () => {
    if (wanted.some(({ conversation }) => isQueued(store.read, 'conversation', conversation.key))) await link.tell(server);
    const target = { ...(agentId === undefined ? {} : { agentId }), ...(departmentId === undefined ? {} : { departmentId }) };
    const answers = await ask(server, store.read, wanted, [target, input.note ?? null, input.reason ?? null]);
    const rows = answers.flatMap(({ answer }) => (answer && 'conversation' in answer ? [answer.conversation] : []));
    await adoptDecided({ store, server, now: now() }, rows);
    const handed = answers.flatMap(({ answer }) =>
      answer && 'handoffId' in answer ? [{ kind: 'handoff' as const, id: answer.handoffId }] : [],
    );
    await refreshThings(store, server, handed, now());
    const given: Reassign['out']['given'] = [];
    for (const { one, answer } of answers) {
      if (answer instanceof Refused) refused.push(refusal(store.read, one, answer.code === '42501' ? 'not-allowed' : 'gone'));
      else if (answer?.ok) given.push({ customerId: one.customerId, handoffId: answer.handoffId });
      else refused.push(refusal(store.read, one, answer ? 'changed' : 'gone'));
    }
    return { given, refused };
  });
}

/** The open conversations of these people, each once. */
function wantedOf(db: ReadDb, customerIds: readonly string[]): { wanted: Wanted[]; refused: ReassignRefusal[] } {
  const wanted = new Map<string, Wanted>();
  const refused: ReassignRefusal[] = [];
  for (const id of customerIds) {
    const row = customerById(db, id);
    const root = row && rootOf(db, row.key);
    const conversation = root && openConversation(db, root.key);
    const name = root ? displayName(db, root.key).name : '';
    if (conversation) wanted.set(conversation.id, { customerId: root.id, name, conversation });
    else refused.push({ customerId: id, name, why: 'gone' });
  }
  return { wanted: [...wanted.values()], refused };
}

type Asked = { one: Wanted; answer: GivenAnswer | Refused | undefined };

async function ask(
  server: TeamServer,
  db: ReadDb,
  wanted: readonly Wanted[],
  rest: [object, object | null, string | null],
): Promise<Asked[]> {
  const [target, note, reason] = rest;
  const entry = ({ conversation: { id } }: Wanted) => ({
    id,
    version: db.value<number>('SELECT version FROM conversations WHERE id = ?', id) ?? 0,
  });
  const call = (some: readonly Wanted[]): Promise<GivenAnswer[]> =>
    server.call(
      'reassign',
      JSON.stringify(some.map(entry)),
      JSON.stringify(target),
      note === null ? null : JSON.stringify(note),
      reason,
    );
  if (wanted.length === 0) return [];
  try {
    const answers = new Map((await call(wanted)).map((answer) => [answer.conversation.id, answer]));
    return wanted.map((one) => ({ one, answer: answers.get(one.conversation.id) }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  // One of them refused all: each for itself, so that it holds up no other.
  const each: Asked[] = [];
  for (const one of wanted) {
    const answer = await call([one]).then(
      ([first]) => first,
      (error: unknown) => {
        if (error instanceof Refused) return error;
        throw error;
      },
    );
    each.push({ one, answer });
  }
  return each;
}

function refusal(db: ReadDb, { customerId, name, conversation }: Wanted, why: ReassignRefusal['why']): ReassignRefusal {
  const holder = db.value<string>(
    'SELECT a.name FROM conversations c JOIN agents a ON a.key = c.assignee_key WHERE c.id = ?',
    conversation.id,
  );
  return { customerId, name, why, ...(holder === undefined || why === 'gone' ? {} : { holder }) };
}
