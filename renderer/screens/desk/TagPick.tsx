import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { PickList } from '../../components/PickList.tsx';
import { useApp } from '../../state/store.ts';
import { showError } from '../feedback.tsx';
import { changeMany, tagsOfAll } from './acts.ts';
import type { AnswerProps } from './answer.ts';
import { nextColour, tagColour } from './tag-colour.ts';

/** Tags given and taken one after another; one that is not there yet is made by typing it. */
export function TagPick({ customerIds }: AnswerProps) {
  const { t } = useTranslation();
  const tags = useApp((state) => state.workspace?.tags) ?? [];
  const [on, setOn] = useState<ReadonlySet<string>>(() => tagsOfAll(customerIds));

  async function set(tagId: string, name: string, given: boolean): Promise<void> {
    const said = (count: number): string =>
      count === 1
        ? t(given ? 'desk.tagged' : 'desk.untagged', { tag: name })
        : t(given ? 'desk.taggedMany' : 'desk.untaggedMany', { tag: name, count });
    if (await changeMany(customerIds, given ? { addTags: [tagId] } : { removeTags: [tagId] }, said)) {
      setOn((now) => new Set(given ? [...now, tagId] : [...now].filter((id) => id !== tagId)));
    }
  }

  return (
    <PickList
      label={t('desk.tag')}
      placeholder={t('desk.tagFind')}
      empty={t('desk.noTags')}
      options={tags.map((tag) => ({ id: tag.id, label: tag.name, dot: tagColour(tag.colour), checked: on.has(tag.id) }))}
      onPick={(id) => {
        const tag = tags.find((each) => each.id === id);
        if (tag) void set(tag.id, tag.name, !on.has(tag.id));
      }}
      create={{
        label: (name) => t('desk.createTag', { tag: name }),
        run: (name) => {
          call('tag.save', { name, colour: nextColour(tags.length) }).then(({ tagId }) => set(tagId, name, true), showError);
        },
      }}
    />
  );
}
