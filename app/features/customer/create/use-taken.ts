import { useState } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import type { TakenDto } from '#server/features/customer/schema.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';

export type UniqueField = 'login' | 'email';
export type TakenBy = NonNullable<TakenDto['takenBy']>;

export function isUnique(field: string): field is UniqueField {
  return field === 'login' || field === 'email';
}

/** Whose a login or an e-mail is already. An answer counts for the value that was asked about. */
export function useTaken() {
  const { client } = trpc.useUtils();
  const [answers, setAnswers] = useState<
    Partial<Record<UniqueField, { value: string; by: TakenBy | null }>>
  >({});
  return {
    ask: async (field: UniqueField, value: FieldValue) => {
      if (typeof value !== 'string' || value.trim() === '') return;
      try {
        const { takenBy: by } = await client.customer.checkTaken.query({ field, value });
        setAnswers((before) => ({ ...before, [field]: { value, by } }));
      } catch {
        // Only a courtesy: saving asks again, and then the answer counts.
      }
    },
    takenBy: (field: UniqueField, value: FieldValue): TakenBy | null => {
      const answer = answers[field];
      return answer !== undefined && answer.value === value ? answer.by : null;
    },
  };
}
