export type BenchArguments = { names: string[]; sizes: number[]; check: boolean; json?: string };

const units: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 };
const usualSizes = '10k,100k';

/** Reads `[name…] [--size 10k,1m] [--json file] [--check]`; a mistake is one sentence that names the flag. */
export function readArguments(
  args: readonly string[],
  known: readonly string[],
): { ok: true; value: BenchArguments } | { ok: false; message: string } {
  const value: BenchArguments = { names: [], sizes: sizesFrom(usualSizes) ?? [], check: false };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const given = args[at + 1] ?? '';
    if (arg === '--check') value.check = true;
    else if (arg === '--json') {
      if (given === '') return refuse('--json: expected the name of a file');
      value.json = given;
      at += 1;
    } else if (arg === '--size') {
      const sizes = sizesFrom(given);
      if (sizes === undefined) return refuse(`--size: expected numbers of messages such as 10k,100k,1m, not "${given}"`);
      value.sizes = sizes;
      at += 1;
    } else if (known.includes(arg)) value.names.push(arg);
    else return refuse(`${arg}: expected a bench, one of ${known.join(', ')}`);
  }
  return { ok: true, value };
}

const refuse = (message: string) => ({ ok: false as const, message });

/** Ascending, each once; undefined when one is no size. */
function sizesFrom(text: string): number[] | undefined {
  const sizes = text.split(',').map((part) => {
    const [, digits = '', unit = ''] = /^(\d+)([km]?)$/.exec(part.trim()) ?? [];
    return Number(digits) * (units[unit] ?? 0);
  });
  return sizes.every((size) => size >= 1_000) ? [...new Set(sizes)].sort((a, b) => a - b) : undefined;
}
