import { arrival } from './arrival.ts';
import { callPop } from './call-pop.ts';
import type { Bench } from './harness/bench.ts';
import { imapSync } from './imap-sync.ts';
import { importWhileTyping } from './import-while-typing.ts';
import { inboxOpen } from './inbox-open.ts';
import { ingest } from './ingest.ts';
import { memory } from './memory.ts';
import { search } from './search.ts';
import { startup } from './startup.ts';
import { switching } from './switch.ts';
import { teamBench } from './team.ts';
import { timelineOpen } from './timeline-open.ts';

/** All benches, in the order they run. */
export const benches: readonly Bench[] = [
  startup,
  memory,
  ingest,
  imapSync,
  inboxOpen,
  timelineOpen,
  search,
  switching,
  importWhileTyping,
  arrival,
  callPop,
  teamBench,
];
