import russian from 'dictionary-ru';
import { describe, expect, test } from 'vitest';
import { toEvent } from '../../bench/data/events.ts';
import { Hunspell } from '../../bench/data/hunspell.ts';
import { person } from '../../bench/data/people.ts';
import { laterMoments, moments } from '../../bench/data/stream.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Hunspell', () => {
  test('suffix rules with strips and conditions make the forms', () => {
    const aff = bytes(
      'SET UTF-8\nSFX A Y 3\nSFX A 0 s [^y]\nSFX A y ies [^aeiou]y\nSFX A 0 s [aeiou]y\nSFX B Y 1\nSFX B 0 ness .\n',
    );
    const dic = bytes('3\nbaby/AB\nday/A\nhere\n');
    expect(new Hunspell({ aff, dic }).lemma('baby')?.forms).toEqual(['baby', 'babies', 'babyness']);
    const inflecting = new Hunspell({ aff, dic }, 'A');
    expect(inflecting.lemma('baby')?.forms).toEqual(['baby', 'babies']);
    expect(inflecting.lemma('day')?.forms).toEqual(['day', 'days']);
    expect(inflecting.lemma('here')?.forms).toEqual(['here']);
    expect(inflecting.lemma('gone')).toBeUndefined();
  });

  test('the Russian dictionary declines and conjugates', () => {
    const dictionary = new Hunspell(russian);
    expect(dictionary.lemma('доставка')?.forms).toEqual(
      expect.arrayContaining(['доставки', 'доставке', 'доставку', 'доставкой', 'доставок']),
    );
    expect(dictionary.lemma('прислать')?.forms).toEqual(expect.arrayContaining(['пришлю', 'пришлёте', 'прислали']));
  });
});

describe('the stream', () => {
  const stream = moments(2_000);

  test('has the size asked for, in the order of time, ten messages a customer and one long history', () => {
    expect(stream).toHaveLength(2_000);
    expect(stream.every(({ at }, n) => n === 0 || at >= (stream[n - 1]?.at ?? 0))).toBe(true);
    const customers = new Set(stream.map(({ customer }) => customer)).size;
    expect(2_000 / customers).toBeGreaterThan(8);
    expect(2_000 / customers).toBeLessThan(12);
    expect(moments(100_000).filter(({ customer }) => customer === 0)).toHaveLength(550);
  });

  test('is the same every time, and goes on where it ended', () => {
    expect(moments(500)).toEqual(moments(500));
    expect(stream.map(toEvent)).toEqual(moments(2_000).map(toEvent));
    const later = laterMoments(2_000, 10, 5);
    expect(Math.min(...later.map(({ at }) => at))).toBeGreaterThan(stream.at(-1)?.at ?? 0);
    expect(later).toHaveLength(10);
    const known = new Set(laterMoments(2_000, 5).map(({ talk, step }) => `${talk} ${step}`));
    expect(later.some(({ talk, step }) => known.has(`${talk} ${step}`))).toBe(false);
  });

  test('speaks Russian for the most part, about two hundred characters at a time, in words of few roots', () => {
    const events = stream.map(toEvent);
    const texts = events.map(({ event }) => event.text);
    const cyrillic = texts.filter((text) => /[а-я]/.test(text)).length / texts.length;
    expect(cyrillic).toBeGreaterThan(0.75);
    expect(cyrillic).toBeLessThan(0.9);
    const length = texts.join('').length / texts.length;
    expect(length).toBeGreaterThan(180);
    expect(length).toBeLessThan(230);
    const first = texts.filter((text) => /заказ/i.test(text)).length / texts.length;
    expect(first).toBeGreaterThan(0.1);
    expect(first).toBeLessThan(0.4);
  });

  test('a customer is the same person at every size', () => {
    expect(person(7)).toEqual(person(7));
    expect(person(7).email).not.toBe(person(8).email);
  });
});
