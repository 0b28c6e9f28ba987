import { createHash } from 'node:crypto';

/** A name that every desk of a team makes alike of what it stands for. A UUID of our own making (RFC 9562, section 5.8). */
export function derivedId(of: string): string {
  const bytes = createHash('sha256').update(of).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes
    .toString('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
