import type { Bench } from './harness/bench.ts';
import { inboxOpen } from './inbox-open.ts';
import { ingest } from './ingest.ts';
import { search } from './search.ts';
import { timelineOpen } from './timeline-open.ts';

/** All benches, in the order they run. */
export const benches: readonly Bench[] = [ingest, inboxOpen, timelineOpen, search];
