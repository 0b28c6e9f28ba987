import i18next from 'i18next';
import type { TeamConnection } from '../../../shared/model/index.ts';
import { moment } from '../../i18n/time.ts';
import type { Mood } from './words.ts';

export function teamMood({ state, files, restoring }: TeamConnection): Mood {
  if (state === 'connected' && restoring) return 'busy';
  if (state === 'connected') return files === undefined ? 'good' : files.state === 'away' ? 'busy' : 'bad';
  return state === 'connecting' || state === 'catching-up' ? 'busy' : 'bad';
}

/** `connected`, `catching up, 120 of 900`, `server away since 10:42`. */
export function teamStateWords({ state, since, progress, update, files, restoring }: TeamConnection, now: number): string {
  if (restoring && (state === 'connected' || state === 'catching-up')) return i18next.t('connections.team.restored');
  switch (state) {
    case 'catching-up': {
      if (!progress) return i18next.t('connections.team.catchingUp');
      const number = new Intl.NumberFormat(i18next.language);
      const { done, total } = progress;
      return i18next.t('connections.team.catchingUpOf', { done: number.format(done), total: number.format(total) });
    }
    case 'away':
      return i18next.t('connections.team.away', { time: moment(since, now) });
    case 'update-needed':
      return i18next.t(update === 'server' ? 'connections.team.updateServer' : 'connections.team.updateProgram');
    case 'connected':
      return i18next.t(files === undefined ? 'connections.team.connected' : 'connections.team.filesAwayState');
    default:
      return i18next.t(`connections.team.${state}`);
  }
}

/** What goes on after the team's server was restored from an older copy. */
export function restoringWords({ done, total }: NonNullable<TeamConnection['restoring']>): string {
  const number = new Intl.NumberFormat(i18next.language);
  return total === 0
    ? i18next.t('connections.team.restoring')
    : i18next.t('connections.team.restoringOf', { done: number.format(done), total: number.format(total) });
}

/** `Team: server away since 10:42`. */
export const teamSentence = (team: TeamConnection, now: number): string =>
  i18next.t('connections.sentence', { name: i18next.t('connections.team.name'), state: teamStateWords(team, now) });
