import i18next from 'i18next';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import { when } from '../../i18n/time.ts';
import { type Route, sameRoute } from '../../state/drafts.ts';
import { contactWords } from '../contact-words.ts';

/** `Telegram · @mariak (Acme bot)`, with the reason when it is closed, and with where it goes when they asked for that. */
export function optionWords(option: ReplyOption): string {
  const { channelKind } = option;
  const address = channelKind === 'telegram' ? contactWords({ kind: channelKind, shown: option.address }) : option.address;
  const words = i18next.t('composer.option', {
    channel: i18next.t(`channel.${option.channelKind}`),
    address: option.answersTo === undefined ? address : `${address} → ${option.answersTo}`,
    account: option.channelName,
  });
  if (option.allowed || option.reason === undefined) return words;
  return i18next.t('composer.optionBlocked', { option: words, reason: i18next.t(`composer.reason.${option.reason}`) });
}

export function routeValue({ contactPointId, channelId }: Route): string {
  return `${contactPointId} ${channelId}`;
}

/**
 * Why this way is proposed, or what speaks against it. `options` best first; `chosen` goes where one of them does, or into a group where
 * none of them may.
 */
export function whyWords(options: readonly ReplyOption[], chosen: ReplyOption, now: number): string | undefined {
  if (!chosen.allowed) return chosen.reason && i18next.t(`composer.reason.${chosen.reason}`);
  const ways = options.filter(({ allowed }) => allowed);
  if (ways.length === 1) {
    const [closed] = options.filter(({ allowed, reason }) => !allowed && reason !== undefined);
    return (
      closed?.reason &&
      i18next.t('composer.why.onlyOpen', {
        channel: i18next.t(`channel.${closed.channelKind}`),
        reason: i18next.t(`composer.reason.${closed.reason}`),
      })
    );
  }
  if (ways.length === 0) return undefined;
  const latest = ways.reduce((a, b) => ((b.lastInAt ?? 0) > (a.lastInAt ?? 0) ? b : a));
  const lastOutAt = options.find((option) => sameRoute(option, chosen))?.lastOutAt;
  if (latest.lastInAt === undefined)
    return lastOutAt ? i18next.t('composer.why.lastUs', { when: when(lastOutAt, now) }) : undefined;
  if (sameRoute(latest, chosen)) return i18next.t('composer.why.lastHere', { when: when(latest.lastInAt, now) });
  return i18next.t('composer.why.lastElsewhere', {
    channel: i18next.t(`channel.${latest.channelKind}`),
    when: when(latest.lastInAt, now),
  });
}
