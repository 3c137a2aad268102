import { IconPlayerPlay, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/customer/policy.ts';
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
    page('/batches', { label: t('batches'), icon: IconPlayerPlay }),
  ];
}
