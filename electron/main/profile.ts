import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Everything of one user lives in the profile; main itself uses these parts of it. */
export type Profile = { home: string; electron: string; files: string; keys: string; windowFile: string; headsetFile: string };

/** Makes the profile's folder if it is not there. Throws when it cannot be one. */
export function openProfile(home: string): Profile {
  const profile = {
    home,
    electron: join(home, 'electron'),
    files: join(home, 'files'),
    keys: join(home, 'keys'),
    windowFile: join(home, 'window.json'),
    headsetFile: join(home, 'headset.json'),
  };
  mkdirSync(profile.electron, { recursive: true, mode: 0o700 });
  return profile;
}
