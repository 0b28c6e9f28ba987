/** A name that a stranger chose, made fit for any file system: no folders, no control, reserved or direction characters, not endless. */
export function safeFileName(name: string): string {
  const cleaned = Array.from(name, (letter) => (letter < ' ' || '\\/:*?"<>|'.includes(letter) ? '_' : letter)).join('');
  const bare = cleaned.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/^[.\s]+|[.\s]+$/g, '');
  if (bare.length <= 150) return bare || 'file';
  const dot = bare.lastIndexOf('.');
  const extension = dot > 0 && bare.length - dot <= 12 ? bare.slice(dot) : '';
  return bare.slice(0, 150 - extension.length) + extension;
}
