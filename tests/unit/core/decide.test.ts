import { describe, expect, test } from 'vitest';
import { rootsOf } from '../../../electron/core/identity/components.ts';
import { decideLink, type KnownAddress, type Person } from '../../../electron/core/identity/decide.ts';

const phone = (change: Partial<KnownAddress> = {}): KnownAddress => ({
  kind: 'phone',
  key: '+79161234567',
  verified: false,
  claimedAsOwn: true,
  ...change,
});
const person = (rootKey: number, ...addresses: KnownAddress[]): Person => ({ rootKey, addresses });
const never = () => false;
const account = (key: string): KnownAddress => ({ kind: 'telegram', key, verified: true, claimedAsOwn: false });

describe('linking by rule', () => {
  test.each([
    ['proved here, stated there', phone({ verified: true }), phone(), true],
    ['stated here, proved there', phone(), phone({ verified: true }), true],
    ['stated on both sides', phone(), phone(), false],
    ['proved on both sides', phone({ verified: true }), phone({ verified: true }), true],
    ['only written to by us', phone({ claimedAsOwn: false }), phone({ verified: true }), false],
  ])('%s', (_, mine, theirs, link) => {
    expect(decideLink(person(1, mine), mine, [person(2, theirs)], never).link).toBe(link);
  });

  test('nobody, several, two accounts, taken apart', () => {
    const mine = phone({ verified: true });
    expect(decideLink(person(1, mine), mine, [], never)).toEqual({ link: false, reason: 'nobody' });
    expect(decideLink(person(1, mine), mine, [person(2, phone()), person(3, phone())], never)).toEqual({
      link: false,
      reason: 'ambiguous',
    });
    expect(decideLink(person(1, mine, account('1')), mine, [person(2, phone(), account('2'))], never)).toEqual({
      link: false,
      reason: 'two-accounts',
    });
    expect(decideLink(person(1, mine), mine, [person(2, phone())], () => true)).toEqual({ link: false, reason: 'taken-apart' });
  });
});

describe('people from links', () => {
  test('a person is everything connected, named by the oldest', () => {
    const roots = rootsOf(
      [1, 2, 3, 4, 5],
      [
        [4, 3],
        [3, 1],
      ],
    );
    expect([...roots]).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
      [4, 1],
      [5, 5],
    ]);
  });

  test('taking one link away leaves what the others join', () => {
    expect(
      new Set(
        rootsOf(
          [1, 2, 3],
          [
            [1, 2],
            [2, 3],
            [1, 3],
          ].slice(1) as Array<[number, number]>,
        ).values(),
      ),
    ).toEqual(new Set([1]));
    expect(rootsOf([1, 2, 3], [[2, 3]]).get(3)).toBe(2);
  });
});
