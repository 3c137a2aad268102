import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import { profileFields } from '#server/features/user/schema.ts';
import type { ProfileConflict, ProfileDto, ProfileField } from '#server/features/user/schema.ts';
import { useTypedProfile } from './typed-profile.ts';
import type { Typed } from './typed-profile.ts';

/** The rules come after the page: typing takes longer than their arrival. */
const loadRules = () => import('#server/shared/user-rules.ts');

/**
 * One's own name and phone. What was not touched follows the profile; what was typed stays until it
 * is saved, whatever comes in between, and is saved against the version that it was typed over.
 */
export function useProfileForm(profile: ProfileDto, focus: (field: ProfileField) => void) {
  const format = useFormat();
  const errorText = useErrorText();
  const issueTexts = useIssueTexts();
  const { company } = useSession();
  const form = useTypedProfile();
  const { typed, conflicts } = form;
  const shown = (field: ProfileField) =>
    field === 'phone' ? format.phone(profile.phone) : profile[field];
  const changed = profileFields.filter((field) => {
    const text = typed[field];
    return text !== undefined && text.trim() !== shown(field);
  });
  const { send, isPending, error } = useSendProfile(form, focus);
  return {
    valueOf: (field: ProfileField) => typed[field] ?? shown(field),
    change: (field: ProfileField, text: string) => form.type(field, text, profile.version),
    /** Said when the field is left; without the rules the server says it, only later. */
    check: async (field: ProfileField) => {
      const text = typed[field];
      const rules = await loadRules().catch(() => null);
      if (text === undefined || rules === null) return;
      const { issue } = rules.checkUserField(field, text, company.validationProfile);
      if (issue !== null) form.blame(issue);
    },
    save: () => {
      if (changed.length === 0) return;
      const changes = Object.fromEntries(changed.map((field) => [field, typed[field]]));
      send(form.readVersion ?? profile.version, changes);
    },
    keepMine: ({ field, mine }: ProfileConflict) => send(profile.version, { [field]: mine }),
    takeTheirs: ({ field }: ProfileConflict) => form.release(field),
    discard: form.discard,
    texts: issueTexts(form.issues),
    conflicts,
    isDirty: changed.length > 0,
    isPending,
    refusal: error === null ? null : errorText(error),
  };
}

export type ProfileForm = ReturnType<typeof useProfileForm>;

/** Sends a save; its answer says what went in, and where to look when something did not. */
function useSendProfile(
  { settle }: Pick<ReturnType<typeof useTypedProfile>, 'settle'>,
  focus: (field: ProfileField) => void,
) {
  const { t } = useTranslation('user');
  const utils = trpc.useUtils();
  const { mutate, isPending, error, reset } = trpc.user.editProfile.useMutation({
    onSuccess: (outcome, { changes }) => {
      utils.user.getProfile.setData(undefined, outcome.profile);
      settle(
        profileFields.filter((field) => changes[field] !== undefined),
        outcome,
      );
      const wrong = profileFields.find((field) => field === outcome.issues[0]?.path);
      if (wrong !== undefined) focus(wrong);
      if (outcome.issues.length + outcome.conflicts.length === 0) {
        showToast({ message: t('profile.saved') });
      }
    },
  });
  const send = (version: number, changes: Typed) => {
    reset();
    mutate({ version, changes, mutationId: newMutationId() });
  };
  return { send, isPending, error };
}
