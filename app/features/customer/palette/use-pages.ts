import {
  IconBookmark,
  IconPackage,
  IconPlayerPlay,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { can } from '#server/features/customer/policy.ts';
import { useListAddress } from '../list-address.ts';
import type { PaletteItem } from './palette-item.ts';
import { useGoTo } from './use-go-to.ts';

/** The pages that one can go to; one that the role does not include says so. */
export function usePages(): PaletteItem[] {
  const { t } = useTranslation('palette');
  const { t: words } = useTranslation('customer');
  const actor = useActor();
  const goTo = useGoTo();
  const page = (path: string, rest: Pick<PaletteItem, 'label' | 'icon' | 'refusal'>) => ({
    id: `page-${path}`,
    section: 'pages' as const,
    run: (inNewTab: boolean) => goTo(path, inNewTab),
    ...rest,
  });
  const addRefusal = can.create(actor) ? null : words('create.notAllowed');
  return [
    page('/customers', { label: words('list.title'), icon: IconUsers }),
    page('/customers/new', {
      label: words('create.add'),
      icon: IconUserPlus,
      refusal: addRefusal,
    }),
    page('/orders', { label: t('orders'), icon: IconPackage }),
    page('/batches', { label: t('batches'), icon: IconPlayerPlay }),
  ];
}

/** The saved views, one's own and the company's; each opens the list. */
export function useViews(): PaletteItem[] {
  const goTo = useGoTo();
  const { searchOf } = useListAddress();
  const { data: layout } = trpc.layout.get.useQuery();
  const { data: views } = trpc.view.list.useQuery();
  const pageSize = layout?.pageSize;
  if (views === undefined || pageSize === undefined) return [];
  return views.map(({ id, name, params }) => ({
    id: `view-${String(id)}`,
    label: name,
    section: 'views',
    icon: IconBookmark,
    run: (inNewTab) => goTo(`/customers?${searchOf({ ...params, pageSize }, id)}`, inNewTab),
  }));
}
