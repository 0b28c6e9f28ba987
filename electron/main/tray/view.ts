import type { Attention } from '../../../shared/contract/desktop.ts';
import { type Pause, pauses } from '../../../shared/model/index.ts';
import type { Language, Words } from '../words.ts';

export type TrayFace = 'connected' | 'trouble' | 'paused';
export type TrayAct = 'open' | 'quit' | 'resume' | Pause;
/** A line of the tray's menu: what can be done, what is only said, or a group of either. */
export type TrayLine = { label: string; act: TrayAct } | { label: string; lines: TrayLine[] } | { label: string } | 'separator';

export type TrayView = {
  face: TrayFace;
  tooltip: string;
  lines: TrayLine[];
  /** When this view is no longer true by itself: the end of a pause, epoch ms. */
  until?: number;
};

/** Windows shows no more of a tooltip: NOTIFYICONDATAW.szTip holds 128 characters with the closing zero. */
const longest = 127;

/** What the tray shows. Trouble goes before a pause: a paused agent still has to know that nothing arrives. */
export function trayView(attention: Attention, words: Words, language: Language, now: number): TrayView {
  const { unread, troubles, pausedUntil } = attention;
  const paused = pausedUntil !== undefined && pausedUntil > now;
  const pausedWords = paused ? words.trayPaused.replace('{{time}}', clock(pausedUntil, language, now)) : undefined;
  const state = troubles.length > 0 ? troubles : [words.trayConnected];
  const said = [...(unread > 0 ? [words.trayUnread.replace('{{count}}', String(unread))] : []), ...state];
  const pauseLines = pauses.map((pause): TrayLine => ({ label: words[`trayPause.${pause}`], act: pause }));
  return {
    face: troubles.length > 0 ? 'trouble' : paused ? 'paused' : 'connected',
    tooltip: shortened(['Throughline', ...said, ...(pausedWords === undefined ? [] : [pausedWords])].join('\n')),
    lines: [
      { label: words.trayOpen, act: 'open' },
      'separator',
      ...said.map((label): TrayLine => ({ label })),
      'separator',
      ...(pausedWords === undefined
        ? [{ label: words.trayPause, lines: pauseLines }]
        : [{ label: pausedWords }, { label: words.trayResume, act: 'resume' as const }]),
      'separator',
      { label: words.quit, act: 'quit' },
    ],
    ...(paused ? { until: pausedUntil } : {}),
  };
}

/** Drawing beside the taskbar's icon on Windows; nothing when nobody waits. */
export function overlayName(unread: number): string | undefined {
  if (unread <= 0) return undefined;
  return unread > 9 ? 'badge-more' : `badge-${unread}`;
}

function clock(time: number, language: Language, now: number): string {
  const today = new Date(time).toDateString() === new Date(now).toDateString();
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(today ? {} : { day: 'numeric', month: 'short' }),
  });
  return format.format(time);
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
