/** What electron-builder asks fpm for, as far as it asks for it. */
export type DebRequest = {
  name: string;
  version: string;
  /** In Debian's words: `amd64`, `arm64`. */
  architecture: string;
  /** Where the package is to be written. */
  output: string;
  maintainer: string;
  homepage: string;
  license: string;
  priority: string;
  section?: string;
  /** Its first line is the short one. */
  description: string;
  depends: string[];
  recommends: string[];
  /** dpkg-deb's word: `xz`, `gzip`, `zstd`, `none`. */
  compression: string;
  /** Scripts that run on the machine of whoever installs. */
  afterInstall: string;
  afterRemove: string;
  /** Files and folders, and the absolute path each gets; a folder that ends in `/` gives what is in it. */
  contents: Array<{ from: string; to: string }>;
};

const compressions: Record<string, string> = { xz: 'xz', gz: 'gzip', gzip: 'gzip', zst: 'zstd', zstd: 'zstd', none: 'none' };

/** Flags without a value, and those that say nothing to a Debian package. */
const silent = new Set(['--force', '--debug']);
const ignored = new Set(['-s', '-t', '--vendor', '--log', '--iteration']);

/**
 * Reads the arguments that electron-builder gives fpm (https://fpm.readthedocs.io/en/latest/cli-reference.html). Throws for what
 * it does not know, because a package without it would be another one than was asked for.
 */
export function readDebRequest(args: readonly string[]): DebRequest {
  const values = new Map<string, string[]>();
  const contents: DebRequest['contents'] = [];
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? '';
    if (silent.has(argument)) continue;
    if (!argument.startsWith('-')) {
      const middle = argument.lastIndexOf('=');
      if (middle < 1) throw new Error(`${argument}: expected a path, = and where it goes`);
      contents.push({ from: argument.slice(0, middle), to: argument.slice(middle + 1) });
      continue;
    }
    at += 1;
    const value = args[at];
    if (value === undefined) throw new Error(`${argument}: expected a value after it`);
    values.set(argument, [...(values.get(argument) ?? []), value]);
  }
  const take = (flag: string): string[] => {
    const found = values.get(flag) ?? [];
    values.delete(flag);
    return found;
  };
  const one = (flag: string): string => {
    const value = take(flag).at(-1);
    if (value === undefined) throw new Error(`${flag}: expected, and it is not there`);
    return value;
  };
  for (const flag of ignored) take(flag);
  const compression = compressions[take('--deb-compression').at(-1) ?? 'xz'];
  if (compression === undefined) throw new Error('--deb-compression: expected xz, gz, zst or none');
  const section = take('--category').at(-1);
  const request: DebRequest = {
    name: one('--name'),
    version: one('--version'),
    architecture: one('--architecture'),
    output: one('--package'),
    maintainer: one('--maintainer'),
    homepage: one('--url'),
    license: one('--license'),
    priority: one('--deb-priority'),
    ...(section === undefined ? {} : { section }),
    description: one('--description'),
    depends: take('-d'),
    recommends: take('--deb-recommends'),
    compression,
    afterInstall: one('--after-install'),
    afterRemove: one('--after-remove'),
    contents,
  };
  const [unknown] = values.keys();
  if (unknown !== undefined) throw new Error(`${unknown}: a flag of fpm's that is not known here`);
  return request;
}

/**
 * The control file of a package (deb-control(5)). `installedSize` is in KiB. The lines of a description after the first are
 * indented, and an empty one is a dot.
 */
export function controlFile(request: DebRequest, installedSize: number): string {
  const [short = '', ...rest] = request.description.split('\n').map((line) => line.trim());
  const long = rest.filter((line, index) => line !== '' || index < rest.length - 1).map((line) => ` ${line === '' ? '.' : line}`);
  const fields: Array<[string, string | undefined]> = [
    ['Package', request.name],
    ['Version', request.version],
    ['Architecture', request.architecture],
    ['Maintainer', request.maintainer],
    ['Installed-Size', String(installedSize)],
    ['Depends', request.depends.join(', ')],
    ['Recommends', request.recommends.join(', ')],
    ['Section', request.section],
    ['Priority', request.priority],
    ['Homepage', request.homepage],
    ['Description', [short, ...long].join('\n')],
  ];
  return `${fields.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')}\n`;
}
