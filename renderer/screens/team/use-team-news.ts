import i18next from 'i18next';
import { useEffect } from 'react';
import { isQuiet } from '../../../shared/lib/quiet.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { play } from '../notices/sound.ts';
import { type TeamNews, teamNews } from './news.ts';

function words(news: TeamNews): string {
  if (news.kind === 'whisper') return i18next.t('team.news.whisper', { name: news.whisper.from.name, text: news.whisper.text });
  const { handoff } = news;
  if (news.kind === 'handoff') return i18next.t('team.news.handoff', { name: handoff.by.name });
  if (handoff.state === 'expired') return i18next.t('team.news.expired');
  return i18next.t('team.news.returned', { name: handoff.to?.name ?? handoff.toDepartment?.name ?? '' });
}

/** A toast and a sound for what colleagues hand over, return and whisper, unless it is about who is before the agent’s eyes. */
export function useTeamNews(): void {
  useEffect(
    () =>
      useApp.subscribe((now, before) => {
        if (now.teamView === before.teamView) return;
        const rules = now.workspace?.noticeRules;
        const looking = document.hasFocus() ? now.person?.view.id : undefined;
        const fresh = teamNews(before.teamView, now.teamView).filter(({ customer }) => customer.id !== looking);
        if (!rules || fresh.length === 0 || isQuiet(rules, Date.now())) return;
        if (rules.toasts)
          for (const news of fresh)
            desktop.notify({ title: news.customer.name, body: words(news), customerId: news.customer.id });
        play(rules.sound);
      }),
    [],
  );
}
