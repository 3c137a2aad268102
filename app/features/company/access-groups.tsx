import { useTranslation } from 'react-i18next';
import type { CompanyPage } from './setting-field.tsx';
import { NumberSetting } from './setting-field.tsx';

/** What failed sign-ins lead to (product 4.9). */
export function LockoutGroup({ page }: { page: CompanyPage }) {
  const { t } = useTranslation('company');
  return (
    <fieldset className="t-settings-group">
      <legend>{t('group.lockout')}</legend>
      <NumberSetting page={page} field="lockoutAttemptsMax" />
      <NumberSetting page={page} field="lockoutWindowMinutes" />
      <NumberSetting page={page} field="lockoutMinutes" />
    </fieldset>
  );
}

/** How long links and sessions live. */
export function AccessGroup({ page }: { page: CompanyPage }) {
  const { t } = useTranslation('company');
  return (
    <fieldset className="t-settings-group">
      <legend>{t('group.access')}</legend>
      <NumberSetting page={page} field="linkHours" />
      <NumberSetting page={page} field="sessionIdleHours" />
      <NumberSetting page={page} field="sessionAbsoluteDays" />
    </fieldset>
  );
}
