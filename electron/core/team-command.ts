import { readStoreAddress, type StoreAddress } from './team/store-address.ts';
import { readTeamUrl, type TeamAddress } from './team-url.ts';

export const teamCommands = [
  'init',
  'migrate',
  'status',
  'check',
  'add-agent',
  'remove-agent',
  'rotate',
  'reseal',
  'store',
  'audit',
] as const;
export type TeamCommandName = (typeof teamCommands)[number];

/** What an administrator asks for. Passwords are no arguments: other users of the machine see those. */
export type TeamCommand = {
  command: TeamCommandName;
  address: TeamAddress;
  json: boolean;
  ca?: string;
  /** File with what opens the team key, where the administrator has no password. */
  keyFile?: string;
  passwordFromStdin: boolean;
  login?: string;
  name?: string;
  role?: 'agent' | 'lead' | 'admin';
  email?: string;
  visibility?: 'own' | 'department' | 'all';
  departments?: string[];
  /** Of `store`: where files are to be kept from now on; what is there is only told without it. */
  store?: { kind: 'database' } | ({ kind: 's3'; keyId: string; ca?: string } & StoreAddress);
  /** Of `audit`. Times are epoch ms. */
  csv?: boolean;
  since?: number;
  words?: string;
};

export type TeamCommandOutcome = { ok: true; command: TeamCommand } | { ok: true; help: string } | { ok: false; message: string };

const valued = [
  '--url',
  '--ca',
  '--key-file',
  '--login',
  '--name',
  '--role',
  '--email',
  '--sees',
  '--department',
  '--format',
  '--since',
  '--words',
  '--s3',
  '--s3-key',
  '--s3-ca',
  '--region',
];
const switches = ['--json', '--password-stdin', '--database'];

/** Which flags a command needs; every command needs `--url`. */
const needed: Readonly<Partial<Record<TeamCommandName, readonly string[]>>> = {
  'add-agent': ['--login', '--name', '--role', '--password-stdin'],
  'remove-agent': ['--login'],
  rotate: ['--login', '--password-stdin'],
  reseal: ['--login', '--password-stdin'],
};

/** Which of the others it takes besides. */
const possible: Readonly<Partial<Record<TeamCommandName, readonly string[]>>> = {
  'add-agent': ['--email', '--sees', '--department'],
  store: ['--s3', '--s3-key', '--s3-ca', '--region', '--password-stdin', '--database'],
  audit: ['--format', '--since', '--words'],
};

const always = ['--url', '--ca', '--key-file', '--json'];

/** Reads `team <command> --flag value …`; flags also as `--flag=value`, in any order. The address may come from `THROUGHLINE_TEAM_URL`. */
export function readTeamCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): TeamCommandOutcome {
  if (args.includes('--help') || args.includes('-h')) return { ok: true, help: teamUsage };
  const given = flagsOf(args);
  if (!given.ok) return given;
  const { words, flags } = given;
  const [word, stray] = words;
  const command = teamCommands.find((name) => name === word);
  if (command === undefined) return refuse(`${word ?? 'team'}: expected a command, one of ${teamCommands.join(', ')}`);
  if (stray !== undefined) return refuse(`${stray}: expected only flags after ${command}`);
  const takes = [...always, ...(needed[command] ?? []), ...(possible[command] ?? [])];
  const stranger = [...flags.keys()].find((flag) => !takes.includes(flag));
  if (stranger !== undefined) return refuse(`${stranger}: ${command} takes no such flag`);
  const missing = (needed[command] ?? []).find((flag) => !flags.has(flag));
  if (missing !== undefined) return refuse(`${missing}: ${command} needs it`);
  const url = flags.get('--url')?.at(-1) ?? env.THROUGHLINE_TEAM_URL;
  if (url === undefined) return refuse('--url: expected the PostgreSQL address of an administrator after it');
  const read = readTeamUrl(url);
  if (!read.ok) return refuse(`--url: ${read.message}`);
  const chosen = choices(flags);
  if (!chosen.ok) return chosen;
  const store = storeOf(flags);
  if (!store.ok) return store;
  return {
    ok: true,
    command: {
      command,
      address: read.address,
      json: flags.has('--json'),
      passwordFromStdin: flags.has('--password-stdin'),
      ...chosen.values,
      ...(store.value === undefined ? {} : { store: store.value }),
    },
  };
}

type Flags = Map<string, string[]>;

function flagsOf(args: readonly string[]): { ok: true; words: string[]; flags: Flags } | { ok: false; message: string } {
  const words: string[] = [];
  const flags: Flags = new Map();
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? '';
    if (!argument.startsWith('-')) {
      words.push(argument);
      continue;
    }
    const equals = argument.indexOf('=');
    const flag = equals < 0 ? argument : argument.slice(0, equals);
    if (switches.includes(flag)) {
      if (equals >= 0) return refuse(`${flag}: expected no value`);
      flags.set(flag, ['']);
      continue;
    }
    if (!valued.includes(flag)) return refuse(`${flag}: expected one of ${[...valued, ...switches].join(', ')}`);
    const next = equals < 0 ? args[at + 1] : argument.slice(equals + 1);
    if (next === undefined || next === '' || (equals < 0 && next.startsWith('--')))
      return refuse(`${flag}: expected a value after it`);
    if (equals < 0) at += 1;
    flags.set(flag, [...(flags.get(flag) ?? []), next]);
  }
  return { ok: true, words, flags };
}

