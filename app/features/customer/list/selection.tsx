import type { ReactNode } from 'react';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { namedMax } from '#server/features/batch/schema.ts';
import type { CustomerRowDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import { assert } from '#server/shared/assert.ts';
import type { PageMark, SelectionState } from './selection-store.ts';
import { SelectionStore } from './selection-store.ts';

const SelectionContext = createContext<SelectionStore | null>(null);
/** Apart from the store, which never changes: rows are not made anew with each question. */
const QuestionContext = createContext<ListCustomersQuery | null>(null);

interface ProviderProps {
  /** What the list shows now: "all that match" means this. */
  params: ListCustomersQuery;
  children: ReactNode;
}

/** Around the list and whatever acts on those who are chosen there. */
export function SelectionProvider({ params, children }: ProviderProps) {
  const [store] = useState(() => new SelectionStore());
  useEffect(() => {
    store.askAnew(params);
  }, [store, params]);
  return (
    <SelectionContext.Provider value={store}>
      <QuestionContext.Provider value={params}>{children}</QuestionContext.Provider>
    </SelectionContext.Provider>
  );
}

export function useSelectionStore(): SelectionStore {
  const store = useContext(SelectionContext);
  assert(store !== null, 'the selection belongs to the list');
  return store;
}

interface Toggles {
  toggle: (row: CustomerRowDto) => void;
  /** By Shift: from the row that was toggled last, in the order on the screen. */
  toggleRange: (row: CustomerRowDto) => void;
  togglePage: () => void;
}

export interface Selection extends SelectionState, Toggles {
  isSelected: (customerId: number) => boolean;
  /** Notes on the server all that match now; `count` is how many that are. */
  selectMatching: () => void;
  clear: () => void;
}

/** Who is chosen, and what one does about it; renders anew with each change of it. */
export function useSelection(): Selection {
  const store = useSelectionStore();
  const state = useSyncExternalStore(
    store.subscribe,
    () => store.state,
    () => store.state,
  );
  return {
    ...state,
    ...useToggles(),
    isSelected: (customerId) => store.isSelected(customerId),
    selectMatching: useSelectMatching(),
    clear: store.clear,
  };
}

/** The same without listening: for rows, of which hundreds stand on a page. */
export function useToggles(): Toggles {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const store = useSelectionStore();
  return useMemo(() => {
    const tell = (isDone: boolean) => {
      if (isDone) return;
      const max = format.number(namedMax);
      showToast({ message: t('selection.tooMany', { max }), tone: 'failed' });
    };
    return {
      toggle: (row) => tell(store.toggle(row)),
      toggleRange: (row) => tell(store.toggleRange(row)),
      togglePage: () => tell(store.togglePage()),
    };
  }, [t, format, store]);
}

/** One row's part of it: no other row renders anew with it. */
export function useIsSelected(customerId: number): boolean {
  const store = useSelectionStore();
  return useSyncExternalStore(
    store.subscribe,
    () => store.isSelected(customerId),
    () => false,
  );
}

/** How the page on the screen stands to the selection. */
export function usePageMark(): PageMark {
  const store = useSelectionStore();
  return useSyncExternalStore(
    store.subscribe,
    () => store.pageMark(),
    () => 'none',
  );
}

function useSelectMatching() {
  const store = useSelectionStore();
  const params = useContext(QuestionContext);
  assert(params !== null, 'the selection belongs to the list');
  const errorText = useErrorText();
  const { mutateAsync } = trpc.batch.select.useMutation();
  const { search, filter, sort, direction } = params;
  return () => {
    const question = { search, filter, sort, direction };
    const take = store.widen(question);
    // Not by callbacks of the mutation: whoever offers it may have gone by then.
    mutateAsync({ kind: 'matching', question }).then(take, (error: unknown) => {
      if (take(null)) showToast({ message: errorText(error), tone: 'failed' });
    });
  };
}
