import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emojiLines, target } from '../../../build/emoji.ts';
import { findEmoji, offeredEmoji, readEmoji, withRecent } from '../../../renderer/screens/composer/emoji/find-emoji.ts';
import {
  fillVariables,
  languageOf,
  lastWords,
  unfilled,
  valuesFor,
  variantOf,
  writtenFor,
} from '../../../renderer/screens/composer/variables.ts';

describe('emoji', () => {
  const all = readEmoji(readFileSync(target, 'utf8'));
  const found = (query: string) => findEmoji(all, query).map(({ emoji }) => emoji);
  it('are those of the package', () => {
    expect(readFileSync(target, 'utf8')).toBe(emojiLines());
    expect(all.length).toBeGreaterThan(1500);
  });
  it('are found by words of both languages, from their beginning', () => {
    expect(found('сердц')).toContain('❤️');
    expect(found('heart red')).toContain('❤️');
    expect(found('груст')).toContain('😢');
    expect(found('thumbs')).toContain('👍️');
    expect(found('ёлка')).toContain('🎄');
    expect(found('ыыы')).toEqual([]);
  });
  it('are offered while one types, the recently used first, then those with the whole word', () => {
    const offered = (query: string, recent: string[] = []) => offeredEmoji(all, query, recent).map(({ emoji }) => emoji);
    expect(offered('серд').length).toBeGreaterThan(3);
    expect(offered('а').length).toBeLessThan(30);
    expect(offered('thumbs')[0]).toBe('👍️');
    expect(offered('heart')).toContain('❤️');
    expect(offered('груст', ['😢'])[0]).toBe('😢');
    const whole = offeredEmoji(all, 'ёлка', ['🎄']);
    expect(whole[0]?.emoji).toBe('🎄');
    expect(whole[0]?.names).toEqual({ en: 'christmas tree', ru: expect.stringMatching(/[а-я]/) });
    expect(offered('ыыы')).toEqual([]);
  });
  it('remember what was used last, each once', () => {
    expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a']);
  });
});

describe('variables of a canned reply', () => {
  const values = { '{customer.name}': 'Мария', '{date}': '5 мая' } as const;
  it('are filled, and the marks move with them', () => {
    const text = 'Здравствуйте, {customer.name}! Сегодня {date}.';
    const filled = fillVariables(
      {
        text,
        marks: [
          { type: 'bold', start: 14, end: 29 },
          { type: 'italic', start: 39, end: 45 },
        ],
      },
      values,
    );
    expect(filled.text).toBe('Здравствуйте, Мария! Сегодня 5 мая.');
    expect(filled.marks.map(({ start, end }) => filled.text.slice(start, end))).toEqual(['Мария', '5 мая']);
  });
  it('stay where nothing is known, and are told', () => {
    const { text } = fillVariables({ text: '{customer.name}, это {agent.name} из {channel.name}. {имя}' }, values);
    expect(text).toBe('Мария, это {agent.name} из {channel.name}. {имя}');
    expect(unfilled(text)).toEqual(['{agent.name}', '{channel.name}']);
  });
  it('have no name of somebody who is only an address', () => {
    const known = { view: { name: '+7 916', nameIsAddress: true }, agentName: 'Анна', channelName: undefined };
    expect(valuesFor(known, 'ru', Date.UTC(2026, 4, 5, 12))).toEqual({ '{agent.name}': 'Анна', '{date}': '5 мая' });
    expect(valuesFor(known, 'en', Date.UTC(2026, 4, 5, 12))).toMatchObject({ '{date}': '5 May' });
  });
  it('come in the language they write in, or in the one there is', () => {
    expect(languageOf(['ok', 'Где мой заказ?'], 'en')).toBe('ru');
    expect(languageOf(['👍'], 'en')).toBe('en');
    expect(variantOf({ variants: { en: { text: 'x' } } }, 'ru')).toEqual({ language: 'en', content: { text: 'x' } });
  });
});

describe('a canned reply for somebody', () => {
  const items = [
    { direction: 'in', text: 'Hello' },
    { direction: 'out', text: 'Good day' },
    { direction: 'in', text: 'Где мой заказ?' },
  ];
  it('is in the language of their last words, with what is known of them', () => {
    expect(lastWords(items)).toEqual(['Где мой заказ?', 'Hello']);
    expect(lastWords(items)).toBe(lastWords(items));
    const canned = { variants: { en: { text: 'Hi, {customer.name}' }, ru: { text: 'Здравствуйте, {customer.name}' } } };
    const known = { view: { name: 'Мария', nameIsAddress: false }, agentName: 'Анна', channelName: undefined };
    expect(writtenFor(canned, languageOf(lastWords(items), 'en'), known, 0).text).toBe('Здравствуйте, Мария');
    expect(writtenFor(canned, 'en', known, 0).text).toBe('Hi, Мария');
  });
});
