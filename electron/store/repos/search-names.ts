import type { SearchThing } from '../../../shared/lib/search-query.ts';
import type { ChannelKind } from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import { findCustomers } from '../search/fts.ts';
import { peopleExpression } from './search-people.ts';

const callNames = ['call', 'phone', 'pbx', 'звонок', 'звонки', 'телефон', 'атс'];
const kindNames: Record<ChannelKind, readonly string[]> = {
  email: ['email', 'mail', 'почта', 'письмо', 'письма'],
  telegram: ['telegram', 'tg', 'телеграм', 'телеграмм', 'тг'],
  asterisk: callNames,
  'cloud-pbx': callNames,
};
/** Kinds of attachments behind a word. A sticker is no file to anybody. */
export const thingKinds: Record<SearchThing, readonly string[]> = {
  file: ['file', 'image', 'voice', 'audio', 'video', 'video-note', 'animation'],
  photo: ['image'],
  voice: ['voice', 'audio'],
  video: ['video', 'video-note', 'animation'],
};
const meNames = new Set(['me', 'я', 'меня', 'мне']);

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Keys of channels of a kind, or with this in their name or address. */
export function channelsNamed(db: ReadDb, value: string): number[] {
  const asked = plain(value);
  return db
    .all<{ key: number; kind: ChannelKind; name: string; address: string }>('SELECT key, kind, name, address FROM channels')
    .filter((row) => kindNames[row.kind].includes(asked) || plain(`${row.name}\n${row.address}`).includes(asked))
    .map(({ key }) => key);
}

export function agentsNamed(db: ReadDb, value: string): number[] {
  const asked = plain(value);
  return db
    .all<{ key: number; name: string; email: string | null; is_me: number }>('SELECT key, name, email, is_me FROM agents')
    .filter((row) => (meNames.has(asked) ? row.is_me === 1 : plain(`${row.name}\n${row.email ?? ''}`).includes(asked)))
    .map(({ key }) => key);
}

export const tagsNamed = (db: ReadDb, value: string): number[] =>
  db
    .all<{ key: number; name: string }>('SELECT key, name FROM tags WHERE removed_at IS NULL')
    .filter(({ name }) => plain(name).includes(plain(value)))
    .map(({ key }) => key);

/** More people of one name than these are asked for by the name itself, item by item. */
const mostPeople = 20_000;

/** Identities of the people of a name or address; `expression` in their place where there are very many. */
export type Named = { keys: number[] } | { expression: string };

export function peopleNamed(db: ReadDb, value: string): Named {
  const expression = meNames.has(plain(value)) ? undefined : peopleExpression(db, value);
  const roots = expression === undefined ? [] : findCustomers(db.raw, expression, mostPeople + 1);
  if (expression !== undefined && roots.length > mostPeople) return { expression };
  return {
    keys: db.values<number>(
      'SELECT c.key FROM json_each(?) r CROSS JOIN customers c ON c.root_key = r.value',
      JSON.stringify(roots),
    ),
  };
}
