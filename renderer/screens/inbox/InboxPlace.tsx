import { useTranslation } from 'react-i18next';
import { Resizer } from '../../components/Resizer.tsx';
import { listLimits } from '../../state/remembered.ts';
import { useApp } from '../../state/store.ts';
import { CallDock } from '../call/CallDock.tsx';
import { ConnectionTrouble } from '../connections/ConnectionTrouble.tsx';
import { CustomerPane } from '../customer/CustomerPane.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { SearchResults } from '../search/SearchResults.tsx';
import { HandedStrip } from '../team/HandedStrip.tsx';
import { PersonPane } from '../timeline/PersonPane.tsx';
import { InboxList } from './InboxList.tsx';
import styles from './InboxPlace.module.css';
import { ListTools } from './ListTools.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { ViewTabs } from './ViewTabs.tsx';

/** The three panes: who is there, what was said, everything known. */
export function InboxPlace() {
  const { t } = useTranslation();
  const listWidth = useApp((state) => state.listWidth);
  const setListWidth = useApp((state) => state.setListWidth);
  const open = useApp((state) => state.selected !== undefined);
  const searching = useApp((state) => state.query.trim() !== '');
  const picking = useApp((state) => state.chosen.size > 0);
  return (
    <main className={styles.place} data-open={open || undefined}>
      <h1 className="sr-only">{t('places.inbox')}</h1>
      <section className={styles.list} style={{ width: listWidth }} aria-label={t('places.inbox')} data-tour="list">
        <SearchBox />
        {searching ? (
          <SearchResults />
        ) : (
          <>
            <ViewTabs />
            <HandedStrip />
            {picking ? <SelectionBar /> : <ListTools />}
            <InboxList />
          </>
        )}
        <ConnectionTrouble />
        <CallDock at="list" />
      </section>
      <Resizer label={t('inbox.resize')} value={listWidth} limits={listLimits} direction={1} onResize={setListWidth} />
      <PersonPane />
      <CustomerPane />
    </main>
  );
}
