import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { Question } from './use-user-commands.ts';
import { useUserCommands } from './use-user-commands.ts';
import { spokenName } from './user-name.ts';

interface Props {
  question: Question;
  onClose: () => void;
}

/** S4-45, S4-50: says what follows, and asks for «Так». */
export function ConfirmDialog({ question, onClose }: Props) {
  const { t } = useTranslation('user');
  const errorText = useErrorText();
  const isOnline = useOnline();
  const utils = trpc.useUtils();
  const { run, isPending } = useUserCommands();
  const [problem, setProblem] = useState<string | null>(null);
  const { user, command } = question;
  const name = spokenName(user);
  const words = useWords(question, name);
  const confirm = () => {
    setProblem(null);
    run(question).then(
      () => {
        showToast({ message: words.done });
        onClose();
      },
      (error: unknown) => {
        setProblem(errorText(error));
        // A colleague may have been faster: what the list shows is looked at again.
        void utils.user.list.invalidate();
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={words.title}
      about={name}
      consequence={words.consequence}
      confirmLabel={t('confirm.yes')}
      onConfirm={confirm}
      isPending={isPending}
      disabledReason={isOnline ? null : t('list.offline')}
      error={problem}
      tone={command === 'block' ? 'danger' : 'plain'}
    />
  );
}

function useWords(question: Question, name: string) {
  const { t } = useTranslation('user');
  const what =
    question.command === 'changeRole' ? (`to~${question.role}` as const) : question.command;
  switch (what) {
    case 'block':
    case 'activate':
      return {
        title: t(`confirm.${what}.title`),
        consequence: t(`confirm.${what}.consequence`),
        done: t(`confirm.${what}.done`, { name }),
      };
    case 'to~superadmin':
      return {
        title: t('confirm.role.title'),
        consequence: t('confirm.role.superadmin'),
        done: t('confirm.role.done', { name }),
      };
    case 'to~admin':
      return {
        title: t('confirm.role.title'),
        consequence: t('confirm.role.admin'),
        done: t('confirm.role.done', { name }),
      };
  }
}
