import { beforeEach, expect, test } from 'vitest';
import { attachmentUses, canComeBack, letGo } from '../../../electron/store/repos/cache.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { memoryStore } from '../../support/store.ts';

let store: Store;
beforeEach(() => {
  store = memoryStore();
});

const hash = 'a'.repeat(64);
const alone = { team: false, channels: new Set<number>() };
const inTeam = { team: true, channels: new Set<number>() };
const byBot = { team: false, channels: new Set([7]) };

/** One attachment that is here; `ref`: how its provider knows it. */
function add(given: { key: number; ref?: string; channel?: number; mime?: string }): void {
  const { key, ref = null, channel = null, mime = 'application/pdf' } = given;
  store.write((tx) =>
    tx.run(
      `INSERT INTO attachments (key, id, item_key, channel_key, name, mime, kind, inline, state, hash, ref)
       VALUES (?, ?, 1, ?, 'x', ?, 'file', 0, 'local', ?, ?)`,
      key,
      `id ${key}`,
      channel,
      mime,
      hash,
      ref,
    ),
  );
}
const share = () => store.write((tx) => tx.run('INSERT INTO team_shared (hash) VALUES (?)', hash));
const may = (from: typeof alone) => attachmentUses(store.read, 0, 10).map((row) => canComeBack(row, from));
const go = (from: typeof alone) => store.write((tx) => letGo(tx, hash, from));
const states = () => store.read.values<string>('SELECT state FROM attachments ORDER BY key');

test('what nobody else has stays', () => {
  add({ key: 1 });
  expect([may(alone), may(inTeam), may(byBot)]).toEqual([[false], [false], [false]]);
  expect(go(inTeam)).toBe(false);
  expect(states()).toEqual(['local']);
});

test('what the team has goes from a desk of the team, and is known to be there', () => {
  add({ key: 1 });
  share();
  expect(go(alone)).toBe(false);
  expect(go(inTeam)).toBe(true);
  expect(states()).toEqual(['remote']);
  expect(store.read.all('SELECT hash, role, row_key, wanted FROM team_files')).toEqual([
    { hash, role: 'file', row_key: 1, wanted: 0 },
  ]);
});

test('what the provider gives again goes, unless another use of the same bytes is nobody else’s', () => {
  add({ key: 1, ref: 'r', channel: 7 });
  expect(go(alone)).toBe(false);
  add({ key: 2 });
  expect(may(byBot)).toEqual([true, false]);
  expect(go(byBot)).toBe(false);
  store.write((tx) => tx.run('DELETE FROM attachments WHERE key = 2'));
  expect(go(byBot)).toBe(true);
  expect(states()).toEqual(['remote']);
});

test('what waits to be shared, is in a draft, or may be a text that is shown, stays', () => {
  add({ key: 1 });
  share();
  store.write((tx) => tx.run("INSERT INTO team_sharing (hash, kind, row_key) VALUES (?, 'item', 1)", hash));
  expect(go(inTeam)).toBe(false);
  store.write((tx) => tx.run('DELETE FROM team_sharing'));
  store.write((tx) =>
    tx.run(
      "INSERT INTO drafts (customer_key, kind, body, saved_at) VALUES (1, 'reply', ?, 1)",
      JSON.stringify({ files: [{ hash }] }),
    ),
  );
  expect(go(inTeam)).toBe(false);
  store.write((tx) => tx.run('DELETE FROM drafts'));
  add({ key: 2, mime: 'text/html' });
  expect(go(inTeam)).toBe(false);
  store.write((tx) => tx.run('DELETE FROM attachments WHERE key = 2'));
  expect(go(inTeam)).toBe(true);
});
