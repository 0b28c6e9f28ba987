import { useTranslation } from 'react-i18next';
import { desktop } from '../../bridge/desktop.ts';
import type { SettingsSection } from '../../state/layout.ts';
import { useApp } from '../../state/store.ts';
import { ShortcutList } from '../shortcuts/ShortcutList.tsx';
import { CannedSection } from './CannedSection.tsx';
import { ChannelsSection } from './ChannelsSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import styles from './SettingsPlace.module.css';
import { WritingSection } from './WritingSection.tsx';

const sections: readonly SettingsSection[] = ['channels', 'general', 'writing', 'canned', 'notices', 'keyboard'];

export function SettingsPlace() {
  const { t } = useTranslation();
  const section = useApp((state) => state.section);
  const goTo = useApp((state) => state.goTo);
  const { electron, chrome, node } = desktop.runtime;
  return (
    <main className={styles.place}>
      <nav className={styles.sections} aria-label={t('settings.sections')}>
        <h1>{t('settings.title')}</h1>
        {sections.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={section === each ? 'page' : undefined}
            onClick={() => goTo('settings', each)}
          >
            {t(`settings.${each}`)}
          </button>
        ))}
        <p className={styles.version} title={t('settings.runtime', { electron, chrome, node })}>
          {t('settings.version', { version: desktop.version })}
        </p>
      </nav>
      <div className={styles.content}>
        <div className={styles.column}>
          <h2>{t(`settings.${section}`)}</h2>
          {section === 'channels' && <ChannelsSection />}
          {section === 'general' && <GeneralSection />}
          {section === 'writing' && <WritingSection />}
          {section === 'canned' && <CannedSection />}
          {section === 'notices' && <NoticesSection />}
          {section === 'keyboard' && <ShortcutList editable />}
        </div>
      </div>
    </main>
  );
}