function choices(flags: Flags): { ok: true; values: Partial<TeamCommand> } | { ok: false; message: string } {
  const values: Partial<TeamCommand> = {};
  const last = (flag: string) => flags.get(flag)?.at(-1);
  const login = last('--login');
  // What PostgreSQL would cut off, and what would be another name in a URL than in the database.
  if (login !== undefined && (Buffer.byteLength(login) > 63 || /[\s"'\\:/@]/.test(login) || login.startsWith('pg_'))) {
    return refuse('--login: expected at most 63 letters, digits, dots, dashes or underscores');
  }
  const role = oneOf(last('--role'), ['agent', 'lead', 'admin'] as const);
  if (role === null) return refuse('--role: expected agent, lead or admin');
  const visibility = oneOf(last('--sees'), ['own', 'department', 'all'] as const);
  if (visibility === null) return refuse('--sees: expected own, department or all');
  const format = oneOf(last('--format'), ['jsonl', 'csv'] as const);
  if (format === null) return refuse('--format: expected jsonl or csv');
  const since = last('--since');
  const sinceMs = since === undefined ? undefined : Date.parse(since);
  if (Number.isNaN(sinceMs)) return refuse('--since: expected a day or time such as 2026-11-01');
  const departments = flags.get('--department');
  const bad = departments?.find((key) => !/^[\p{L}\p{N}._-]{1,64}$/u.test(key));
  if (bad !== undefined) return refuse('--department: expected 1 to 64 letters, digits, dots, dashes or underscores');
  const texts = {
    ca: last('--ca'),
    keyFile: last('--key-file'),
    login,
    name: last('--name'),
    email: last('--email'),
    words: last('--words'),
  };
  Object.assign(values, Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)));
  return {
    ok: true,
    values: {
      ...values,
      ...(role === undefined ? {} : { role }),
      ...(visibility === undefined ? {} : { visibility }),
      ...(departments === undefined ? {} : { departments: [...new Set(departments)] }),
      ...(format === undefined ? {} : { csv: format === 'csv' }),
      ...(sinceMs === undefined ? {} : { since: sinceMs }),
    },
  };
}

function storeOf(flags: Flags): { ok: true; value?: NonNullable<TeamCommand['store']> } | { ok: false; message: string } {
  const last = (flag: string) => flags.get(flag)?.at(-1);
  const [s3, keyId, ca, region] = [last('--s3'), last('--s3-key'), last('--s3-ca'), last('--region')];
  if (flags.has('--database')) {
    return s3 === undefined ? { ok: true, value: { kind: 'database' } } : refuse('--database: expected it without --s3');
  }
  if (s3 === undefined) {
    const stray = ['--s3-key', '--s3-ca', '--region'].find((flag) => flags.has(flag));
    return stray === undefined ? { ok: true } : refuse(`${stray}: expected it after --s3`);
  }
  const read = readStoreAddress(s3, region);
  if (!read.ok) return refuse(`--s3: ${read.message}`);
  if (keyId === undefined) return refuse('--s3-key: --s3 needs it, and the secret of that key on standard input');
  if (!flags.has('--password-stdin')) return refuse('--password-stdin: --s3 needs it, for the secret of the key');
  return { ok: true, value: { kind: 's3', ...read.address, keyId, ...(ca === undefined ? {} : { ca }) } };
}

const oneOf = <T extends string>(given: string | undefined, allowed: readonly T[]): T | undefined | null =>
  given === undefined ? undefined : (allowed.find((value) => value === given) ?? null);

const refuse = (message: string): { ok: false; message: string } => ({ ok: false, message });

export const teamUsage = `Usage: throughline team <command> --url postgres://administrator@host/database [flags]

  init            makes roles, tables and the key of a team in a database
  migrate         brings a team to this version of the program
  status          what is there: version, agents, departments, channels
  check           whether everything is as it must be; exit status 1 when not
  add-agent       --login anna --name "Anna Lebedeva" --role agent|lead|admin [--department support]…
                  [--sees own|department|all] [--email anna@acme.test] --password-stdin
  remove-agent    --login anna
  rotate          --login anna --password-stdin: another password
  reseal          --login anna --password-stdin: opens the team key for an administrator who cannot
  store           where files are kept: --database, or --s3 https://s3.acme.test/bucket --s3-key <id>
                  [--region eu-central-1] [--s3-ca <file>] --password-stdin (the key's secret); without, tells
  audit           who did what [--format jsonl|csv] [--since 2026-11-01] [--words anna]

  --url <address>         of an administrator (or THROUGHLINE_TEAM_URL); the password in it, or in PGPASSWORD
  --ca <file>             a certificate authority to trust besides the system's
  --key-file <file>       opens the team key where the administrator has no password
  --json                  prints one JSON object
  --password-stdin        reads the password of the agent, or the secret of the key, from standard input`;
