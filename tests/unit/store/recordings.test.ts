import { beforeEach, expect, test } from 'vitest';
import { mayTakeRecordings } from '../../../electron/core/recordings.ts';
import { insertAttachment, setAttachment, waitingAttachments } from '../../../electron/store/repos/attachment.repo.ts';
import { findChannel } from '../../../electron/store/repos/channel.repo.ts';
import { insertItem } from '../../../electron/store/repos/item.repo.ts';
import { fileMayLeave, recordingsMayLeave } from '../../../electron/store/repos/recording.repo.ts';
import { me } from '../../../electron/store/repos/settings.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { setTeamState } from '../../../electron/store/team/state.ts';
import { putThing } from '../../../electron/store/team/things.ts';
import type { AgentRole } from '../../../shared/model/index.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

const [recording, voice] = ['a'.repeat(64), 'b'.repeat(64)];
let store: Store;

/** Puts a sound that is here on the timeline of whoever wrote, as part of a call or of a message. */
function sound(kind: 'call' | 'telegram', hash: string): void {
  const channelKey = findChannel(store.read, 'bot')?.key ?? 0;
  const customerKey = store.read.value<number>('SELECT key FROM customers') ?? 0;
  store.write((tx) => {
    const { key: itemKey } = insertItem(tx, {
      customerKey,
      channelKey,
      kind,
      direction: 'in',
      sentAt: 1,
      receivedAt: 1,
      text: '',
    });
    const ref = `of ${kind}`;
    insertAttachment(tx, { itemKey, channelKey }, { name: 'a.wav', mime: 'audio/wav', kind: 'audio', inline: false, ref });
    for (const row of waitingAttachments(tx, channelKey, 10)) setAttachment(tx, row, { state: 'local', hash, size: 1 });
  });
}

function join(role: AgentRole | undefined): void {
  store.write((tx) => {
    setTeamState(tx, 'epoch', 'e1');
    putThing(tx, 'agent', me(tx).id, role === undefined ? null : { id: me(tx).id, role });
  });
}

beforeEach(() => {
  store = memoryStore();
  arrive(store, 'bot', [telegram(77)]);
  sound('call', recording);
  sound('telegram', voice);
});

test('a lone desk takes its recordings where it likes', () => {
  expect(recordingsMayLeave(store.read)).toBe(true);
  expect(fileMayLeave(store.read, recording)).toBe(true);
});

test('in a team recordings are taken out by those who lead it, and anything else by anybody', () => {
  const may: Array<[AgentRole | undefined, boolean]> = [
    [undefined, false],
    ['agent', false],
    ['lead', true],
    ['admin', true],
  ];
  for (const [role, expected] of may) {
    join(role);
    expect(fileMayLeave(store.read, recording), role).toBe(expected);
    expect(fileMayLeave(store.read, voice), role).toBe(true);
    expect(recordingsMayLeave(store.read), role).toBe(expected);
    expect(mayTakeRecordings(role === undefined ? {} : { role })).toBe(expected);
  }
});
