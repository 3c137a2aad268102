import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '#app/i18n/format.ts';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import { useFieldLabel } from '../fields/field-label.ts';
import { focusField } from '../fields/focus-field.ts';
import type { NewCustomerForm } from './use-new-customer.ts';

const namedMax = 6;

/** One's own unfinished work, offered once when the page is opened; it goes nowhere unasked. */
export function DraftOffer({ draft, page }: { draft: DraftDto | null; page: NewCustomerForm }) {
  const { t } = useLaterWords();
  const format = useFormat();
  const fieldLabel = useFieldLabel();
  const [offered, setOffered] = useState(draft);
  if (offered === null || offered.fields.length === 0) return null;
  const names = offered.fields.slice(0, namedMax).map(({ field }) => fieldLabel(field));
  const fields = names.join(', ') + (offered.fields.length > namedMax ? ' …' : '');
  const answer = (say: NewCustomerForm['continueDraft']) => {
    say(offered.fields.map(({ field, value, base, version }) => ({ field, value, base, version })));
    setOffered(null);
    focusField(page.root.current, 'login');
  };
  return (
    <Paper withBorder radius="md" p="md" role="status" className="t-create-offer">
      <Group gap="sm" justify="space-between">
        <Text size="sm">
          {t('create.draftFound', { at: format.dateTime(offered.updatedAt), fields })}
        </Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => answer(page.continueDraft)}>
            {t('create.draftContinue')}
          </Button>
          <Button size="xs" variant="default" onClick={() => answer(page.discardDraft)}>
            {t('create.draftDiscard')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
