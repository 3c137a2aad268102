import { useEffect, useRef, useState } from 'react';
import { useSession } from '#app/lib/session.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { Issues, NewField } from './check-new-customer.ts';
import { checkNewCustomer, fieldOfPath } from './check-new-customer.ts';
import type { NewCustomer } from './new-customer.ts';

/** The rules know all the world's phone numbers: they come after the page. */
const loadRules = () => import('#server/shared/customer-rules.ts');

/** What is checked together: one of them may be wrong because of another. */
const legalFields: readonly NewField[] = ['legalType', 'legalName', 'taxNumber'];

/** What is known to be wrong: found here by the server's rules, or told by the server. */
export function useChecks() {
  const { company } = useSession();
  const [issues, setIssues] = useState<Issues>({});
  const typedIn = useRef(new Set<NewField>());
  useEffect(() => void loadRules().catch(() => undefined), []);

  async function check(form: NewCustomer): Promise<Issues> {
    const rules = await loadRules().catch(() => null);
    // Without them the server says the same, only later.
    return rules === null ? {} : checkNewCustomer(form, rules, company);
  }

  async function look(fields: readonly NewField[], form: NewCustomer) {
    if (fields.length === 0) return;
    const found = await check(form);
    setIssues((before) => {
      const next = { ...before };
      for (const field of fields) assign(next, field, found[field]);
      return next;
    });
  }

  return {
    issues,
    /** Notes that a field was typed in; what was said of it is looked at again. */
    changed: (field: NewField, form: NewCustomer) => {
      typedIn.current.add(field);
      const others = field === 'legalType' ? legalFields : [field];
      void look(
        others.filter((other) => issues[other] !== undefined),
        form,
      );
    },
    /** The field was left: it is checked, unless it was only passed by. */
    left: (field: NewField, form: NewCustomer) => {
      const others = legalFields.includes(field) ? legalFields : [field];
      void look(
        others.filter((other) => typedIn.current.has(other)),
        form,
      );
    },
    /** All of it, before saving. */
    checkAll: async (form: NewCustomer): Promise<Issues> => {
      const found = await check(form);
      setIssues(found);
      return found;
    },
    tell: (told: readonly FieldIssue[]): Issues => {
      const next: Issues = {};
      for (const issue of told) next[fieldOfPath(issue.path)] ??= issue;
      setIssues(next);
      return next;
    },
  };
}

function assign(issues: Issues, field: NewField, issue: FieldIssue | undefined) {
  if (issue === undefined) Reflect.deleteProperty(issues, field);
  else issues[field] = issue;
}
