import type { SavedView } from '../../../shared/contract/api.ts';
import type { SavedViewId } from '../../../shared/model/index.ts';
import type { WriteTx } from '../db.ts';
import { newId } from '../ids.ts';
import { getSetting, setSetting } from './settings.repo.ts';

/** `undefined` when there is no such view. */
export function saveView(tx: WriteTx, view: Omit<SavedView, 'id'> & { id?: SavedViewId }): SavedViewId | undefined {
  const views = getSetting(tx, 'savedViews');
  const { id } = view;
  if (id === undefined) {
    const added = { ...view, id: newId() };
    setSetting(tx, 'savedViews', [...views, added]);
    return added.id;
  }
  if (!views.some((known) => known.id === id)) return undefined;
  setSetting(
    tx,
    'savedViews',
    views.map((known) => (known.id === id ? { ...view, id } : known)),
  );
  return id;
}

/** `to`: its place among the others, from 0. `false` when there is no such view. */
export function moveView(tx: WriteTx, id: SavedViewId, to: number): boolean {
  const views = getSetting(tx, 'savedViews');
  const moved = views.find((view) => view.id === id);
  if (!moved) return false;
  setSetting(tx, 'savedViews', views.filter((view) => view !== moved).toSpliced(to, 0, moved));
  return true;
}

export const removeView = (tx: WriteTx, id: SavedViewId): boolean =>
  setSetting(
    tx,
    'savedViews',
    getSetting(tx, 'savedViews').filter((view) => view.id !== id),
  );
