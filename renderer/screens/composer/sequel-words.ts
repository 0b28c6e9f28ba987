import i18next from 'i18next';
import type { ReplySequel } from '../../../shared/contract/api.ts';
import type { Tag } from '../../../shared/model/index.ts';

/** What a macro does besides, in a few words; empty when it does nothing. A tag that is gone is not told. */
export function sequelWords(sequel: ReplySequel | undefined, tags: readonly Tag[]): string {
  if (!sequel) return '';
  const names = (sequel.addTags ?? []).flatMap((id) => tags.find((tag) => tag.id === id)?.name ?? []);
  const status = sequel.status === undefined ? [] : [i18next.t(`conversation.statusWord.${sequel.status}`)];
  return [...status, ...names].join(', ');
}
