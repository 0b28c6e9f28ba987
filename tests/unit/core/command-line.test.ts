import { describe, expect, it } from 'vitest';
import { linkIn, readCommand } from '../../../electron/core/command-line.ts';

const read = (...args: string[]) => readCommand(args, '1.2.3');

describe('readCommand', () => {
  it('opens the window with whatever flags and switches there are', () => {
    for (const args of [[], ['--profile', 'relay'], ['--no-sandbox', '--lang=ru'], ['--remote-debugging-port=0']]) {
      expect(read(...args)).toEqual({ do: 'window', args });
    }
  });

  it('runs the relay, also behind switches that a wrapper puts first', () => {
    expect(read('relay', '--profile', '/p')).toEqual({ do: 'relay', args: ['--profile', '/p'] });
    expect(read('--no-sandbox', 'relay', '--profile', '/p')).toEqual({ do: 'relay', args: ['--no-sandbox', '--profile', '/p'] });
  });

  it('hands everything behind the word team to it, help and version too', () => {
    const args = ['add-agent', '--login', 'anna', '--help', '--profile=x'];
    expect(read('team', ...args)).toEqual({ do: 'team', args });
    expect(read('--no-sandbox', 'team', 'status', '--version')).toEqual({ do: 'team', args: ['status', '--version'] });
  });

  it('takes a telephone number that was clicked in another program for no word', () => {
    const args = ['--profile', '/p', 'tel:+79161234567'];
    expect(read(...args)).toEqual({ do: 'window', args });
    expect(linkIn(args)).toBe('tel:+79161234567');
    expect(read('tel:112')).toEqual({ do: 'window', args: ['tel:112'] });
    expect(read('tel:112', 'repair').do).toBe('refuse');
    for (const other of ['mailto:a@b.test', 'https://a.test/', 'tel:', 'tel', 'tel:1 2']) expect(linkIn([other])).toBeUndefined();
  });

  it('refuses another word in a sentence that names it', () => {
    expect(read('repair', '--profile', '/p')).toEqual({ do: 'refuse', message: 'repair: expected relay, team or a flag' });
  });

  it('says how it is used and what it is, before anything else is looked at', () => {
    for (const args of [['--help'], ['-h'], ['relay', '--help'], ['nonsense', '--help'], ['--lang', 'xx', '--help']]) {
      const answer = read(...args);
      expect(answer.do).toBe('say');
      for (const word of ['relay', '--profile <dir>', '--provision <file>', '--lang en|ru', 'THROUGHLINE_PROFILE']) {
        expect(answer).toMatchObject({ text: expect.stringContaining(word) });
      }
    }
    expect(read('--version')).toEqual({ do: 'say', text: 'Throughline 1.2.3' });
  });

  it('takes what stands behind a flag for its value', () => {
    expect(read('--profile', '--help').do).toBe('window');
  });
});
