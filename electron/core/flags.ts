/** The program's own flags, the same for the desktop program and the relay. Paths are as given. */
export type Flags = { profile?: string; provision?: string; language?: 'en' | 'ru' };

export type FlagsOutcome = { ok: true; flags: Flags } | { ok: false; message: string };

/** `value` and `about` are for the help. */
type Flag = {
  name: keyof Flags;
  flag: string;
  variable: string;
  expected: string;
  allowed?: readonly string[];
  value: string;
  about: string;
};

const table: readonly Flag[] = [
  {
    name: 'profile',
    flag: '--profile',
    variable: 'THROUGHLINE_PROFILE',
    expected: 'a folder',
    value: '<dir>',
    about: 'database, attachments, logs and settings',
  },
  {
    name: 'provision',
    flag: '--provision',
    variable: 'THROUGHLINE_PROVISION',
    expected: 'a JSON file',
    value: '<file>',
    about: 'workspace and channels, applied at every start',
  },
  {
    name: 'language',
    flag: '--lang',
    variable: 'THROUGHLINE_LANG',
    expected: '"en" or "ru"',
    allowed: ['en', 'ru'],
    value: 'en|ru',
    about: "over the saved choice and the system's",
  },
];

/** The flags that take a value. */
export const valuedFlags: readonly string[] = table.map(({ flag }) => flag);

/** A line for each flag, as the help shows them. */
export function usageOfFlags(): string {
  const line = ({ flag, value, about, variable }: Flag) => `  ${`${flag} ${value}`.padEnd(22)}  ${about} (or ${variable})`;
  return table.map(line).join('\n');
}

/**
 * Reads the flags from the arguments (`--flag value` or `--flag=value`, the last one wins) and, where absent, from the
 * environment. Whatever else is among the arguments belongs to Electron and Chromium and is left alone, but for what is one of
 * ours misspelt: it would be passed over in silence.
 */
export function parseFlags(args: readonly string[], env: Readonly<Record<string, string | undefined>>): FlagsOutcome {
  const flags: Record<string, string> = {};
  const misspelt = misspeltIn(args);
  if (misspelt !== undefined) return { ok: false, message: `${misspelt.given}: unknown flag, expected ${misspelt.meant}` };
  for (const { name, flag, variable, expected, allowed } of table) {
    const given = lastValue(args, flag);
    const value = given === undefined ? env[variable] : given;
    if (given === undefined && !value) continue;
    const source = given === undefined ? variable : flag;
    if (!value) return { ok: false, message: `${source}: expected ${expected} after it` };
    if (allowed !== undefined && !allowed.includes(value)) {
      return { ok: false, message: `${source}: expected ${expected}, got ${JSON.stringify(value)}` };
    }
    flags[name] = value;
  }
  return { ok: true, flags };
}

function misspeltIn(args: readonly string[]): { given: string; meant: string } | undefined {
  for (const argument of args) {
    const given = argument.split('=')[0] ?? '';
    if (!/^--[a-z]{4,}$/i.test(given) || valuedFlags.includes(given)) continue;
    // Of four letters, two others make quite another word.
    const meant = valuedFlags.find((flag) => distance(given.toLowerCase(), flag) <= (flag.length > 8 ? 2 : 1));
    if (meant !== undefined) return { given, meant };
  }
  return undefined;
}

/** How many letters have to be put in, taken out or changed to make one word the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (one[at - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** `''` when the flag is there without a value, `undefined` when it is not there. */
function lastValue(args: readonly string[], flag: string): string | undefined {
  let value: string | undefined;
  args.forEach((argument, index) => {
    const next = args[index + 1];
    if (argument === flag) value = next === undefined || next.startsWith('--') ? '' : next;
    else if (argument.startsWith(`${flag}=`)) value = argument.slice(flag.length + 1);
  });
  return value;
}
