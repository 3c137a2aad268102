import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { zoneName } from '#app/i18n/company-time.tsx';
import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import { timeZones } from '#server/shared/iso-codes.ts';

const ofCompany = 'company';

/** One's own zone, or the company's; the list is there once it is wanted. */
export function TimeZoneField({ chosen }: { chosen: string | null }) {
  const { t } = useTranslation('user');
  const { company } = useSession();
  const isOnline = useOnline();
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [isWanted, setWanted] = useState(false);
  const { mutate, isPending, variables } = trpc.user.chooseLook.useMutation({
    onSuccess: async (profile) => {
      utils.user.getProfile.setData(undefined, profile);
      await utils.session.current.invalidate();
    },
    onError: (error) => showToast({ message: errorText(error), tone: 'failed' }),
  });
  const shown = isPending ? (variables.timeZone ?? null) : chosen;
  const zones = isWanted ? timeZones : shown === null ? [] : [shown];
  return (
    <Select
      label={t('look.timeZone')}
      description={t('look.timeZoneHint')}
      value={shown ?? ofCompany}
      data={[
        { value: ofCompany, label: t('look.companyZone', { zone: zoneName(company.timeZone) }) },
        ...zones.map((zone) => ({ value: zone, label: zoneName(zone) })),
      ]}
      onChange={(zone) => {
        if (zone === null) return;
        mutate({ timeZone: zone === ofCompany ? null : zone, mutationId: newMutationId() });
      }}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      limit={100}
      maxDropdownHeight={280}
      nothingFoundMessage={t('look.noZone')}
      disabled={!isOnline}
      onFocus={() => setWanted(true)}
      autoComplete="off"
    />
  );
}
