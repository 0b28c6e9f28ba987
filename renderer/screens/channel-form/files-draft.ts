import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';

type Files = NonNullable<AsteriskChannelConfig['recordings']>;

/** Where files of the PBX are had, as typed: nowhere, in a folder of this computer, or from a web server. */
export type FilesDraft = {
  where: 'none' | 'path' | 'url';
  place: string;
  user: string;
  password: string;
  allowInsecure: boolean;
};

export const noFiles: FilesDraft = { where: 'none', place: '', user: '', password: '', allowInsecure: false };

export function filesDraft(files: Files | undefined): FilesDraft {
  if (files === undefined) return noFiles;
  const { path, url, user = '', allowInsecure = false } = files;
  return { where: path === undefined ? 'url' : 'path', place: path ?? url ?? '', user, password: '', allowInsecure };
}

export function filesProblem({ where, place }: FilesDraft): 'required' | 'badUrl' | undefined {
  if (where === 'none') return undefined;
  if (place.trim() === '') return 'required';
  return where === 'url' && !/^https?:\/\/\S+$/i.test(place.trim()) ? 'badUrl' : undefined;
}

/** An empty password is left out, which keeps the sealed one. */
export function filesConfig({ where, place, user, password, allowInsecure }: FilesDraft): Files | undefined {
  if (where === 'none') return undefined;
  if (where === 'path') return { path: place.trim() };
  return {
    url: place.trim(),
    ...(user.trim() === '' ? {} : { user: user.trim() }),
    ...(password === '' ? {} : { password }),
    ...(allowInsecure ? { allowInsecure } : {}),
  };
}
