import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Details } from '../../components/Details.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { keepFloorFresh } from '../../state/floor-live.ts';
import { useApp } from '../../state/store.ts';
import { AgentGrid } from './AgentGrid.tsx';
import { Figures } from './Figures.tsx';
import styles from './FloorPlace.module.css';
import { FloorSide } from './FloorSide.tsx';
import { FloorStale } from './FloorStale.tsx';
import { FollowPane } from './FollowPane.tsx';
import { type Giving, HandoffPopover } from './HandoffPopover.tsx';
import { QueueGrid } from './QueueGrid.tsx';

/** The lead's place: how it stands, who is here, what waits, and beside it the conversations of whoever was opened. */
export function FloorPlace() {
  const { t } = useTranslation();
  const followed = useApp((state) => state.followed !== undefined);
  const [giving, setGiving] = useState<Giving>();
  const letGo = useCallback(() => setGiving(undefined), []);
  useEffect(() => {
    const stop = keepFloorFresh();
    return () => {
      stop();
      const app = useApp.getState();
      app.follow(undefined);
      app.drop();
    };
  }, []);
  useEffect(() => {
    // What lies over the floor is what the key closes first, and by the time the key comes here it has gone.
    let overlaid = false;
    function before(): void {
      overlaid = document.querySelector('[role="dialog"], [role="menu"]') !== null;
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code !== 'Escape' || event.defaultPrevented || overlaid) return;
      const app = useApp.getState();
      if (app.followed !== undefined) app.lookAt(undefined);
      else if (app.picked.size > 0) app.clearPicked();
      else app.openFloorPlace(undefined);
    }
    window.addEventListener('keydown', before, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', before, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  function dropOn(to: Giving['to'], at: Giving['at']): void {
    const customerIds = useApp.getState().dragging;
    useApp.getState().drop();
    if (customerIds) setGiving({ customerIds, to, at });
  }

  return (
    <main className={styles.place}>
      {followed ? (
        <FollowPane />
      ) : (
        <section className={styles.floor} aria-label={t('floor.label')}>
          <h1 className="sr-only">{t('floor.label')}</h1>
          <FloorStale />
          <Overview
            onDropAgent={({ id, name }, at) => dropOn({ agentId: id, name }, at)}
            onDropQueue={({ department }, at) => department && dropOn({ departmentId: department.id, name: department.name }, at)}
          />
        </section>
      )}
      <FloorSide />
      {giving && !followed && <HandoffPopover giving={giving} onClose={letGo} />}
    </main>
  );
}

type Drops = {
  onDropAgent: Parameters<typeof AgentGrid>[0]['onDrop'];
  onDropQueue: Parameters<typeof QueueGrid>[0]['onDrop'];
};

function Overview({ onDropAgent, onDropQueue }: Drops) {
  const { t } = useTranslation();
  const read = useApp((state) => state.floor !== undefined);
  const error = useApp((state) => state.floorError);
  const readFloor = useApp((state) => state.readFloor);
  if (!read && error)
    return (
      <EmptyState
        title={t('floor.failed')}
        hint={error.code === 'unavailable' ? t('floor.failedAway') : t(`error.${error.code}`)}
      >
        <Button variant="default" onClick={() => void readFloor()}>
          {t('action.retry')}
        </Button>
        <Details text={`${error.code}: ${error.message}`} />
      </EmptyState>
    );
  if (!read) return <Skeleton rows={8} height={40} />;
  return (
    <>
      <Figures />
      <div className={styles.queues}>
        <h2>{t('floor.queues')}</h2>
        <QueueGrid onDrop={onDropQueue} />
      </div>
      <div className={styles.agents}>
        <h2>{t('floor.agents')}</h2>
        <AgentGrid onDrop={onDropAgent} />
      </div>
    </>
  );
}
