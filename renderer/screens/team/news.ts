import type { TeamView } from '../../../shared/contract/team.ts';
import type { CustomerId, Handoff, Whisper } from '../../../shared/model/index.ts';

/** Something of the team that this agent is told of. `key`: said once; `id`: of the handoff or the whisper. */
export type TeamNews = { key: string; id: string; customer: { id: CustomerId; name: string } } & (
  | { kind: 'handoff'; handoff: Handoff }
  | { kind: 'back'; handoff: Handoff }
  | { kind: 'whisper'; whisper: Whisper }
);

/** Of one kind from one colleague, told in one line: the first of them, and how many come with it. */
export type NewsLine = { news: TeamNews; more: number };

/** So many of a kind are told of one by one. */
const oneByOne = 3;

/** Fifty that were handed over at once are one thing to be told of. A whisper always stands for itself. */
export function gathered(all: readonly TeamNews[]): NewsLine[] {
  const groups = new Map<string, TeamNews[]>();
  for (const news of all) {
    const group = groupOf(news);
    groups.set(group, [...(groups.get(group) ?? []), news]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first && group.length > oneByOne
      ? [{ news: first, more: group.length - 1 }]
      : group.map((news) => ({ news, more: 0 }));
  });
}

function groupOf(news: TeamNews): string {
  if (news.kind === 'whisper') return news.key;
  const { by, to, toDepartment, state } = news.handoff;
  return [news.kind, by.id, to?.id ?? toDepartment?.id, state].join(' ');
}

/** What waits for this agent as the team stands now: offered, returned and whispered. */
export function tidingsOf(team: TeamView | null): TeamNews[] {
  if (!team) return [];
  const back = team.given.filter(({ state }) => state === 'returned' || state === 'expired');
  return [
    ...team.handoffs.map((handoff) => ({
      kind: 'handoff' as const,
      key: `offered ${handoff.id}`,
      id: handoff.id,
      customer: handoff.customer,
      handoff,
    })),
    ...back.map((handoff) => ({
      kind: 'back' as const,
      key: `back ${handoff.id}`,
      id: handoff.id,
      customer: handoff.customer,
      handoff,
    })),
    ...team.whispers.map((whisper) => ({
      kind: 'whisper' as const,
      key: `whisper ${whisper.id}`,
      id: whisper.id,
      customer: whisper.customer,
      whisper,
    })),
  ];
}

/** What has come since the team was last looked at. Empty for the first look: that is how it stood already. */
export function teamNews(before: TeamView | null, now: TeamView | null): TeamNews[] {
  if (!before || !now) return [];
  const known = new Set(tidingsOf(before).map(({ key }) => key));
  return tidingsOf(now).filter(({ key }) => !known.has(key));
}
