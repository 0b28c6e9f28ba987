// What lies below everything comes first, so that a component's own rules stand above it.
import './theme/mantine.css';
import './theme/base.css';
import './theme/toasts.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { connect } from './bridge/client.ts';
import { desktop } from './bridge/desktop.ts';
import { Boundary } from './components/Boundary.tsx';
import { Tips } from './components/Tips.tsx';
import { chooseLanguage, startLanguage } from './i18n/index.ts';
import { App } from './screens/App.tsx';
import { Fault } from './screens/Fault.tsx';
import { startIdling } from './state/idle.ts';
import { startRefreshing } from './state/refresh.ts';
import { keepRemembering } from './state/remember.ts';
import { startWatching } from './state/watching.ts';
import { theme, variables } from './theme/theme.ts';

startLanguage(chooseLanguage(desktop.forcedLanguage, undefined, desktop.systemLanguage));
keepRemembering();
startRefreshing();
startWatching();
startIdling();
connect();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={variables}
    defaultColorScheme="auto"
    colorSchemeManager={localStorageColorSchemeManager({ key: 'throughline.theme' })}
  >
    <Notifications position="bottom-left" limit={3} autoClose={8000} containerWidth={300} />
    <Tips />
    <Boundary fallback={(error) => <Fault error={error} />}>
      <App />
    </Boundary>
  </MantineProvider>,
);
