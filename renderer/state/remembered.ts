import { type InboxSort, type InboxView, inboxSorts, inboxViews } from '../../shared/contract/api.ts';
import type { Narrowing } from './inbox.ts';
import { defaultKeymap, type Keymap, readKeymap } from './keymap.ts';

export const voiceSpeeds = [1, 1.5, 2] as const;
export type VoiceSpeed = (typeof voiceSpeeds)[number];

/** What a window keeps of its own from one day to the next. Widths in pixels. */
export type Remembered = {
  view: InboxView;
  narrowing: Narrowing;
  sort: InboxSort;
  listWidth: number;
  panelWidth: number;
  panelOpen: boolean;
  keymap: Keymap;
  /** The tour was taken or declined: it is not offered again. */
  tourSeen: boolean;
  /** How fast voices are listened to, of their own speed. */
  voiceSpeed: VoiceSpeed;
};

export const storageKey = 'throughline.layout';
const initial: Remembered = {
  view: 'all',
  narrowing: {},
  sort: 'waiting',
  listWidth: 344,
  panelWidth: 320,
  panelOpen: true,
  keymap: defaultKeymap,
  tourSeen: false,
  voiceSpeed: 1,
};

/** What was remembered, with the defaults for whatever is missing or unreadable. */
export function readLayout(stored: string | null): Remembered {
  if (stored === null) return initial;
  try {
    const parsed: unknown = JSON.parse(stored);
    if (typeof parsed !== 'object' || parsed === null) return initial;
    const { view, narrowing, sort, listWidth, panelWidth, panelOpen, keymap, tourSeen, voiceSpeed } = parsed as Partial<
      Record<keyof Remembered, unknown>
    >;
    return {
      view: inboxViews.find((each) => each === view) ?? initial.view,
      narrowing: readNarrowing(narrowing),
      sort: inboxSorts.find((each) => each === sort) ?? initial.sort,
      listWidth: clampWidth(typeof listWidth === 'number' ? listWidth : initial.listWidth, listLimits),
      panelWidth: clampWidth(typeof panelWidth === 'number' ? panelWidth : initial.panelWidth, panelLimits),
      panelOpen: panelOpen !== false,
      keymap: readKeymap(keymap),
      tourSeen: tourSeen === true,
      voiceSpeed: voiceSpeeds.find((each) => each === voiceSpeed) ?? initial.voiceSpeed,
    };
  } catch {
    return initial;
  }
}

function readNarrowing(stored: unknown): Narrowing {
  if (typeof stored !== 'object' || stored === null) return {};
  const { channelId, tagId, troubled } = stored as Partial<Record<keyof Narrowing, unknown>>;
  return {
    ...(typeof channelId === 'string' ? { channelId } : {}),
    ...(typeof tagId === 'string' ? { tagId } : {}),
    ...(troubled === true ? { troubled } : {}),
  };
}

export const listLimits = { min: 280, max: 420 };
export const panelLimits = { min: 280, max: 400 };

export function clampWidth(px: number, limits: { min: number; max: number }): number {
  return Math.round(Math.max(limits.min, Math.min(limits.max, px)));
}

export function rememberLayout(now: Remembered): void {
  const { view, narrowing, sort, listWidth, panelWidth, panelOpen, keymap, tourSeen, voiceSpeed } = now;
  const kept: Remembered = { view, narrowing, sort, listWidth, panelWidth, panelOpen, keymap, tourSeen, voiceSpeed };
  localStorage.setItem(storageKey, JSON.stringify(kept));
}
