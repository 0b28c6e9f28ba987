import { useTranslation } from 'react-i18next';
import type { CustomerId } from '../../../shared/model/index.ts';
import { type DraftKind, editorKey } from '../../state/drafts.ts';
import { signatureLine } from '../../state/outgoing.ts';
import { useApp } from '../../state/store.ts';
import styles from './SignatureLine.module.css';

/** The signature that this mail will carry, in one quiet line, and a way to leave it off. */
export function SignatureLine({ customerId, kind = 'reply' }: { customerId: CustomerId; kind?: DraftKind }) {
  const { t } = useTranslation();
  const signature = useApp((state) => state.workspace?.composing.signature);
  const off = useApp((state) => state.editors[editorKey(kind, customerId)]?.signature === false);
  const edit = useApp((state) => state.edit);
  if (!signature || signature.text.trim() === '') return null;
  return (
    <div className={styles.signature}>
      <span className={styles.words} title={signature.text}>
        {off ? t('composer.noSignature') : `${signatureLine}${signature.text.replace(/\n+/g, ' · ')}`}
      </span>
      <button type="button" onClick={() => edit(kind, customerId, { signature: off ? undefined : false })}>
        {off ? t('composer.sign') : t('composer.unsign')}
      </button>
    </div>
  );
}
