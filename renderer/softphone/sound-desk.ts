import type { PhoneDevice, PhoneDevices, PhoneState, PhoneTrouble } from '../../shared/contract/softphone.ts';
import { echo } from './echo.ts';
import { microphoneTrouble } from './failures.ts';
import { chooseHeadset, type Headset, headsetTrouble, knownHeadset, watchPlugs, wearHeadset } from './headset.ts';
import type { HeadsetKey } from './headset-reports.ts';
import { watchLevel } from './meter.ts';
import { closeStream, missingOf, openMicrophone } from './microphone.ts';

export type SoundDeskEvents = {
  changed(): void;
  level(level: number): void;
  trouble(trouble: PhoneTrouble): void;
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
  #wearing: Promise<void> = Promise.resolve();
  #test: PhoneState['test'] = 'off';
  #listening: { stream: MediaStream; stop(): void } | undefined;

  constructor(events: SoundDeskEvents) {
    this.#events = events;
    navigator.mediaDevices.addEventListener('devicechange', () => void this.look());
    watchPlugs(() => this.#wearKnown());
    this.#wearKnown();
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
      this.#events.trouble(microphoneTrouble(error));
    }
  }

  async echo(): Promise<void> {
    await this.listen(true);
    if (this.#listening === undefined || this.#test !== 'listening') return;
    try {
      await echo(this.#listening.stream, this.used.speaker, (doing) => this.#become(doing));
    } catch (error) {
      this.#events.trouble(microphoneTrouble(error));
    }
    this.#become(this.#listening === undefined ? 'off' : 'listening');
  }

  async chooseHeadset(): Promise<void> {
    try {
      const device = await chooseHeadset();
      if (device === undefined) this.#events.trouble({ problem: 'no-headset', said: '' });
      else await this.#wear(() => device);
    } catch (error) {
      this.#events.trouble(headsetTrouble(error));
    }
  }

  show(state: Parameters<Headset['show']>[0]): void {
    this.#headset?.show(state);
  }

  /** One that another program holds is not ours to use. */
  #wearKnown(): void {
    this.#wear(() => (this.#headset === undefined ? knownHeadset() : undefined)).catch(() => undefined);
  }

  /** One after another: a headset is several devices, each of which says that it was plugged in. `find`: which, if another one. */
  #wear(find: () => HIDDevice | undefined | Promise<HIDDevice | undefined>): Promise<void> {
    const wearing = this.#wearing.then(async () => {
      const device = await find();
      if (device === undefined) return;
      // The same one may have been chosen again: it is let go of before it is taken.
      await this.#headset?.close();
      this.#headset = undefined;
      const headset = await wearHeadset(device, { key: (key) => this.#events.key(key), gone: () => this.#takeOff(headset) });
      this.#headset = headset;
      this.#events.changed();
    });
    this.#wearing = wearing.catch(() => this.#events.changed());
    return wearing;
  }

  #takeOff(headset: Headset): void {
    void headset.close();
    if (this.#headset === headset) this.#headset = undefined;
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
