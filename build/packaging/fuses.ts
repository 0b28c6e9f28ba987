import { type FuseConfig, FuseState, FuseV1Options } from '@electron/fuses';
import type { Configuration } from 'electron-builder';

/**
 * Switches burnt into the executable, so that nobody can turn it into a plain Node or feed it other code by an environment
 * variable or a flag (https://www.electronjs.org/docs/latest/tutorial/fuses).
 */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} satisfies NonNullable<Configuration['electronFuses']>;

type Fuse = keyof typeof fuses;

const places: Record<Fuse, FuseV1Options> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
};

/** Names of the fuses that are not as {@link fuses} wants them. `wire` is what was read back from an executable. */
export function wrongFuses(wire: FuseConfig<FuseState>): Fuse[] {
  const wanted = (name: Fuse) => (fuses[name] ? FuseState.ENABLE : FuseState.DISABLE);
  return (Object.keys(places) as Fuse[]).filter((name) => wire[places[name]] !== wanted(name));
}
