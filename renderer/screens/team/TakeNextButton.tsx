import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShownKey } from '../shortcuts/keys.ts';
import { takeNext } from './take.ts';

/** The longest waiting of the queue, whoever that is. */
export function TakeNextButton() {
  const { t } = useTranslation();
  const key = useShownKey('takeNext');
  const [busy, setBusy] = useState(false);
  return (
    <Button
      size="compact-xs"
      variant="default"
      style={{ flex: 'none' }}
      disabled={busy}
      data-tip={`${t('team.takeNext')} · ${key}`}
      onClick={() => {
        setBusy(true);
        void takeNext().finally(() => setBusy(false));
      }}
    >
      {t('team.takeNext')}
    </Button>
  );
}
