import type { Colleague, Floor, FloorAgent, FloorQueue } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { listLiveCalls } from '../store/repos/live-call.ts';
import { type FloorCount, floorCounts } from '../store/team/floor.ts';
import { policies } from './ruling.ts';
import { colleagues, customerNamed, listDepartments, type ViewContext } from './viewing.ts';

/** The lead's place at this moment, from the local cache and what is known of colleagues. */
export function floorOf(ctx: ViewContext): Floor {
  const counts = floorCounts(ctx.db, ctx.now);
  const calls = callsByAgent(ctx.db);
  const { capacity } = policies(ctx.db).assignment;
  const agents = colleagues(ctx).map((colleague): FloorAgent => {
    const own = counts.filter(({ assigneeId }) => assigneeId === colleague.id);
    const call = calls.get(colleague.id);
    const conversation = conversationOf(ctx, colleague);
    return {
      ...colleague,
      ...sums(own),
      limit: colleague.capacity.total ?? capacity,
      ...(conversation ? { conversation } : {}),
      ...(call ? { call } : {}),
    };
  });
  const { waiting, longestWaitingSince, atRisk, late } = sums(counts);
  return {
    at: ctx.now,
    waiting,
    atRisk,
    late,
    onCalls: agents.filter(({ presence, call }) => presence === 'call' || call !== undefined).length,
    agents,
    queues: queuesOf(ctx.db, counts, agents),
    ...(longestWaitingSince === undefined ? {} : { longestWaitingSince }),
  };
}

/** What somebody who is here has on screen. */
function conversationOf(
  { db, together }: ViewContext,
  { id, isMe, presence, customerId }: Colleague,
): FloorAgent['conversation'] {
  if (presence === 'offline') return undefined;
  const customer = customerId === undefined ? undefined : customerNamed(db, customerId);
  if (customer) return { customer };
  return !isMe && together.company.of(id)?.looking ? {} : undefined;
}

/** What belongs to no department, where there is any of it or are no departments, and each department by its name. */
function queuesOf(db: ReadDb, counts: readonly FloorCount[], agents: readonly FloorAgent[]): FloorQueue[] {
  const departments = listDepartments(db);
  const of = (id: string) => counts.filter(({ departmentId }) => departmentId === id);
  const named = departments.map(({ id, name }) => ({
    department: { id, name },
    ...queueOf(
      of(id),
      agents.filter((agent) => agent.departments.includes(id)),
    ),
  }));
  // What belongs to one that is no more is nobody's.
  const known = new Set(departments.map(({ id }) => id));
  const rest = counts.filter(({ departmentId }) => !known.has(departmentId));
  return departments.length === 0 || rest.length > 0 ? [queueOf(rest, agents), ...named] : named;
}

function queueOf(counts: readonly FloorCount[], agents: readonly FloorAgent[]): FloorQueue {
  const { open, atRisk, late } = sums(counts);
  const free = sums(counts.filter(({ assigneeId }) => assigneeId === null));
  return {
    unassigned: free.open,
    open,
    atRisk,
    late,
    ready: agents.filter((agent) => agent.presence === 'ready' && agent.open < agent.limit).length,
    ...(free.longestWaitingSince === undefined ? {} : { longestWaitingSince: free.longestWaitingSince }),
  };
}

type Sums = { open: number; waiting: number; atRisk: number; late: number; longestWaitingSince?: number };

function sums(counts: readonly FloorCount[]): Sums {
  const since = counts.flatMap(({ longestWaitingSince }) => longestWaitingSince ?? []);
  return {
    open: counts.reduce((sum, { open }) => sum + open, 0),
    waiting: counts.reduce((sum, { waiting }) => sum + waiting, 0),
    atRisk: counts.reduce((sum, { atRisk }) => sum + atRisk, 0),
    late: counts.reduce((sum, { late }) => sum + late, 0),
    ...(since.length === 0 ? {} : { longestWaitingSince: Math.min(...since) }),
  };
}

/** Who talks with whom by phone, of those whose extension is known. */
function callsByAgent(db: ReadDb): Map<string, { customerName: string; since: number }> {
  const calls = new Map<string, { customerName: string; since: number }>();
  for (const { item, customer } of listLiveCalls(db)) {
    for (const { agentId, result, answeredAt, ringAt } of item.call.legs)
      if (agentId !== undefined && result === 'talking')
        calls.set(agentId, { customerName: customer.name, since: answeredAt ?? ringAt });
  }
  return calls;
}
