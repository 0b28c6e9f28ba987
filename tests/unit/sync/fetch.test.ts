import { afterEach, describe, expect, test } from 'vitest';
import { ConnectorError, FileTooLarge, type InboundAttachment, type Session } from '../../../shared/contract/connector.ts';
import { type Attachment, overBotLimit } from '../../../shared/model/index.ts';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { telegram } from '../../support/store.ts';

let desk: ScriptedDesk;
afterEach(() => desk.stop());

const hashOf = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0');
const stored = async (ref: string) => ({ hash: hashOf(ref), size: 3 });
const megabyte = 1024 * 1024;
const video = (size: number): InboundAttachment => ({
  name: 'видео.mp4',
  mime: 'video/mp4',
  kind: 'video',
  inline: false,
  size,
  ref: 'video',
  previewRef: 'small',
});
const attachment = async (): Promise<Attachment | undefined> => (await desk.items())[0]?.attachments[0];
const becomes = (is: (file: Attachment) => boolean, what: string) =>
  desk.until(async () => {
    const file = await attachment();
    return file && is(file) && file;
  }, what);

describe('a large file', () => {
  test('waits until somebody wants it; its small picture does not', async () => {
    const asked: string[] = [];
    const fetch: Session['fetch'] = async (ref) => {
      asked.push(ref);
      return stored(ref);
    };
    desk = scriptedDesk({ bot: { fetch } });
    await desk.bot.emits(telegram(1, { attachments: [video(11 * megabyte)] }));
    const file = await becomes(({ previewHash }) => previewHash !== undefined, 'the small picture');
    expect(file).toMatchObject({ state: 'remote', previewHash: hashOf('small') });
    expect(asked).toEqual(['small']);
    await desk.call('attachment.fetch', { attachmentId: file.id });
    expect(await becomes(({ state }) => state === 'local', 'the file')).toMatchObject({ hash: hashOf('video') });
    expect(asked).toEqual(['small', 'video']);
  });

  test('says how far it is, at most twice a second', async () => {
    let progress: (done: number) => void = () => undefined;
    let finish: (file: { hash: string; size: number }) => void = () => undefined;
    const fetch: Session['fetch'] = (ref, _signal, told) => {
      if (ref === 'small') return stored(ref);
      progress = told ?? progress;
      return new Promise((resolve) => (finish = resolve));
    };
    desk = scriptedDesk({ bot: { fetch } });
    await desk.bot.emits(telegram(1, { attachments: [video(megabyte)] }));
    await becomes(({ previewHash }) => previewHash !== undefined, 'the small picture');
    const told: Array<number | undefined> = [];
    desk.store.onChange(() => told.push(desk.store.read.value<number>('SELECT fetched FROM attachments')));
    // A thousand pieces, ten milliseconds apart.
    for (let piece = 1; piece <= 1000; piece += 1) {
      desk.clock.now += 10;
      progress(piece * 1000);
    }
    expect(told).toEqual(Array.from({ length: 20 }, (_, n) => (n + 1) * 50_000));
    expect((await attachment())?.fetched).toBe(1_000_000);
    finish({ hash: hashOf('video'), size: megabyte });
    const file = await becomes(({ state }) => state === 'local', 'the file');
    expect(file.fetched).toBeUndefined();
  });
});

test('a file too large for its provider is asked for once, and says so; the message stays', async () => {
  let asked = 0;
  const fetch: Session['fetch'] = async (ref) => {
    if (ref === 'small') return stored(ref);
    asked += 1;
    throw new FileTooLarge(overBotLimit, 'Bad Request: file is too big');
  };
  desk = scriptedDesk({ bot: { fetch } });
  await desk.bot.emits(telegram(1, { text: 'Вот он', attachments: [video(megabyte)] }));
  const file = await becomes(({ state }) => state === 'too-large', 'the limit');
  expect(file).toMatchObject({ error: overBotLimit, name: 'видео.mp4' });
  expect((await desk.items())[0]).toMatchObject({ text: 'Вот он' });
  expect(asked).toBe(1);
});

