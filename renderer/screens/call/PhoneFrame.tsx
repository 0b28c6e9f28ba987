import { useRef } from 'react';
import { phoneUrl } from '../../bridge/phone.ts';
import { useApp } from '../../state/store.ts';
import { useCallKeys } from './use-call-keys.ts';

/** The page of the softphone, loaded only where one is set up. It shows nothing. */
export function PhoneFrame() {
  const url = useApp((state) => state.phoneAccount?.url);
  const greetPhone = useApp((state) => state.greetPhone);
  const frame = useRef<HTMLIFrameElement>(null);
  useCallKeys();
  if (url === undefined) return null;
  return (
    <iframe
      key={url}
      ref={frame}
      src={phoneUrl}
      title="softphone"
      aria-hidden
      tabIndex={-1}
      style={{ display: 'none' }}
      allow="microphone; autoplay; speaker-selection; hid"
      onLoad={() => {
        const page = frame.current?.contentWindow;
        if (page) greetPhone(page);
      }}
    />
  );
}
