/** Pages of the settings, in the order in which they are listed. */
export const settingsSections = ['channels', 'general', 'writing', 'canned', 'notices', 'keyboard'] as const;
export type SettingsSection = (typeof settingsSections)[number];
