import type { TeamCommand, TeamCommandName } from '../../core/team-command.ts';
import { addAgent, rotate } from './agents.ts';
import { csvHeader, csvLine, exportAudit } from './audit.ts';
import { checkTeam } from './check.ts';
import { reseal } from './key.ts';
import type { Migration } from './migrations.ts';
import { removeAgent } from './remove-agent.ts';
import { pending, readStanding } from './schema-version.ts';
import { administratorSecret } from './secret.ts';
import { type AdminSession, asAdministrator, TeamCommandError } from './session.ts';
import { init, migrate, openTeam } from './setup.ts';
import { readStatus, statusLines } from './status.ts';
import { chooseStore, readStore, storeLines } from './store.ts';

export type TeamIo = {
  env: Readonly<Record<string, string | undefined>>;
  /** The first line of standard input. */
  readPassword(): Promise<string>;
  /** Resolves when the reader has taken it. */
  print(text: string): Promise<void>;
};

/** What a command answers: lines for a person, an object for a program. */
type Answer = { ok: boolean; lines: string[]; body: object };

/** Commands that open the team key. */
const keyed: readonly TeamCommandName[] = ['init', 'check', 'add-agent', 'rotate', 'reseal'];
const opensKey = ({ command, store }: TeamCommand): boolean => keyed.includes(command) || store?.kind === 's3';

/** Commands that change a team that is there: never one of a newer program. */
const changing: readonly TeamCommandName[] = ['add-agent', 'remove-agent', 'rotate', 'reseal', 'store'];

/** Runs one command and prints its answer; the exit status. @throws TeamCommandError what could not be done, as one sentence */
export async function runTeamCommand(command: TeamCommand, migrations: readonly Migration[], io: TeamIo): Promise<number> {
  const address = {
    ...command.address,
    ...(command.address.password === undefined && io.env.PGPASSWORD ? { password: io.env.PGPASSWORD } : {}),
  };
  const { secret, did } = opensKey(command) ? await administratorSecret(command, io.env) : { secret: '', did: [] };
  const password = command.passwordFromStdin ? await passwordOf(io) : '';
  const answer = await asAdministrator(address, command.ca === undefined ? {} : { ca: command.ca }, (session) => {
    session.did.push(...did);
    return run({ ...command, address }, session, { migrations, secret, password, io });
  });
  if (command.command === 'audit') return 0;
  await io.print(
    command.json
      ? `${JSON.stringify({ ok: answer.ok, command: command.command, ...answer.body })}\n`
      : `${answer.lines.join('\n')}\n`,
  );
  return answer.ok ? 0 : 1;
}

type Means = { migrations: readonly Migration[]; secret: string; password: string; io: TeamIo };

async function run(command: TeamCommand, session: AdminSession, { migrations, secret, password, io }: Means): Promise<Answer> {
  const done = (body: object = {}): Answer => ({ ok: true, lines: session.did, body: { ...body, did: session.did } });
  const { login = '' } = command;
  if (changing.includes(command.command)) {
    await openTeam(session);
    pending(await readStanding(session), migrations);
  }
  switch (command.command) {
    case 'init': {
      const { schema, minSchema, epoch } = await init(session, migrations, secret);
      return done({ database: session.address.database, schema, minSchema, epoch });
    }
    case 'migrate': {
      const { schema, minSchema, epoch } = await migrate(session, migrations);
      return done({ database: session.address.database, schema, minSchema, epoch });
    }
    case 'add-agent': {
      const { name = login, role = 'agent', departments, visibility, email } = command;
      const { id } = await addAgent(
        session,
        {
          login,
          name,
          role,
          password,
          ...(departments === undefined ? {} : { departments }),
          ...(visibility === undefined ? {} : { visibility }),
          ...(email === undefined ? {} : { email }),
        },
        secret,
      );
      return done({ id, login, role });
    }
    case 'remove-agent':
      return done({ login, ...(await removeAgent(session, login)) });
    case 'rotate':
      await rotate(session, login, password, secret);
      return done({ login });
    case 'reseal':
      await reseal(session, login, password, secret);
      return done();
    case 'store': {
      if (command.store) await chooseStore(session, command.store, { key: secret, secret: password });
      const standing = await readStore(session);
      return { ok: true, lines: [...session.did, ...storeLines(standing)], body: { ...standing, did: session.did } };
    }
    case 'status': {
      const status = await readStatus(session, migrations);
      return { ok: true, lines: statusLines(status), body: status };
    }
    case 'check': {
      const findings = await checkTeam(session, migrations, secret);
      const lines = findings.map(
        ({ name, ok, detail }) => `${ok ? '✓' : '✗'} ${name}${detail === undefined ? '' : `: ${detail}`}`,
      );
      return { ok: findings.every(({ ok }) => ok), lines, body: { findings } };
    }
    case 'audit':
      return printAudit(command, session, io);
  }
}

async function printAudit({ since, words, csv, json }: TeamCommand, session: AdminSession, io: TeamIo): Promise<Answer> {
  const filter = { ...(since === undefined ? {} : { since }), ...(words === undefined ? {} : { words }) };
  const entries: unknown[] = [];
  if (csv && !json) await io.print(`${csvHeader}\r\n`);
  await exportAudit(session, filter, async (page) => {
    if (json) entries.push(...page);
    else if (csv) await io.print(page.map((entry) => `${csvLine(entry)}\r\n`).join(''));
    else await io.print(page.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  });
  if (json) await io.print(`${JSON.stringify({ ok: true, command: 'audit', entries })}\n`);
  return { ok: true, lines: [], body: {} };
}

async function passwordOf(io: TeamIo): Promise<string> {
  const password = await io.readPassword();
  if (password === '') throw new TeamCommandError('--password-stdin: expected a password on standard input', true);
  return password;
}
