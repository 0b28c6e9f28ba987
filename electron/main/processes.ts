import type { MessagePortMain } from 'electron';
import type { ChildSettings } from '../../shared/contract/process.ts';
import type { MasterKey } from '../host/master-key.ts';
import { type ChildName, createChild } from './children.ts';
import { createMayLeave } from './may-leave.ts';
import type { Problem } from './problem.ts';
import type { Child } from './supervisor.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';

/** How long reader and engine may take to finish, in ms. */
const stopLimit = 2_000;

export type Processes = {
  switchboard: Switchboard;
  startReader(): void;
  /** The first call counts. Opens the master key, which may mean asking the system's keyring. */
  startEngine(): void;
  /** Whether a stored file may leave the program, as this desk's rights are. */
  mayLeave(hash: string): Promise<boolean>;
  wake(): void;
  stop(): Promise<void>;
};

export type ProcessOptions = {
  settings: Pick<ChildSettings, 'profile' | 'nativeBinding' | 'languages' | 'provision'>;
  /** Throws a sentence when there is a key that cannot be read. */
  masterKey(): MasterKey;
  onProblem(code: Problem['code'], message: string): void;
  /** The engine says where the softphone of this desk connects to, or that there is none. */
  onSoftphone(url: string | undefined): void;
};

/** The reader, which is started first, and the engine, which the first paint does not wait for. */
export function createProcesses({ settings, masterKey, onProblem, onSoftphone }: ProcessOptions): Processes {
  const { provision, ...common } = settings;
  let engineSettings: ChildSettings | undefined;

  const supervise = (name: ChildName, own: () => ChildSettings): Child<MessagePortMain> =>
    createChild(name, {
      settings: own,
      onRunning: () => switchboard.running(name),
      onFailed: ({ code, message }) => onProblem(code, message),
      onSoftphone,
    });
  const reader = supervise('reader', () => common);
  const engine = supervise('engine', () => engineSettings ?? common);
  const switchboard = createSwitchboard((name) => (name === 'reader' ? reader : engine));

  return {
    switchboard,
    startReader: () => reader.start(),
    startEngine() {
      if (engineSettings !== undefined) return;
      try {
        const { key, keyIsFile } = masterKey();
        engineSettings = { ...common, masterKey: key, keyIsFile, ...(provision === undefined ? {} : { provision }) };
      } catch (error) {
        onProblem('key', error instanceof Error ? error.message : String(error));
        return;
      }
      engine.start();
    },
    mayLeave: createMayLeave(reader),
    wake: () => void engine.post({ type: 'wake' }),
    stop: async () => void (await Promise.all([reader.stop(stopLimit), engine.stop(stopLimit)])),
  };
}
