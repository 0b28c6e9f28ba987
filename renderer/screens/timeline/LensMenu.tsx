import { Menu } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineLens } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconFilter, IconPaperclip } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useApp } from '../../state/store.ts';
import { commandOf } from '../palette/controls.ts';
import { JumpToDay } from './JumpToDay.tsx';
import { useJump } from './jump-open.ts';
import styles from './LensMenu.module.css';
import { carried, kindOf, lensKinds, withChannel, withFiles, withKind } from './lens.ts';

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
          <TakesKeyboard />
          <Menu.Item aria-current={!isOn(lens)} onClick={pick({})}>
            {t('timeline.lensAll')}
          </Menu.Item>
          {channels.length > 0 && <Menu.Label>{t('timeline.lensChannel')}</Menu.Label>}
          {channels.map((channel) => (
            <Menu.Item
              key={channel.channelId}
              leftSection={<ChannelIcon kind={channel.kind} size={14} />}
              aria-current={lens.channelId === channel.channelId}
              onClick={pick(withChannel(lens, channel))}
            >
              {channel.name}
            </Menu.Item>
          ))}
          <Menu.Label>{t('timeline.lensWhat')}</Menu.Label>
          {lensKinds
            .filter((kind) => kind === 'note' || channels.some((channel) => carried(channel.kind) === kind))
            .map((kind) => (
              <Menu.Item
                key={kind}
                leftSection={<ChannelIcon kind={kind} size={14} />}
                aria-current={kindOf(lens) === kind}
                onClick={pick(withKind(lens, kind, channels))}
              >
                {t(`timeline.lensKind.${kind}`)}
              </Menu.Item>
            ))}
          <Menu.Item
            leftSection={<IconPaperclip size={14} stroke={1.6} />}
            aria-current={lens.files === true}
            onClick={pick(withFiles(lens))}
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
  const kind = lensKinds.find((each) => each === kindOf(lens));
  const what = [channel?.name, kind && t(`timeline.lensKind.${kind}`), lens.files && t('timeline.lensFiles')]
    .filter(Boolean)
    .join(' · ');
  return (
    <p className={styles.strip}>
      <span>{t('timeline.lensOn', { what })}</span>
      <button type="button" onClick={() => void setLens({})}>
        {t('timeline.lensAll')}
      </button>
    </p>
  );
});
