import { describe, expect, test } from 'vitest';
import { begunAt, hasLine, withoutLine } from '../../../../electron/core/pbx.ts';
import { heardSince, oursLeads, progressOf } from '../../../../electron/core/team/calls.ts';
import { merge } from '../../../../electron/core/team/merge.ts';
import type { ItemBody, TeamRecord } from '../../../../electron/core/team/records.ts';
import type { CallState } from '../../../../shared/model/index.ts';

describe('how far a call has come', () => {
  test('grows from the queue to an end that was seen', () => {
    const steps = [
      undefined,
      { state: 'queued' as const },
      { state: 'ringing' as const },
      { state: 'talking' as const, answeredAt: 1 },
      { state: 'ended' as const },
      { state: 'ended' as const, outcome: 'answered' as const },
    ].map(progressOf);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
  });

  test('does not go back when they are put through after an answer', () => {
    expect(progressOf({ state: 'ringing', answeredAt: 1 })).toBe(progressOf({ state: 'held', answeredAt: 1 }));
  });

  test('decides whose word stands, and then who tells', () => {
    expect([oursLeads(2, 1, false), oursLeads(1, 2, true), oursLeads(2, 2, true), oursLeads(2, 2, false)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('two desks that both heard a call', () => {
  const record = (version: number, customer: string, state: CallState, leg: string): TeamRecord & { kind: 'item' } => {
    const told = { direction: 'in' as const, state, match: 'unknown' as const, startedAt: 1, transfers: [], remoteId: '1.1' };
    const legs = [{ id: leg, ringAt: 1, result: 'ringing' as const }];
    const body: Partial<ItemBody> = {
      customer,
      conversation: `of ${customer}`,
      delivery: null,
      versions: [],
      parts: [],
      files: [],
      automatic: false,
      text: '',
      call: { revision: 1, normalised: null, told: { ...told, legs } },
    };
    return { kind: 'item', id: 'x', version, body: body as ItemBody };
  };
  const merged = (ours: CallState, theirs: CallState, tells: boolean) => {
    const { body } = merge(record(0, 'ours', ours, 'a'), record(3, 'theirs', theirs, 'b'), { tells }) as TeamRecord & {
      kind: 'item';
    };
    return [body.customer, body.conversation, body.call?.told.state, body.call?.told.legs[0]?.id];
  };

  test('end with the words of the one that knows more, as a whole', () => {
    expect(merged('ended', 'talking', false)).toEqual(['ours', 'of ours', 'ended', 'a']);
    expect(merged('ringing', 'ended', true)).toEqual(['theirs', 'of theirs', 'ended', 'b']);
  });

  test('or of the one that tells, where they know the same', () => {
    expect(merged('ringing', 'ringing', true)).toEqual(['ours', 'of ours', 'ringing', 'a']);
    expect(merged('ringing', 'ringing', false)).toEqual(['theirs', 'of theirs', 'ringing', 'b']);
  });
});

describe('a desk that is to go on telling', () => {
  test('has missed nothing when it listened before the last word was told', () => {
    expect(heardSince({ at: 90, since: 10 }, { at: 50 })).toBe(true);
    expect(heardSince({ at: 90, since: 60 }, { at: 50 })).toBe(false);
  });

  test('has missed what came before it, when it has never listened', () => {
    expect(heardSince(undefined, { at: 50 })).toBe(false);
  });

  test('has missed nothing where nothing was ever told', () => {
    expect([heardSince(undefined, undefined), heardSince({ at: 5 }, 'nonsense')]).toEqual([true, true]);
  });
});

describe('the name of a call', () => {
  test.each([
    ['1732280000.123', 1_732_280_000_000],
    ['pbx-west-1732280000.123', 1_732_280_000_000],
    ['tl-01936a3c-5b80-7abc-8def-0123456789ab', 0x01936a3c5b80],
    ['someone-else', undefined],
    ['12.5', undefined],
  ])('%s tells when it was begun', (name, at) => {
    expect(begunAt(name)).toBe(at);
  });
});

test('a PBX without a line has its name and nothing of any desk', () => {
  const named = withoutLine('pbx', 'Head office');
  expect(hasLine(named)).toBe(false);
  expect(hasLine({ ...named, ami: { ...named.ami, host: 'pbx.test' } })).toBe(true);
  expect(named.ami).toEqual({ host: '', port: 5038, tls: 'implicit', user: '' });
});
