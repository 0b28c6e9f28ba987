import i18next from 'i18next';
import type { ChannelNotice, Connection, ConnectionProblem } from '../../../shared/model/index.ts';
import type { en } from '../../i18n/en.ts';
import { moment } from '../../i18n/time.ts';

export type Mood = 'good' | 'busy' | 'bad' | 'off';

/** How alarming a state is, for the colour beside its word. */
export function mood({ state, holder, fromColleagues }: Pick<Connection, 'state' | 'holder' | 'fromColleagues'>): Mood {
  if (state === 'online') return 'good';
  if (state === 'connecting') return 'busy';
  if (fromColleagues) return holder === undefined ? 'off' : 'good';
  if (state === 'elsewhere') return holder === undefined ? 'busy' : 'good';
  return state === 'stopped' ? 'off' : 'bad';
}

export const worstMood = (connections: readonly Connection[]): Mood => worstOf(connections.map(mood));

export function worstOf(given: readonly Mood[]): Mood {
  const moods = new Set(given);
  return (['bad', 'busy', 'good', 'off'] as const).find((each) => moods.has(each)) ?? 'off';
}

/** `connected`, `not synced since 14:05`, `wrong password`. */
export function stateWords(connection: Connection, now: number): string {
  const { state, kind, lastContactAt, holder, fromColleagues } = connection;
  if (fromColleagues)
    return holder === undefined
      ? i18next.t('connections.state.fromColleagues')
      : i18next.t('connections.state.fromColleague', { holder });
  if (state === 'elsewhere' && holder !== undefined) return i18next.t('connections.state.elsewhereBy', { holder });
  if (state === 'needs-auth' && kind === 'telegram') return i18next.t('connections.state.needs-auth-telegram');
  if (state !== 'backoff') return i18next.t(`connections.state.${state}`);
  if (lastContactAt === undefined) return i18next.t('connections.state.backoffNever');
  return i18next.t('connections.state.backoff', { time: moment(lastContactAt, now) });
}

/** What a person should know of a channel though it works. */
export const noticeWords = (notice: ChannelNotice): string =>
  notice.code === 'same-pbx'
    ? i18next.t('connections.notice.same-pbx', { channel: notice.channel })
    : i18next.t(`connections.notice.${notice.code}`, { folder: notice.folder });

/** `Support mailbox: connected, importing 120 of 900`. */
export function connectionSentence(connection: Connection, now: number): string {
  const words = i18next.t('connections.sentence', { name: connection.name, state: stateWords(connection, now) });
  const { importing } = connection;
  return importing ? `${words}, ${importingWords(importing)}` : words;
}

/** For one line below the list: only what is worth a look about this channel; undefined when all is well. */
export function troubleWords(connection: Connection, now: number): string | undefined {
  const { name, importing, quarantined } = connection;
  if (mood(connection) === 'bad') return i18next.t('connections.sentence', { name, state: stateWords(connection, now) });
  if (importing) return i18next.t('connections.sentence', { name, state: importingWords(importing) });
  if (quarantined === 0) return undefined;
  return i18next.t('connections.sentence', { name, state: i18next.t('connections.quarantined', { count: quarantined }) });
}

export function importingWords({ done, total }: { done: number; total: number }): string {
  const number = new Intl.NumberFormat(i18next.language);
  return i18next.t('connections.importing', { done: number.format(done), total: number.format(total) });
}

type Kind = Connection['kind'];

type Advice = `problemAt.pbx.${keyof typeof en.problemAt.pbx}` | 'problemAt.bot.auth';

/** Where something else is to be done than at a mailbox. */
const advice: Readonly<{ [K in Kind]?: Readonly<{ [C in ConnectionProblem['code']]?: Advice }> }> = {
  asterisk: {
    auth: 'problemAt.pbx.auth',
    tls: 'problemAt.pbx.tls',
    insecure: 'problemAt.pbx.insecure',
    'certificate-host': 'problemAt.pbx.certificate-host',
  },
  telegram: { auth: 'problemAt.bot.auth' },
};

/** What happened, what we do about it, what you can do at a channel of this kind. */
export function problemWords({ code, host }: ConnectionProblem, kind: Kind): { what: string; we: string; you: string } {
  const shown = host ?? i18next.t('problem.theServer');
  const own = advice[kind]?.[code];
  return {
    // A bot has no name and no password to be refused.
    what:
      kind === 'telegram' && code === 'auth'
        ? i18next.t('problemAt.bot.refused')
        : i18next.t(`problem.${code}.what`, { host: shown }),
    we: i18next.t(`problem.${code}.we`),
    you: own === undefined ? i18next.t(`problem.${code}.you`) : i18next.t(own),
  };
}
