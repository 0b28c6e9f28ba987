import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CannedReply } from '../../../shared/contract/api.ts';
import { asCallError, type CallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil, IconPlus, IconTrash } from '../../components/icons.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useApp } from '../../state/store.ts';
import { attempt, showDone } from '../feedback.tsx';
import { modifier } from '../shortcuts/keys.ts';
import { CannedDialog, type CannedDraft, draftOfCanned, newCanned } from './CannedDialog.tsx';
import styles from './CannedSection.module.css';
import { SectionFailed } from './SectionFailed.tsx';

/** Canned replies: write, change, remove. */
export function CannedSection() {
  const { t } = useTranslation();
  // A change of the workspace may be one of theirs: they are read again with it.
  const workspaceRead = useApp((state) => state.workspaceRead);
  const [all, setAll] = useState<CannedReply[]>();
  const [error, setError] = useState<CallError>();
  const [turn, setTurn] = useState(0);
  const [open, setOpen] = useState<CannedDraft>();
  const [removing, setRemoving] = useState<CannedReply>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again with the workspace
  useEffect(() => {
    let current = true;
    call('canned.list', {}).then(
      (list) => {
        if (!current) return;
        setAll(list);
        setError(undefined);
      },
      (caught: unknown) => current && setError(asCallError(caught)),
    );
    return () => {
      current = false;
    };
  }, [workspaceRead, turn]);

  if (error && !all) return <SectionFailed error={error} onRetry={() => setTurn(turn + 1)} />;
  if (!all) return <Skeleton rows={3} />;

  async function remove({ id, title }: CannedReply): Promise<void> {
    if (await attempt(call('canned.remove', { id }))) showDone(t('canned.removed', { title }));
  }
  return (
    <>
      <p className={styles.hint}>{all.length === 0 ? t('canned.noneHint') : t('canned.hint', { keys: `${modifier}+/` })}</p>
      <ul className={styles.list}>
        {all.map((canned) => (
          <li key={canned.id}>
            <div className={styles.words}>
              <strong>{canned.title}</strong>
              <span>{(canned.variants.ru ?? canned.variants.en)?.text}</span>
            </div>
            {canned.shortcut && <span className={styles.quiet}>/{canned.shortcut}</span>}
            <span className={styles.quiet}>
              {(['ru', 'en'] as const)
                .filter((language) => canned.variants[language])
                .map((language) => t(`canned.language.${language}`))
                .join(' ')}
            </span>
            <IconButton label={`${t('action.edit')} ${canned.title}`} onClick={() => setOpen(draftOfCanned(canned))}>
              <IconPencil size={16} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={`${t('action.remove')} ${canned.title}`} onClick={() => setRemoving(canned)}>
              <IconTrash size={16} stroke={1.6} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        data-setting="addCanned"
        leftSection={<IconPlus size={14} stroke={2} />}
        onClick={() => setOpen(newCanned)}
      >
        {t('canned.add')}
      </Button>
      {open && <CannedDialog initial={open} onClose={() => setOpen(undefined)} />}
      {removing && (
        <ConfirmDialog
          title={t('canned.removeTitle', { title: removing.title })}
          action={t('action.remove')}
          color="red"
          onConfirm={() => void remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          {null}
        </ConfirmDialog>
      )}
    </>
  );
}
