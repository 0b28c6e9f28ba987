import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../bridge/desktop.ts';
import { sectionsOf } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';
import { AuditSection } from '../audit/AuditSection.tsx';
import { ShortcutList } from '../shortcuts/ShortcutList.tsx';
import { TeamSection } from '../team-settings/TeamSection.tsx';
import { CannedSection } from './CannedSection.tsx';
import { ChannelsSection } from './ChannelsSection.tsx';
import { ConversationsSection } from './ConversationsSection.tsx';
import { focusSetting } from './focus-setting.ts';
import { GeneralSection } from './GeneralSection.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import styles from './SettingsPlace.module.css';
import { SettingsSearch } from './SettingsSearch.tsx';
import { WritingSection } from './WritingSection.tsx';

export function SettingsPlace() {
  const { t } = useTranslation();
  const section = useApp((state) => state.section);
  const team = useApp((state) => state.teamView);
  const goTo = useApp((state) => state.goTo);
  const startTour = useApp((state) => state.startTour);
  const [query, setQuery] = useState('');
  // Found, and to be given the keyboard as soon as its page is drawn.
  const [wanted, setWanted] = useState<{ id: string }>();
  useEffect(() => (wanted ? focusSetting(wanted.id) : undefined), [wanted]);
  const { electron, chrome, node } = desktop.runtime;
  return (
    <main className={styles.place}>
      <nav className={styles.sections} aria-label={t('settings.sections')}>
        <h1>{t('settings.title')}</h1>
        <SettingsSearch
          query={query}
          onQuery={setQuery}
          onGo={(entry) => {
            goTo('settings', entry.section);
            setWanted({ id: entry.id });
          }}
        />
        {query.trim() === '' &&
          sectionsOf(team).map((each) => (
            <button
              key={each}
              type="button"
              aria-current={section === each ? 'page' : undefined}
              onClick={() => goTo('settings', each)}
            >
              {t(`settings.${each}`)}
            </button>
          ))}
        <button type="button" className={styles.tour} onClick={startTour}>
          {t('tour.take')}
        </button>
        <p className={styles.version} title={t('settings.runtime', { electron, chrome, node })}>
          {t('settings.version', { version: desktop.version })}
        </p>
      </nav>
      <div className={styles.content}>
        <div className={styles.column} data-wide={section === 'audit' || section === 'team' || undefined}>
          <h2 tabIndex={-1} data-settings-page>
            {t(`settings.${section}`)}
          </h2>
          {section === 'channels' && <ChannelsSection />}
          {section === 'general' && <GeneralSection />}
          {section === 'conversations' && <ConversationsSection />}
          {section === 'writing' && <WritingSection />}
          {section === 'canned' && <CannedSection />}
          {section === 'notices' && <NoticesSection />}
          {section === 'team' && <TeamSection />}
          {section === 'audit' && <AuditSection />}
          {section === 'keyboard' && <ShortcutList editable />}
        </div>
      </div>
    </main>
  );
}
