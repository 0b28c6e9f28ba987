import { openDatabase } from '../../../electron/store/open.ts';
import { Store } from '../../../electron/store/store.ts';
import { migrations } from '../../support/store.ts';
import { copyOfProfile } from '../data/profile.ts';
import { laterMoments } from '../data/stream.ts';
import type { Bench } from '../harness/bench.ts';
import { openIntake, prepare } from '../harness/intake.ts';
import { RecordingWriter } from '../harness/recording.ts';

const messages = 500;

export const order: Bench = {
  name: 'order',
  goal: 'the index is given its rows by rising key: unsorted ones cost it up to six times as much',
  async run({ sizes }) {
    const [size = 0] = sizes;
    const { path, remove } = await copyOfProfile(size);
    const writer = new RecordingWriter(openDatabase({ profile: path, migrations }));
    try {
      const intake = openIntake(new Store(writer, 'bench'));
      // Newest first, as a mailbox is imported.
      await intake.take(prepare(laterMoments(size, messages).reverse()));
      intake.index();
      const batches = writer.indexed.filter((keys) => keys.length > 0);
      const unsorted = batches.filter((keys) => keys.some((key, at) => at > 0 && key <= (keys[at - 1] ?? 0)));
      return [
        { what: 'rows given to the index', value: batches.flat().length, goal: { atLeast: messages } },
        { what: 'batches out of order', value: unsorted.length, goal: { atMost: 0 } },
      ];
    } finally {
      writer.raw.close();
      await remove();
    }
  },
};
