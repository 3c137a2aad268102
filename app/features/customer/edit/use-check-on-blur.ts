import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { checkFields } from './check-fields.ts';
import type { FormStore } from './form-store.ts';
import { withIssues } from './form-sending.ts';
import { isSame } from './form-values.ts';

/** Says what is wrong with a field as soon as it is left; also that its login or e-mail is taken. */
export function useCheckOnBlur(store: FormStore): (field: EditableField) => void {
  const { company } = useSession();
  const { client } = trpc.useUtils();

  async function issuesOf(field: EditableField): Promise<FieldIssue[]> {
    const { live, touched } = store.state;
    const issues = await checkFields(store.state, [field], company.validationProfile);
    const value = touched[field]?.value;
    if (issues.length > 0 || typeof value !== 'string') return issues;
    if (field !== 'login' && field !== 'email') return [];
    const { takenBy } = await client.customer.checkTaken.query({
      field,
      value,
      customerId: live.id,
    });
    return takenBy === null ? [] : [{ path: field, code: 'taken', params: { by: takenBy.name } }];
  }

  return (field) => {
    const value = store.state.touched[field]?.value;
    if (value === undefined) return;
    issuesOf(field).then(
      (issues) => {
        // Typed on meanwhile: what was said of the former words no longer applies.
        const now = store.state.touched[field]?.value;
        if (now === undefined || !isSame(now, value)) return;
        store.update((state) =>
          withIssues(
            state,
            issues.filter(({ path }) => path === field),
          ),
        );
      },
      // Not answered: the save asks again.
      () => undefined,
    );
  };
}
