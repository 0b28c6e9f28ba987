import { useTranslation } from 'react-i18next';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { Choice } from '../../components/Choice.tsx';
import { useNow } from '../../components/use-now.ts';
import { sameRoute } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { KindTabs } from './KindTabs.tsx';
import { optionWords, routeValue, whyWords } from './option-words.ts';
import styles from './RouteHead.module.css';

/** Which way the reply goes, and why that one: the words of the reason alone are asked for, not what they are made of. */
export function RouteHead({ view, option }: { view: WritingView; option: ReplyOption | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const edit = useApp((state) => state.edit);
  const why = useApp(({ person }) => option && person && whyWords(person.view.replyOptions, option, now));
  return (
    <div className={styles.head}>
      <KindTabs customerId={view.id} />
      <span className={styles.why} data-warn={(option && !option.allowed) || undefined} title={why}>
        <span>{why}</span>
      </span>
      {!why && <span className={styles.label}>{t('composer.replyBy')}</span>}
      {option ? (
        <Choice
          label={t('composer.replyBy')}
          icon={<ChannelIcon kind={option.channelKind} />}
          value={routeValue(option)}
          options={view.replyOptions
            .map((each) => (sameRoute(each, option) ? option : each))
            .map((each) => ({ value: routeValue(each), label: optionWords(each), disabled: !each.allowed }))}
          onChoose={(value) => {
            const chosen = view.replyOptions.find((each) => routeValue(each) === value);
            if (chosen) edit('reply', view.id, { route: { contactPointId: chosen.contactPointId, channelId: chosen.channelId } });
          }}
        />
      ) : (
        <span className={styles.noWay}>
          {t('composer.noWay')}. {t('composer.noWayHint')}
        </span>
      )}
    </div>
  );
}
