import type { EventReading } from '../../../shared/contract/channel-test.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { providers } from './providers/all.ts';
import { fieldsOf } from './providers/fields.ts';
import { type Note, Unreadable } from './told.ts';

type Provider = CloudPbxChannelConfig['provider'];

/** What an event that somebody pasted says of which call. Pure; nobody asks who signed it. */
export function readPasted(provider: Provider, text: string, receivedAt: number): EventReading {
  try {
    const told = providers[provider].read(noteOf(provider, text.trim(), receivedAt));
    return {
      ok: true,
      events: told.map(({ recording, seq: _seq, ...event }) => ({ ...event, recorded: recording !== undefined })),
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, detail: error.message };
  }
}

/** As it would have arrived: a form, JSON or XML by how it begins. */
function noteOf(provider: Provider, text: string, receivedAt: number): Note {
  const contentType = text.startsWith('<')
    ? 'application/xml'
    : text.startsWith('{')
      ? 'application/json'
      : 'application/x-www-form-urlencoded';
  const note: Note = { receivedAt, path: '', contentType, body: text };
  return provider === 'mango' ? atMango(note) : note;
}

/** Its events go to places of their own, and their fields stand within one of a form; what stands within alone will do. */
function atMango(note: Note): Note {
  const json = note.contentType === 'application/json' ? note.body : fieldsOf(note).json;
  if (typeof json !== 'string') throw new Unreadable('json is missing');
  const fields = fieldsOf({ ...note, contentType: 'application/json', body: json });
  const path = 'recording_id' in fields ? '/events/record/added' : 'create_time' in fields ? '/events/summary' : '/events/call';
  return {
    ...note,
    path,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ json }).toString(),
  };
}
