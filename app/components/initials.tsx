import { Avatar } from '@mantine/core';
import type { MantineSize } from '@mantine/core';

/** "Олена Коваленко" → "ОК"; a name of one word gives one letter. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => Array.from(word ?? '')[0] ?? '').join('');
}

interface Props {
  name: string;
  size?: MantineSize | number;
  /** `colleague` is violet and stands for somebody else's doing. */
  tone?: 'neutral' | 'colleague';
}

/** A person as letters; the name itself is said beside it or by the label. */
export function Initials({ name, size = 'sm', tone = 'neutral' }: Props) {
  return (
    <Avatar
      size={size}
      radius="xl"
      color={tone === 'colleague' ? 'violet' : 'gray'}
      variant="light"
      name={name}
      title={name}
    >
      {initialsOf(name).toUpperCase()}
    </Avatar>
  );
}
