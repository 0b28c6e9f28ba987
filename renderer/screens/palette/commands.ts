import i18next from 'i18next';
import { otherLayout } from '../../../shared/lib/keyboard-layout.ts';
import { keyName, type Shortcut, shortcuts } from '../../state/keymap.ts';
import { leads, sectionsOf } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';
import { useConnectionsPanel } from '../connections/panel-open.ts';
import { act } from '../shortcuts/actions.ts';
import { callingNow } from './calling.ts';
import type { PaletteEntry } from './entry.ts';

const forCustomer: ReadonlySet<Shortcut> = new Set([
  'reply',
  'note',
  'resolve',
  'take',
  'accept',
  'assign',
  'snooze',
  'remind',
  'tag',
  'choose',
  'unread',
]);

/** Everything that can be done now: what needs a customer is there when one is open or picked. */
export function commands(): PaletteEntry[] {
  const app = useApp.getState();
  const someone = app.targets().length > 0;
  const byKey = shortcuts
    .filter((shortcut) => someone || !forCustomer.has(shortcut))
    .map((shortcut): PaletteEntry => {
      const keys = keyName(app.keymap[shortcut]);
      return {
        id: shortcut,
        kind: 'action',
        label: i18next.t(`shortcuts.${shortcut}`),
        run: () => act(shortcut),
        ...(keys === undefined ? {} : { keys }),
      };
    });
  const views = (app.workspace?.savedViews ?? []).map(
    (view): PaletteEntry => ({
      id: `view-${view.id}`,
      kind: 'view',
      label: view.name,
      run: () => {
        app.goTo('inbox');
        app.openSaved(view);
      },
    }),
  );
  const sections = sectionsOf(app.teamView).map(
    (section): PaletteEntry => ({
      id: `settings-${section}`,
      kind: 'settings',
      label: i18next.t(`settings.${section}`),
      run: () => app.goTo('settings', section),
    }),
  );
  const floor: PaletteEntry[] = leads(app.teamView)
    ? [{ id: 'floor', kind: 'action', label: i18next.t('places.floor'), run: () => app.goTo('floor') }]
    : [];
  const connections: PaletteEntry = {
    id: 'connections',
    kind: 'action',
    label: i18next.t('connections.label'),
    run: () => useConnectionsPanel.getState().setOpen(true),
  };
  const help: PaletteEntry = {
    id: 'help',
    kind: 'action',
    label: i18next.t('shortcuts.title'),
    keys: '?',
    run: () => act('help'),
  };
  const tour: PaletteEntry = {
    id: 'tour',
    kind: 'action',
    label: i18next.t('tour.take'),
    run: () => useApp.getState().startTour(),
  };
  return [...byKey, ...callingNow(), ...views, ...floor, connections, help, tour, ...sections];
}

/** Entries with every word of the query in them, as typed or as the same keys write on the other layout; the beginning counts most. */
export function matching(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  const typed = query.trim().toLowerCase();
  if (typed === '') return [...entries];
  // One letter is on every second word of the other layout.
  const swapped = typed.length > 1 ? otherLayout(typed) : typed;
  const score = (label: string): number => {
    const text = label.toLowerCase();
    const best = [typed, swapped].map((wanted) => {
      if (text.startsWith(wanted)) return 2;
      return wanted.split(/\s+/).every((word) => text.includes(word)) ? 1 : 0;
    });
    return Math.max(...best);
  };
  return entries
    .map((entry) => ({ entry, rank: score(entry.label) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}
