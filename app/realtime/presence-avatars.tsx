import { useTranslation } from 'react-i18next';
import { Avatar, AvatarCount, AvatarMore } from '#app/components/avatar.tsx';
import { Hint } from '#app/components/hint.tsx';
import type { PresentUser } from './presence-people.ts';
import { usePresent } from './presence.ts';
import { namesOf, usePersonWords } from './presence-words.ts';
import './presence.css';

interface StackProps {
  people: readonly PresentUser[];
  max: number;
}

/** The first few by their initials, the rest by their number; each is said in words. */
function Stack({ people, max }: StackProps) {
  const { t } = useTranslation('presence');
  const personWords = usePersonWords();
  // One avatar more takes the room of "+1".
  const shown = people.length > max + 1 ? people.slice(0, max) : people;
  const rest = people.slice(shown.length);
  return (
    <ul className="t-avatars">
      {shown.map((person) => (
        <li key={person.user.id}>
          <Avatar name={person.user.name} state={person.state} label={personWords(person)} />
        </li>
      ))}
      {rest.length === 0 ? null : (
        <li>
          <AvatarMore
            count={rest.length}
            label={t('more', { count: rest.length, names: namesOf(rest) })}
          />
        </li>
      )}
    </ul>
  );
}

/** Who is on this customer, above the name; the keyboard reaches the words as the pointer does. */
export function PresenceAvatars({ customerId }: { customerId: number }) {
  const { t } = useTranslation('presence');
  const people = usePresent(customerId);
  const personWords = usePersonWords();
  if (people.length === 0) return null;
  return (
    <Hint label={people.map(personWords).join(' · ')} side="bottom">
      <div className="t-presence" role="group" aria-label={t('here')} tabIndex={0}>
        <Stack people={people} max={4} />
      </div>
    </Hint>
  );
}

/** The same for a row of the list, in its margin: one by the initials, several by their number. */
export function RowPresence({ customerId }: { customerId: number }) {
  const people = usePresent(customerId);
  const personWords = usePersonWords();
  const [first] = people;
  if (first === undefined) return null;
  const label = people.map(personWords).join(' · ');
  if (people.length === 1) {
    return <Avatar name={first.user.name} state={first.state} size="xs" label={label} />;
  }
  return <AvatarCount count={people.length} state={first.state} label={label} />;
}
