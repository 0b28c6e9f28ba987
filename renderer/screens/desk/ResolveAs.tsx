import { useTranslation } from 'react-i18next';
import { PickList } from '../../components/PickList.tsx';
import { useApp } from '../../state/store.ts';
import { resolve } from './acts.ts';
import type { AnswerProps } from './answer.ts';

/** How it ended, in the workspace’s own words. */
export function ResolveAs({ customerIds, onDone }: AnswerProps) {
  const { t } = useTranslation();
  const codes = useApp((state) => state.workspace?.resultCodes) ?? [];
  return (
    <PickList
      label={t('desk.resolve')}
      placeholder={t('desk.resolveFind')}
      options={[...codes.map((code) => ({ id: `code:${code}`, label: code })), { id: 'none', label: t('desk.noResult') }]}
      onPick={(id) => {
        onDone();
        void resolve(customerIds, id === 'none' ? undefined : id.slice('code:'.length));
      }}
    />
  );
}
