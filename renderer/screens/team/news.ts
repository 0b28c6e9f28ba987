import type { TeamView } from '../../../shared/contract/team.ts';
import type { CustomerId, Handoff, Whisper } from '../../../shared/model/index.ts';

/** Something of the team that this agent is told of. `key`: said once; `id`: of the handoff or the whisper. */
export type TeamNews = { key: string; id: string; customer: { id: CustomerId; name: string } } & (
  | { kind: 'handoff'; handoff: Handoff }
  | { kind: 'back'; handoff: Handoff }
  | { kind: 'whisper'; whisper: Whisper }
);

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
