import type { Delivery, ItemKind } from '../../../shared/model/index.ts';

/**
 * Words of ours on a timeline. `arrival`: in which order things came to be known at this desk, where no clock has a part;
 * `conversation`: what they belong to, wherever that was merged into, and whether it goes on (`open`).
 */
export type Said = {
  agent: number | null;
  arrival: number;
  conversation: number | null;
  open: boolean;
  kind: ItemKind;
  automatic: boolean;
  delivery: Delivery | null;
  deletedAt: number | null;
};

/**
 * The last answer of a colleague that the author of `mine` cannot have seen when writing it, because it came to this desk later;
 * `said` is in the order of the timeline. What was said in conversations that are over is history, however late it is read.
 */
export function answeredMeanwhile<S extends Said>(
  mine: Pick<Said, 'agent' | 'arrival' | 'conversation'>,
  said: readonly S[],
): S | undefined {
  return said.findLast(
    (one) =>
      one.arrival > mine.arrival &&
      one.agent !== null &&
      one.agent !== mine.agent &&
      isAnswer(one) &&
      one.conversation !== null &&
      (one.open || one.conversation === mine.conversation),
  );
}

const written: ReadonlySet<ItemKind> = new Set(['email', 'telegram']);

/** It is on its way to the customer, or has reached them. */
const isAnswer = ({ kind, automatic, delivery, deletedAt }: Said): boolean =>
  written.has(kind) && !automatic && deletedAt === null && delivery !== 'failed' && delivery !== 'cancelled';
