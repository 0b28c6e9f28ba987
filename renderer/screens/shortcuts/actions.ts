import type { CustomerId } from '../../../shared/model/index.ts';
import { onward } from '../../state/inbox-rows.ts';
import type { Shortcut } from '../../state/keymap.ts';
import { personOpen } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';
import { offeredTo } from '../../state/team-view.ts';
import { changeStatus, currentConversation } from '../conversation/actions.ts';
import { isNarrow } from '../customer/use-narrow.ts';
import { resolveOrAsk } from '../desk/acts.ts';
import { undoLast } from '../feedback.tsx';
import { focusEditor, focusSearch } from '../focus.ts';
import { answerHandoff } from '../team/answer.ts';
import { takeNext, takeOrAsk } from '../team/take.ts';
import { markUnread } from '../timeline/actions.ts';
import { placeOf } from './place-of.ts';

/** Where a step leads now; whoever is open, at the end of the list. */
function ahead(step: 1 | -1): CustomerId | undefined {
  const { walkOrder, rows, selected } = useApp.getState();
  return onward(walkOrder, rows, selected, step);
}

async function walk(step: 1 | -1): Promise<void> {
  const { selected, nextPage, loadMore } = useApp.getState();
  // At the end of what is loaded the list may go on.
  if (step > 0 && nextPage !== undefined && ahead(step) === selected) await loadMore();
  const id = ahead(step);
  if (id !== undefined) void useApp.getState().openCustomer(id);
}

function togglePanel(): void {
  const app = useApp.getState();
  if (isNarrow()) app.setDrawerOpen(!app.drawerOpen);
  else app.setPanelOpen(!app.panelOpen);
}

function resolveOrReopen(): void {
  const app = useApp.getState();
  const { chosen } = app;
  const person = personOpen(app);
  const reopening = chosen.size === 0 && person && currentConversation(person.view)?.status === 'resolved';
  if (reopening) void changeStatus(person.view, 'open');
  else resolveOrAsk();
}

function choose(): void {
  const { selected, toggleChosen } = useApp.getState();
  if (selected !== undefined) toggleChosen(selected);
}

function takeOpen(): void {
  const person = personOpen(useApp.getState());
  if (person) takeOrAsk(person.view);
}

function acceptOffered(): void {
  const { teamView, selected } = useApp.getState();
  const offered = selected === undefined ? undefined : offeredTo(teamView, selected);
  if (offered) void answerHandoff(offered, true);
}

const acts: Record<Shortcut, () => void> = {
  next: () => void walk(1),
  previous: () => void walk(-1),
  reply: () => focusEditor('reply'),
  note: () => focusEditor('note'),
  resolve: resolveOrReopen,
  take: takeOpen,
  takeNext: () => void takeNext(),
  accept: acceptOffered,
  assign: () => useApp.getState().ask('reassign'),
  snooze: () => useApp.getState().ask('snooze'),
  tag: () => useApp.getState().ask('tag'),
  remind: () => useApp.getState().ask('remind'),
  choose,
  undo: () => void undoLast(),
  unread: markUnread,
  mine: () => useApp.getState().setView('mine'),
  unassigned: () => useApp.getState().setView('unassigned'),
  all: () => useApp.getState().setView('all'),
  snoozed: () => useApp.getState().setView('snoozed'),
  resolved: () => useApp.getState().setView('resolved'),
  search: focusSearch,
  panel: togglePanel,
  help: () => useApp.getState().setShortcutsOpen(true),
  palette: () => useApp.getState().setPaletteOpen(true),
  settings: () => useApp.getState().goTo('settings'),
};

/** Does what a shortcut stands for; what belongs to the inbox goes there first. */
export function act(shortcut: Shortcut): void {
  const app = useApp.getState();
  const where = placeOf(shortcut, app);
  if (where === 'inbox' && app.place !== 'inbox') app.goTo('inbox');
  if (where !== undefined) acts[shortcut]();
}
