import i18next from 'i18next';
import type { ShownAddress } from '../../shared/contract/api.ts';

/** Somebody without a name at a messenger has only its number there, which would pass for anything. */
const isNumber = ({ kind, shown }: ShownAddress): boolean => kind === 'telegram' && /^\d+$/.test(shown);

/** An address beside the sign of its kind: `ID 71` of whoever has no name at Telegram. */
export function contactWords(address: ShownAddress): string {
  return isNumber(address) ? i18next.t('messengerId.short', { id: address.shown }) : address.shown;
}

/** An address that stands alone: `Telegram ID 71`. */
export function addressWords(address: ShownAddress): string {
  return isNumber(address) ? i18next.t('messengerId.full', { id: address.shown }) : address.shown;
}
