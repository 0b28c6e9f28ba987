import type { SoftphoneAccount } from '../../shared/contract/api.ts';
import type { FromPhone, PhoneCommand, PhoneState, PhoneTrouble } from '../../shared/contract/softphone.ts';
import { call } from '../bridge/client.ts';
import { desktop } from '../bridge/desktop.ts';
import { attachPhone, detachPhone, sendPhone } from '../bridge/phone.ts';
import type { Slice } from './app-state.ts';
import { type PhoneSound, phoneStorageKey, readPhoneSound } from './phone-devices.ts';

/** Something that a person has to be told of, until they close it or the next call is answered. */
/** `missing`: which of the chosen devices it is about. */
export type PhoneNews = { id: number; trouble: PhoneTrouble; number?: string; missing?: PhoneState['missing'] };

export type PhoneSlice = {
  /** What the softphone of this desk signs in with; `undefined`: there is none, or nobody has said yet. */
  phoneAccount?: SoftphoneAccount | undefined;
  phone?: PhoneState | undefined;
  phoneSound: PhoneSound;
  phoneNews: PhoneNews[];
  /** Loudness of the microphone while it is tried, 0 to 1. */
  phoneLevel: number;
  readPhoneAccount(): Promise<void>;
  /** The page of the softphone has loaded. */
  greetPhone(page: Window): void;
  phoneDo(command: PhoneCommand): void;
  setPhoneSound(change: Partial<PhoneSound>): void;
  closePhoneNews(id: number): void;
};

let news = 0;

export const phoneSlice: Slice<PhoneSlice> = (set, get) => {
  function hear(message: FromPhone): void {
    switch (message.type) {
      case 'state':
        if (message.state.calls.length !== get().phone?.calls.length) desktop.setCalls(message.state.calls.length);
        tellMissing(get().phone?.missing ?? [], message.state.missing);
        set({ phone: message.state });
        return;
      case 'level':
        set({ phoneLevel: message.level });
        return;
      case 'trouble':
        tell(message.trouble, message.number);
        return;
      case 'ended':
        if (message.trouble) tell(message.trouble, message.call.number);
    }
  }
  /** Told when one goes, and taken back once all are there again. */
  function tellMissing(before: PhoneState['missing'], missing: PhoneState['missing']): void {
    if (missing.length === 0 && before.length > 0) without('device-missing');
    if (missing.some((which) => !before.includes(which))) add({ trouble: { problem: 'device-missing', said: '' }, missing });
  }
  function tell(trouble: PhoneTrouble, number?: string): void {
    add({ trouble, ...(number === undefined ? {} : { number }) });
  }
  /** The same trouble again takes the place of the first. */
  function add(one: Omit<PhoneNews, 'id'>): void {
    without(one.trouble.problem);
    set({ phoneNews: [...get().phoneNews, { id: ++news, ...one }] });
  }
  function without(problem: PhoneTrouble['problem']): void {
    set({ phoneNews: get().phoneNews.filter(({ trouble }) => trouble.problem !== problem) });
  }
  return {
    phoneSound: readPhoneSound(localStorage.getItem(phoneStorageKey)),
    phoneNews: [],
    phoneLevel: 0,
    readPhoneAccount: async () => {
      try {
        const { account } = await call('softphone.account', {});
        const before = get().phoneAccount;
        if (JSON.stringify(account) === JSON.stringify(before)) return;
        if (before?.url !== account?.url) {
          // The page may connect only to where it was loaded for: another PBX means another page.
          detachPhone();
          desktop.setCalls(0);
          set({ phone: undefined, phoneAccount: account });
        } else {
          set({ phoneAccount: account });
          start();
        }
      } catch {
        // Read again with the next change.
      }
    },
    greetPhone: (page) => {
      attachPhone(page, hear);
      start();
    },
    phoneDo: (command) => {
      if (command.do === 'answer' || command.do === 'call') set({ phoneNews: [] });
      sendPhone(command);
    },
    setPhoneSound: (change) => {
      const phoneSound = { ...get().phoneSound, ...change };
      localStorage.setItem(phoneStorageKey, JSON.stringify(phoneSound));
      set({ phoneSound });
      const { ringVolume, names, ...devices } = phoneSound;
      sendPhone({ do: 'devices', devices, ringVolume });
    },
    closePhoneNews: (id) => set({ phoneNews: get().phoneNews.filter((each) => each.id !== id) }),
  };

  function start(): void {
    const { phoneAccount, phoneSound, workspace } = get();
    if (!phoneAccount) return;
    const { url, domain, user, password, stun, allowInsecure } = phoneAccount;
    const { ringVolume, names, ...devices } = phoneSound;
    const displayName = workspace?.me.name;
    const account = {
      url,
      domain,
      user,
      password,
      stun,
      ...(displayName ? { displayName } : {}),
      ...(allowInsecure ? { allowInsecure } : {}),
    };
    sendPhone({ do: 'start', account, devices, ringVolume });
  }
};
