/** Bytes of a file, both ends included. `unsatisfiable`: answer 416. `whole`: no range asked, or one we need not honour. */
export type ByteRange = { start: number; end: number } | 'whole' | 'unsatisfiable';

/** Reads a Range header (RFC 9110, 14.1.2). Several ranges at once are answered with the whole file, which is allowed. */
export function byteRange(header: string | null, size: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return 'whole';
  return start >= size ? 'unsatisfiable' : { start, end };
}
