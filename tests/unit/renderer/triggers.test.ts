import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { fromMarks } from '../../../renderer/editor/from-marks.ts';
import { triggerAt } from '../../../renderer/editor/triggers.ts';

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
