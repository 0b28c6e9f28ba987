import { closeSync, openSync, readFileSync } from 'node:fs';
import { runInForeground } from '../../program/child.ts';
import type { RuntimeInfo } from '../../runtime/index.ts';
import { cleanEnv } from '../../runtime/paths.ts';
import { say } from '../../runtime/terminal.ts';
import { maria } from '../cast.ts';
import { mariaChat } from '../live/lines.ts';
import { natural } from '../live/pace.ts';
import type { DemoOptions } from '../options.ts';
import type { Words } from '../words.ts';
import type { Office, Seat } from './office.ts';

type PersonMode = { office: Office; runtime: RuntimeInfo; display: string; options: DemoOptions; text: Words };

/** Seconds until Maria writes first, and between her lines. */
const prelude = 12;
const interlude = 30;

/** Opens both windows and plays until both are closed. Resolves with the worse exit status. */
export async function teamForPerson({ office, runtime, display, options, text }: PersonMode): Promise<number> {
  await office.relay.holds('Acme bot');
  process.stdout.write(`${text.opening}\n${text.teamGuide(office.relay.pid)}\n`);
  const end = new AbortController();
  const pace = natural(end.signal);
  const play = async (): Promise<void> => {
    const user = office.telegram.user(maria.telegramId, { firstName: maria.firstName, lastName: maria.lastName });
    await pace.pause(prelude);
    for (const line of mariaChat) {
      user.write(line);
      process.stdout.write(`${text.did(maria.name, 'telegram', line)}\n`);
      await pace.pause(interlude);
    }
  };
  void play().catch((error: unknown) => {
    if (!end.signal.aborted) say(error instanceof Error ? error.message : String(error));
  });
  const language = options.language === undefined ? [] : ['--lang', options.language];
  const open = async ({ profile, provisionFile }: Seat): Promise<number> => {
    const log = `${profile}.log`;
    const output = openSync(log, 'w');
    try {
      const flags = ['--profile', profile, '--provision', provisionFile, ...language, ...options.rest];
      const status = await runInForeground(runtime.executable, [...runtime.args, ...flags], {
        cwd: process.cwd(),
        env: { ...cleanEnv(), ...runtime.env, ...(display === '' ? {} : { DISPLAY: display }) },
        stdio: ['ignore', output, output],
      });
      if (status !== 0 && status < 128)
        say(text.failedStart(status, readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n')));
      return status;
    } finally {
      closeSync(output);
    }
  };
  try {
    const statuses = await Promise.all([open(office.agent), open(office.lead)]);
    if (statuses.every((status) => status === 0)) process.stdout.write(`${text.closed}\n`);
    return Math.max(...statuses);
  } finally {
    end.abort();
  }
}
