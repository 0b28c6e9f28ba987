import i18next from 'i18next';
import type { QueueReason } from '../../../shared/model/index.ts';

/** `Russian`, `русский`; what has no name stays as it is. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(i18next.language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** `Nobody who speaks Russian is ready`. */
export function reasonWords({ why, department = '', language = '', topic = '' }: Omit<QueueReason, 'customerId'>): string {
  return i18next.t(`team.queued.${why}`, { department, language: language === '' ? '' : languageName(language), topic });
}

/** Of many the same reason once, the most frequent first: `Nobody of Support is ready: 12`. */
export function reasonsTogether(reasons: readonly QueueReason[]): Array<{ words: string; count: number }> {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const words = reasonWords(reason);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count);
}
