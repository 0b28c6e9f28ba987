import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Tag, tagColours } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useApp } from '../../state/store.ts';
import { nextColour, tagColour } from '../desk/tag-colour.ts';
import { attempt, showUndo } from '../feedback.tsx';
import styles from './ConversationsSection.module.css';
import { NamedList } from './NamedList.tsx';

/** The words conversations are sorted by: how they end, tags, views of one’s own; and from when on somebody waits too long. */
export function ConversationsSection() {
  return (
    <div className={styles.section}>
      <WaitingLimit />
      <Results />
      <Tags />
      <Views />
    </div>
  );
}

function WaitingLimit() {
  const { t } = useTranslation();
  const limit = useApp((state) => state.workspace?.waitingLimitMinutes);
  if (limit === undefined) return null;
  return (
    <NumberInput
      className={styles.limit}
      data-setting="waitingLimit"
      size="xs"
      label={t('settings.waitingLimit')}
      description={t('settings.waitingLimitHint')}
      min={0}
      max={10_080}
      allowDecimal={false}
      value={limit}
      onChange={(value) => {
        if (typeof value === 'number') void attempt(call('workspace.update', { waitingLimitMinutes: value }));
      }}
    />
  );
}

function Results() {
  const { t } = useTranslation();
  const codes = useApp((state) => state.workspace?.resultCodes) ?? [];
  const save = (resultCodes: string[]): Promise<boolean> => attempt(call('workspace.update', { resultCodes }));
  return (
    <NamedList
      id="results"
      title={t('settings.results')}
      hint={t('settings.resultsHint')}
      items={codes.map((name, at) => ({ id: String(at), name }))}
      onRename={(item, name) => void save(codes.map((code) => (code === item.name ? name : code)))}
      onRemove={async (item) => {
        const rest = codes.filter((code) => code !== item.name);
        if (await save(rest)) showUndo(t('settings.removed', { name: item.name }), () => save([...codes]));
      }}
      add={{ label: t('settings.resultAdd'), run: (name) => void save([...codes, name]) }}
    />
  );
}

function Tags() {
  const { t } = useTranslation();
  const tags = useApp((state) => state.workspace?.tags) ?? [];
  const [removing, setRemoving] = useState<Tag>();
  const save = (tag: Pick<Tag, 'name' | 'colour'> & { id?: string }): void => void attempt(call('tag.save', tag));
  return (
    <>
      <NamedList
        id="tags"
        title={t('settings.tags')}
        hint={t('settings.tagsHint')}
        items={tags.map((tag) => ({
          id: tag.id,
          name: tag.name,
          mark: (
            <Choice
              label={t('settings.colourOf', { name: tag.name })}
              icon={<span data-contrast-mark className={styles.dot} style={{ background: tagColour(tag.colour) }} aria-hidden />}
              value={tag.colour}
              options={tagColours.map((colour) => ({ value: colour, label: t(`settings.colour.${colour}`) }))}
              onChoose={(value) => {
                const colour = tagColours.find((each) => each === value);
                if (colour) save({ id: tag.id, name: tag.name, colour });
              }}
            />
          ),
        }))}
        onRename={({ id, name: before }, name) => {
          const colour = tags.find((tag) => tag.id === id)?.colour;
          if (colour && name !== before) save({ id, name, colour });
        }}
        onRemove={({ id }) => setRemoving(tags.find((tag) => tag.id === id))}
        add={{
          label: t('settings.tagAdd'),
          run: (name) => save({ name, colour: nextColour(tags.length) }),
        }}
      />
      {removing && (
        <ConfirmDialog
          title={t('canned.removeTitle', { title: removing.name })}
          action={t('action.remove')}
          color="red"
          onConfirm={() => void attempt(call('tag.remove', { tagId: removing.id }))}
          onClose={() => setRemoving(undefined)}
        >
          <p>{t('settings.tagRemoveHint')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Views() {
  const { t } = useTranslation();
  const views = useApp((state) => state.workspace?.savedViews) ?? [];
  return (
    <NamedList
      id="views"
      title={t('inbox.savedViews')}
      hint={t('settings.viewsHint')}
      items={views}
      onRename={({ id }, name) => {
        const view = views.find((each) => each.id === id);
        if (view) void attempt(call('view.save', { ...view, name }));
      }}
      onRemove={async ({ id }) => {
        const view = views.find((each) => each.id === id);
        if (!view || !(await attempt(call('view.remove', { viewId: id })))) return;
        const { id: _gone, ...again } = view;
        const to = views.indexOf(view);
        showUndo(t('settings.removed', { name: view.name }), async () => {
          const { viewId } = await call('view.save', again);
          await call('view.move', { viewId, to });
        });
      }}
      onMove={({ id }, to) => void attempt(call('view.move', { viewId: id, to }))}
    />
  );
}
