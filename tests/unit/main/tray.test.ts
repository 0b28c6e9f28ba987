import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { overlayName, type TrayLine, trayView } from '../../../electron/main/tray/view.ts';
import { wordsOf } from '../../../electron/main/words.ts';
import type { Attention } from '../../../shared/contract/desktop.ts';

const now = new Date(2026, 10, 18, 14, 0).getTime();
const soon = new Date(2026, 10, 18, 14, 30).getTime();
const view = (attention: Partial<Attention>, language: 'en' | 'ru' = 'en', at = now) =>
  trayView({ unread: 0, troubles: [], ...attention }, wordsOf(language), language, at);

function acts(lines: readonly TrayLine[]): string[] {
  return lines.flatMap((line) => {
    if (line === 'separator') return [];
    if ('lines' in line) return acts(line.lines);
    return 'act' in line ? [line.act] : [];
  });
}

describe('the tray', () => {
  it('says that all is well, and offers to pause', () => {
    const { face, tooltip, lines, until } = view({});
    expect({ face, tooltip, until }).toEqual({
      face: 'connected',
      tooltip: 'Throughline\nEverything is connected',
      until: undefined,
    });
    expect(acts(lines)).toEqual(['open', 'half-hour', 'hour', 'tomorrow', 'quit']);
  });

  it('counts the unread, in both languages', () => {
    expect(view({ unread: 3 }).tooltip).toContain('Unread: 3');
    expect(view({ unread: 3 }, 'ru').tooltip).toBe('Throughline\nНепрочитанных: 3\nВсе подключения работают');
  });

  it('names every channel in trouble, and puts trouble before a pause', () => {
    const { face, tooltip, lines } = view({ troubles: ['Acme bot: not synced since 13:05'], pausedUntil: soon });
    expect(face).toBe('trouble');
    expect(tooltip).toBe('Throughline\nAcme bot: not synced since 13:05\nNotifications are paused until 14:30');
    expect(lines).toContainEqual({ label: 'Acme bot: not synced since 13:05' });
  });

  it('is paused until the end of the pause, and offers to resume', () => {
    const { face, lines, until } = view({ pausedUntil: soon });
    expect({ face, until }).toEqual({ face: 'paused', until: soon });
    expect(acts(lines)).toEqual(['open', 'resume', 'quit']);
    expect(view({ pausedUntil: soon }, 'en', soon).face).toBe('connected');
  });

  it('names the day of a pause that ends on another one', () => {
    const tomorrow = new Date(2026, 10, 19, 9, 0).getTime();
    expect(view({ pausedUntil: tomorrow }).tooltip).toMatch(/19 Nov.*09:00/);
    expect(view({ pausedUntil: tomorrow }, 'ru').tooltip).toMatch(/19 нояб.*09:00/);
  });

  it('keeps its tooltip within what Windows shows', () => {
    const troubles = Array.from({ length: 9 }, (_, index) => `Support mailbox ${index}: not synced since 13:05`);
    expect(view({ troubles }).tooltip).toHaveLength(127);
  });
});

it('the badge of the taskbar counts to nine, and every one of them is drawn', () => {
  expect(overlayName(0)).toBeUndefined();
  expect([1, 9, 10, 400].map(overlayName)).toEqual(['badge-1', 'badge-9', 'badge-more', 'badge-more']);
  for (let count = 1; count <= 10; count += 1) {
    const file = new URL(`../../../build/icons/tray/${overlayName(count)}.png`, import.meta.url);
    expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG');
  }
});
