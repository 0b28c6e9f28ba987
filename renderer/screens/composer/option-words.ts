import i18next from 'i18next';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import type { Route } from '../../state/drafts.ts';

/** `Telegram · @mariak (Acme bot)`, with the reason when it is closed, and with where it goes when they asked for that. */
export function optionWords(option: ReplyOption): string {
  const words = i18next.t('composer.option', {
    channel: i18next.t(`channel.${option.channelKind}`),
    address: option.answersTo === undefined ? option.address : `${option.address} → ${option.answersTo}`,
    account: option.channelName,
  });
  if (option.allowed || option.reason === undefined) return words;
  return i18next.t('composer.optionBlocked', { option: words, reason: i18next.t(`composer.reason.${option.reason}`) });
}

export function routeValue({ contactPointId, channelId }: Route): string {
  return `${contactPointId} ${channelId}`;
}
