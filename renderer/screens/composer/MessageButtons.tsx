import { useTranslation } from 'react-i18next';
import type { ButtonDraft } from '../../../shared/contract/api.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPlus, IconX } from '../../components/icons.ts';
import { linkOf, mostButtons } from '../../state/message-buttons.ts';
import styles from './MessageButtons.module.css';

type Props = { value: readonly ButtonDraft[]; onChange: (value: ButtonDraft[] | undefined) => void };

/** What the customer may press under the message: each line a button, with a link or as an answer to us. */
export function MessageButtons({ value, onChange }: Props) {
  const { t } = useTranslation();
  const change = (index: number, by: Partial<ButtonDraft>) =>
    onChange(value.map((button, at) => (at === index ? { ...button, ...by } : button)));
  const remove = (index: number) => onChange(value.length === 1 ? undefined : value.filter((_, at) => at !== index));
  return (
    <fieldset className={styles.buttons} aria-label={t('composer.buttons')}>
      {value.map(({ label, link }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place, as its name says
        <div key={index} className={styles.line}>
          <input
            type="text"
            // biome-ignore lint/a11y/noAutofocus: a line that a hand has just added is where it goes on
            autoFocus={label === '' && link === ''}
            aria-label={t('composer.buttonLabel', { number: index + 1 })}
            placeholder={t('composer.buttonWords')}
            maxLength={64}
            value={label}
            onChange={(event) => change(index, { label: event.target.value })}
          />
          <input
            type="text"
            className={styles.link}
            aria-label={t('composer.buttonLink', { number: index + 1 })}
            aria-invalid={link.trim() !== '' && linkOf(link) === undefined}
            placeholder={t('composer.buttonLinkHint')}
            maxLength={2048}
            value={link}
            onChange={(event) => change(index, { link: event.target.value })}
          />
          <IconButton label={t('composer.removeButton', { number: index + 1 })} onClick={() => remove(index)}>
            <IconX size={14} stroke={1.8} aria-hidden />
          </IconButton>
        </div>
      ))}
      {value.length < mostButtons && (
        <button type="button" className={styles.add} onClick={() => onChange([...value, { label: '', link: '' }])}>
          <IconPlus size={14} stroke={1.8} aria-hidden />
          {t('composer.addButton')}
        </button>
      )}
    </fieldset>
  );
}
