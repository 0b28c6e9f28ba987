import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ConnectorError, type FileStore } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { type CallFacts, type ChannelFacts, emptyFacts } from './calls/facts.ts';
import { extensionOf, type House } from './calls/sides.ts';
import { messageLength, written } from './message-file.ts';
import { bring } from './recording.ts';

type Place = NonNullable<AsteriskChannelConfig['voicemail']>;

/**
 * A message in a mailbox, as the text beside it says: `file` below the place of the mailboxes and without its ending, the channel
 * that left it, when that began and was over (ms by the clock of the PBX), and who it was, on which line.
 */
export type LeftMessage = { file: string; channel: string; from: number; to: number } & Pick<
  ChannelFacts,
  'number' | 'callerName' | 'exten'
>;

/** Folders of a mailbox that what was left is in, first where it is new (app_voicemail.c, `mailbox_folders`). */
const folders = ['INBOX', 'Urgent', 'Old'];
/** The place may be the folder of the mailboxes, or the spool above it. */
const roots = ['', 'voicemail'];
/** app_voicemail counts to 9999; so many are asked for by name where there is no list of them. */
const mostAsked = 200;
/** The text says seconds. */
const second = 1000;

/**
 * What was left after `from` (ms) in these mailboxes (`101@default`); in `all` only where there is a folder to look into. Nobody told
 * of these messages, but who left one stands beside it.
 *
 * @throws ConnectorError `offline` when the place cannot be read
 */
export async function messagesLeft(
  place: Place,
  { from, boxes }: { from: number; boxes: readonly string[] | 'all' },
  files: FileStore,
  signal: AbortSignal,
): Promise<LeftMessage[]> {
  const named = boxes === 'all' ? undefined : boxes.map(folderOf);
  const texts = place.path === undefined ? await asked(place, named ?? [], files, signal) : await listed(place.path, named, from);
  return texts.flatMap(([file, text]) => messageOf(file, text) ?? []).filter(({ to }) => to > from - second);
}

/** Mailboxes that an application `VoiceMail(101&102@sales,us)` writes to. */
export const boxesOf = (data: string): string[] =>
  (data.split(',')[0] ?? '').split('&').flatMap((box) => {
    const [name = '', context = ''] = box.trim().split('@');
    return name === '' ? [] : [`${name}@${context === '' ? 'default' : context}`];
  });

/** Of a call of which no message is known: the one that a channel of its own left. Answers whether there was one. */
export function noteLeft(facts: CallFacts, messages: readonly LeftMessage[]): boolean {
  if (facts.voicemail !== undefined) return false;
  for (const message of messages) {
    const by = leaver(facts, message);
    if (!by) continue;
    const { file, channel, to } = message;
    facts.voicemail = { file, channel };
    facts.voicemailAt ??= Math.min(to, by.endAt ?? to);
    return true;
  }
  return false;
}

/** The channel of this call that left this message: of its name, which a PBX gives anew after a restart, and in its time. */
export const leaver = (facts: CallFacts, { channel, from }: LeftMessage): ChannelFacts | undefined =>
  facts.channels.find(
    ({ name, at, endAt }) => name === channel && from >= at - second && from <= (endAt ?? Number.POSITIVE_INFINITY),
  );

/**
 * The calls of messages that began after `from`, which nobody listened to and the PBX wrote down nowhere else: who called, when they
 * began to speak and for how long is said beside the sound, and nothing else is known of them. One that lies in several mailboxes is
 * one call; one from a desk of the house is nobody's.
 */
export function callsOfMessages(messages: readonly LeftMessage[], from: number, house: House): CallFacts[] {
  const calls = new Map<string, CallFacts>();
  for (const { file, channel, from: at, to, ...caller } of messages) {
    if (at <= from) continue;
    const linkedId = `voicemail/${channel}/${at / second}`;
    const one: ChannelFacts = { id: linkedId, name: channel, at, upAt: at, endAt: to, ...caller };
    if (calls.has(linkedId) || extensionOf(house, one) !== undefined) continue;
    calls.set(linkedId, {
      ...emptyFacts(linkedId),
      channels: [one],
      voicemail: { file, channel },
      voicemailAt: to,
      gap: { from, to },
    });
  }
  return [...calls.values()];
}

const folderOf = (box: string): string => box.split('@').reverse().join('/');

/** Every message of which the text was written since: a message that is moved within its mailbox keeps that time. */
async function listed(path: string, boxes: readonly string[] | undefined, from: number): Promise<Array<[string, string]>> {
  await stat(path).catch((error: unknown) => {
    throw new ConnectorError('offline', 'offline', `${path} cannot be read`, { cause: error });
  });
  const found: Array<[string, string]> = [];
  for (const root of roots) {
    for (const box of boxes ?? (await allBoxes(join(path, root)))) {
      for (const folder of folders) {
        const names = await readdir(join(path, root, box, folder)).catch(() => []);
        for (const name of names.filter(isText)) {
          const at = join(path, root, box, folder, name);
          const written = await stat(at).catch(() => undefined);
          if (written === undefined || written.mtimeMs < from - second) continue;
          const text = await readFile(at, 'utf8').catch(() => '');
          found.push([posix.join(root, box, folder, name.slice(0, -'.txt'.length)), text]);
        }
      }
    }
  }
  return found;
}

const isText = (name: string): boolean => /^msg\d{4,}\.txt$/.test(name);

async function allBoxes(root: string): Promise<string[]> {
  const inside = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => []);
  const contexts = (await inside(root)).filter((one) => one.isDirectory()).map(({ name }) => name);
  const boxes = await Promise.all(
    contexts.map(async (context) => (await inside(join(root, context))).map(({ name }) => `${context}/${name}`)),
  );
  return boxes.flat();
}

/** A web server lists nothing: messages of a folder are numbered without gaps. */
async function asked(
  place: Place,
  boxes: readonly string[],
  files: FileStore,
  signal: AbortSignal,
): Promise<Array<[string, string]>> {
  const found: Array<[string, string]> = [];
  const scratch = files.scratch();
  try {
    for (const folder of boxes.flatMap((box) => roots.flatMap((root) => folders.map((one) => posix.join(root, box, one))))) {
      for (let number = 0; number < mostAsked; number += 1) {
        const file = `${folder}/msg${String(number).padStart(4, '0')}`;
        if (!(await bring(place, `${file}.txt`, scratch, signal))) break;
        found.push([file, await readFile(scratch, 'utf8')]);
      }
    }
  } finally {
    await rm(scratch, { force: true });
  }
  return found;
}

function messageOf(file: string, text: string): LeftMessage | undefined {
  const [channel, begun, exten] = [written(text, 'callerchan'), Number(written(text, 'origtime')), written(text, 'exten')];
  if (channel === undefined || !(begun > 0)) return undefined;
  return {
    file,
    channel,
    from: begun * second,
    to: begun * second + (messageLength(text) ?? 0),
    ...callerOf(written(text, 'callerid')),
    ...(exten === undefined ? {} : { exten }),
  };
}

/** `"Maria" <+79161234567>`, either of the two, or the word `Unknown` (main/callerid.c, `ast_callerid_merge`). */
function callerOf(said = 'Unknown'): Pick<ChannelFacts, 'number' | 'callerName'> {
  const [, callerName, number] = /^"(.*)" <(.*)>$/.exec(said) ?? [];
  if (callerName !== undefined && number !== undefined) return { number, callerName };
  if (/^[+*#\d]+$/.test(said)) return { number: said };
  return said === 'Unknown' ? {} : { callerName: said };
}
