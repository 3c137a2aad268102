import { useTranslation } from 'react-i18next';
import { Avatar, AvatarMore } from '#app/components/avatar.tsx';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { useEditors } from './presence.ts';
import { namesOf } from './presence-words.ts';
import './presence.css';

const shownMax = 2;

interface Props {
  customerId: number;
  field: EditableField;
}

/** Who of the colleagues is editing this field, to stand beside it; takes no room of its own height. */
export function EditingMark({ customerId, field }: Props) {
  const { t } = useTranslation('presence');
  const editors = useEditors(customerId, field);
  if (editors.length === 0) return null;
  const rest = editors.slice(shownMax);
  const words = t('editingMark', { count: editors.length, names: namesOf(editors) });
  return (
    <span className="t-editing-mark" title={words} data-editing={field}>
      <span className="visually-hidden">{words}</span>
      <span className="t-avatars" aria-hidden="true">
        {editors.slice(0, shownMax).map(({ user }) => (
          <Avatar key={user.id} name={user.name} state="editing" size="xs" label={null} />
        ))}
        {rest.length === 0 ? null : <AvatarMore count={rest.length} size="xs" label="" />}
      </span>
    </span>
  );
}
