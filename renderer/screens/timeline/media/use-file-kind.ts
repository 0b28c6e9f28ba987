import { useEffect, useState } from 'react';
import { fileUrl } from '../../../bridge/desktop.ts';

/** A file is named by its bytes and never changes, so what it is need be asked once. */
const known = new Map<string, string>();

/** What main finds a stored file to be from its first bytes; `undefined` until it has answered. */
export function useFileKind(hash: string | undefined, mime: string): string | undefined {
  const [kind, setKind] = useState(hash === undefined ? undefined : known.get(hash));
  useEffect(() => {
    if (hash === undefined || known.has(hash)) return;
    let wanted = true;
    fetch(fileUrl(hash, mime), { method: 'HEAD' })
      .then(({ headers }) => {
        const found = headers.get('X-File-Kind');
        if (found === null) return;
        known.set(hash, found);
        if (wanted) setKind(found);
      })
      // A file that cannot be read is told where it is saved.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [hash, mime]);
  return kind;
}
