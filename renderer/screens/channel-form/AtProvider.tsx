import { useTranslation } from 'react-i18next';
import styles from './ChannelForm.module.css';
import { CopyLine } from './CopyLine.tsx';
import { addressAtProvider, type CloudDraft } from './cloud-draft.ts';
import { beelineSubscription, uisBodies, uisBody } from './cloud-providers.ts';
import { TryEvent } from './TryEvent.tsx';

/** What the subscriber enters on the pages of their provider, ready to be copied. */
export function AtProvider({ draft }: { draft: CloudDraft }) {
  const { t } = useTranslation();
  const { provider } = draft;
  const address = addressAtProvider(draft, { outside: t('channelForm.cloud.yourHost'), kept: t('channelForm.cloud.keptSecret') });
  return (
    <fieldset className={styles.files}>
      <legend>{t('channelForm.cloud.atProvider')}</legend>
      <p className={styles.hint}>{t(`channelForm.cloud.steps.${provider}`)}</p>
      <CopyLine label={t('channelForm.cloud.address')} text={address} />
      {provider === 'uis' &&
        uisBodies.map((each) => (
          <CopyLine key={each.event} label={t(`channelForm.cloud.uis.${each.event}`)} text={uisBody(each)} />
        ))}
      {provider === 'beeline' && <CopyLine label={t('channelForm.cloud.subscription')} text={beelineSubscription(address)} />}
      <TryEvent provider={provider} />
    </fieldset>
  );
}
