import { bodies } from './bodies.ts';
import { bounces } from './bounces.ts';
import { careless } from './careless.ts';
import { conversations } from './conversations.ts';
import { generated } from './generate.ts';
import { headers } from './headers.ts';
import { formats, machines } from './machines.ts';
import type { Sample } from './sample.ts';
import { structure } from './structure.ts';

/** Of the generated part; the corpus is the same for everybody. */
export const seed = 20261121;

export const corpus = (): Sample[] => [
  ...headers,
  ...bodies,
  ...structure,
  ...conversations,
  ...formats,
  ...machines,
  ...bounces,
  ...careless,
  ...generated(seed, 400),
];
