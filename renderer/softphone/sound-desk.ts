import type { PhoneDevice, PhoneDevices, PhoneState } from '../../shared/contract/softphone.ts';
import { echo } from './echo.ts';
import { chooseHeadset, type Headset, knownHeadset } from './headset.ts';
import type { HeadsetKey } from './headset-reports.ts';
import { watchLevel } from './meter.ts';
import { closeStream, missingOf, openMicrophone } from './microphone.ts';

export type SoundDeskEvents = {
  changed(): void;
  level(level: number): void;
  trouble(error: unknown): void;
  key(key: HeadsetKey): void;
};

type Shown = Pick<PhoneState, 'microphones' | 'speakers' | 'chosen' | 'missing' | 'headset' | 'test'>;

/** Microphones, loudspeakers and headsets: which there are, which are used, and whether they work. */
export class SoundDesk {
  readonly #events: SoundDeskEvents;
  #devices: PhoneDevices = { microphone: '', speaker: '', ringer: '' };
  #microphones: PhoneDevice[] = [];
  #speakers: PhoneDevice[] = [];
  #headset: Headset | undefined;
  #test: PhoneState['test'] = 'off';
  #listening: { stream: MediaStream; stop(): void } | undefined;

  constructor(events: SoundDeskEvents) {
    this.#events = events;
    navigator.mediaDevices.addEventListener('devicechange', () => void this.look());
    void knownHeadset(events.key).then(
      (headset) => this.#wear(headset),
      // One that another program holds is not ours to use.
      () => undefined,
    );
  }

  get chosen(): PhoneDevices {
    return this.#devices;
  }

  /** What is to be used now: the system's own for whatever is chosen and not plugged in. */
  get used(): PhoneDevices {
    const used = { ...this.#devices };
    for (const which of this.#missing()) used[which] = '';
    return used;
  }

  describe(): Shown {
    return {
      microphones: this.#microphones,
      speakers: this.#speakers,
      chosen: this.#devices,
      missing: this.#missing(),
      ...(this.#headset === undefined ? {} : { headset: this.#headset.name }),
      test: this.#test,
    };
  }

  async choose(devices: PhoneDevices): Promise<void> {
    const moved = this.#devices.microphone !== devices.microphone;
    this.#devices = devices;
    await this.#look();
    if (moved && this.#listening !== undefined) {
      await this.listen(false);
      await this.listen(true);
    }
  }

  async listen(on: boolean): Promise<void> {
    if (!on) {
      this.#listening?.stop();
      closeStream(this.#listening?.stream);
      this.#listening = undefined;
      this.#become('off');
      return;
    }
    if (this.#listening !== undefined) return;
    try {
      const stream = await openMicrophone(this.#devices.microphone);
      this.#listening = { stream, stop: watchLevel(stream, this.#events.level) };
      // Labels are told only to who has been given a microphone.
      await this.#look();
      this.#become('listening');
    } catch (error) {
      this.#events.trouble(error);
    }
  }

  async echo(): Promise<void> {
    await this.listen(true);
    if (this.#listening === undefined || this.#test !== 'listening') return;
    try {
      await echo(this.#listening.stream, this.used.speaker, (doing) => this.#become(doing));
    } catch (error) {
      this.#events.trouble(error);
    }
    this.#become(this.#listening === undefined ? 'off' : 'listening');
  }

  async chooseHeadset(): Promise<void> {
    try {
      this.#wear(await chooseHeadset(this.#events.key));
    } catch (error) {
      this.#events.trouble(error);
    }
  }

  show(state: Parameters<Headset['show']>[0]): void {
    this.#headset?.show(state);
  }

  #wear(headset: Headset | undefined): void {
    if (headset === undefined) return;
    this.#headset?.close();
    this.#headset = headset;
    this.#events.changed();
  }

  #become(test: PhoneState['test']): void {
    this.#test = test;
    this.#events.changed();
  }

  /** Looks what is plugged in, since not every system tells of it. Never rejects. */
  async look(): Promise<void> {
    const before = JSON.stringify(this.describe());
    await this.#look();
    if (JSON.stringify(this.describe()) !== before) this.#events.changed();
  }

  #missing(): (keyof PhoneDevices)[] {
    return missingOf(this.#devices, this.#microphones, this.#speakers);
  }

  async #look(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind): PhoneDevice[] =>
      all
        .filter((device) => device.kind === kind && !['', 'default', 'communications'].includes(device.deviceId))
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#microphones = of('audioinput');
    this.#speakers = of('audiooutput');
  }
}
