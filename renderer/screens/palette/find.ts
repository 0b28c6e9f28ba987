import i18next from 'i18next';
import type { CannedReply, Queries } from '../../../shared/contract/api.ts';
import { otherLayout } from '../../../shared/lib/keyboard-layout.ts';
import { isNear } from '../../../shared/lib/near-words.ts';
import { call } from '../../bridge/client.ts';
import { chosenOption, editorKey } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { languageOf, lastWords, writtenFor } from '../composer/variables.ts';
import { addressWords } from '../contact-words.ts';
import { focusEditor } from '../focus.ts';
import { callingFound } from './calling.ts';
import type { PaletteEntry } from './entry.ts';

const most = 8;
const mostCanned = 6;

/** People for what is typed, and what is prepared to be written to whoever is open. What cannot be read leaves the rest of use. */
export async function find(query: string): Promise<PaletteEntry[]> {
  const wanted = query.trim();
  if (wanted === '') return [];
  const [people, canned] = await Promise.all([
    call('customer.find', { query: wanted, limit: most }).catch(() => []),
    useApp.getState().person ? call('canned.find', { query: wanted, limit: mostCanned }).catch(() => []) : [],
  ]);
  const app = useApp.getState();
  const found = [...people, ...(people.length === 0 ? nearlyCalled(wanted) : [])].map(
    ({ customerId, name, addresses }): PaletteEntry => ({
      id: `customer-${customerId}`,
      kind: 'customer',
      label: name,
      hint: addresses.map(addressWords).join(', '),
      run: () => {
        app.goTo('inbox');
        void app.openCustomer(customerId);
      },
    }),
  );
  const calls = callingFound(wanted, people);
  return [...(wanted === app.paletteNumber ? [...calls, ...found] : [...found, ...calls]), ...canned.flatMap(cannedEntry)];
}

/** People of the list whose name this is but for a slip of the finger. */
function nearlyCalled(wanted: string): Queries['customer.find']['out'] {
  const typed = [wanted.toLowerCase(), otherLayout(wanted)];
  return useApp
    .getState()
    .rows.filter(({ name }) => typed.some((each) => isNear(each, name.toLowerCase())))
    .slice(0, most)
    .map(({ customerId, name }) => ({ customerId, name, addresses: [] }));
}

/** Chosen, it goes into the reply to whoever is open, where the caret last was, and does there what a macro does. */
function cannedEntry(canned: CannedReply): PaletteEntry[] {
  const app = useApp.getState();
  const { person, workspace } = app;
  if (!person) return [];
  const { view, timeline } = person;
  const channelName = chosenOption(view, app.editors[editorKey('reply', view.id)]?.route)?.channelName;
  const language = languageOf(lastWords(timeline.items), i18next.language === 'ru' ? 'ru' : 'en');
  const written = writtenFor(canned, language, { view, agentName: workspace?.me.name ?? '', channelName }, Date.now());
  return [
    {
      id: `canned-${canned.id}`,
      kind: 'canned',
      label: canned.title,
      preview: written,
      ...(canned.shortcut === undefined ? {} : { hint: `/${canned.shortcut}` }),
      run: () => {
        app.goTo('inbox');
        app.insertSoon({ customerId: view.id, ...written, ...(canned.sequel ? { sequel: canned.sequel } : {}) });
        focusEditor('reply');
      },
    },
  ];
}
