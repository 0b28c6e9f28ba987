import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionProblem } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { Details } from '../../components/Details.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import { problemWords } from '../connections/words.ts';
import { attempt } from '../feedback.tsx';
import styles from './ChannelForm.module.css';
import { type EmailDraft, effective, toConfig } from './draft.ts';
import { type OAuthDraft, providerHosts, signInWays } from './oauth-draft.ts';

type Props = {
  draft: EmailDraft;
  editing: boolean;
  error: (field: string) => string | undefined;
  onChange: (draft: EmailDraft) => void;
};

/** User and password, or the provider at which the person signs in. */
export function EmailLogin({ draft, editing, error, onChange }: Props) {
  const { t } = useTranslation();
  const now = effective(draft);
  const { oauth } = draft;
  const change = (changed: Partial<OAuthDraft>) => onChange({ ...draft, oauth: { ...oauth, ...changed } });

  function choose(value: string): void {
    const way = signInWays.find((each) => each === value) ?? 'password';
    const hosts = providerHosts[way];
    const servers =
      hosts === undefined
        ? {}
        : {
            imap: { host: hosts.imap, tls: 'implicit' as const, allowInsecure: false },
            smtp: { host: hosts.smtp, tls: hosts.smtpTls, allowInsecure: false },
          };
    onChange({ ...draft, ...servers, oauth: { ...oauth, way } });
  }

  return (
    <>
      <div className={styles.row}>
        <div className={styles.select}>
          <span className={styles.label} aria-hidden>
            {t('channelForm.signIn')}
          </span>
          <Choice
            look="field"
            label={t('channelForm.signIn')}
            value={oauth.way}
            options={signInWays.map((way) => ({ value: way, label: t(`channelForm.signInWay.${way}`) }))}
            onChoose={choose}
          />
        </div>
        <TextInput
          label={t('channelForm.user')}
          autoComplete="off"
          value={now.user}
          error={error('user')}
          onChange={(event) => onChange({ ...draft, user: event.currentTarget.value })}
        />
        {oauth.way === 'password' ? (
          <SecretInput
            label={t('channelForm.password')}
            placeholder={editing ? t('channelForm.passwordKept') : ''}
            value={draft.password}
            error={error('password')}
            onChange={(event) => onChange({ ...draft, password: event.currentTarget.value })}
          />
        ) : (
          <>
            <TextInput
              label={t('channelForm.clientId')}
              autoComplete="off"
              value={oauth.clientId}
              error={error('clientId')}
              onChange={(event) => change({ clientId: event.currentTarget.value })}
            />
            <SecretInput
              label={t('channelForm.clientSecret')}
              placeholder={editing ? t('channelForm.passwordKept') : t('channelForm.clientSecretHint')}
              value={oauth.clientSecret}
              onChange={(event) => change({ clientSecret: event.currentTarget.value })}
            />
          </>
        )}
        {oauth.way === 'custom' &&
          (['authorizationUrl', 'tokenUrl', 'scope'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`channelForm.${field}`)}
              autoComplete="off"
              value={oauth[field]}
              error={error(field)}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
            />
          ))}
      </div>
      {oauth.way !== 'password' && <AtProvider draft={draft} onSignedIn={() => onChange({ ...draft, signedIn: true })} />}
    </>
  );
}

/** The way through the browser, and how it stands. */
function AtProvider({ draft, onSignedIn }: { draft: EmailDraft; onSignedIn: () => void }) {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<ConnectionProblem>();
  const ready = draft.oauth.clientId.trim() !== '' && effective(draft).imapHost !== '';

  async function signIn(): Promise<void> {
    setWaiting(true);
    setProblem(undefined);
    await attempt(
      call('channel.signIn', { channel: toConfig(draft) }).then((done) => {
        setProblem(done.problem);
        if (done.problem === undefined) onSignedIn();
      }),
    );
    setWaiting(false);
  }

  const words = problem && problemWords(problem, 'email');
  return (
    <div className={styles.provider}>
      <Button size="xs" variant="default" disabled={!ready || waiting} onClick={() => void signIn()}>
        {draft.signedIn ? t('channelForm.signInAgain') : t('channelForm.signInNow')}
      </Button>
      <span className={styles.hint} aria-live="polite">
        {waiting ? t('channelForm.signInWaiting') : draft.signedIn ? t('channelForm.signedIn') : t('channelForm.signInHint')}
      </span>
      {waiting && (
        <Button size="xs" variant="subtle" onClick={() => void attempt(call('channel.signInCancel', { channelId: draft.id }))}>
          {t('action.cancel')}
        </Button>
      )}
      {words && problem && (
        <div className={styles.wide}>
          <p className={styles.bad}>{problem.code === 'sign-in' ? t('channelForm.signInFailed') : words.what}</p>
          <Details text={`${problem.code}: ${problem.detail}`} />
        </div>
      )}
    </div>
  );
}
