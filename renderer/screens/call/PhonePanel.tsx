import { Popover, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Details } from '../../components/Details.tsx';
import { IconPhone } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useApp } from '../../state/store.ts';
import railStyles from '../connections/ConnectionStatus.module.css';
import { DialForm } from './DialForm.tsx';
import styles from './PhonePanel.module.css';
import { SoundSettings } from './SoundSettings.tsx';
import { registrationMood } from './words.ts';

/** The telephone in the rail: whether it is registered, what it speaks and hears with, and dialling a number of the house. */
export function PhonePanel() {
  const { t } = useTranslation();
  const account = useApp((state) => state.phoneAccount);
  const phone = useApp((state) => state.phone);
  const [open, setOpen] = useState(false);
  if (!account) return null;
  const registration = phone?.registration ?? 'connecting';
  const words = t(`phone.registration.${registration}`, { name: account.channelName, user: account.user });
  return (
    <Popover opened={open} onChange={setOpen} position="right-end" offset={20} width={340} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <div role="status" aria-label={t('phone.phone')}>
          <Tooltip label={words} position="right" disabled={open}>
            <button
              type="button"
              className={railStyles.button}
              data-mood={registrationMood(phone)}
              aria-expanded={open}
              aria-haspopup="dialog"
              onClick={() => setOpen(!open)}
            >
              <IconPhone size={18} stroke={1.6} aria-hidden />
              <span className={railStyles.dot} aria-hidden />
              <span className="sr-only">{words}</span>
            </button>
          </Tooltip>
        </div>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('phone.phone')}>
        <TakesKeyboard />
        <div className={styles.panel}>
          <p className={styles.registration} data-mood={registrationMood(phone)}>
            {words}
          </p>
          {phone?.trouble && (
            <div className={styles.trouble}>
              <p>{t(`phone.trouble.${phone.trouble.problem}.what`)}</p>
              <p>{t(`phone.trouble.${phone.trouble.problem}.you`)}</p>
              {phone.trouble.said !== '' && <Details text={phone.trouble.said} />}
            </div>
          )}
          {phone?.registration === 'registered' && <DialForm onDone={() => setOpen(false)} />}
          {phone && <SoundSettings phone={phone} />}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
