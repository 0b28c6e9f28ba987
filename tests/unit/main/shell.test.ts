import { describe, expect, it, vi } from 'vitest';
import { placeWindow } from '../../../electron/main/bounds.ts';
import { type ContextTarget, contextTemplate, menuTemplate } from '../../../electron/main/menu.ts';
import { problemPage } from '../../../electron/main/problem.ts';
import { languageOf, wordsOf } from '../../../electron/main/words.ts';
import { factsFromArguments, factsToArgument } from '../../../electron/preload/channels.ts';

const display = { x: 0, y: 0, width: 1920, height: 1080 };

describe('placeWindow', () => {
  it('opens as it was left', () => {
    const saved = { x: 100, y: 50, width: 1300, height: 800, maximized: true };
    expect(placeWindow(saved, [display])).toEqual(saved);
  });

  it('lets the system choose a place when the display has gone, and keeps the size', () => {
    const saved = { x: 2500, y: 50, width: 1300, height: 800, maximized: false };
    expect(placeWindow(saved, [display])).toEqual({ width: 1300, height: 800, maximized: false });
    expect(placeWindow({ ...saved, x: 10, y: -30 }, [display])).not.toHaveProperty('x');
  });

  it('is never smaller than usable', () => {
    expect(placeWindow({ width: 10, height: 10, maximized: false }, [display])).toEqual({
      width: 1100,
      height: 680,
      maximized: false,
    });
  });

  it.each([undefined, null, 'x', {}, { width: '1', height: 2, maximized: true }, { width: 1.5, height: 2, maximized: true }])(
    'starts afresh from %j, and no larger than a laptop',
    (saved) => {
      expect(placeWindow(saved, [display])).toEqual({ width: 1366, height: 860, maximized: false });
      expect(placeWindow(saved, [{ ...display, width: 1366, height: 728 }])).toEqual({
        width: 1366,
        height: 728,
        maximized: false,
      });
    },
  );
});

describe('menus', () => {
  const menu = (options: Partial<Parameters<typeof menuTemplate>[0]>) =>
    menuTemplate({ mac: false, development: false, words: wordsOf('en'), command: () => {}, zoom: () => {}, ...options });
  const roles = (items: unknown): string => JSON.stringify(items);

  it.each([true, false])('has the editing roles and a way out (macOS: %s)', (mac) => {
    const text = roles(menu({ mac }));
    for (const role of ['undo', 'cut', 'copy', 'paste', 'selectAll', 'quit']) expect(text).toContain(`"role":"${role}"`);
  });

  it('offers developer tools in development only', () => {
    expect(roles(menu({}))).not.toContain('toggleDevTools');
    expect(roles(menu({ development: true }))).toContain('toggleDevTools');
  });

  it('offers spelling in an editor, copying elsewhere, and nothing on nothing', () => {
    const target: ContextTarget = {
      isEditable: false,
      selectionText: '',
      linkURL: '',
      misspelledWord: '',
      dictionarySuggestions: [],
    };
    const actions = { replace: vi.fn(), learn: vi.fn(), copyText: vi.fn() };
    const labels = (given: Partial<ContextTarget>) =>
      contextTemplate({ ...target, ...given }, wordsOf('en'), actions).map(({ label }) => label);
    expect(labels({})).toEqual([]);
    expect(labels({ selectionText: 'x' })).toEqual(['Copy']);
    expect(labels({ linkURL: 'https://a.test' })).toEqual(['Copy Link']);
    expect(labels({ isEditable: true, misspelledWord: 'helo', dictionarySuggestions: ['hello'] })).toEqual(
      expect.arrayContaining(['hello', 'Add to Dictionary', 'Paste']),
    );
  });
});

describe('words', () => {
  it('knows ours from a locale', () => {
    expect(['ru', 'ru-RU', 'RU', 'rue', 'en-US', 'de', 'c'].map(languageOf)).toEqual(['ru', 'ru', 'ru', 'en', 'en', 'en', 'en']);
  });

  it('says everything in both languages', () => {
    const [english, russian] = [wordsOf('en'), wordsOf('ru')];
    expect(Object.keys(russian).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(russian)) expect(text, key).toMatch(/[а-яё]/i);
  });
});

describe('problemPage', () => {
  it('shows what happened and cannot be written into', () => {
    const page = problemPage({ code: 'newer-database', message: '<img src=x>"&', profile: '/home/<b>' }, 'ru');
    expect(page).toContain('более новой версией');
    expect(page).not.toMatch(/<img|<b>/);
    expect(page).toContain('&#60;img');
  });
});

describe("a window's facts", () => {
  it('cross the command line unchanged', () => {
    const facts = { systemLanguage: 'ru-RU', version: '1.0.0', sandboxed: true, practice: false, forcedLanguage: 'en' as const };
    expect(factsFromArguments(['--type=renderer', factsToArgument(facts), '--x'])).toEqual(facts);
    expect(() => factsFromArguments([])).toThrow();
  });
});
