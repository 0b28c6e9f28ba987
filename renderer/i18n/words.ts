import i18next from 'i18next';

/**
 * The catalogue without a hook, for what is drawn by the dozen (rows, items): a subscription each would cost more than the
 * words. The frame is drawn anew when the language changes.
 */
export const t = i18next.t.bind(i18next) as typeof i18next.t;
