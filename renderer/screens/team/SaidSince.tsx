import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { oneLine } from '../../../shared/lib/one-line.ts';
import type { Item } from '../../../shared/model/index.ts';
import { saidSince } from '../../state/draft-begun.ts';
import { useApp } from '../../state/store.ts';
import { useView } from '../../state/use-view.ts';
import { attachmentWords } from '../attachment-words.ts';
import styles from './AtComposer.module.css';

/** Above the reply: what was said while it was being written, so that it does not answer what has passed. */
export function SaidSince() {
  const { t } = useTranslation();
  const view = useView('id', 'name');
  const items = useApp((state) => state.person?.timeline.items);
  const begun = useApp((state) => view && state.draftBegun[view.id]);
  const me = useApp((state) => state.workspace?.me.id);
  const said = useMemo(() => begun && items && saidSince(items, begun, me), [items, begun, me]);
  if (!view || !said) return null;
  const { item, by } = said;
  const name = item.author.type === 'system' ? view.name : item.author.name;
  return (
    <div className={styles.line} role="status" data-warn={by === 'agent' || undefined}>
      <span className={styles.words}>{t(`team.since.${by}`, { name, text: excerpt(item) })}</span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          const app = useApp.getState();
          app.sawSince(view.id);
          void app.openCustomer(view.id, item.id);
        }}
      >
        {t('team.since.show')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => useApp.getState().sawSince(view.id)}>
        {t('team.since.understood')}
      </Button>
    </div>
  );
}

function excerpt({ text, subject, attachments }: Item): string {
  const words = oneLine(text, 120) || (subject ?? '') || attachmentWords(attachments.map(({ kind }) => kind));
  return words === '' ? '…' : `“${words}”`;
}
