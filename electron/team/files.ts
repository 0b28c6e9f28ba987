import { rm, stat } from 'node:fs/promises';
import type { FileStore } from '../../shared/contract/connector.ts';
import type { FileHash } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';
import { addToShare, isShared, markShared, type Unshared } from '../store/team/files.ts';
import { Refused, type TeamServer } from './server.ts';
import { type Carriage, FileRefused, StoreAway, StoreRefused, WrongBytes } from './stores/contract.ts';
import type { Depot } from './stores/depot.ts';

export type FileContext = {
  store: Store;
  files: FileStore;
  server: TeamServer;
  depot: Depot;
  /** The key of the team, where it opens. */
  key: Uint8Array | undefined;
};

/** SQLSTATE of ours: these bytes are being removed for good, and may be put there again when that is done. */
const beingRemoved = 'TL002';

/**
 * Gives the team a file of this desk. Answers false when it is not here, or larger than `limit` bytes.
 *
 * @throws WrongBytes, FileRefused; StoreAway, StoreRefused; ServerAway
 */
export async function shareFile(
  ctx: FileContext,
  hash: FileHash,
  { limit = Number.POSITIVE_INFINITY, ...carriage }: Carriage & { limit?: number } = {},
): Promise<boolean> {
  if (isShared(ctx.store.read, hash)) return true;
  const path = ctx.files.path(hash);
  const found = await stat(path).catch(() => undefined);
  if (!found || found.size > limit) return false;
  await ctx.depot.put(ctx, { hash, size: found.size, path }, carriage).catch((error: unknown) => {
    throw error instanceof Refused && error.code === beingRemoved ? new StoreAway(error.message) : error;
  });
  ctx.store.write((tx) => markShared(tx, hash), { pulled: true });
  return true;
}

/** Up to so many bytes a file goes ahead of what names it. */
const small = 1024 * 1024;
const aheadAtOnce = 6;

/**
 * Gives the team what is small, and puts the rest, and what its store does not take now, where it goes by itself.
 *
 * @throws ServerAway
 */
export async function shareAhead(ctx: FileContext, unshared: readonly Unshared[]): Promise<void> {
  const left = [...new Set(unshared.map(({ hash }) => hash))];
  const later = new Set<FileHash>();
  const some = async (): Promise<void> => {
    for (let hash = left.pop(); hash !== undefined; hash = left.pop()) if (await waits(ctx, hash)) later.add(hash);
  };
  await Promise.all(Array.from({ length: Math.min(aheadAtOnce, left.length) }, some));
  if (later.size === 0) return;
  const rows = unshared.filter(({ hash }) => later.has(hash));
  ctx.store.write((tx) => rows.forEach((row) => void addToShare(tx, row)), { pulled: true });
}

async function waits(ctx: FileContext, hash: FileHash): Promise<boolean> {
  try {
    // What is not here any more is nobody's to share.
    return (
      !(await shareFile(ctx, hash, { limit: small })) && (await stat(ctx.files.path(hash)).catch(() => undefined)) !== undefined
    );
  } catch (error) {
    // That it is not to be had, now or ever, is told where it is tried by itself.
    if (
      error instanceof StoreAway ||
      error instanceof StoreRefused ||
      error instanceof FileRefused ||
      error instanceof WrongBytes
    )
      return true;
    throw error;
  }
}

/**
 * Brings a file of the team here. Answers its size, `undefined` when the team has not all of it.
 *
 * @throws WrongBytes when what came is not what its name says, and nothing of it is kept; FileRefused; StoreAway, StoreRefused;
 * ServerAway
 */
export async function fetchFile(ctx: FileContext, hash: FileHash, carriage: Carriage = {}): Promise<number | undefined> {
  const here = await stat(ctx.files.path(hash)).catch(() => undefined);
  if (here) return here.size;
  const known = await ctx.server.file(hash);
  if (!known?.complete) return undefined;
  const path = ctx.files.scratch();
  try {
    if (!(await ctx.depot.get(ctx, known.store, { hash, size: known.size, path }, carriage))) return undefined;
    const stored = await ctx.files.adopt(path, hash);
    if (stored.hash !== hash) throw new WrongBytes();
    return stored.size;
  } finally {
    await rm(path, { force: true });
  }
}
