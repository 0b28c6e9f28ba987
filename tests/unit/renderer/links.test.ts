import { describe, expect, it } from 'vitest';
import { splitLinks } from '../../../renderer/components/RichText.tsx';
import { deceives, openable } from '../../../renderer/screens/timeline/links.ts';

describe('links in a mail', () => {
  it('opens what belongs to a browser, a mail program or a phone, and nothing else', () => {
    expect(openable('https://shop.test/a')).toBe('https://shop.test/a');
    expect(openable('mailto:a@b.test')).toBe('mailto:a@b.test');
    expect(openable('tel:+79161234567')).toBe('tel:+79161234567');
    for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'app://throughline/', '/relative', '']) {
      expect(openable(bad), bad).toBeUndefined();
    }
  });
  it('knows a text that names another place', () => {
    expect(deceives('https://bank.test/login', 'https://evil.test/login')).toBe(true);
    expect(deceives('bank.test', 'https://bank.test.evil.example/')).toBe(true);
    expect(deceives('www.bank.test', 'https://bank.test/')).toBe(false);
    expect(deceives('bank.test', 'https://click.bank.test/x')).toBe(false);
    expect(deceives('Оплатить заказ', 'https://evil.test/')).toBe(false);
    expect(deceives('a@bank.test', 'mailto:b@evil.test')).toBe(false);
  });
});

describe('addresses in plain text', () => {
  const links = (text: string) => splitLinks(text).filter(({ href }) => href !== undefined);
  it('become links without the punctuation around them', () => {
    expect(links('См. https://shop.test/o/1, спасибо.')).toEqual([
      { text: 'https://shop.test/o/1', href: 'https://shop.test/o/1' },
    ]);
    expect(links('(www.shop.test)')).toEqual([{ text: 'www.shop.test', href: 'https://www.shop.test' }]);
    expect(links('https://w.test/a_(b)')).toEqual([{ text: 'https://w.test/a_(b)', href: 'https://w.test/a_(b)' }]);
    expect(links('Пишите на maria@mail.test!')).toEqual([{ text: 'maria@mail.test', href: 'mailto:maria@mail.test' }]);
  });
  it('lose nothing of the text', () => {
    for (const text of ['', 'без ссылок', 'a https://x.test b www.y.test/z?q=1#h, c@d.test.', 'https://x.test']) {
      expect(
        splitLinks(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });
});
