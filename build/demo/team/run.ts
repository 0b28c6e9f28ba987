import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuntimeInfo } from '../../runtime/index.ts';
import { say } from '../../runtime/terminal.ts';
import { teamTour } from '../headless/team-tour.ts';
import type { DemoOptions } from '../options.ts';
import type { Words } from '../words.ts';
import { openOffice } from './office.ts';
import { teamForPerson } from './person-mode.ts';

type TeamDemo = { options: DemoOptions; text: Words; runtime: RuntimeInfo; display: string; release: () => void };

/** The team: two windows, for a person or driven. Resolves with the exit status. */
export async function runTeam({ options, text, runtime, display, release }: TeamDemo): Promise<number> {
  const office = await openOffice();
  try {
    say(text.teamStage(office.team.cluster.version));
    if (options.mode === 'window') {
      release();
      return await teamForPerson({ office, runtime, display, options, text });
    }
    say(text.driving);
    const pictures = options.pictures ?? (await mkdtemp(join(tmpdir(), 'throughline-pictures-')));
    const count = await teamTour({
      office,
      pictures,
      start: { runtime, display, language: options.language ?? 'en', flags: options.rest },
      done: (step, took) => say(`  ✓ ${text.steps[step]}${took === undefined ? '' : `: ${text.took(took)}`}`),
    });
    process.stdout.write(`${text.pictures(count, pictures)}\n`);
    return 0;
  } finally {
    await office.close();
  }
}
