import { useEffect, useState } from 'react';
import type { CustomerId, QueueReason } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { subscribeCalmly } from '../../state/calm.ts';

const none: readonly QueueReason[] = [];
/** As many as can be asked about at once. */
const most = 500;
/** The server looks through everybody who is here for it. */
const restMs = 1000;

/** Why these, who wait for nobody in particular, are given to nobody; asked again with everything that happens in the team. */
export function useQueueReasons(customerIds: readonly CustomerId[]): readonly QueueReason[] {
  const [reasons, setReasons] = useState<readonly QueueReason[]>(none);
  const asked = customerIds.slice(0, most).join(' ');
  useEffect(() => {
    setReasons(none);
    if (asked === '') return;
    let current = true;
    const read = (): Promise<void> =>
      call('team.whyWaits', { customerIds: asked.split(' ') }).then(
        (answer) => {
          if (current) setReasons(answer.reasons);
        },
        // The server is away, which is told elsewhere: nothing is known then.
        () => {
          if (current) setReasons(none);
        },
      );
    const stop = subscribeCalmly(({ customers, team }) => team || customers.length > 0, read, { restMs });
    return () => {
      current = false;
      stop();
    };
  }, [asked]);
  return reasons;
}
