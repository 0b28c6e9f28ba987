import { callKeys } from '../call/words.ts';
import { paletteKeys, sendKeys, withModifier } from './keys.ts';

/** Keys that cannot be given to something else, in the order of the list. Each line: what it does, and its keys. */
export const fixedKeys = [
  {
    group: 'everywhere',
    lines: [
      ['palette', paletteKeys],
      ['help', '?'],
      ['settings', withModifier(',')],
      ['undoDone', withModifier('Z')],
      ['zoom', `${withModifier('+')} ${withModifier('−')} ${withModifier('0')}`],
    ],
  },
  {
    group: 'inList',
    lines: [
      ['walk', '↑ ↓'],
      ['pickOn', 'Shift+↑ ↓'],
      ['pickAll', withModifier('A')],
    ],
  },
  {
    group: 'floor',
    lines: [
      ['floorOpen', 'Enter'],
      ['floorActs', '→ ←'],
      ['floorPick', 'Space'],
    ],
  },
  {
    group: 'writing',
    lines: [
      ['send', sendKeys],
      ['canned', `/ ${withModifier('/')}`],
      ['mention', '@'],
      ['formats', `${withModifier('B')} ${withModifier('I')} ${withModifier('U')}`],
      ['link', withModifier('K')],
      ['takeBack', withModifier('Z')],
      ['leave', 'Esc'],
    ],
  },
  {
    group: 'calls',
    lines: [
      ['answer', callKeys.answer],
      ['hangUp', callKeys.hangUp],
      ['mute', callKeys.mute],
      ['hold', callKeys.hold],
      ['wrapUp', callKeys.wrapUp],
    ],
  },
] as const;
