import { describe, expect, it } from 'vitest';
import { splitQuote } from '../../../renderer/screens/timeline/quote.ts';

describe('quoted history of a plain mail', () => {
  it('is cut with the line that introduces it', () => {
    const text = 'Спасибо, жду.\n\n12 ноября 2026, 09:00 Acme <support@acme.test> пишет:\n> Добрый день!\n>\n> Анна';
    expect(splitQuote(text)).toEqual({
      said: 'Спасибо, жду.',
      quoted: '12 ноября 2026, 09:00 Acme <support@acme.test> пишет:\n> Добрый день!\n>\n> Анна',
    });
  });
  it('is cut when the introduction is broken over two lines', () => {
    const { said } = splitQuote('Thanks!\n\nOn Thu, 12 Nov 2026 at 09:00, Acme Support\n<support@acme.test> wrote:\n\n> Hello');
    expect(said).toBe('Thanks!');
  });
  it('is cut at the separators of mail programs', () => {
    expect(splitQuote('Hi\n\n-----Original Message-----\nFrom: x').said).toBe('Hi');
    expect(splitQuote('Hi\n________________________________\nFrom: x').said).toBe('Hi');
  });
  it('stays where an answer stands below it', () => {
    const text = '> Когда доставка?\nЗавтра.\n> А время?\nДо 18:00';
    expect(splitQuote(text)).toEqual({ said: text, quoted: '' });
  });
  it('never hides the whole mail', () => {
    const forwarded = '> Всё письмо\n> в цитате';
    expect(splitQuote(forwarded)).toEqual({ said: forwarded, quoted: '' });
    expect(splitQuote('')).toEqual({ said: '', quoted: '' });
  });
});
