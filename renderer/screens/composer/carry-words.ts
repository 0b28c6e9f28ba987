import i18next from 'i18next';
import { fileSize } from '../../i18n/size.ts';
import type { CarryNote, Obstacle, Way } from './reply-limits.ts';

/** Why it cannot be sent as it is, in a sentence. */
export function obstacleWords(obstacle: Obstacle): string {
  switch (obstacle.type) {
    case 'unfilled':
      return i18next.t('composer.unfilled', { what: obstacle.what });
    case 'address':
      return i18next.t('composer.noAddress', { typed: obstacle.what });
    case 'noAddress':
      return i18next.t('composer.forwardTo');
    case 'link':
      return i18next.t('composer.wrongLink', { typed: obstacle.what });
    case 'large':
      return i18next.t('composer.largeFile', { name: obstacle.what, limit: fileSize(obstacle.limit) });
    case 'total':
      return i18next.t('composer.largeTotal', { size: fileSize(obstacle.size), limit: fileSize(obstacle.limit) });
    case 'noFiles':
      return i18next.t('composer.noFiles');
  }
}

/** What the channel will make of it, in a few words. */
export function carryWords(note: CarryNote, option: Way | undefined): string {
  const channel = option ? i18next.t(`channel.${option.channelKind}`) : '';
  switch (note.type) {
    case 'left':
      return i18next.t('composer.left', { count: note.count });
    case 'split':
    case 'messages':
      return i18next.t('composer.split', { count: note.count });
    case 'size':
      return i18next.t('composer.sizeOf', { size: fileSize(note.size), limit: fileSize(note.limit) });
    case 'copies':
      return i18next.t('composer.noCopies', { channel });
    case 'buttons':
      return i18next.t('composer.noButtons', { channel });
    case 'plain': {
      const lists = note.marks.some((type) => type === 'bullet' || type === 'number');
      if (note.marks.includes('image')) return i18next.t('composer.picturesAsFiles', { channel });
      return i18next.t(lists ? 'composer.plainLists' : 'composer.plainMarks', { channel });
    }
  }
}
