import { Button, Menu } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import type { Connection } from '../../../shared/model/index.ts';
import { channelKinds } from '../../../shared/model/index.ts';
import { asCallError, type CallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil, IconPlus, IconTrash } from '../../components/icons.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useNow } from '../../components/use-now.ts';
import { useApp } from '../../state/store.ts';
import { ChannelDialog, type OpenForm } from '../channel-form/ChannelDialog.tsx';
import { draftOf, freeId, newDraft } from '../channel-form/draft.ts';
import { mood, stateWords } from '../connections/words.ts';
import { attempt, showDone } from '../feedback.tsx';
import styles from './ChannelsSection.module.css';
import { SectionFailed } from './SectionFailed.tsx';

/** The connected channels: how each stands, change it, remove it, add another. */
export function ChannelsSection() {
  const { t } = useTranslation();
  const now = useNow();
  const connections = useApp((state) => state.connections);
  const connectionsRead = useApp((state) => state.connectionsRead);
  const inTeam = useApp(({ teamView }) => teamView !== null);
  // What is the team's is taken from everybody; of a PBX each desk has a line of its own.
  const mayRemove = useApp(({ teamView }) => teamView === null || teamView.me.role === 'admin');
  const [channels, setChannels] = useState<ChannelConfig[]>();
  const [error, setError] = useState<CallError>();
  const [turn, setTurn] = useState(0);
  const [form, setForm] = useState<OpenForm>();
  const [removing, setRemoving] = useState<ChannelConfig>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when anything of a channel may have changed
  useEffect(() => {
    let current = true;
    call('channel.list', {}).then(
      (list) => {
        if (!current) return;
        setChannels(list);
        setError(undefined);
      },
      (caught: unknown) => current && setError(asCallError(caught)),
    );
    return () => {
      current = false;
    };
  }, [connectionsRead, turn]);

  if (error && !channels) return <SectionFailed error={error} onRetry={() => setTurn(turn + 1)} />;
  if (!channels) return <Skeleton rows={3} />;

  async function remove(channel: ChannelConfig): Promise<void> {
    const done = await attempt(call('channel.remove', { channelId: channel.id }));
    if (done) showDone(t('settings.channelRemoved', { name: channel.name }));
  }

  return (
    <>
      {channels.length === 0 && <p className={styles.quiet}>{t('settings.noChannels')}</p>}
      <ul className={styles.list}>
        {channels.map((channel) => {
          const connection = connections?.find((each) => each.channelId === channel.id);
          return (
            <li key={channel.id} className={styles.channel}>
              <ChannelIcon kind={channel.kind} size={20} />
              <div className={styles.words}>
                <strong>{channel.name}</strong>
                <span className={styles.quiet}>
                  {connection?.fromColleagues
                    ? t('connections.fromColleagues')
                    : (addressOf(channel, connection) ?? t(`channel.${channel.kind}`))}
                </span>
              </div>
              {connection && (
                <span className={styles.state} data-mood={mood(connection)}>
                  {stateWords(connection, now)}
                </span>
              )}
              <IconButton
                label={`${t('action.edit')} ${channel.name}`}
                onClick={() => setForm({ draft: draftOf(channel), editing: hasSecrets(channel) })}
              >
                <IconPencil size={16} stroke={1.6} aria-hidden />
              </IconButton>
              {(mayRemove || channel.kind === 'asterisk') && (
                <IconButton label={`${t('action.remove')} ${channel.name}`} onClick={() => setRemoving(channel)}>
                  <IconTrash size={16} stroke={1.6} aria-hidden />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" data-setting="addChannel" leftSection={<IconPlus size={14} stroke={2} />}>
            {t('settings.addChannel')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <TakesKeyboard />
          {channelKinds.map((kind) => (
            <Menu.Item
              key={kind}
              leftSection={<ChannelIcon kind={kind} />}
              onClick={() =>
                setForm({
                  draft: newDraft(
                    kind,
                    freeId(
                      kind,
                      channels.map((channel) => channel.id),
                    ),
                  ),
                  editing: false,
                })
              }
            >
              {t(`channel.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ChannelDialog form={form} onClose={() => setForm(undefined)} />
      {removing && (
        <ConfirmDialog
          title={t('settings.removeChannel', { name: removing.name })}
          action={t('action.remove')}
          color="red"
          onConfirm={() => void remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          <p>{t(inTeam && removing.kind !== 'asterisk' ? 'settings.removeChannelTeamHint' : 'settings.removeChannelHint')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** A PBX that this desk knows from its colleagues alone has none to be kept. */
const hasSecrets = (channel: ChannelConfig): boolean => channel.kind !== 'asterisk' || channel.ami.host !== '';

const addressOf = (channel: ChannelConfig, connection: Connection | undefined): string | undefined =>
  channel.kind === 'email' ? channel.address : connection?.address;
