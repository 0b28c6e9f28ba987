import { describe, expect, it } from 'vitest';
import type { StoreApi } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AppState } from '../../../renderer/state/app-state.ts';
import { deskSlice } from '../../../renderer/state/desk.ts';

const order = ['a', 'b', 'c', 'd', 'e', 'f'];

function desk(selected?: string) {
  const store = createStore<Pick<AppState, 'selected' | keyof ReturnType<typeof deskSlice>>>((set, get, api) => ({
    ...deskSlice(set, get as () => AppState, api as StoreApi<AppState>),
    ...(selected === undefined ? {} : { selected }),
  }));
  const { chooseTo, toggleChosen, clearChosen } = store.getState();
  const picked = (): string => [...store.getState().chosen].sort().join('');
  return { store, picked, chooseTo, toggleChosen, clearChosen };
}

describe('picking a range', () => {
  it('begins at whoever was open, also when others are opened on the way', () => {
    const { store, chooseTo, picked } = desk('b');
    for (const next of ['c', 'd', 'e']) {
      chooseTo(next, order);
      store.setState({ selected: next });
    }
    expect(picked()).toBe('bcde');
    chooseTo('d', order);
    expect(picked()).toBe('bcd');
    chooseTo('a', order);
    expect(picked()).toBe('ab');
  });

  it('goes by the list as it is shown', () => {
    const { chooseTo, picked } = desk('a');
    chooseTo('c', ['a', 'e', 'c', 'b']);
    expect(picked()).toBe('ace');
  });

  it('begins anew at whoever was picked by themselves, and leaves those before as they are', () => {
    const { chooseTo, toggleChosen, picked } = desk('a');
    chooseTo('b', order);
    toggleChosen('d');
    chooseTo('f', order);
    expect(picked()).toBe('abdef');
    chooseTo('e', order);
    expect(picked()).toBe('abde');
    toggleChosen('b');
    expect(picked()).toBe('ade');
  });

  it('forgets where it began when everybody is let go of', () => {
    const { store, chooseTo, clearChosen, toggleChosen, picked } = desk('a');
    chooseTo('c', order);
    clearChosen();
    expect(picked()).toBe('');
    store.setState({ selected: 'e' });
    chooseTo('f', order);
    expect(picked()).toBe('ef');
    clearChosen();
    toggleChosen('a');
    toggleChosen('a');
    chooseTo('f', order);
    expect(picked()).toBe('ef');
  });

  it('is of the one alone who is not in a range with anybody shown', () => {
    const { chooseTo, picked } = desk('gone');
    chooseTo('c', order);
    expect(picked()).toBe('c');
    chooseTo('gone', order);
    expect(picked()).toBe('c');
  });
});
