import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertItem } from '../../../electron/store/repos/item.repo.ts';
import { getSetting, setSetting } from '../../../electron/store/repos/settings.repo.ts';
import { noticeMention } from '../../../electron/sync/notices.ts';
import { usualNoticeRules } from '../../../shared/model/index.ts';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { telegram } from '../../support/store.ts';

/** Colleagues who are named in a note are told of it at their own desks. */
let desk: ScriptedDesk;
let customerId = '';
let me = '';
beforeEach(async () => {
  desk = scriptedDesk();
  await desk.bot.emits(telegram(1));
  customerId = (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows[0]?.customerId ?? '';
  me = (await desk.call('workspace.get', {})).me.id;
});
afterEach(() => desk.stop());

const note = (agentId: string) =>
  desk.call('note.add', { customerId, text: '@Anna look', marks: [{ type: 'mention', agentId, start: 0, end: 5 }] });
const told = async () => (await desk.call('notice.list', { limit: 10 })).notices.filter(({ kind }) => kind === 'mention');

describe('who is named in a note', () => {
  it('is told of it, with the note it stands in', async () => {
    const { itemId } = await note(me);
    expect(await told()).toMatchObject([{ customerId, itemId, text: '@Anna look', count: 1, seen: false }]);
    await note(me);
    expect(await told()).toMatchObject([{ count: 2 }]);
  });

  it('is told at their own desk alone, and not when they do not want it', async () => {
    await note('somebody-else');
    await desk.call('note.add', { customerId, text: 'Anna knows' });
    expect(await told()).toEqual([]);
    desk.store.write((tx) => setSetting(tx, 'noticeRules', { ...usualNoticeRules, mentions: false }));
    await note(me);
    expect(await told()).toEqual([]);
  });

  it('is told of what a colleague wrote as well, where it is taken in', async () => {
    desk.store.write((tx) => {
      const boris = tx.insert("INSERT INTO agents (id, name, is_me) VALUES ('boris', 'Boris', 0)");
      const customerKey = tx.value<number>('SELECT key FROM customers') ?? 0;
      const extra = { marks: [{ type: 'mention' as const, agentId: me, start: 0, end: 5 }] };
      const times = { sentAt: desk.clock.now, receivedAt: desk.clock.now };
      noticeMention(
        tx,
        insertItem(tx, { customerKey, kind: 'note', direction: 'none', agentKey: boris, text: '@Anna please', extra, ...times }),
      );
    });
    expect(await told()).toMatchObject([{ text: '@Anna please' }]);
  });

  it('is told of by default, also where the rules were written down before there was such a rule', () => {
    const { mentions: _absent, ...older } = usualNoticeRules;
    desk.store.write((tx) => setSetting(tx, 'noticeRules', { ...older, failures: false } as typeof usualNoticeRules));
    expect(getSetting(desk.store.read, 'noticeRules')).toMatchObject({ mentions: true, failures: false });
  });
});
