import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityLink } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconLink } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { when } from '../../i18n/time.ts';
import { useView } from '../../state/use-view.ts';
import { showDone, showError } from '../feedback.tsx';
import { commandOf } from '../palette/controls.ts';
import { LinkDialog } from './LinkDialog.tsx';
import styles from './Links.module.css';

/** Why several identities are shown as one person, and the way back. */
export function Links() {
  const { t } = useTranslation();
  const view = useView('id', 'name', 'links');
  const [linking, setLinking] = useState(false);
  if (!view) return null;
  return (
    <section className={styles.section}>
      <h3>{t('customer.links')}</h3>
      {view.links.length > 0 && (
        <ul aria-label={t('customer.links')}>
          {view.links.map((link) => (
            <LinkRow key={link.id} link={link} shownName={view.name} />
          ))}
        </ul>
      )}
      <button {...commandOf('customer.linkWith')} type="button" className={styles.add} onClick={() => setLinking(true)}>
        <IconLink size={14} stroke={1.8} aria-hidden />
        {t('customer.linkWith')}
      </button>
      {linking && <LinkDialog view={view} onClose={() => setLinking(false)} />}
    </section>
  );
}

function LinkRow({ link, shownName }: { link: IdentityLink; shownName: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const { names, evidence, author, at } = link;
  const name = names[0] === shownName ? names[1] : names[0];
  const time = when(at, now);

  function because(): string {
    if (evidence.rule === 'same-contact-point')
      return t('customer.linkedBecause.same-contact-point', { name, value: evidence.value });
    if (evidence.note) return t('customer.linkedBecause.by-hand-note', { name, note: evidence.note });
    return t('customer.linkedBecause.by-hand', { name });
  }

  return (
    <li className={styles.link}>
      <p>{because()}</p>
      <p className={styles.quiet}>
        {author === 'rule' ? t('customer.byRule', { when: time }) : t('customer.byAgent', { name: author.name, when: time })}
        <button
          type="button"
          onClick={() => {
            call('customer.unlink', { linkId: link.id }).then(() => showDone(t('customer.unlinked')), showError);
          }}
        >
          {t('customer.unlink')}
        </button>
      </p>
    </li>
  );
}
