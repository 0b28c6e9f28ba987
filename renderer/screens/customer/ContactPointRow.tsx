import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPointId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconCheck, IconCopy, IconPhone, IconTrash } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { when } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { contactWords } from '../contact-words.ts';
import { attempt, showDone } from '../feedback.tsx';
import { dial, useCanDial } from '../telephony/dial.ts';
import styles from './ContactPointRow.module.css';

/** One address: what it is, whether it is proved and by what, when it was last used, whether it still works. */
export const ContactPointRow = memo(function ContactPointRow({ id }: { id: ContactPointId }) {
  const { t } = useTranslation();
  const now = useNow();
  const canDial = useCanDial();
  const customerId = useApp((state) => state.person?.view.id);
  const point = useApp((state) => state.person?.view.contactPoints.find((each) => each.id === id));
  const [removing, setRemoving] = useState(false);
  if (!point) return null;
  const { kind, value, label, verified, evidence, lastUsedAt, unreachable } = point;
  // A messenger’s own number says nothing to a person when there is a name beside it.
  const shown = kind === 'telegram' && label ? label : value;
  const second = [
    kind !== 'telegram' && label && label !== value ? label : undefined,
    lastUsedAt === undefined ? undefined : t('customer.lastUsed', { when: when(lastUsedAt, now) }),
  ].filter(Boolean);
  const proof = t(`customer.evidence.${kind === 'phone' && evidence.source === 'channel' ? 'called' : evidence.source}`, {
    when: when(evidence.at, now),
  });

  return (
    <li className={styles.point}>
      <span className={styles.icon} title={t(`contactKind.${kind}`)}>
        <ChannelIcon kind={kind} />
        <span className="sr-only">{t(`contactKind.${kind}`)}</span>
      </span>
      <span className={styles.words}>
        <span className={styles.value} title={value}>
          <span>{contactWords({ kind, shown })}</span>
          {verified && (
            <span
              className={styles.verified}
              role="img"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the proof must be readable by keyboard too
              tabIndex={0}
              aria-label={`${t('customer.verified')}. ${proof}`}
              data-tip={proof}
            >
              <IconCheck size={14} stroke={2.4} aria-hidden />
            </span>
          )}
        </span>
        {second.length > 0 && <span className={styles.second}>{second.join(' · ')}</span>}
        {!verified && <span className={styles.second}>{`${t('customer.unverified')}. ${proof}`}</span>}
        {point.earlier && point.earlier.length > 0 && (
          <span
            className={styles.second}
            title={point.earlier.map(({ label, until }) => `${label} (${when(until, now)})`).join('\n')}
          >
            {t('customer.earlierNames', { names: point.earlier.map(({ label }) => label).join(', ') })}
          </span>
        )}
        {unreachable && (
          <span className={styles.unreachable} title={unreachable.detail}>
            {t(`customer.unreachable.${unreachable.reason}`)}
          </span>
        )}
      </span>
      {kind === 'phone' && canDial && (
        <IconButton label={t('telephony.dial', { number: shown })} onClick={() => void dial(value, customerId)}>
          <IconPhone size={16} stroke={1.6} aria-hidden />
        </IconButton>
      )}
      <span className={styles.tools} data-beside={(kind === 'phone' && canDial) || undefined}>
        <IconButton
          label={t('customer.copyPoint', { value: shown })}
          onClick={() => {
            void navigator.clipboard.writeText(shown).then(() => showDone(t('action.copied')));
          }}
        >
          <IconCopy size={14} stroke={1.6} aria-hidden />
        </IconButton>
        {point.evidence.source !== 'channel' && (
          <IconButton label={t('customer.removePoint', { value: shown })} onClick={() => setRemoving(true)}>
            <IconTrash size={14} stroke={1.6} aria-hidden />
          </IconButton>
        )}
      </span>
      {removing && (
        <ConfirmDialog
          title={t('customer.removeTitle', { value: shown })}
          action={t('action.remove')}
          color="red"
          onConfirm={() => void attempt(call('customer.removeContactPoint', { contactPointId: point.id }))}
          onClose={() => setRemoving(false)}
        >
          <p>{t('customer.removeHint')}</p>
        </ConfirmDialog>
      )}
    </li>
  );
});
