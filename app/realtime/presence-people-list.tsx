import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#app/components/avatar.tsx';
import { usePresent } from './presence.ts';
import { useStateWords } from './presence-words.ts';
import './presence.css';

const shownMax = 8;

/** Who is here, with what they do in words, beside the page. */
export function WhoIsHere({ customerId }: { customerId: number }) {
  const { t } = useTranslation('presence');
  const headingId = useId();
  const people = usePresent(customerId);
  const stateWords = useStateWords();
  const rest = people.length - shownMax;
  return (
    <section aria-labelledby={headingId} className="t-who">
      <Title order={2} size="h4" mb="xs" id={headingId}>
        {t('whoIsHere')}
      </Title>
      {people.length === 0 ? (
        <Text size="sm" c="dimmed" className="t-who-row">
          {t('onlyYou')}
        </Text>
      ) : (
        <ul className="t-who-list">
          {people.slice(0, shownMax).map((person) => (
            <li key={person.user.id} className="t-who-row">
              <Avatar name={person.user.name} state={person.state} label={null} />
              <div className="t-who-words">
                <Text size="sm" fw={500}>
                  {person.user.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {stateWords(person)}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 ? (
        <Text size="sm" c="dimmed">
          {t('rest', { count: rest })}
        </Text>
      ) : null}
    </section>
  );
}
