import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOnce } from '../../../build/runtime/once.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'throughline-once-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const fill = (text: string) => (temporary: string) => writeFile(join(temporary, 'file'), text);

describe('makeOnce', () => {
  it('makes a folder once, and finds it after that', async () => {
    const folder = join(parent, 'deep', 'thing');
    expect(await makeOnce(folder, fill('first'))).toBe(folder);
    await makeOnce(folder, fill('second'));
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first');
  });

  it('leaves nothing behind when the making fails', async () => {
    await expect(makeOnce(join(parent, 'thing'), () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('lets one of two makers win, and both find it whole', async () => {
    const folder = join(parent, 'thing');
    let firstArrived = () => {};
    const both = new Promise<void>((resolve) => {
      firstArrived = resolve;
    });
    const slow = makeOnce(folder, async (temporary) => {
      await both;
      await fill('slow')(temporary);
    });
    await makeOnce(folder, fill('quick'));
    firstArrived();
    await slow;
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('quick');
    expect(readdirSync(parent)).toEqual(['thing']);
  });

  it('clears away what a killed maker left, and not what a living one is making', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(join(parent, `.thing.${dead}.abc`));
    mkdirSync(join(parent, `.thing.${process.ppid}.abc`));
    await makeOnce(join(parent, 'thing'), fill('x'));
    expect(readdirSync(parent).sort()).toEqual([`.thing.${process.ppid}.abc`, 'thing']);
  });
});
