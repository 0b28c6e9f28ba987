import { expect, test } from 'vitest';
import type { InboundEvent } from '../../../../shared/contract/connector.ts';
import { fixture, fixtures, mapBody } from './fixture.ts';

type Step = string | number;
type Json = Record<Step, unknown>;

/** Every place in an update, deepest included. */
function places(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => places(each, [...path, index]))
    : Object.entries(value).flatMap(([name, each]) => places(each, [...path, name]));
  return path.length > 0 ? [path, ...inner] : inner;
}

/** The update with one thing of it made another; `undefined` leaves it out. */
function altered(body: string, path: readonly Step[], by: unknown): string {
  const update: unknown = JSON.parse(body);
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Json)[step], update) as Json;
  const last = path.at(-1) ?? '';
  if (by === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (by === undefined) delete parent[last];
  else parent[last] = by;
  return JSON.stringify(update);
}

function outcome(body: string): { events: InboundEvent[] } | { error: string } {
  try {
    return { events: mapBody(body, { groups: 'take' }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'no error at all' };
  }
}

/** What the timeline hangs on. */
function whole(event: InboundEvent): boolean {
  if (event.type !== 'message') return true;
  const files = event.attachments.every(({ name, mime }) => typeof name === 'string' && name !== '' && typeof mime === 'string');
  return typeof event.text === 'string' && Number.isFinite(event.sentAt) && event.party.value !== '' && files;
}

const recorded = [...fixtures(), ...fixtures('fields/')];

test('whatever is left out of an update, what remains is whole or is kept aside', () => {
  let looked = 0;
  const torn: string[] = [];
  for (const name of recorded) {
    const body = fixture(name);
    for (const path of places(JSON.parse(body))) {
      looked += 1;
      const result = outcome(altered(body, path, undefined));
      if ('events' in result && !result.events.every(whole)) torn.push(`${name}: ${path.join('.')}`);
    }
  }
  expect(looked).toBeGreaterThan(1_000);
  expect(torn).toEqual([]);
});

test('null is nothing, as servers of other makers write it', () => {
  const differing: string[] = [];
  for (const name of recorded) {
    const body = fixture(name);
    for (const path of places(JSON.parse(body))) {
      if (typeof path.at(-1) === 'number') continue;
      if (JSON.stringify(outcome(altered(body, path, null))) !== JSON.stringify(outcome(altered(body, path, undefined))))
        differing.push(`${name}: ${path.join('.')}`);
    }
  }
  expect(differing).toEqual([]);
});

test('a field of a later version beside a kind that is known takes nothing from it', () => {
  const body = altered(fixture('text'), ['priority'], { level: 5 });
  expect(mapBody(body)).toEqual(mapBody(fixture('text')));
});

test('formatting whose borders lie inside of a character covers the whole of it', () => {
  const family = '👨‍👩‍👧';
  const update = {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 1, type: 'private', first_name: 'A' },
      from: { id: 1, is_bot: false, first_name: 'A' },
      text: `${family} ok`,
      entities: [
        { type: 'bold', offset: 1, length: 3 },
        { type: 'italic', offset: -5, length: 1_000 },
        { type: 'code', offset: 500, length: 3 },
        { type: 'underline', offset: 2 },
        { type: 'from-the-future', offset: 0, length: 2 },
      ],
    },
  };
  const [event] = mapBody(JSON.stringify(update));
  expect(event).toMatchObject({
    text: `${family} ok`,
    marks: [
      { type: 'bold', start: 0, end: 5 },
      { type: 'italic', start: 0, end: 11 },
    ].sort((a, b) => a.start - b.start || b.end - a.end),
  });
});