test('a small picture that cannot be had is given up, and the file is there all the same', async () => {
  const fetch: Session['fetch'] = async (ref) => {
    if (ref === 'small') throw new ConnectorError('protocol', 'refused', 'gone');
    return stored(ref);
  };
  desk = scriptedDesk({ bot: { fetch } });
  await desk.bot.emits(telegram(1, { attachments: [video(megabyte)] }));
  const file = await becomes(({ state }) => state === 'local', 'the file');
  expect(file.previewHash).toBeUndefined();
  await desk.until(
    () => desk.store.read.value('SELECT COUNT(*) FROM attachments WHERE preview_ref IS NOT NULL') === 0,
    'the end',
  );
});

describe('a portrait', () => {
  const capabilities = { portraits: true } as const;
  const day = 24 * 60 * 60 * 1000;
  const photo = async () => (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows[0]?.photo;

  test('comes with the first message, and is shown in the list and on the person', async () => {
    desk = scriptedDesk({ bot: { capabilities, portrait: async () => stored('face') } });
    await desk.bot.emits(telegram(7));
    expect(await desk.until(photo, 'the picture')).toBe(hashOf('face'));
    const [row] = (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows;
    expect((await desk.call('customer.get', { customerId: row?.customerId ?? '' })).photo).toBe(hashOf('face'));
    await desk.bot.emits(telegram(7), telegram(7));
    expect(desk.bot.portraits).toEqual(['7']);
  });

  test('is looked for again a week later, when they write; it may be another or gone', async () => {
    const faces = ['one', 'two', undefined];
    desk = scriptedDesk({
      bot: {
        capabilities,
        portrait: async () => {
          const face = faces.shift();
          return face === undefined ? undefined : stored(face);
        },
      },
    });
    const now = () => ({ sentAt: desk.clock.now });
    await desk.bot.emits(telegram(7, now()));
    await desk.until(photo, 'the first picture');
    desk.clock.now += 6 * day;
    await desk.bot.emits(telegram(7, now()));
    expect(desk.bot.portraits).toHaveLength(1);
    desk.clock.now += 2 * day;
    await desk.bot.emits(telegram(7, now()));
    await desk.until(async () => (await photo()) === hashOf('two'), 'the second picture');
    desk.clock.now += 8 * day;
    await desk.bot.emits(telegram(7, now()));
    await desk.until(async () => (await photo()) === undefined, 'no picture');
    expect(desk.bot.portraits).toHaveLength(3);
  });

  test('of those who have been silent for long is left alone, and nobody is asked where there are none', async () => {
    desk = scriptedDesk({ bot: { capabilities, portrait: async () => stored('face') } });
    await desk.bot.emits(telegram(7, { sentAt: desk.clock.now - 60 * day }));
    await desk.until(photo, 'the picture');
    expect(desk.store.read.value('SELECT COUNT(*) FROM contact_channels WHERE portrait_due_at IS NOT NULL')).toBe(0);
    await desk.stop();
    desk = scriptedDesk({ bot: {} });
    await desk.bot.emits(telegram(8));
    expect(desk.store.read.value('SELECT COUNT(*) FROM contact_channels WHERE portrait_due_at IS NOT NULL')).toBe(0);
  });

  test('that the provider does not give is asked for again another week, and the old one stays', async () => {
    let refuse = false;
    desk = scriptedDesk({
      bot: {
        capabilities,
        portrait: async () => {
          if (refuse) throw new ConnectorError('protocol', 'refused', 'no');
          return stored('face');
        },
      },
    });
    await desk.bot.emits(telegram(7, { sentAt: desk.clock.now }));
    await desk.until(photo, 'the picture');
    refuse = true;
    desk.clock.now += 8 * day;
    await desk.bot.emits(telegram(7, { sentAt: desk.clock.now }));
    await desk.until(
      () => desk.store.read.value('SELECT portrait_checked_at FROM contact_channels') === desk.clock.now,
      'the refusal to be written down',
    );
    expect(await photo()).toBe(hashOf('face'));
  });
});
