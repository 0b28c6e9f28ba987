import { describe, expect, test } from 'vitest';
import { claimOf, rebase } from '../../../electron/core/team/claims.ts';
import { merge, mergeCustomer } from '../../../electron/core/team/merge.ts';
import {
  type AskBody,
  type ConversationBody,
  remoteKey,
  type TeamRecord,
  type WishBody,
} from '../../../electron/core/team/records.ts';

const base: ConversationBody = {
  customer: 'c',
  status: 'open',
  assignee: null,
  openedAt: 1,
  closedAt: null,
  snoozedUntil: null,
  wokenAt: null,
  result: null,
  imported: false,
  mergedInto: null,
  department: null,
  tags: ['a'],
};
const but = (change: Partial<ConversationBody>): ConversationBody => ({ ...base, ...change });

describe('a claim is the difference', () => {
  test('nothing differs, nothing is asked for', () => {
    expect(claimOf(base, but({ openedAt: 5 }))).toBeUndefined();
  });

  test('only what differs is named', () => {
    expect(claimOf(base, but({ assignee: 'anna', tags: ['b'] }))).toEqual({
      assigneeId: 'anna',
      addTags: ['b'],
      removeTags: ['a'],
    });
    expect(claimOf(base, but({ status: 'resolved', closedAt: 7, result: 'sold' }))).toEqual({
      status: 'resolved',
      closedAt: 7,
      result: 'sold',
    });
  });
});

describe('both changed it since they last agreed', () => {
  test('what only one side changed stays changed', () => {
    const merged = rebase(base, but({ tags: ['a', 'ours'] }), but({ assignee: 'boris' }), false);
    expect(merged).toMatchObject({ assignee: 'boris', tags: ['a', 'ours'] });
  });

  test('who was first on the server has it', () => {
    expect(rebase(base, but({ assignee: 'anna' }), but({ assignee: 'boris' }), false).assignee).toBe('boris');
  });

  test('what a colleague ended stays ended, unless the customer waits', () => {
    const ours = but({ tags: ['a', 'b'] });
    const theirs = but({ status: 'resolved', closedAt: 9, result: 'sold' });
    expect(rebase(base, ours, theirs, false)).toMatchObject({ status: 'resolved', closedAt: 9, result: 'sold' });
    expect(rebase(base, ours, theirs, true)).toMatchObject({ status: 'open', closedAt: null, result: null });
  });

  test('what was absorbed by another has nothing left to decide', () => {
    const theirs = but({ mergedInto: 'other' });
    const merged = rebase(base, but({ assignee: 'anna', tags: ['a', 'ours'] }), theirs, true);
    expect(merged).toEqual(theirs);
    expect(claimOf(theirs, merged)).toBeUndefined();
  });

  test('a tag that one took away is not brought back by the other', () => {
    expect(rebase(base, but({ tags: ['a', 'b'] }), but({ tags: [] }), false).tags).toEqual(['b']);
  });
});

test('the better source names a person, and of two equally good the server', () => {
  const named = (name: string, nameRank: number) => ({ root: 'c', name, nameRank, createdAt: 1 });
  expect(mergeCustomer(named('ours', 3), named('theirs', 2)).name).toBe('ours');
  expect(mergeCustomer(named('ours', 2), named('theirs', 2)).name).toBe('theirs');
});

test('what was wished last is wished, and of one wish it is known how it ended', () => {
  const wished = (createdAt: number, state: WishBody['state']): TeamRecord => ({
    kind: 'wish',
    id: 'w',
    version: 1,
    body: {
      customer: 'c',
      item: 'i',
      wanted: '{"type":"withdraw"}',
      type: 'withdraw',
      state,
      createdAt,
      code: null,
      detail: null,
    },
  });
  expect(merge(wished(2, 'pending'), wished(1, 'done'))).toEqual(wished(2, 'pending'));
  expect(merge(wished(1, 'refused'), wished(1, 'pending'))).toEqual(wished(1, 'refused'));
  expect(merge(wished(1, 'pending'), wished(1, 'done'))).toEqual(wished(1, 'done'));
});

test('a file that is there is there, else the last asking counts, and of it how far it is', () => {
  const ask = (createdAt: number, state: AskBody['state']): TeamRecord => ({
    kind: 'ask',
    id: 'f',
    version: 1,
    body: { customer: 'c', item: 'i', file: 'a', state, hash: null, createdAt, detail: null },
  });
  expect(merge(ask(1, 'done'), ask(2, 'asked'))).toEqual(ask(1, 'done'));
  expect(merge(ask(2, 'asked'), ask(1, 'done'))).toEqual(ask(1, 'done'));
  expect(merge(ask(2, 'asked'), ask(1, 'failed'))).toEqual(ask(2, 'asked'));
  expect(merge(ask(1, 'taken'), ask(1, 'asked'))).toEqual(ask(1, 'taken'));
  expect(merge(ask(1, 'asked'), ask(1, 'failed'))).toEqual(ask(1, 'failed'));
});

test('a mail is known by its Message-ID wherever it was put, a message by its number within its chat', () => {
  expect(remoteKey({ kind: 'email', thread: 'x', remoteId: 'm@x' })).toBe('m@x');
  expect(remoteKey({ kind: 'telegram', thread: '7', remoteId: '1' })).toBe('7/1');
  expect(remoteKey({ kind: 'note', thread: null, remoteId: null })).toBeUndefined();
});
