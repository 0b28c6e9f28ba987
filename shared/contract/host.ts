/**
 * What only the process around the engine can do. Electron's main implements it over the utility process's parent
 * port, the relay and the tests in plain Node.
 */
export type HostServices = {
  /** 32 bytes that seal every secret in the database. */
  masterKey: Uint8Array;
  /** True when no keyring of the system protects the key and it is a file readable by its owner alone. */
  keyIsFile: boolean;
  /** Called when the machine woke up or its network changed. */
  onWake(listener: () => void): void;
  /** Brings a web page before the person: in the system's browser or, where there is no desk, by saying where to open it. */
  openBrowser?(url: string): void;
};
