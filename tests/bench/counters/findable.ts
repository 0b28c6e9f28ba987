import { openReader } from '../../../electron/store/store.ts';
import { migrations } from '../../support/store.ts';
import { filledProfile, sizeName } from '../data/profile.ts';
import type { Bench, Finding } from '../harness/bench.ts';
import { searchQuality } from '../truth.ts';

/** Larger ones say the same and take minutes. */
const largest = 100_000;

/** What search finds against what it should, at a size. */
export async function quality(size: number): Promise<Finding[]> {
  const db = openReader({ profile: await filledProfile(size), migrations });
  try {
    const { recall, precision, lemmas } = searchQuality(db);
    const of = (what: string, value: number, atLeast: number): Finding => ({
      what: `${what}, ${lemmas} words, ${sizeName(size)}`,
      value,
      goal: { atLeast },
    });
    return [
      of('recall by the lemma', recall.lemma, 0.99),
      of('recall by any form', recall.form, 0.99),
      of('precision by the lemma', precision.lemma, 0.95),
      of('precision by any form', precision.form, 0.95),
    ];
  } finally {
    db.raw.close();
  }
}

export const findable: Bench = {
  name: 'findable',
  goal: 'recall ≥ 0.99 at precision ≥ 0.95 by any form of a Russian word',
  run: async ({ sizes }) => (await Promise.all(sizes.filter((size) => size <= largest).map(quality))).flat(),
};
