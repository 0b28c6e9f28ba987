import { useTranslation } from 'react-i18next';
import type { PhoneState } from '../../../shared/contract/softphone.ts';
import { Details } from '../../components/Details.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconAlertTriangle, IconX } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import styles from './CallDock.module.css';

/** What did not work: what happened, and what one can do about it. */
export function PhoneTroubles() {
  const { t } = useTranslation();
  const news = useApp((state) => state.phoneNews);
  const close = useApp((state) => state.closePhoneNews);
  const names = useApp((state) => state.phoneSound.names);
  /** A number, or the devices by the names they were chosen by. */
  const about = (number?: string, missing: PhoneState['missing'] = []): string => {
    const devices = new Set(missing.map((which) => names[which] || t(`phone.sound.${which}`)));
    const what = number ?? [...devices].join(', ');
    return what === '' ? '' : `${what}: `;
  };
  return news.map(({ id, trouble, number, missing }) => (
    <div key={id} className={styles.trouble} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <p>
          {about(number, missing)}
          {t(`phone.trouble.${trouble.problem}.what`)}
        </p>
        <p className={styles.hint}>{t(`phone.trouble.${trouble.problem}.you`)}</p>
        {trouble.said !== '' && <Details text={trouble.said} />}
      </div>
      <IconButton label={t('action.close')} onClick={() => close(id)}>
        <IconX size={14} aria-hidden />
      </IconButton>
    </div>
  ));
}
