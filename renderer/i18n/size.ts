import i18next from 'i18next';

function number(value: number, exact: boolean): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: exact || value < 10 ? 1 : 0 }).format(value);
}

/** `512 B`, `48 kB`, `1.4 MB`, `10 GB`. */
export const fileSize = (bytes: number): string => size(bytes, false);

/** The same with a decimal always, where two sizes stand beside each other. */
export const exactFileSize = (bytes: number): string => size(bytes, true);

function size(bytes: number, exact: boolean): string {
  if (bytes < 1000) return i18next.t('file.bytes', { value: number(bytes, exact) });
  if (bytes < 1_000_000) return i18next.t('file.kilobytes', { value: number(bytes / 1000, exact) });
  if (bytes < 1_000_000_000) return i18next.t('file.megabytes', { value: number(bytes / 1_000_000, exact) });
  return i18next.t('file.gigabytes', { value: number(bytes / 1_000_000_000, exact) });
}
