import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inboxSorts } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { Choice } from '../../components/Choice.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconAlertTriangle, IconBookmark, IconCheck, IconFilter, IconX } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { isNarrowed, type Narrowing, openedView } from '../../state/inbox.ts';
import { useApp } from '../../state/store.ts';
import { tagColour } from '../desk/tag-colour.ts';
import { commandOf } from '../palette/controls.ts';
import { TakeNextButton } from '../team/TakeNextButton.tsx';
import styles from './ListTools.module.css';
import { SaveView } from './SaveView.tsx';

/** Order of the list and what narrows it: a channel, a tag, a view of one’s own. */
export function ListTools() {
  const { t } = useTranslation();
  const view = useApp((state) => state.view);
  const sort = useApp((state) => state.sort);
  const setSort = useApp((state) => state.setSort);
  const narrowing = useApp((state) => state.narrowing);
  const { channelId, tagId, troubled } = narrowing;
  const without = (of: keyof Narrowing): void => {
    const { [of]: _, ...others } = narrowing;
    narrow(others);
  };
  const narrow = useApp((state) => state.narrow);
  const channel = useApp((state) => state.connections?.find((each) => each.channelId === channelId));
  const tag = useApp((state) => state.workspace?.tags.find((each) => each.id === tagId));
  const someone = useApp((state) => (state.counts?.unassigned ?? 0) > 0);
  const [naming, setNaming] = useState(false);
  const narrowed = isNarrowed(narrowing);
  return (
    <div className={styles.tools}>
      {view !== 'resolved' && (
        <Choice
          {...commandOf('inbox.sort')}
          label={t('inbox.sort')}
          value={sort}
          options={inboxSorts.map((each) => ({ value: each, label: t(`inbox.sortBy.${each}`) }))}
          onChoose={(value) => {
            const chosen = inboxSorts.find((each) => each === value);
            if (chosen) setSort(chosen);
          }}
        />
      )}
      {narrowed && (
        <span className={styles.chips}>
          {channelId !== undefined && (
            <button
              type="button"
              className={styles.chip}
              aria-label={t('inbox.unfilter', { name: channel?.name ?? t('inbox.byChannel') })}
              onClick={() => without('channelId')}
            >
              {channel && <ChannelIcon kind={channel.kind} size={12} />}
              <span>{channel?.name ?? t('inbox.byChannel')}</span>
              <IconX size={12} aria-hidden />
            </button>
          )}
          {tagId !== undefined && (
            <button
              type="button"
              className={styles.chip}
              aria-label={t('inbox.unfilter', { name: tag?.name ?? t('inbox.byTag') })}
              onClick={() => without('tagId')}
            >
              {tag && (
                <span data-contrast-mark className={styles.dot} style={{ background: tagColour(tag.colour) }} aria-hidden />
              )}
              <span>{tag?.name ?? t('inbox.byTag')}</span>
              <IconX size={12} aria-hidden />
            </button>
          )}
          {troubled && (
            <button
              type="button"
              className={styles.chip}
              aria-label={t('inbox.unfilter', { name: t('inbox.troubled') })}
              onClick={() => without('troubled')}
            >
              <IconAlertTriangle size={12} stroke={1.8} aria-hidden />
              <span>{t('inbox.troubled')}</span>
              <IconX size={12} aria-hidden />
            </button>
          )}
        </span>
      )}
      <span className={styles.gap} />
      {narrowed && (
        <IconButton {...commandOf('inbox.saveView')} label={t('inbox.saveView')} onClick={() => setNaming(true)}>
          <IconBookmark size={16} stroke={1.6} aria-hidden />
        </IconButton>
      )}
      {view === 'unassigned' && someone && <TakeNextButton />}
      <FilterMenu />
      {naming && <SaveView onClose={() => setNaming(false)} />}
    </div>
  );
}

function FilterMenu() {
  const { t } = useTranslation();
  const connections = useApp((state) => state.connections) ?? [];
  const tags = useApp((state) => state.workspace?.tags) ?? [];
  const views = useApp((state) => state.workspace?.savedViews) ?? [];
  const view = useApp((state) => state.view);
  const narrowing = useApp((state) => state.narrowing);
  const narrow = useApp((state) => state.narrow);
  const opened = useApp((state) => openedView(state, state.workspace?.savedViews ?? []));
  const openSaved = useApp((state) => state.openSaved);
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <IconButton {...commandOf('inbox.filter')} label={t('inbox.filter')} data-on={isNarrowed(narrowing) ? '' : undefined}>
          <IconFilter size={16} stroke={1.6} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <TakesKeyboard />
        {views.length > 0 && <Menu.Label>{t('inbox.savedViews')}</Menu.Label>}
        {views.map((each) => (
          <Menu.Item
            key={each.id}
            leftSection={<IconBookmark size={14} stroke={1.6} />}
            rightSection={each.id === opened && <IconCheck size={14} stroke={1.6} aria-hidden />}
            aria-current={each.id === opened}
            onClick={() => openSaved(each)}
          >
            {each.name}
          </Menu.Item>
        ))}
        {view !== 'resolved' && (
          <>
            <Menu.Label>{t('inbox.byAnswer')}</Menu.Label>
            <Menu.Item
              leftSection={<IconAlertTriangle size={14} stroke={1.6} />}
              aria-current={narrowing.troubled === true}
              onClick={() => narrow({ ...narrowing, troubled: true })}
            >
              {t('inbox.troubled')}
            </Menu.Item>
          </>
        )}
        <Menu.Label>{t('inbox.byChannel')}</Menu.Label>
        {connections.map(({ channelId, kind, name }) => (
          <Menu.Item
            key={channelId}
            leftSection={<ChannelIcon kind={kind} size={14} />}
            aria-current={narrowing.channelId === channelId}
            onClick={() => narrow({ ...narrowing, channelId })}
          >
            {name}
          </Menu.Item>
        ))}
        {tags.length > 0 && <Menu.Label>{t('inbox.byTag')}</Menu.Label>}
        {tags.map(({ id, name, colour }) => (
          <Menu.Item
            key={id}
            leftSection={<span data-contrast-mark className={styles.dot} style={{ background: tagColour(colour) }} />}
            aria-current={narrowing.tagId === id}
            onClick={() => narrow({ ...narrowing, tagId: id })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
