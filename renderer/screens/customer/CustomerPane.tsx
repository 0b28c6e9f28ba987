import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Resizer } from '../../components/Resizer.tsx';
import { panelLimits } from '../../state/remembered.ts';
import { useApp } from '../../state/store.ts';
import styles from './CustomerPane.module.css';
import { CustomerPanel } from './CustomerPanel.tsx';
import { useNarrow } from './use-narrow.ts';

/** The customer panel beside the timeline, or over it as a drawer on a narrow window. */
export function CustomerPane() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const customerId = useApp((state) => state.person?.view.id);
  const panelOpen = useApp((state) => state.panelOpen);
  const drawerOpen = useApp((state) => state.drawerOpen);
  const width = useApp((state) => state.panelWidth);
  const setWidth = useApp((state) => state.setPanelWidth);
  const setDrawerOpen = useApp((state) => state.setDrawerOpen);

  useEffect(() => {
    if (!narrow || !drawerOpen) return;
    // A dialog over the drawer is what the key closes first, and by the time the key comes here it has gone.
    let overlaid = false;
    function before(): void {
      overlaid = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code === 'Escape' && !event.defaultPrevented && !overlaid) setDrawerOpen(false);
    }
    window.addEventListener('keydown', before, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', before, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [narrow, drawerOpen, setDrawerOpen]);

  if (customerId === undefined || (narrow ? !drawerOpen : !panelOpen)) return null;
  if (narrow) {
    return (
      <div className={styles.drawer} style={{ width }} data-tour="customer">
        <CustomerPanel key={customerId} />
      </div>
    );
  }
  return (
    <>
      <Resizer label={t('customer.resize')} value={width} limits={panelLimits} direction={-1} onResize={setWidth} />
      <div className={styles.pane} style={{ width }} data-tour="customer">
        <CustomerPanel key={customerId} />
      </div>
    </>
  );
}
