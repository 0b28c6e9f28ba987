import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Details } from '../components/Details.tsx';
import { EmptyState } from '../components/EmptyState.tsx';

/** A part of the window could not be drawn. Drafts are saved; opening the window anew is safe. */
export function Fault({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('state.fault')} hint={t('state.faultHint')}>
      <Button onClick={() => location.reload()}>{t('state.reload')}</Button>
      <Details text={error.stack ?? error.message} />
    </EmptyState>
  );
}
