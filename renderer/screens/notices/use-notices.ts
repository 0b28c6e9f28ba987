import { useEffect } from 'react';
import { isQuiet } from '../../../shared/lib/quiet.ts';
import type { Notice, NoticeRules } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { news } from './news.ts';
import { play } from './sound.ts';
import { toastsOf } from './toasts.ts';

/** A toast and a sound, as the rules have it. They only hint: the list of notices is the truth. */
export function hint(notices: readonly Notice[], rules: NoticeRules): void {
  if (isQuiet(rules, Date.now())) return;
  if (rules.toasts) for (const toast of toastsOf(notices)) desktop.notify(toast);
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
          fresh.filter(({ customerId }) => customerId === undefined || customerId !== looking),
          rules,
        );
    });
  }, []);
}
