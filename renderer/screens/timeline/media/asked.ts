import { createContext, useContext } from 'react';
import type { Attachment, ChannelId } from '../../../../shared/model/index.ts';
import { t } from '../../../i18n/words.ts';
import { useApp } from '../../../state/store.ts';

/** The channel by which the attachments below came. */
export const CameBy = createContext<ChannelId | undefined>(undefined);

/** Who of the team was asked for it and how far that is; undefined when nobody was, or it is fetched from here. */
export function useAskedWords({ asked }: Attachment): string | undefined {
  const channelId = useContext(CameBy);
  const run = useApp((state) => state.connections?.find((connection) => connection.channelId === channelId));
  if (asked === undefined || run?.state !== 'elsewhere') return undefined;
  const { holder } = run;
  if (holder === undefined) return t('file.unheld');
  return t(asked === 'taken' ? 'file.takenBy' : 'file.askedOf', { holder });
}
