import { useEffect } from 'react';
import { isQuiet } from '../../../shared/lib/quiet.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { forgetUndo } from '../feedback.tsx';
import { play } from '../notices/sound.ts';
import { gathered, teamNews } from './news.ts';
import { newsTitle, newsWords } from './words.ts';

/**
 * A toast and a sound for what colleagues hand over, return and whisper, unless it is about who is before the agent’s eyes. What came
 * back is not offered to be taken back any more.
 */
export function useTeamNews(): void {
  useEffect(
    () =>
      useApp.subscribe((now, before) => {
        if (now.teamView === before.teamView) return;
        const back = new Set(now.teamView?.given.flatMap(({ id, state }) => (state === 'offered' ? [] : [id])));
        forgetUndo((about) => about.every((id) => back.has(id)));
        const rules = now.workspace?.noticeRules;
        const looking = document.hasFocus() ? now.person?.view.id : undefined;
        const fresh = teamNews(before.teamView, now.teamView).filter(({ customer }) => customer.id !== looking);
        if (!rules || fresh.length === 0 || isQuiet(rules, Date.now())) return;
        if (rules.toasts)
          for (const line of gathered(fresh))
            desktop.notify({ title: newsTitle(line), body: newsWords(line.news), customerId: line.news.customer.id });
        play(rules.sound);
      }),
    [],
  );
}
