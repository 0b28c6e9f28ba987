import { useEffect, useState } from 'react';
import { fileUrl } from '../../../bridge/desktop.ts';

/** A file is named by its bytes and never changes, so what it is need be asked once. */
const known = new Map<string, string>();

type Stored = { hash?: string; mime: string };

/** What main finds a stored file to be from its first bytes; `undefined` until it is here and main has answered. */
export function useFileKind(hash: string | undefined, mime: string): string | undefined {
  const file = { mime, ...(hash === undefined ? {} : { hash }) };
  return useFileKinds([file])(file);
}

/** The same of several files: a function that answers for each of them. */
export function useFileKinds(files: readonly Stored[]): (file: Stored) => string | undefined {
  const [, setAnswers] = useState(0);
  const asked = files.flatMap(({ hash, mime }) => (hash === undefined || known.has(hash) ? [] : `${hash} ${mime}`)).join('\n');
  useEffect(() => {
    let wanted = true;
    for (const line of asked.split('\n').filter(Boolean)) {
      const hash = line.slice(0, line.indexOf(' '));
      fetch(fileUrl(hash, line.slice(hash.length + 1)), { method: 'HEAD' })
        .then(({ headers }) => {
          const found = headers.get('X-File-Kind');
          if (found === null) return;
          known.set(hash, found);
          if (wanted) setAnswers((count) => count + 1);
        })
        // A file that cannot be read is told where it is saved.
        .catch(() => undefined);
    }
    return () => {
      wanted = false;
    };
  }, [asked]);
  return ({ hash }) => (hash === undefined ? undefined : known.get(hash));
}
