/** How much a name is worth: an address only, what a provider or mail header says, what an agent typed. */
export const nameRank = { address: 0, provider: 1, agent: 2 } as const;
export type NameRank = (typeof nameRank)[keyof typeof nameRank];

/**
 * The name to show for a person made of several identities, oldest first: the best source; among equal ones a full name
 * before a single word ("Мария Кузнецова" before "Маша"); then the oldest.
 */
export function bestName(names: ReadonlyArray<{ name: string; rank: NameRank }>): { name: string; rank: NameRank } {
  let best: { name: string; rank: NameRank } | undefined;
  for (const candidate of names) if (best === undefined || worth(candidate) > worth(best)) best = candidate;
  return best ?? { name: '', rank: nameRank.address };
}

const worth = ({ name, rank }: { name: string; rank: NameRank }): number => rank * 2 + (/\S\s+\S/.test(name) ? 1 : 0);
