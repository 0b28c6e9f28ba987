import { expect, test } from 'vitest';
import { attachmentsOf } from '../../electron/store/repos/attachment.repo.ts';
import type { Store } from '../../electron/store/store.ts';
import { Downloads } from '../../electron/sync/downloads.ts';
import { ConnectorError, type Session } from '../../shared/contract/connector.ts';
import { arrive, memoryStore, telegram } from '../support/store.ts';

/** Files of customers, fetched through a network that is not there: they wait for it however long it takes. */
const hash = 'a'.repeat(64);
const file = { name: 'order.pdf', mime: 'application/pdf', kind: 'file', inline: false, size: 3, ref: 'x' } as const;

function wanted(): Store {
  const store = memoryStore();
  arrive(store, 'bot', [telegram(1, { attachments: [file] })]);
  return store;
}

const attachment = (store: Store) => {
  const key = store.read.value<number>('SELECT key FROM items') ?? 0;
  return attachmentsOf(store.read, key)[0];
};

/** Fetches whose answers are given one after another; `resume` after each, as a channel does when it is connected again. */
async function fetchWith(store: Store, answers: Array<() => Promise<{ hash: string; size: number }>>): Promise<number> {
  let asked = 0;
  const decided = new Promise<void>((resolve) => {
    store.onChange(() => {
      if (attachment(store)?.state !== 'fetching') resolve();
    });
  });
  const session: Session = {
    run: () => Promise.resolve(),
    send: () => Promise.reject(new Error('nothing is sent here')),
    wake: () => undefined,
    fetch: () => {
      const answer = answers[asked++];
      return answer ? answer() : Promise.reject(new Error('asked too often'));
    },
  };
  const channelKey = store.read.value<number>("SELECT key FROM channels WHERE id = 'bot'") ?? 0;
  const downloads = new Downloads({ store, channelKey, session: () => session, onTrouble: () => undefined });
  const ticking = setInterval(() => downloads.resume(), 1);
  downloads.kick();
  await decided;
  clearInterval(ticking);
  await downloads.stop();
  return asked;
}

const fails = (kind: 'offline' | 'protocol', code: 'offline' | 'refused' | 'timeout' | 'protocol') => () =>
  Promise.reject(new ConnectorError(kind, code, `${code} on purpose`));

test('a network that is away for long takes no file away', async () => {
  const store = wanted();
  const away = ['refused', 'offline', 'timeout', 'refused', 'offline', 'refused'] as const;
  const asked = await fetchWith(store, [...away.map((code) => fails('offline', code)), () => Promise.resolve({ hash, size: 3 })]);
  expect(asked).toBe(away.length + 1);
  expect(attachment(store)).toMatchObject({ state: 'local', hash });
});

test('a provider that refuses the file is believed at once, one that answers nonsense after four times', async () => {
  const refused = wanted();
  expect(await fetchWith(refused, [fails('protocol', 'refused')])).toBe(1);
  expect(attachment(refused)).toMatchObject({ state: 'failed', error: 'refused on purpose' });
  const nonsense = wanted();
  expect(
    await fetchWith(
      nonsense,
      Array.from({ length: 4 }, () => fails('protocol', 'protocol')),
    ),
  ).toBe(4);
  expect(attachment(nonsense)).toMatchObject({ state: 'failed' });
});
