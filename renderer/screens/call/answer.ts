import type { PhoneCall } from '../../../shared/contract/softphone.ts';
import { useApp } from '../../state/store.ts';
import { openCaller } from '../telephony/use-call-pop.ts';
import { liveOf } from './party.ts';

/** Takes a call: whoever answers wants to see who it is, also where ringing alone opens nobody. */
export function answerCall(call: PhoneCall): void {
  const { phoneDo, liveCalls } = useApp.getState();
  phoneDo({ do: 'answer', id: call.id });
  const live = liveOf(call, liveCalls);
  if (live) openCaller(live);
}
