import { Menu } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineLens } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconFilter, IconLock, IconPaperclip } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { commandOf } from '../palette/controls.ts';
import { JumpToDay } from './JumpToDay.tsx';
import { useJump } from './jump-open.ts';
import styles from './LensMenu.module.css';

/** What of the timeline is shown, and from which day on. */
export const LensMenu = memo(function LensMenu({ lens }: { lens: TimelineLens }) {
  const { t } = useTranslation();
  const setLens = useApp((state) => state.setLens);
  const { open: jumping, setOpen: setJumping } = useJump();
  const channels = useApp((state) => state.connections) ?? [];
  const pick = (next: TimelineLens) => () => void setLens(next);
  return (
    <>
      <Menu position="bottom-end" width={240} withinPortal>
        <Menu.Target>
          <IconButton
            {...commandOf('timeline.lens')}
            label={t('timeline.lens')}
            data-on={isOn(lens) || undefined}
            className={styles.button}
          >
            <IconFilter size={18} stroke={1.6} aria-hidden />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item aria-current={!isOn(lens)} onClick={pick({})}>
            {t('timeline.lensAll')}
          </Menu.Item>
          {channels.map(({ channelId, kind, name }) => (
            <Menu.Item
              key={channelId}
              leftSection={<ChannelIcon kind={kind} size={14} />}
              aria-current={lens.channelId === channelId}
              onClick={pick({ channelId })}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<IconLock size={14} stroke={1.6} />}
            aria-current={lens.kinds !== undefined}
            onClick={pick({ kinds: ['note'] })}
          >
            {t('timeline.lensNotes')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPaperclip size={14} stroke={1.6} />}
            aria-current={lens.files === true}
            onClick={pick({ files: true })}
          >
            {t('timeline.lensFiles')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setJumping(true)}>{`${t('timeline.jump')}…`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {jumping && <JumpToDay onClose={() => setJumping(false)} />}
    </>
  );
});

const isOn = (lens: TimelineLens): boolean => Object.keys(lens).length > 0;

/** Says that not everything is shown, and how to see the rest. */
export const LensStrip = memo(function LensStrip({ lens }: { lens: TimelineLens }) {
  const { t } = useTranslation();
  const setLens = useApp((state) => state.setLens);
  const channel = useApp((state) => state.connections?.find(({ channelId }) => channelId === lens.channelId));
  if (!isOn(lens)) return null;
  const what = lens.files ? t('timeline.lensFiles') : lens.kinds ? t('timeline.lensNotes') : (channel?.name ?? '');
  return (
    <p className={styles.strip}>
      <span>{t('timeline.lensOn', { what })}</span>
      <button type="button" onClick={() => void setLens({})}>
        {t('timeline.lensAll')}
      </button>
    </p>
  );
});
