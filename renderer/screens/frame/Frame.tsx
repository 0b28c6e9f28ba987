import { useEffect } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { CallDock } from '../call/CallDock.tsx';
import { PhoneFrame } from '../call/PhoneFrame.tsx';
import { UndoToasts } from '../composer/held/UndoToasts.tsx';
import { DeskDialog } from '../desk/DeskDialog.tsx';
import { FloorPlace } from '../floor/FloorPlace.tsx';
import { focusSearch } from '../focus.ts';
import { Arrivals } from '../inbox/Arrivals.tsx';
import { InboxPlace } from '../inbox/InboxPlace.tsx';
import { pauseNotices } from '../notices/pause.ts';
import { useNotices } from '../notices/use-notices.ts';
import { Palette } from '../palette/Palette.tsx';
import { SettingsPlace } from '../settings/SettingsPlace.tsx';
import { CheatSheet } from '../shortcuts/CheatSheet.tsx';
import { useShortcuts } from '../shortcuts/use-shortcuts.ts';
import { TakeOverQuestion } from '../team/TakeButton.tsx';
import { useTeamNews } from '../team/use-team-news.ts';
import { takeLink } from '../telephony/open-link.ts';
import { useCallPop } from '../telephony/use-call-pop.ts';
import { Tour } from '../tour/Tour.tsx';
import styles from './Frame.module.css';
import { KeyFileNotice } from './KeyFileNotice.tsx';
import { Rail } from './Rail.tsx';
import { SandboxNotice } from './SandboxNotice.tsx';
import { useToastSpot } from './use-toast-spot.ts';

/** The rail and the place that is open. */
export function Frame() {
  const place = useApp((state) => state.place);
  useShortcuts();
  useNotices();
  useCallPop();
  useTeamNews();
  useToastSpot();
  useEffect(
    () =>
      desktop.onCommand((command) => {
        const app = useApp.getState();
        if (command.type === 'settings') app.goTo('settings');
        if (command.type === 'tour') app.startTour();
        if (command.type === 'link') takeLink(command.link);
        if (command.type === 'shortcuts') app.setShortcutsOpen(true);
        if (command.type === 'pause') pauseNotices(command.pause);
        if (command.type === 'resume') pauseNotices(undefined);
        if (command.type === 'search') {
          app.goTo('inbox');
          focusSearch();
        }
        if (command.type === 'open-customer') {
          app.goTo('inbox');
          void app.openCustomer(command.customerId);
        }
      }),
    [],
  );
  useEffect(() => {
    if (desktop.link !== undefined) takeLink(desktop.link);
  }, []);
  return (
    <div className={styles.frame}>
      <Rail />
      <div className={styles.place}>
        <SandboxNotice />
        <KeyFileNotice />
        {place === 'inbox' && <InboxPlace />}
        {place === 'floor' && <FloorPlace />}
        {place === 'settings' && <SettingsPlace />}
        <CallDock at="floating" />
        <Tour />
      </div>
      <PhoneFrame />
      <UndoToasts />
      <CheatSheet />
      <DeskDialog />
      <TakeOverQuestion />
      <Palette />
      <Arrivals />
    </div>
  );
}
