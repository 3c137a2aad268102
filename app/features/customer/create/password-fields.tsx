import { Button, Input, PasswordInput, SegmentedControl, Text } from '@mantine/core';
import { IconCheck, IconPointFilled, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCapsLock } from '#app/components/use-caps-lock.ts';
import { generatePassword, passwordRules } from '#server/shared/password-policy.ts';
import { CopyButton } from '../copy-button.tsx';
import { typedMax } from '../fields/text-field.tsx';
import { useIssueText } from './create-field.tsx';
import type { NewCustomerForm } from './use-new-customer.ts';

/** Set now (typed or generated), or set by the customer through a link. */
export function PasswordFields({ page }: { page: NewCustomerForm }) {
  const { t } = useTranslation('customer');
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
  const { t } = useTranslation('customer');
  const text = useIssueText();
  const capsLock = useCapsLock();
  const [isVisible, setVisible] = useState(false);
  /** The one that was generated, as long as nobody has changed it. */
  const [generated, setGenerated] = useState<string | null>(null);
  const { password } = page.form;
  const isGenerated = password !== '' && password === generated;
  const generate = () => {
    const next = generatePassword();
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
      <PasswordRules password={password} />
    </>
  );
}

/** What the policy asks for, ticked off while typing; a tick and a word, not a colour alone. */
function PasswordRules({ password }: { password: string }) {
  const { t } = useTranslation('customer');
  return (
    <ul className="t-password-rules">
      {passwordRules.map(({ name, isMet }) => {
        const met = isMet(password);
        const Icon = met ? IconCheck : IconPointFilled;
        return (
          <li key={name} data-met={met}>
            <Icon size={14} stroke={2} aria-hidden="true" />
            {t(`password.rule.${name}`)}
            <span className="visually-hidden">{met ? t('password.met') : t('password.unmet')}</span>
          </li>
        );
      })}
    </ul>
  );
}
