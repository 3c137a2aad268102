import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/user/policy.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';

export type UserCommand = 'block' | 'activate' | 'clearLockout' | 'changeRole' | 'resendInvitation';

/** Why a command on a user is not to be had now, in words; null when it is. */
export function useRefusal(): (
  command: UserCommand,
  user: Pick<UserRowDto, 'id' | 'role'>,
) => string | null {
  const { t } = useTranslation('user');
  const actor = useActor();
  const isOnline = useOnline();
  return (command, user) => {
    if (!can[command](actor)) return t('list.notAllowed');
    if (!can[command](actor, user)) {
      return t(user.id === actor.userId ? 'list.notOneself' : 'list.notAllowed');
    }
    return isOnline ? null : t('list.offline');
  };
}
