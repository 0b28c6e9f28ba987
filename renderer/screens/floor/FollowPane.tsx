import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconArrowLeft, IconEye } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { assign } from '../conversation/actions.ts';
import { CustomerPane } from '../customer/CustomerPane.tsx';
import { PersonPane } from '../timeline/PersonPane.tsx';
import styles from './FollowPane.module.css';
import { give } from './give.ts';
import { WhisperField } from './WhisperField.tsx';

/** A conversation as it goes on, over its holder's shoulder: whispered about, stepped into, given back. */
export function FollowPane() {
  const followed = useApp((state) => state.followed);
  const view = useApp(({ person }) => (person?.view.id === followed ? person?.view : undefined));
  const me = useApp((state) => state.teamView?.me.id);
  const holder = view?.conversation?.assignee;
  const mine = holder !== undefined && holder.id === me;
  const { follow } = useApp.getState();
  useEffect(() => follow(mine ? undefined : followed), [mine, followed, follow]);
  const foot = mine || !view ? undefined : <WhisperField key={view.id} customerId={view.id} holder={holder?.name} />;
  return (
    <>
      <PersonPane head={view && <Head view={view} mine={mine} />} foot={foot} />
      <CustomerPane />
    </>
  );
}

function Head({ view, mine }: { view: CustomerView; mine: boolean }) {
  const { t } = useTranslation();
  const me = useApp((state) => state.teamView?.me.id);
  const steppedIn = useApp((state) => (state.steppedIn?.customerId === view.id ? state.steppedIn : undefined));
  const { lookAt, setSteppedIn } = useApp.getState();
  const holder = view.conversation?.assignee;

  async function stepIn(): Promise<void> {
    if (me === undefined) return;
    if (holder) setSteppedIn({ customerId: view.id, from: holder });
    await assign(view, me);
  }
  async function giveBack({ id, name }: { id: string; name: string }): Promise<void> {
    await give([view.id], { agentId: id, name }, {});
    setSteppedIn(undefined);
  }

  const words = mine
    ? steppedIn
      ? t('floor.steppedIn', { name: steppedIn.from.name })
      : t('floor.yours')
    : holder
      ? t('floor.following', { name: holder.name })
      : t('floor.nobodyHas');
  return (
    <div className={styles.head}>
      <IconButton label={t('floor.back')} keys="Esc" onClick={() => lookAt(undefined)}>
        <IconArrowLeft size={18} stroke={1.6} aria-hidden />
      </IconButton>
      {!mine && <IconEye size={16} stroke={1.6} aria-hidden />}
      <span className={styles.words} role="status">
        {words}
      </span>
      {mine && steppedIn && (
        <Button size="compact-sm" variant="default" onClick={() => void giveBack(steppedIn.from)}>
          {t('floor.giveBack')}
        </Button>
      )}
      {!mine && holder && (
        <Button size="compact-sm" variant="light" onClick={() => void stepIn()}>
          {t('floor.stepIn')}
        </Button>
      )}
    </div>
  );
}
