import type { FeedEvent } from '../../shared/contract/feed.ts';
import type { CustomerId } from '../../shared/model/index.ts';
import { subscribe } from '../bridge/client.ts';
import { forgetPrefetched, prefetch } from './prefetch.ts';
import { useApp } from './store.ts';

/** What has to be read again, gathered while the reading before is still under way. */
type Due = { customers: Set<CustomerId> | 'all'; channels: boolean; workspace: boolean; notices: boolean };

/** Above this many changed people it is cheaper to read the list again than to ask for each. */
const manyRows = 100;
/** People read ahead because of a change of calls; more at once is an office that comes back, not somebody who rings. */
const fewCallers = 2;
/** After a reading that failed, everything is read again: an error that has passed must not stay on screen. */
const healMs = 1000;

async function reread({ customers, channels, workspace, notices }: Due): Promise<void> {
  const app = useApp.getState();
  const work: Array<Promise<void>> = [];
  const everyone = customers === 'all';
  if (everyone || customers.size > 0) {
    const ids = everyone || customers.size > manyRows ? undefined : [...customers];
    work.push(ids ? app.readRows(ids) : app.readInbox(), app.readCounts());
  }
  const shown = app.selected;
  if (
    shown !== undefined &&
    (everyone || channels || customers.has(shown) || (app.person && customers.has(app.person.view.id)))
  ) {
    work.push(app.readPerson());
  }
  // Not waited for: the engine may start much later than the reader, and the list must not wait with it.
  if (channels || workspace) void app.readConnections();
  if (channels) void app.readPhoneAccount();
  if (workspace || channels) work.push(app.readWorkspace());
  if (notices) work.push(app.readNotices());
  await Promise.all(work);
}

/** Keeps what is on screen true to the feed. One reading runs at a time; what comes meanwhile is read in the next. */
export function startRefreshing(): () => void {
  const everything = (): Due => ({ customers: 'all', channels: true, workspace: true, notices: true });
  const nothing = (): Due => ({ customers: new Set(), channels: false, workspace: false, notices: false });
  let due = nothing();
  let running = false;
  let healing: ReturnType<typeof setTimeout> | undefined;

  function readAll(): void {
    due = everything();
    forgetPrefetched('all');
    void useApp.getState().readCalls();
    void useApp.getState().readAgentState();
    void useApp.getState().readTeam();
    void run();
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (due.customers === 'all' || due.customers.size > 0 || due.channels || due.workspace || due.notices) {
      const now = due;
      due = nothing();
      await reread(now);
    }
    running = false;
    const { workspaceError, inboxError, personError } = useApp.getState();
    clearTimeout(healing);
    if (workspaceError || inboxError || personError?.retryable) healing = setTimeout(readAll, healMs);
  }

  return subscribe({
    changed: (event: FeedEvent) => {
      if (due.customers !== 'all') for (const id of event.customers) due.customers.add(id);
      due.channels ||= event.channels.length > 0;
      due.workspace ||= event.workspace;
      due.notices ||= event.notices;
      forgetPrefetched(event.customers);
      // A ringing call waits for nothing that is read meanwhile, and who rings is read ahead, to be shown with the news of it.
      if (event.calls.length > 0) {
        for (const id of event.customers.slice(0, fewCallers)) prefetch(id);
        void useApp.getState().readCalls();
      }
      if (event.agentStates) void useApp.getState().readAgentState();
      if (event.team) void useApp.getState().readTeam();
      void run();
    },
    reset: readAll,
  });
}
