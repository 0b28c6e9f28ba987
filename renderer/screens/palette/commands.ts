import i18next from 'i18next';
import { type Pause, pauses } from '../../../shared/model/index.ts';
import { keyName, type Shortcut, shortcuts } from '../../state/keymap.ts';
import { leads, sectionsOf } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';
import { useConnectionsPanel } from '../connections/panel-open.ts';
import { pauseNotices } from '../notices/pause.ts';
import { settingEntries } from '../settings/entries.ts';
import { goToSetting } from '../settings/focus-setting.ts';
import { act } from '../shortcuts/actions.ts';
import { useJump } from '../timeline/jump-open.ts';
import { callingNow } from './calling.ts';
import { onScreen } from './controls.ts';
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

/** The languages in which a command is found: the one it is shown in, and the other. */
type Both = { ours: typeof i18next.t; other: typeof i18next.t };
const both = (): Both => ({
  ours: i18next.t,
  other: i18next.getFixedT(i18next.language === 'ru' ? 'en' : 'ru') as typeof i18next.t,
});

/** Everything that can be done now: what needs a customer is there when one is open or picked. */
export function commands(): PaletteEntry[] {
  const app = useApp.getState();
  const someone = app.targets().length > 0;
  const { ours, other } = both();
  const byKey = shortcuts
    .filter((shortcut) => someone || !forCustomer.has(shortcut))
    .map((shortcut): PaletteEntry => {
      const keys = keyName(app.keymap[shortcut]);
      return {
        id: shortcut,
        kind: 'action',
        label: ours(`shortcuts.${shortcut}`),
        also: other(`shortcuts.${shortcut}`),
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
  return [...byKey, ...onScreen(), ...callingNow(), ...views, ...places(), ...settingsNow()];
}

/** Where one can go, and what belongs to the whole program. */
function places(): PaletteEntry[] {
  const app = useApp.getState();
  const { ours, other } = both();
  const named = (key: PlaceWords, run: () => void, keys?: string): PaletteEntry => ({
    id: key,
    kind: 'action',
    label: ours(key),
    also: other(key),
    run,
    ...(keys === undefined ? {} : { keys }),
  });
  const jump = app.person && app.place === 'inbox' ? [named('timeline.jump', () => useJump.getState().setOpen(true))] : [];
  const floor = leads(app.teamView) ? [named('places.floor', () => app.goTo('floor'))] : [];
  return [
    ...jump,
    named('places.inbox', () => app.goTo('inbox')),
    ...floor,
    named('connections.label', () => useConnectionsPanel.getState().setOpen(true)),
    named('shortcuts.title', () => act('help'), '?'),
    named('tour.take', () => app.startTour()),
  ];
}
type PlaceWords = 'timeline.jump' | 'places.inbox' | 'places.floor' | 'connections.label' | 'shortcuts.title' | 'tour.take';

/** Pages of the settings, the pause of the notices, and each setting for whoever asks for it. */
function settingsNow(): PaletteEntry[] {
  const app = useApp.getState();
  const { ours, other } = both();
  const sections = sectionsOf(app.teamView);
  const pages = sections.map(
    (section): PaletteEntry => ({
      id: `settings-${section}`,
      kind: 'settings',
      label: ours(`settings.${section}`),
      also: other(`settings.${section}`),
      run: () => app.goTo('settings', section),
    }),
  );
  const paused = (app.workspace?.noticeRules.pausedUntil ?? 0) > Date.now();
  const resting: PaletteEntry[] = paused
    ? [
        {
          id: 'resume',
          kind: 'action',
          label: ours('notices.resume'),
          also: other('notices.resume'),
          run: () => pauseNotices(undefined),
        },
      ]
    : pauses.map((pause: Pause) => ({
        id: `pause-${pause}`,
        kind: 'action',
        asked: true,
        label: ours(`notices.pause.${pause}`),
        also: [other(`notices.pause.${pause}`), ours('notices.pauseName'), other('notices.pauseName')].join(' '),
        hint: ours('notices.pauseName'),
        run: () => pauseNotices(pause),
      }));
  const single = settingEntries
    .filter(({ section, id }) => sections.includes(section) && !id.startsWith('key-') && id !== 'pause')
    .map(
      ({ id, section, words }): PaletteEntry => ({
        id: `setting-${id}`,
        kind: 'settings',
        asked: true,
        label: ours(words[0]),
        also: [other(words[0]), ...words.slice(1).flatMap((key) => [ours(key), other(key)])].join(' '),
        hint: ours(`settings.${section}`),
        run: () => goToSetting(section, id),
      }),
    );
  return [...resting, ...pages, ...single];
}
