import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../electron/core/flags.ts';

describe('parseFlags', () => {
  it('reads both ways of writing a value, and lets the last one win', () => {
    const args = ['/app', '--profile', '/p', '--lang=ru', '--provision=/x.json', '--lang', 'en'];
    expect(parseFlags(args, {})).toEqual({ ok: true, flags: { profile: '/p', provision: '/x.json', language: 'en' } });
  });

  it('falls back to the environment, flag by flag', () => {
    const env = { THROUGHLINE_PROFILE: '/env', THROUGHLINE_LANG: 'ru', THROUGHLINE_PROVISION: '' };
    expect(parseFlags(['--profile', '/flag'], env)).toEqual({ ok: true, flags: { profile: '/flag', language: 'ru' } });
  });

  it("leaves the runtime's own switches alone", () => {
    const args = [
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '--profiling-file=x',
      '--profile-directory=x',
      '--lang-x=1',
      '--log',
    ];
    expect(parseFlags(args, {})).toEqual({ ok: true, flags: {} });
  });

  it.each([
    [['--profile'], '--profile: expected a folder after it'],
    [['--profile', '--no-sandbox'], '--profile: expected a folder after it'],
    [['--provision='], '--provision: expected a JSON file after it'],
    [['--lang', 'de'], '--lang: expected "en" or "ru", got "de"'],
  ])('refuses %j in a sentence that names the flag', (args, message) => {
    expect(parseFlags(args, {})).toEqual({ ok: false, message });
  });

  it.each([
    [['--profil', '/p'], '--profil: unknown flag, expected --profile'],
    [['--provison=/x.json'], '--provison: unknown flag, expected --provision'],
    [['--Profile', '/p'], '--Profile: unknown flag, expected --profile'],
    [['--lnag', 'ru'], undefined],
    [['--langs', 'ru'], '--langs: unknown flag, expected --lang'],
  ])('tells %j, one of ours misspelt, rather than passing it over', (args, message) => {
    expect(parseFlags(args, {})).toEqual(message === undefined ? { ok: true, flags: {} } : { ok: false, message });
  });

  it('names the variable when the wrong value came from there', () => {
    expect(parseFlags([], { THROUGHLINE_LANG: 'deutsch' })).toEqual({
      ok: false,
      message: 'THROUGHLINE_LANG: expected "en" or "ru", got "deutsch"',
    });
  });
});
