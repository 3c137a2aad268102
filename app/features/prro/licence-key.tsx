import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrroDto } from '#server/features/prro/schema.ts';
import { PrroNote } from './prro-note.tsx';
import type { PrroPage } from './prro-note.tsx';

/** Written and never read: it shows what is typed now, and only whether there is one. */
export function LicenceKey({ page, state }: { page: PrroPage; state: PrroDto['licenceKey'] }) {
  const { t } = useTranslation('prro');
  const [isVisible, setVisible] = useState(false);
  const typed = page.value('licenceKey');
  const isRemoved = typed === null;
  return (
    <div>
      <PasswordInput
        label={t('field.licenceKey')}
        description={t(isRemoved ? 'key.removed' : `key.${state}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={typed ?? ''}
        onChange={(event) => page.type('licenceKey', event.currentTarget.value)}
        error={page.errors.licenceKey}
        aria-invalid={page.errors.licenceKey !== undefined}
        autoComplete="off"
        maxLength={300}
        visible={isVisible}
        onVisibilityChange={setVisible}
        visibilityToggleButtonProps={{
          'aria-label': t(isVisible ? 'key.hide' : 'key.show'),
          tabIndex: 0,
        }}
      />
      {state === 'none' || isRemoved ? null : (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          mt={4}
          onClick={() => page.type('licenceKey', null)}
        >
          {t('key.remove')}
        </Button>
      )}
      <PrroNote page={page} field="licenceKey" />
    </div>
  );
}
