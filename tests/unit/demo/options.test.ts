import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../build/demo/options.ts';
import { languageOf } from '../../../build/demo/words.ts';

describe('options of the demo', () => {
  it('opens a window where there is a display, and is driven where there is none or on request', () => {
    expect(readOptions([], {}, true)).toMatchObject({ ok: true, options: { mode: 'window', practice: false } });
    expect(readOptions([], {}, false)).toMatchObject({ ok: true, options: { mode: 'driven' } });
    expect(readOptions(['--headless'], {}, true)).toMatchObject({ ok: true, options: { mode: 'driven' } });
  });

  it('takes the language from the flag before the environment, and passes on what is the program’s', () => {
    const outcome = readOptions(['--lang', 'ru', '--disable-gpu', '--pictures=here'], { THROUGHLINE_LANG: 'en' }, true);
    expect(outcome).toMatchObject({ ok: true, options: { language: 'ru', rest: ['--disable-gpu'], pictures: 'here' } });
    expect(readOptions([], { THROUGHLINE_LANG: 'ru' }, true)).toMatchObject({ ok: true, options: { language: 'ru' } });
  });

  it.each([
    [['--lang', 'de'], /--lang/],
    [['--pictures'], /--pictures/],
    [['--profile', 'mine'], /--profile/],
  ])('refuses %j in a sentence that names the flag', (args, message) => {
    expect(readOptions(args, {}, true)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  it('plays with a telephone on request', () => {
    expect(readOptions([], {}, true)).toMatchObject({ ok: true, options: { phone: false } });
    expect(readOptions(['--phone'], {}, true)).toMatchObject({ ok: true, options: { phone: true, rest: [] } });
  });

  it('plays with a team on request, and with nothing else then', () => {
    expect(readOptions([], {}, true)).toMatchObject({ ok: true, options: { team: false } });
    expect(readOptions(['--team'], {}, true)).toMatchObject({ ok: true, options: { team: true, mode: 'window', rest: [] } });
    expect(readOptions(['--team', '--phone'], {}, true)).toEqual({ ok: false, message: expect.stringMatching(/--team/) });
  });

  it('cannot be practised on without a display', () => {
    expect(readOptions(['--practice'], {}, false)).toEqual({ ok: false, message: expect.stringMatching(/display/) });
    expect(readOptions(['--practice'], {}, true)).toMatchObject({ ok: true, options: { practice: true, mode: 'window' } });
  });

  it('speaks the language of the terminal unless told otherwise', () => {
    expect(languageOf(undefined, { LANG: 'ru_RU.UTF-8' })).toBe('ru');
    expect(languageOf(undefined, { LANG: 'C' })).toBe('en');
    expect(languageOf('en', { LANG: 'ru_RU.UTF-8' })).toBe('en');
  });
});
