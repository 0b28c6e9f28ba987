import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * The team key seals the secrets of shared channels; the database has only what it sealed. Each login has a box with the key in it,
 * sealed by a key derived from the login's own password, so that adding a desk needs nothing but its password.
 */
export const newTeamKey = (): Uint8Array => randomBytes(32);

/** Tells keys apart without telling anything of them. */
export const keyId = (key: Uint8Array): string =>
  createHash('sha256').update('throughline team key\0').update(key).digest('hex').slice(0, 32);

type Derive = (password: string, salt: Uint8Array, length: number, options: object) => Promise<Buffer>;
const derive = promisify(scrypt) as Derive;

/** 64 MB and about a tenth of a second for each guess (RFC 7914, section 2; the cost is stored with the box). */
const cost = { N: 65_536, r: 8, p: 1 };
const memory = 256 * 1024 * 1024;

/** Puts the team key into a box for a login, as text. */
export async function sealBox(key: Uint8Array, login: string, password: string): Promise<string> {
  const salt = randomBytes(16);
  const wrapping = await derive(password.normalize('NFKC'), salt, 32, { ...cost, maxmem: memory });
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), seal(wrapping, key, `box ${login}`)].join('$');
}

/** The team key, or `undefined` when the password is another one or the box was changed. */
export async function openBox(box: string, login: string, password: string): Promise<Uint8Array | undefined> {
  const [kind, n, r, p, salt, sealed] = box.split('$');
  if (kind !== 'scrypt' || salt === undefined || sealed === undefined) return undefined;
  const options = { N: Number(n), r: Number(r), p: Number(p), maxmem: memory };
  try {
    const wrapping = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options);
    return open(wrapping, sealed, `box ${login}`);
  } catch {
    return undefined;
  }
}

/** Seals the secrets of one channel; they open under the same channel's id alone. */
export const sealSecrets = (key: Uint8Array, channelId: string, secrets: object): string =>
  seal(key, Buffer.from(JSON.stringify(secrets), 'utf8'), `channel ${channelId}`);

/** @throws Error when the key is another one, the channel is, or the bytes were changed */
export const openSecrets = (key: Uint8Array, channelId: string, sealed: string): Record<string, string> =>
  sealed === '' ? {} : (JSON.parse(open(key, sealed, `channel ${channelId}`).toString('utf8')) as Record<string, string>);

/** Seals the key to the team's store of objects; it opens for nothing else. */
export const sealStoreSecret = (key: Uint8Array, secret: string): string =>
  seal(key, Buffer.from(secret, 'utf8'), 'store of files');

/** @throws Error when the key is another one, or the bytes were changed */
export const openStoreSecret = (key: Uint8Array, sealed: string): string => open(key, sealed, 'store of files').toString('utf8');

/** AES-256-GCM, a fresh 96-bit nonce in front, the 128-bit tag after it (NIST SP 800-38D, section 8.2), as base64. */
function seal(key: Uint8Array, plain: Uint8Array, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function open(key: Uint8Array, sealed: string, purpose: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(purpose, 'utf8')).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}
