import i18next from 'i18next';

function number(value: number): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** `512 B`, `48 kB`, `1.4 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return i18next.t('file.bytes', { value: number(bytes) });
  if (bytes < 1_000_000) return i18next.t('file.kilobytes', { value: number(bytes / 1000) });
  return i18next.t('file.megabytes', { value: number(bytes / 1_000_000) });
}
