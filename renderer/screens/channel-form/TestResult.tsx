import { useTranslation } from 'react-i18next';
import type { ChannelTest } from '../../../shared/contract/channel-test.ts';
import { Details } from '../../components/Details.tsx';
import { IconCircleCheck, IconX } from '../../components/icons.ts';
import { problemWords } from '../connections/words.ts';
import styles from './TestResult.module.css';

const kinds = { imap: 'email', smtp: 'email', bot: 'telegram', ami: 'asterisk', webhook: 'cloud-pbx' } as const;

/** Each step of "Test connection", the failed one with what to do. */
export function TestResult({ test }: { test: ChannelTest }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.steps}>
      {test.steps.map(({ step, ok, problem }) => {
        const words = problem && problemWords(problem, kinds[step]);
        return (
          <li key={step} data-ok={ok || undefined}>
            {ok ? <IconCircleCheck size={16} stroke={1.8} aria-hidden /> : <IconX size={16} stroke={1.8} aria-hidden />}
            <div>
              <p>
                <strong>{t(`channelForm.step.${step}`)}</strong>
                {ok && `: ${t('channelForm.stepOk')}`}
              </p>
              {words && (
                <>
                  <p>{words.what}</p>
                  <p className={styles.you}>{words.you}</p>
                </>
              )}
              {problem && problem.detail !== '' && <Details text={`${problem.code}: ${problem.detail}`} />}
            </div>
          </li>
        );
      })}
      {test.ok && (
        <li data-ok>
          <IconCircleCheck size={16} stroke={1.8} aria-hidden />
          <p>
            <strong>{t('channelForm.testOk')}.</strong>{' '}
            {test.address !== undefined && t('channelForm.testAs', { address: test.address })}
          </p>
        </li>
      )}
    </ul>
  );
}
