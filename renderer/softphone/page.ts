import type { FromPhone, PhoneCommand, PhoneGreeting } from '../../shared/contract/softphone.ts';
import { Phone } from './phone.ts';

/** Waits for the window to hand in its port, once, and serves it. */
window.addEventListener('message', function greeted(event: MessageEvent<PhoneGreeting | undefined>) {
  const [port] = event.ports;
  if (event.source !== window.parent || event.origin !== location.origin || event.data?.throughline !== 'phone' || !port) return;
  window.removeEventListener('message', greeted);
  const tell = (message: FromPhone): void => port.postMessage(message);
  const phone = new Phone(tell);
  port.onmessage = ({ data }: MessageEvent<PhoneCommand>) => {
    phone.do(data).catch((error: unknown) => {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      tell({ type: 'trouble', trouble: { problem: 'failed', said } });
    });
  };
  // Whoever closes the window takes leave of the PBX and of the callers, so that their phones do not go on.
  window.addEventListener('pagehide', () => void phone.do({ do: 'stop' }));
});
