import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { fromMarks } from '../../../renderer/editor/from-marks.ts';
import { goesOn, type Trigger, triggerAt } from '../../../renderer/editor/triggers.ts';

const typed = (text: string, signs = '/@:') => {
  const doc = fromMarks({ text, marks: [] });
  return triggerAt(EditorState.create({ doc, selection: TextSelection.atEnd(doc) }), signs);
};

describe('a sign that asks for a list', () => {
  it('is a colon with two letters behind it, at the beginning of a word', () => {
    expect(typed('Спасибо :се')).toEqual({ sign: ':', query: 'се', from: 9, to: 12 });
    expect(typed(':thumbs_up')).toMatchObject({ sign: ':', query: 'thumbs up' });
    expect(typed('(:ok')).toMatchObject({ sign: ':', query: 'ok' });
    expect(typed('🙂:ok')).toMatchObject({ sign: ':', query: 'ok' });
    expect(typed('раз\n:да')).toMatchObject({ sign: ':', query: 'да', from: 6 });
  });
  it.each([
    'в 12:30',
    'http:',
    'https:ya',
    'см. http://shop',
    ':)',
    ':-)',
    ':D',
    ':',
    ': да',
    'Адрес: Лесная',
    'итого:да',
    '::да',
    ':да ',
  ])('is not in %j', (text) => expect(typed(text)).toBeUndefined());
  it('asks only where somebody listens', () => {
    expect(typed('Спасибо :се', '/@')).toBeUndefined();
    expect(typed('Спросить @Ан', '@:')).toMatchObject({ sign: '@', query: 'Ан' });
    expect(typed('/воз')).toMatchObject({ sign: '/', query: 'воз' });
  });
});

describe('a word that was put away', () => {
  const asked = (query: string, more: Partial<Trigger> = {}): Trigger => ({
    sign: ':',
    query,
    from: 11,
    to: 12 + query.length,
    ...more,
  });
  it.each([
    ['written on', asked('сердце'), true],
    ['written back', asked('се'), true],
    ['another in its place', asked('ул'), false],
    ['the same elsewhere', asked('серд', { from: 20 }), false],
    ['another sign', asked('серд', { sign: '@' }), false],
  ])('%s', (_, now, same) => {
    expect(goesOn(asked('серд'), now)).toBe(same);
  });
});
