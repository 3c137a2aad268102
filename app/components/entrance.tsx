import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from './brand.tsx';
import './entrance.css';

interface Props {
  title: string;
  intro: ReactNode;
  /** At the top of the page. */
  tools: ReactNode;
  children: ReactNode;
}

/** A page for those who are not signed in: one card, one thing to do. */
export function Entrance({ title, intro, tools, children }: Props) {
  const { t } = useTranslation('common');
  return (
    <div className="t-entrance">
      <header className="t-entrance-top">{tools}</header>
      <main className="t-entrance-main">
        <Brand name={t('appName')} />
        <div className="t-entrance-card">
          <Title order={1}>{title}</Title>
          <Text c="dimmed" mt={4} mb="lg">
            {intro}
          </Text>
          {children}
        </div>
      </main>
    </div>
  );
}
