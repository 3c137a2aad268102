import { deferred } from '#app/components/deferred.tsx';

/** Who only looks at a customer does not load the form. */
export const livingForm = deferred(async () => (await import('./living-form.tsx')).LivingForm);
