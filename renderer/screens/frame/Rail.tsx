import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconInbox, IconKeyboard, IconSettings, IconUsers } from '../../components/icons.ts';
import type { Place } from '../../state/layout.ts';
import { leads } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';
import { PhonePanel } from '../call/PhonePanel.tsx';
import { ConnectionStatus } from '../connections/ConnectionStatus.tsx';
import { NoticesPanel } from '../notices/NoticesPanel.tsx';
import { MyStatus } from '../telephony/MyStatus.tsx';
import styles from './Rail.module.css';

const places = [
  { place: 'inbox', Icon: IconInbox },
  { place: 'floor', Icon: IconUsers },
  { place: 'settings', Icon: IconSettings },
] as const satisfies ReadonlyArray<{ place: Place; Icon: typeof IconInbox }>;

/** Places of the program, and at its foot how the connections stand. */
export function Rail() {
  const { t } = useTranslation();
  const setShortcutsOpen = useApp((state) => state.setShortcutsOpen);
  return (
    <div className={styles.rail}>
      <Places />
      <footer className={styles.foot}>
        <IconButton label={t('places.shortcuts')} keys="?" onClick={() => setShortcutsOpen(true)}>
          <IconKeyboard size={18} stroke={1.6} aria-hidden />
        </IconButton>
        <MyStatus />
        <NoticesPanel />
        <PhonePanel />
        <ConnectionStatus />
      </footer>
    </div>
  );
}

/** Where one can go, and how much is unread; a count that changes draws nothing else of the rail. */
function Places() {
  const { t } = useTranslation();
  const place = useApp((state) => state.place);
  const unread = useApp((state) => state.counts?.unread ?? 0);
  const leading = useApp(({ teamView }) => leads(teamView));
  const goTo = useApp((state) => state.goTo);
  const shown = places.filter((each) => each.place !== 'floor' || leading);
  return (
    <nav className={styles.places} aria-label={t('places.label')}>
      {shown.map(({ place: target, Icon }) => (
        <button
          key={target}
          type="button"
          className={styles.place}
          data-unread={target === 'inbox' && unread > 0 ? (unread > 99 ? '99+' : unread) : undefined}
          aria-label={t(`places.${target}`)}
          data-tip={t(`places.${target}`)}
          data-tip-side="right"
          aria-current={place === target ? 'page' : undefined}
          onClick={() => goTo(target)}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
        </button>
      ))}
    </nav>
  );
}
