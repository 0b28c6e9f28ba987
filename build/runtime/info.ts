/** How the built program is started: `executable`, then `args`, then the program's own flags, under `env` added to the caller's. */
export type RuntimeInfo = {
  /** Absolute path. */
  executable: string;
  /** The application folder (absolute), and `--no-sandbox` for root on Linux only. */
  args: string[];
  /** Variables to add to the environment; empty for a runtime that needs none. */
  env: Record<string, string>;
  /** Electron's version, such as `45.4.1`. */
  version: string;
  kind: 'official' | 'override' | 'fallback';
};

/** An Electron on the disk, before it is known how our program is started with it. */
export type Electron = Pick<RuntimeInfo, 'executable' | 'version' | 'kind'>;
