import { queryHandlers } from '../../../electron/api/queries.ts';
import { capabilitiesOf } from '../../../electron/engine/capabilities.ts';
import type { ReadDb } from '../../../electron/store/db.ts';
import { openDatabase } from '../../../electron/store/open.ts';
import type { Queries } from '../../../shared/contract/api.ts';
import { migrations } from '../../support/store.ts';
import { filledProfile, sizeName } from '../data/profile.ts';
import type { BenchOptions, Finding } from './bench.ts';
import { RecordingReader } from './recording.ts';

export type Sized = {
  size: number;
  name: string;
  db: RecordingReader;
  /** Parses and answers a query as the reader process does. */
  ask<M extends keyof Queries>(method: M, input: Queries[M]['in']): Queries[M]['out'];
};

/** A reader of one database. */
export function readerOf(db: ReadDb): Sized['ask'] {
  const handlers = queryHandlers(db, capabilitiesOf);
  return <M extends keyof Queries>(method: M, input: Queries[M]['in']) => {
    const answer = handlers[method].run(handlers[method].parse(input));
    if (answer instanceof Promise) throw new Error(`${method}: a query that waits`);
    return answer;
  };
}

/** Opens the database of each size as the reader process does, and closes them afterwards. */
export async function withReaders(
  { sizes }: BenchOptions,
  work: (readers: readonly [Sized, ...Sized[]]) => Promise<Finding[]>,
): Promise<Finding[]> {
  const readers: Sized[] = [];
  try {
    for (const size of sizes) {
      const db = new RecordingReader(openDatabase({ profile: await filledProfile(size), migrations, readonly: true }));
      readers.push({ size, name: sizeName(size), db, ask: readerOf(db) });
    }
    const [first, ...rest] = readers;
    if (!first) throw new Error('no size was asked for');
    return await work([first, ...rest]);
  } finally {
    for (const { db } of readers) db.raw.close();
  }
}
