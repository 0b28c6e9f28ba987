import { answers } from './answers.ts';
import { appointments } from './appointments.ts';
import { bodies } from './bodies.ts';
import { bounces } from './bounces.ts';
import { careless } from './careless.ts';
import { clients } from './clients.ts';
import { conversations } from './conversations.ts';
import { daemons } from './daemons.ts';
import { edges } from './edges.ts';
import { fields } from './fields.ts';
import { files } from './files.ts';
import { generated } from './generate.ts';
import { headers } from './headers.ts';
import { letters } from './letters.ts';
import { formats, machines } from './machines.ts';
import { markup } from './markup.ts';
import { pages } from './pages.ts';
import { passedOn } from './passed-on.ts';
import { postmasters } from './postmasters.ts';
import { programs } from './programs.ts';
import type { Sample } from './sample.ts';
import { servers } from './servers.ts';
import { services } from './services.ts';
import { standards } from './standards.ts';
import { structure } from './structure.ts';
import { tongues } from './tongues.ts';
import { torn } from './torn.ts';

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
  ...standards,
  ...clients,
  ...programs,
  ...letters,
  ...postmasters,
  ...daemons,
  ...fields,
  ...tongues,
  ...markup,
  ...files,
  ...appointments,
  ...answers,
  ...passedOn,
  ...services,
  ...torn,
  ...servers,
  ...edges,
  ...pages,
  ...generated(seed, 400),
];
