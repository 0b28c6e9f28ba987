import { telegramConnector } from '../../../../electron/connectors/telegram/connector.ts';
import type { OutgoingFile, SendIntent } from '../../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../../shared/contract/provision.ts';
import { Recorder } from '../../../contract/recorder.ts';
import { tempFiles } from '../../../contract/temp-files.ts';
import { type EmulatorOptions, startTelegramEmulator } from '../../../servers/telegram/index.ts';

export const never = new AbortController().signal;

/** An emulator, a customer who has pressed Start, and a session that is not running yet. */
export async function startBench(options: EmulatorOptions = {}) {
  const [telegram, files] = await Promise.all([startTelegramEmulator(options), tempFiles()]);
  const maria = telegram.user(77, { firstName: 'Maria', username: 'mariak' });
  maria.write('/start');
  const config: TelegramChannelConfig = {
    id: 'bot',
    kind: 'telegram',
    name: 'Bot',
    token: telegram.token,
    apiRoot: telegram.apiRoot,
  };
  const recorder = new Recorder(telegramConnector, files);
  const lives: Array<{ stop: AbortController; done: Promise<unknown> }> = [];
  return {
    telegram,
    files,
    maria,
    config,
    recorder,
    open: (change: Partial<TelegramChannelConfig> = {}) => telegramConnector.open(recorder.context({ ...config, ...change })),
    /** Runs a session from the committed cursor; `done` is the error it ended with, if any. */
    run(change: Partial<TelegramChannelConfig> = {}) {
      const session = telegramConnector.open(recorder.context({ ...config, ...change }));
      const stop = new AbortController();
      const done = session.run(stop.signal).then(
        () => undefined,
        (error: unknown) => error,
      );
      const life = { session, stop, done };
      lives.push(life);
      return life;
    },
    async close() {
      for (const life of lives) life.stop.abort();
      await Promise.all(lives.map((life) => life.done));
      await Promise.all([telegram.stop(), files.remove()]);
    },
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;

export function intent(change: Partial<SendIntent> = {}): SendIntent {
  return {
    itemId: '0199a0de-0000-7000-8000-000000000001',
    to: '77',
    text: 'An answer',
    files: [],
    remoteId: '',
    createdAt: 0,
    ...change,
  };
}

export async function staged(bench: Bench, name: string, mime: string, bytes: Uint8Array): Promise<OutgoingFile> {
  return { ...(await bench.files.put(bytes)), name, mime };
}
