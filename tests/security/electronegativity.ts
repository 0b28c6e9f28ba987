import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, runtimeCache } from '../../build/runtime/index.ts';
import { makeOnce } from '../../build/runtime/once.ts';
import { cleanEnv, packageVersion } from '../../build/runtime/paths.ts';
import { must } from '../../build/runtime/terminal.ts';

/** One thing that electronegativity would have somebody look at. `sample` is the line, `N/A` where it is about the whole. */
export type Finding = { check: string; file: string; sample: string };

/** `checks`: how many kinds of mistakes were looked for. `unread`: files it could not read, and so did not look into. */
export type Report = { findings: Finding[]; checks: number; unread: string[] };

const here = fileURLToPath(new URL('./tool', import.meta.url));
const lock = readFileSync(join(here, 'package-lock.json'));

/** The tool, installed once as its own lock file says, beside the prepared runtimes. Answers its folder. */
export async function prepareTool(): Promise<string> {
  const folder = join(runtimeCache(), `electronegativity-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`);
  return makeOnce(folder, async (temporary) => {
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(here, name), join(temporary, name));
    await must('Installing electronegativity', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: temporary,
      env: cleanEnv(),
    });
  });
}

/** Looks into the sources of the program, with `more` files among them: path and text. */
export async function inspect(tool: string, more: Record<string, string> = {}): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-sources-'));
  try {
    for (const room of ['electron', 'renderer', 'shared']) cpSync(join(root, room), join(folder, room), { recursive: true });
    for (const [path, text] of Object.entries(more)) writeFileSync(join(folder, path), text);
    const args = [join(here, 'run.cjs'), tool, folder, packageVersion('electron')];
    const answer: {
      globalChecks: number;
      atomicChecks: number;
      errors: Array<{ file: string; message: string }>;
      issues: Array<{ id: string; file: string; sample?: string }>;
    } = JSON.parse(await must('electronegativity', process.execPath, args));
    return {
      checks: answer.globalChecks + answer.atomicChecks,
      unread: answer.errors.map(({ file, message }) => `${file}: ${message}`),
      findings: answer.issues.map(({ id, file, sample = 'N/A' }) => ({ check: id, file, sample })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
