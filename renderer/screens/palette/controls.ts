import i18next from 'i18next';
import type { PaletteEntry } from './entry.ts';

/** Buttons and choices that are also commands, by the name they carry as `data-command`: wherever one is on the screen, it can be called. */
const controls = [
  'composer.send',
  'composer.attach',
  'canned.label',
  'emoji.label',
  'format.label',
  'composer.buttons',
  'composer.later',
  'timeline.lens',
  'conversation.status',
  'customer.rename',
  'customer.addPoint',
  'customer.linkWith',
  'inbox.filter',
  'inbox.saveView',
  'inbox.sort',
  'notices.label',
  'telephony.status.label',
] as const;
export type ControlName = (typeof controls)[number];

/** What a control carries so that the palette finds it. */
export const commandOf = (name: ControlName) => ({ 'data-command': name });

function shown(name: ControlName): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>(`[data-command="${name}"]`);
  return [...all].find((each) => each.checkVisibility() && !each.matches(':disabled'));
}

/** Does what the mouse would, with the keyboard going where it would. */
function use(control: HTMLElement): void {
  control.focus();
  if (!(control instanceof HTMLSelectElement)) control.click();
}

/** Commands of what is on the screen now. */
export function onScreen(): PaletteEntry[] {
  const other = i18next.getFixedT(i18next.language === 'ru' ? 'en' : 'ru');
  return controls.flatMap((name) =>
    shown(name) === undefined
      ? []
      : [
          {
            id: name,
            kind: 'action',
            label: i18next.t(name),
            also: other(name),
            run: () => {
              const control = shown(name);
              if (control) use(control);
            },
          } satisfies PaletteEntry,
        ],
  );
}
