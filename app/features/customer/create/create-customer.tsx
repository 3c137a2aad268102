import { Paper, Stack, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@remix-run/react';
import { IconArrowLeft } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import { TagsInput } from '../fields/tags-input.tsx';
import { focusField } from '../fields/focus-field.ts';
import { useListPath } from '../last-list.ts';
import { CreateBar } from './create-bar.tsx';
import { CreateField, useIssueText } from './create-field.tsx';
import { DraftOffer } from './draft-offer.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { isShown, mandatoryGroup, optionalGroups } from './new-customer.ts';
import { PasswordFields } from './password-fields.tsx';
import type { NewCustomerForm } from './use-new-customer.ts';
import { useNewCustomer } from './use-new-customer.ts';
import '../customer-page.css';
import './create.css';

const groupNames = ['identity', 'contacts', 'address', 'legal', 'organization'] as const;

/** Adds a customer: what must be given first, the rest below in the groups of the customer page. */
export function CreateCustomer({ draft }: { draft: DraftDto | null }) {
  const { t } = useTranslation('customer');
  const { t: later } = useLaterWords();
  const page = useNewCustomer();
  const listPath = useListPath();
  useHotkeys([['mod+S', () => void page.submit()]], []);
  const { root } = page;
  // As it was when the page was opened: a draft that ends later moves no focus.
  const [startsBlank] = useState(draft === null);
  useEffect(() => {
    // Whoever is already somewhere on the page stays there.
    if (startsBlank && document.activeElement === document.body) focusField(root.current, 'login');
  }, [startsBlank, root]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void page.submit();
  };
  return (
    <div className="t-create">
      <Link to={listPath} className="t-customer-back">
        <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
        {t('page.back')}
      </Link>
      <Title order={1}>{t('create.title')}</Title>
      <DraftOffer draft={draft} page={page} />
      <form ref={page.root} onSubmit={submit} method="post" noValidate>
        <Stack gap="md">
          <Section title={later('create.mandatory')}>
            <div className="t-create-pairs">
              {mandatoryGroup.map((field) => (
                <CreateField key={field} field={field} page={page} required />
              ))}
              <PasswordFields page={page} />
            </div>
          </Section>
          <div className="t-create-groups">
            {groupNames.map((name) => (
              <Section key={name} title={t(`group.${name}`)}>
                <Stack gap="sm">
                  {optionalGroups[name]
                    .filter((field) => isShown(field, page.form.values))
                    .map((field) => (
                      <CreateField key={field} field={field} page={page} />
                    ))}
                </Stack>
              </Section>
            ))}
            <Section title={later('create.notes')}>
              <Stack gap="sm">
                <Tags page={page} />
                <CreateField field="comment" page={page} />
              </Stack>
            </Section>
          </div>
        </Stack>
        <CreateBar page={page} />
      </form>
      <LeaveGuard page={page} />
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const headingId = useId();
  return (
    <Paper
      withBorder
      radius="md"
      p="lg"
      component="section"
      aria-labelledby={headingId}
      className="t-field-group"
    >
      <Title order={2} size="h4" id={headingId} mb="md">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Tags({ page }: { page: NewCustomerForm }) {
  const text = useIssueText();
  return (
    <TagsInput
      value={page.form.tagIds}
      known={page.tags}
      onChange={page.changeTags}
      error={text(page.issues.tags)}
    />
  );
}
