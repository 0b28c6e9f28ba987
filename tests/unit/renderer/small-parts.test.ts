import { describe, expect, it } from 'vitest';
import { asCallError, CallError, reasonOf } from '../../../renderer/bridge/call-error.ts';
import { hueOf, initials } from '../../../renderer/components/face.ts';
import { cutMarks, fromMatch, resultLines } from '../../../renderer/screens/search/results.ts';
import { countries } from '../../../renderer/screens/settings/countries.ts';
import { shortcutOf } from '../../../renderer/screens/shortcuts/shortcut-of.ts';
import { fitted } from '../../../renderer/screens/timeline/media/fitted.ts';
import { defaultKeymap, readKeymap, rebind } from '../../../renderer/state/keymap.ts';
import { readLayout } from '../../../renderer/state/remembered.ts';
import { otherLayout } from '../../../shared/lib/keyboard-layout.ts';

describe('shortcuts', () => {
  const key = (code: string, change = {}) => ({
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...change,
  });
  it('follow the place of the key', () => {
    expect(shortcutOf(key('KeyJ'), false, defaultKeymap)).toBe('next');
    expect(shortcutOf(key('Slash'), false, defaultKeymap)).toBe('search');
    expect(shortcutOf(key('Slash', { shiftKey: true }), false, defaultKeymap)).toBe('help');
    expect(shortcutOf(key('KeyK', { ctrlKey: true }), false, defaultKeymap)).toBe('palette');
    // By its place, whatever it writes: the menu would only know the comma.
    expect(shortcutOf({ ...key('Comma', { ctrlKey: true }) }, true, defaultKeymap)).toBe('settings');
  });
  it('leave typing, and combinations of the system, alone', () => {
    expect(shortcutOf(key('KeyJ'), true, defaultKeymap)).toBeUndefined();
    expect(shortcutOf(key('KeyK', { metaKey: true }), true, defaultKeymap)).toBe('palette');
    expect(shortcutOf(key('KeyR', { ctrlKey: true }), false, defaultKeymap)).toBeUndefined();
    expect(shortcutOf(key('KeyE', { shiftKey: true }), false, defaultKeymap)).toBeUndefined();
  });
  it('take back with the key of every program too, but for what is being typed', () => {
    expect(shortcutOf(key('KeyZ', { ctrlKey: true }), false, defaultKeymap)).toBe('undo');
    expect(shortcutOf(key('KeyZ', { metaKey: true }), false, rebind(defaultKeymap, 'undo', 'KeyQ'))).toBe('undo');
    expect(shortcutOf(key('KeyZ', { ctrlKey: true }), true, defaultKeymap)).toBeUndefined();
    expect(shortcutOf(key('KeyZ', { ctrlKey: true, shiftKey: true }), false, defaultKeymap)).toBeUndefined();
  });
});

describe('the keymap', () => {
  it('gives a key to one shortcut only: whoever had it takes the other', () => {
    const changed = rebind(defaultKeymap, 'resolve', 'KeyJ');
    expect(changed.resolve).toBe('KeyJ');
    expect(changed.next).toBe('KeyE');
    expect(shortcutOf({ code: 'KeyJ', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }, false, changed)).toBe(
      'resolve',
    );
  });
  it('survives whatever was stored', () => {
    expect(readKeymap(JSON.parse(JSON.stringify(rebind(defaultKeymap, 'tag', 'KeyG'))))).toMatchObject({ tag: 'KeyG' });
    for (const stored of [undefined, null, {}, { ...defaultKeymap, next: 7 }, { ...defaultKeymap, next: 'KeyK' }]) {
      expect(readKeymap(stored)).toEqual(defaultKeymap);
    }
  });
  it('has a key for what has come since it was stored, and takes none away', () => {
    const { take: _take, takeNext: _next, ...older } = { ...defaultKeymap, tag: 'KeyG' };
    const read = readKeymap(older);
    expect(read).toMatchObject({ tag: 'KeyG', takeNext: defaultKeymap.takeNext });
    expect(new Set(Object.values(read)).size).toBe(Object.keys(defaultKeymap).length);
  });
});

describe('the other layout', () => {
  it('is what the same keys write', () => {
    expect(otherLayout('ghbdtn')).toBe('привет');
    expect(otherLayout('Привет')).toBe('ghbdtn');
    expect(otherLayout('j,')).toBe('об');
    expect(otherLayout('42 é')).toBe('42 é');
  });
});

