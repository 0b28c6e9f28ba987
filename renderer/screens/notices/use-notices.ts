import i18next from 'i18next';
import { useEffect } from 'react';
import { isQuiet } from '../../../shared/lib/quiet.ts';
import type { Notice, NoticeRules } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { news } from './news.ts';
import { play } from './sound.ts';

/** Title and words of a toast. */
export function toastOf(notice: Notice): { title: string; body: string; customerId: string } {
  const { customerName, kind, count, customerId } = notice;
  const title = count > 1 ? `${customerName} (${count})` : customerName;
  const body = kind === 'mine' ? notice.text : [i18next.t(`notices.kind.${kind}`), notice.text].filter(Boolean).join(': ');
  return { title, body, customerId };
}

/** A toast and a sound, as the rules have it. They only hint: the list of notices is the truth. */
export function hint(notices: readonly Notice[], rules: NoticeRules): void {
  if (isQuiet(rules, Date.now())) return;
  if (rules.toasts) for (const notice of notices) desktop.notify(toastOf(notice));
  if (notices.length > 0) play(rules.sound);
}

/** Hints at what is new, unless it is about the customer who is before the agent’s eyes. */
export function useNotices(): void {
  useEffect(() => {
    let before: readonly Notice[] | undefined;
    return useApp.subscribe((now, last) => {
      if (now.notices === last.notices) return;
      const fresh = news(before, now.notices);
      before = now.notices;
      const looking = document.hasFocus() ? now.person?.view.id : undefined;
      const rules = now.workspace?.noticeRules;
      if (rules)
        hint(
          fresh.filter(({ customerId }) => customerId !== looking),
          rules,
        );
    });
  }, []);
}
