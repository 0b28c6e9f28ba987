import { answeredMeanwhile } from '../core/team/crossed.ts';
import { addLateDecision } from '../store/repos/notice.repo.ts';
import type { Store } from '../store/store.ts';
import { saidSince, turnBack, unofferedUpTo } from '../store/team/crossed.ts';

/**
 * Of the answers that were written while the server was away, none leaves after that of a colleague whom its author could not see
 * answer: it waits for a person, and is told of. `upTo`: what had come to be known here when everything was read; what is written after
 * that is written in sight of the others. Nobody else has been offered any of them, so taking one back needs nobody's leave.
 */
export function holdCrossed(store: Store, upTo: number, now: number): void {
  for (const answer of unofferedUpTo(store.read, upTo)) {
    const theirs = answeredMeanwhile(answer, saidSince(store.read, answer));
    const customerKey = answer.parts[0]?.customer_key;
    if (!theirs || customerKey === undefined) continue;
    const { by, at } = theirs;
    store.write(
      (tx) => {
        if (!turnBack(tx, answer, { code: 'answered-meanwhile', detail: '', by, at })) return;
        addLateDecision(tx, { customerKey, late: { wanted: { answer: true }, why: 'answered', by }, at: now });
      },
      { durable: true, pulled: true },
    );
  }
}
