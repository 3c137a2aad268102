import { Button, Input, PasswordInput, SegmentedControl, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { RuleList } from '#app/components/rule-list.tsx';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { usePasswordRules } from '#app/i18n/use-password-rules.ts';
import { useCapsLock } from '#app/components/use-caps-lock.ts';
import { useSession } from '#app/lib/session.ts';
import { generatePassword } from '#server/shared/password-policy.ts';
import { CopyButton } from '../copy-button.tsx';
import { typedMax } from '../fields/text-field.tsx';
import { useIssueText } from './create-field.tsx';
import type { NewCustomerForm } from './use-new-customer.ts';

/** Set now (typed or generated), or set by the customer through a link. */
export function PasswordFields({ page }: { page: NewCustomerForm }) {
  const { t } = useLaterWords();
  const { isLink } = page.form;
  return (
    <>
      <Input.Wrapper labelElement="div" label={t('password.how')} labelProps={{ id: 't-how' }}>
        <SegmentedControl
          fullWidth
          className="t-choice"
          aria-labelledby="t-how"
          value={isLink ? 'link' : 'typed'}
          data={[
            { value: 'typed', label: t('password.typed') },
            { value: 'link', label: t('password.link') },
          ]}
          onChange={(kind) => page.changePassword({ isLink: kind === 'link' })}
        />
      </Input.Wrapper>
      <div className="t-create-password">
        {isLink ? (
          <Text size="sm" c="dimmed" role="status">
            {t('password.linkText')}
          </Text>
        ) : (
          <TypedPassword page={page} />
        )}
      </div>
    </>
  );
}

function TypedPassword({ page }: { page: NewCustomerForm }) {
  const { t } = useLaterWords();
  const text = useIssueText();
  const capsLock = useCapsLock();
  const [isVisible, setVisible] = useState(false);
  /** The one that was generated, as long as nobody has changed it. */
  const [generated, setGenerated] = useState<string | null>(null);
  const { password } = page.form;
  const policy = useSession().company.customerPasswordPolicy;
  const rules = usePasswordRules(password, policy);
  const isGenerated = password !== '' && password === generated;
  const generate = () => {
    const next = generatePassword(policy);
    setGenerated(next);
    setVisible(true);
    page.changePassword({ password: next });
  };
  return (
    <>
      <div data-field="password">
        <PasswordInput
          label={t('password.label')}
          required
          value={password}
          onChange={({ currentTarget }) => page.changePassword({ password: currentTarget.value })}
          autoComplete="new-password"
          spellCheck={false}
          maxLength={typedMax}
          error={text(page.issues.password)}
          aria-invalid={page.issues.password !== undefined}
          description={
            capsLock.isOn ? t('password.capsLock') : isGenerated ? t('password.generated') : null
          }
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputContainer={(input) => (
            <div className="t-create-password-line">
              <div className="t-create-password-input">{input}</div>
              {password === '' ? null : <CopyButton value={password} label={t('password.copy')} />}
              <Button
                variant="default"
                leftSection={<IconSparkles size={16} stroke={1.5} aria-hidden="true" />}
                onClick={generate}
              >
                {t('password.generate')}
              </Button>
            </div>
          )}
          visible={isVisible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{
            'aria-label': isVisible ? t('password.hide') : t('password.show'),
            tabIndex: 0,
          }}
          {...capsLock.handlers}
          onBlur={() => {
            capsLock.handlers.onBlur();
            page.leave('password');
          }}
        />
      </div>
      <RuleList rules={rules} />
    </>
  );
}