describe('search results', () => {
  it('are marked where they match, whatever ranges come', () => {
    expect(cutMarks('Где мой заказ?', [[8, 13]])).toEqual([
      { text: 'Где мой ', marked: false },
      { text: 'заказ', marked: true },
      { text: '?', marked: false },
    ]);
    const parts = cutMarks('abcdef', [
      [4, 99],
      [0, 2],
      [1, 3],
      [3, 3],
    ]);
    expect(parts.map(({ text }) => text).join('')).toBe('abcdef');
    expect(parts.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['ab', 'c', 'ef']);
  });
  it('begin a little before the match, whose marks stay on it', () => {
    const long = 'Дважды пробовала оплатить, три карты, каждый раз одно и то же: не проходит заказ';
    const { text, marks } = fromMatch(long, [[75, 80]]);
    expect(text).toBe('…каждый раз одно и то же: не проходит заказ');
    expect(cutMarks(text, marks).at(-1)).toEqual({ text: 'заказ', marked: true });
    expect(fromMatch('Где заказ?', [[4, 9]])).toEqual({ text: 'Где заказ?', marks: [[4, 9]] });
    expect(fromMatch('Имя', [])).toEqual({ text: 'Имя', marks: [] });
  });
  it('are walked in the order they are shown: people, then messages', () => {
    const item = { id: 'i', key: 1, kind: 'email', direction: 'in', sentAt: 0 } as const;
    const found = {
      customers: [{ customerId: 'c', name: 'Мария' }],
      hits: [{ customerId: 'd', customerName: 'Иван', item, excerpt: '', marks: [] }],
    };
    expect(resultLines(found)).toEqual([
      { id: 'found-c', customerId: 'c' },
      { id: 'found-i', customerId: 'd', itemId: 'i' },
    ]);
    expect(resultLines(undefined)).toEqual([]);
  });
});

describe('layout', () => {
  it('is remembered, and survives whatever was written there', () => {
    expect(
      readLayout(
        JSON.stringify({
          view: 'mine',
          narrowing: { channelId: 'bot', tagId: 7, troubled: true },
          listWidth: 400,
          panelWidth: 9000,
          panelOpen: false,
          voiceSpeed: 1.5,
        }),
      ),
    ).toEqual({
      tourSeen: false,
      voiceSpeed: 1.5,
      view: 'mine',
      narrowing: { channelId: 'bot', troubled: true },
      sort: 'waiting',
      listWidth: 400,
      panelWidth: 400,
      panelOpen: false,
      keymap: defaultKeymap,
    });
    const usual = {
      tourSeen: false,
      voiceSpeed: 1,
      view: 'all',
      narrowing: {},
      sort: 'waiting',
      listWidth: 344,
      panelWidth: 320,
      panelOpen: true,
      keymap: defaultKeymap,
    };
    for (const stored of [null, '', '{', '7', '{"view":"nonsense","narrowing":"x","listWidth":"x","voiceSpeed":7}'])
      expect(readLayout(stored)).toEqual(usual);
  });
});

describe('faces and pictures', () => {
  it('take initials from names and addresses', () => {
    expect(initials('Мария Кузнецова')).toBe('МК');
    expect(initials('ООО «Ромашка»')).toBe('ОР');
    expect(initials('alex@mail.test')).toBe('AM');
    expect(initials('🌸')).toBe('?');
  });
  it('have a steady hue', () => {
    expect(hueOf('a')).toBe(hueOf('a'));
    for (const id of ['a', 'b', '019a-77', 'я'.repeat(40)]) expect(hueOf(id)).toBeLessThanOrEqual(360);
  });
  it('know their size before they load', () => {
    expect(fitted(800, 600)).toEqual({ width: 347, height: 260 });
    expect(fitted(100, 50)).toEqual({ width: 100, height: 50 });
    expect(fitted(undefined, 50)).toBeUndefined();
  });
  it('list the country that is set, even an unusual one', () => {
    expect(countries('en', 'NR').some(({ value }) => value === 'NR')).toBe(true);
    expect(countries('ru', 'RU').find(({ value }) => value === 'RU')?.label).toBe('Россия (RU)');
  });
});

describe('why something did not work', () => {
  it('is the team’s server where that cannot be asked, and the program only where it is', () => {
    const away = { code: 'unavailable' as const, message: '', retryable: true };
    expect(reasonOf(new CallError({ ...away, details: { away: 'team' } }))).toBe('error.team-away');
    expect(reasonOf(new CallError(away))).toBe('error.unavailable');
    expect(reasonOf(asCallError(new Error('broken')))).toBe('error.internal');
  });
});
