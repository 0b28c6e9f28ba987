import type { TeamView } from '../../shared/contract/team.ts';
import type { AgentId, Colleague, CustomerId, Handoff, Presence, Watcher, Whisper } from '../../shared/model/index.ts';

type Seen = TeamView | null;
const none: readonly never[] = [];

/** Who else has this person open, whoever types first. The same list as long as nothing has changed. */
export function watchersOf(team: Seen, customerId: CustomerId): readonly Watcher[] {
  const theirs = team?.watchers.filter((watcher) => watcher.customerId === customerId) ?? none;
  const rank = { typing: 0, following: 1, looking: 2 } as const;
  return theirs.length === 0 ? none : theirs.toSorted((a, b) => rank[a.doing] - rank[b.doing] || a.name.localeCompare(b.name));
}

/** What is offered to this desk about a person. */
export function offeredTo(team: Seen, customerId: CustomerId): Handoff | undefined {
  return team?.handoffs.find(({ customer }) => customer.id === customerId);
}

/** What was handed to this agent together with it: by the same colleague, with the same words. With itself. */
export function offeredTogether(team: Seen, { by, to, note, reason }: Handoff): readonly Handoff[] {
  if (!team || to === undefined) return none;
  const words = JSON.stringify([note, reason]);
  return team.handoffs.filter(
    (one) => one.by.id === by.id && one.to?.id === to.id && JSON.stringify([one.note, one.reason]) === words,
  );
}

/** The last thing this desk gave over about a person, and what became of it. */
export function givenBy(team: Seen, customerId: CustomerId): Handoff | undefined {
  return team?.given.filter(({ customer }) => customer.id === customerId).toSorted((a, b) => b.createdAt - a.createdAt)[0];
}

export function whispersOf(team: Seen, customerId: CustomerId): readonly Whisper[] {
  const said = team?.whispers.filter(({ customer }) => customer.id === customerId) ?? none;
  return said.length === 0 ? none : said;
}

export function colleague(team: Seen, agentId: AgentId | undefined): Colleague | undefined {
  return agentId === undefined ? undefined : team?.colleagues.find(({ id }) => id === agentId);
}

/** In which order people are offered: who can answer now stands first. */
export const presenceOrder: readonly Presence[] = ['ready', 'busy', 'call', 'break', 'away', 'offline'];

/** Who stands in the way of an answer: they write just now, or the conversation is theirs. */
export type Lock = { kind: 'typing' | 'held'; agentId: AgentId; name: string; presence: Presence };

/** `assignee`: who has the conversation. Nobody is in the way of themselves, and a lead who follows is in nobody's. */
export function lockOf(
  team: Seen,
  customerId: CustomerId,
  assignee: { id: AgentId; name: string } | undefined,
): Lock | undefined {
  if (!team) return undefined;
  const presenceOf = (id: AgentId): Presence => colleague(team, id)?.presence ?? 'offline';
  const typing = watchersOf(team, customerId).find(({ doing, agentId }) => doing === 'typing' && agentId !== team.me.id);
  if (typing) return { kind: 'typing', agentId: typing.agentId, name: typing.name, presence: presenceOf(typing.agentId) };
  if (!assignee || assignee.id === team.me.id) return undefined;
  return { kind: 'held', agentId: assignee.id, name: assignee.name, presence: presenceOf(assignee.id) };
}

/** Whether an answer is only sent once somebody has said so: it would cross one that is being written or is another's to write. */
export const asksFirst = (lock: Lock | undefined): boolean =>
  lock !== undefined && (lock.kind === 'typing' || lock.presence !== 'offline');

/** Leads may take over whatever the team's policy; agents where it lets anyone. */
export const mayTakeOver = (team: Seen): boolean => team?.me.role !== 'agent' || team.takeOver === 'anyone';
