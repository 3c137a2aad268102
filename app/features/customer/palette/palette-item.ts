import type { TablerIcon } from '@tabler/icons-react';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';

/** One line of the palette: something to open or to do. */
export interface PaletteItem {
  id: string;
  label: string;
  section: 'recent' | 'customers' | 'actions' | 'pages' | 'views' | 'settings';
  icon?: TablerIcon;
  /** A customer's own line says more than its label. */
  customer?: CustomerRowDto;
  /** Why it can't be done now; null when it can. */
  refusal?: string | null;
  run: (inNewTab: boolean) => void;
}

/** Each word of what was typed begins or is a part of the label, in any order. */
export function isMeant({ label }: Pick<PaletteItem, 'label'>, typed: string): boolean {
  const words = typed.toLocaleLowerCase().split(/\s+/);
  return words.every((word) => label.toLocaleLowerCase().includes(word));
}
