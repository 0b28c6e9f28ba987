import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CustomerId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconEar } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { exact, moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { whispersOf } from '../../state/team-view.ts';
import { attempt } from '../feedback.tsx';
import styles from './Band.module.css';

/** What a lead whispers about whoever is open, until it is seen. */
export function WhisperBand({ customerId }: { customerId: CustomerId }) {
  const { t } = useTranslation();
  const now = useNow();
  const whispers = useApp(useShallow((state) => whispersOf(state.teamView, customerId)));
  return whispers.map(({ id, from, text, at }) => (
    <section key={id} className={styles.band} data-tone="accent" aria-label={t('team.whisper.label')}>
      <IconEar size={16} stroke={1.8} aria-hidden />
      <span className={styles.words}>
        <strong>{t('team.whisper.from', { name: from.name })}:</strong> {text}
      </span>
      <span className={styles.quiet} title={exact(at)}>
        {t('team.whisper.hint')} · {moment(at, now)}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void attempt(call('whisper.seen', { whisperId: id })).then(() => useApp.getState().readTeam())}
      >
        {t('team.whisper.seen')}
      </Button>
    </section>
  ));
}
