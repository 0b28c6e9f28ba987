import type { PackedFile } from './rules.ts';
import { packagesIn } from './rules.ts';

/** Lines of a table of sizes: the whole, the application, and the parts of it that weigh most. All numbers are bytes. */
export function sizeLines(sizes: { whole: number }, files: readonly PackedFile[]): string[] {
  const parts = new Map<string, number>();
  for (const { path, size } of files) {
    const name = [...packagesIn([path])][0] ?? path.split('/')[0] ?? path;
    parts.set(name, (parts.get(name) ?? 0) + size);
  }
  const heaviest = [...parts].sort(([, a], [, b]) => b - a).slice(0, 8);
  const application = files.reduce((sum, { size }) => sum + size, 0);
  return [
    sizeLine('the whole program', sizes.whole),
    sizeLine(`the application in it (${files.length} files)`, application),
    ...heaviest.map(([name, size]) => sizeLine(`  ${name}`, size)),
  ];
}

/** One line of such a table. */
export function sizeLine(name: string, bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1).padStart(8)} MB  ${name}`;
}
