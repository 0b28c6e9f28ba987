import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../bridge/call-error.ts';
import { Details } from '../../components/Details.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';

/** A page of the settings that could not be read: why, and the way to try again. */
export function SectionFailed({ error, onRetry }: { error: CallError; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('settings.failed')} hint={t(`error.${error.code}`)}>
      <Button variant="default" onClick={onRetry}>
        {t('action.retry')}
      </Button>
      <Details text={`${error.code}: ${error.message}`} />
    </EmptyState>
  );
}
