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
 * environment. Whatever else is among the arguments belongs to Electron and Chromium and is left alone.
 */
export function parseFlags(args: readonly string[], env: Readonly<Record<string, string | undefined>>): FlagsOutcome {
  const flags: Record<string, string> = {};
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
