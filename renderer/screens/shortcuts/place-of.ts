import type { CustomerId } from '../../../shared/model/index.ts';
import type { Shortcut } from '../../state/keymap.ts';

const anywhere: ReadonlySet<Shortcut> = new Set(['help', 'palette', 'settings']);
/** What is done with whoever is open or picked. */
const withSomebody: ReadonlySet<Shortcut> = new Set([
  'reply',
  'note',
  'resolve',
  'take',
  'assign',
  'accept',
  'snooze',
  'remind',
  'tag',
  'choose',
  'unread',
  'panel',
]);

type Shown = {
  place: string;
  followed?: CustomerId | undefined;
  selected?: CustomerId | undefined;
  chosen: ReadonlySet<CustomerId>;
};

/**
 * Where a shortcut is done: `here`, or in the inbox. On the floor a slip of the finger must not reach those who are out of sight:
 * only a conversation that is open there is meant by it, and none otherwise.
 */
export function placeOf(shortcut: Shortcut, { place, followed, selected, chosen }: Shown): 'here' | 'inbox' | undefined {
  if (anywhere.has(shortcut)) return 'here';
  if (place !== 'floor') return 'inbox';
  if (shortcut === 'undo') return 'here';
  if (!withSomebody.has(shortcut)) return 'inbox';
  return followed !== undefined && followed === selected && chosen.size === 0 ? 'here' : undefined;
}
