import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { LinkDialog } from '../customer/LinkDialog.tsx';
import styles from './CallCard.module.css';

/** A caller nobody knows: finds who they are and links the two, which can be undone, or names somebody new. Gone once they have a name. */
export function WhoIsIt() {
  const view = useApp((state) => state.person?.view);
  const [asking, setAsking] = useState(false);
  if (!view?.nameIsAddress || view.links.length > 0) return null;
  return (
    <div className={styles.buttons}>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('telephony.whoIsIt')}
      </Button>
      {asking && <LinkDialog view={view} unknown onClose={() => setAsking(false)} />}
    </div>
  );
}
