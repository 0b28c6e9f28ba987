import { describe, expect, it } from 'vitest';
import { foldersToChoose, placesToLook, placesToRead } from '../../../../electron/connectors/email/folders.ts';
import { folderNews } from '../../../../electron/connectors/email/receiving/folder-news.ts';
import { KnownMails } from '../../../../electron/connectors/email/receiving/known.ts';
import { noteSilence, paceFor } from '../../../../electron/connectors/email/receiving/pace.ts';

const folder = (path: string, specialUse?: string, flags: string[] = []) => ({
  path,
  name: path.split('/').at(-1) ?? path,
  flags: new Set(flags),
  ...(specialUse === undefined ? {} : { specialUse, specialUseSource: 'extension' as const }),
});
const mailbox = [
  folder('Trash', '\\Trash'),
  folder('INBOX', '\\Inbox'),
  folder('Clients', undefined, ['\\Noselect']),
  folder('Clients/North'),
  folder('Junk', '\\Junk'),
  folder('Sent', '\\Sent'),
  folder('Archive', '\\Archive'),
  folder('Корзина'),
];

describe('folders of a mailbox', () => {
  it('are offered by what they are for, and only the INBOX is suggested', () => {
    expect(foldersToChoose(mailbox).map(({ path, role, suggested }) => [path, role, suggested])).toEqual([
      ['INBOX', 'inbox', true],
      ['Clients/North', 'other', false],
      ['Archive', 'archive', false],
      ['Sent', 'sent', false],
      ['Junk', 'junk', false],
      ['Trash', 'trash', false],
      ['Корзина', 'trash', false],
    ]);
  });
  it('are read as chosen, and Sent besides', () => {
    expect(placesToRead(mailbox)).toEqual({
      places: [
        { path: 'INBOX', role: 'inbox' },
        { path: 'Sent', role: 'sent' },
      ],
      missing: [],
    });
    expect(placesToRead(mailbox, ['Clients/North', 'inbox', 'Sent', 'Clients', 'Clients/North'])).toEqual({
      places: [
        { path: 'Clients/North', role: 'inbox' },
        { path: 'INBOX', role: 'inbox' },
        { path: 'Sent', role: 'sent' },
      ],
      missing: ['Clients'],
    });
  });
  it('are searched for what left one of them, the likely ones first, the trash never', () => {
    expect(placesToLook(mailbox, ['INBOX', 'Clients/North'], 4)).toEqual(['INBOX', 'Clients/North', 'Archive', 'Junk']);
  });
});

describe('news of folders', () => {
  const day = 86_400_000;
  it('are those that appear after the choice was made, for a week', () => {
    const first = folderNews(undefined, ['A'], ['INBOX'], 0);
    expect(first).toMatchObject({ changed: true, list: { fresh: [] } });
    expect(folderNews(first.list, ['A'], ['INBOX'], day).changed).toBe(false);
    const second = folderNews(first.list, ['A', 'B'], ['INBOX'], day);
    expect(second).toMatchObject({ changed: true, list: { fresh: [{ path: 'B', since: day }] } });
    expect(folderNews(second.list, ['A', 'B'], ['INBOX'], 3 * day)).toMatchObject({ changed: false });
    expect(folderNews(second.list, ['A', 'B'], ['INBOX'], 9 * day)).toMatchObject({ changed: true, list: { fresh: [] } });
    expect(folderNews(second.list, ['A'], ['INBOX'], 2 * day).list.fresh).toEqual([]);
    // A new choice has seen everything there is.
    expect(folderNews(second.list, ['A', 'B'], ['INBOX', 'A'], 2 * day)).toMatchObject({ changed: true, list: { fresh: [] } });
  });
});

describe('mails that were handed over', () => {
  const kept = (mails: KnownMails, cursors = new Map<string, unknown>()) => {
    for (const { stream, cursor } of mails.changes()) cursors.set(stream, JSON.parse(JSON.stringify(cursor)));
    return cursors;
  };
  it('are kept in windows, only those that changed written again', () => {
    const mails = new KnownMails('INBOX', '7', new Map());
    for (const uid of [1, 2, 500]) mails.set(uid, { id: `${uid}@x`, seen: uid === 2 });
    const cursors = kept(mails);
    expect(cursors.size).toBe(2);
    mails.set(500, { id: '500@x', seen: false, missing: true });
    expect(mails.changes()).toHaveLength(1);
    expect(mails.changes()).toEqual([]);
    const again = new KnownMails('INBOX', '7', kept(mails, cursors));
    expect(again.uids()).toEqual([1, 2, 500]);
    expect(again.get(2)).toEqual({ id: '2@x', seen: true });
  });
  it('survive as they were: missing, marked as deleted', () => {
    const mails = new KnownMails('A', '7', new Map());
    const all = [
      { id: 'a', seen: true, missing: true },
      { id: 'b', seen: false, flagged: true },
      { id: 'c', seen: true, missing: true, flagged: true },
    ];
    for (const [uid, mail] of all.entries()) mails.set(uid + 1, mail);
    const again = new KnownMails('A', '7', kept(mails));
    expect([1, 2, 3].map((uid) => again.get(uid))).toEqual(all);
  });
  it('are others in a folder that was renumbered, and in another folder', () => {
    const mails = new KnownMails('INBOX', '7', new Map());
    mails.set(1, { id: 'a', seen: false });
    const cursors = kept(mails);
    expect(new KnownMails('INBOX', '8', cursors).size).toBe(0);
    expect(new KnownMails('INBOX/A', '7', cursors).size).toBe(0);
    for (const junk of [null, 5, {}, { uidValidity: '7', mails: [[1]] }])
      expect(new KnownMails('INBOX', '7', new Map([['INBOX\n0', junk]])).size).toBe(0);
  });
});

describe('servers that end silent connections', () => {
  it('are spoken to earlier once they have done so twice after the same time', () => {
    const usual = paceFor('a.test').check;
    noteSilence('a.test', 60_000);
    expect(paceFor('a.test').check).toBe(usual);
    noteSilence('a.test', 62_000);
    expect(paceFor('a.test').check).toBe(45_000);
    // Chance elsewhere changes nothing, and nothing is ever asked more often than each quarter of a minute.
    noteSilence('b.test', 60_000);
    noteSilence('b.test', 20_000);
    noteSilence('b.test', 1_000);
    expect(paceFor('b.test').check).toBe(usual);
    noteSilence('b.test', 19_000);
    expect(paceFor('b.test').check).toBe(15_000);
    // Far below the half hour after which a server may end IDLE (RFC 2177).
    expect(usual).toBeLessThan(29 * 60_000);
  });
});
