import { trpc } from '#app/lib/trpc.ts';
import { FollowedBar } from '#app/realtime/followed-bar.tsx';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import { useFollowedForm } from '#app/realtime/use-followed-form.ts';
import { UnsavedGuard } from '#app/components/unsaved-guard.tsx';
import type { CompanyDto, CompanySettings } from '#server/features/company/schema.ts';
import { AccessGroup, LockoutGroup } from './access-groups.tsx';
import { CommonGroup } from './common-group.tsx';
import { PolicyGroup } from './policy-group.tsx';

/** What the company has set; colleagues who save meanwhile are followed and not saved over. */
export function CompanyForm({ company }: { company: CompanyDto }) {
  const client = trpc.useUtils();
  const { mutateAsync } = trpc.company.edit.useMutation();
  const page = useFollowedForm<CompanySettings>({
    subject: 'company',
    current: { version: company.version, values: company.settings },
    save: async (changes, version) => {
      const answer = await mutateAsync({ ...changes, version, mutationId: newMutationId() });
      client.company.get.setData(undefined, (known) =>
        known && known.version > answer.company.version ? known : answer.company,
      );
      const { version: next, settings } = answer.company;
      return { version: next, values: settings, conflicts: answer.conflicts };
    },
  });
  return (
    <form
      className="t-settings"
      data-settings
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (page.changedCount > 0 && page.notesCount === 0) void page.submit();
      }}
    >
      <CommonGroup page={page} isCurrencyFixed={company.isCurrencyFixed} />
      <PolicyGroup page={page} field="userPasswordPolicy" />
      <PolicyGroup page={page} field="customerPasswordPolicy" />
      <LockoutGroup page={page} />
      <AccessGroup page={page} />
      <FollowedBar {...page} onDiscard={page.discard} />
      <UnsavedGuard isDirty={page.changedCount > 0} />
    </form>
  );
}
