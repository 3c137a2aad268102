import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';

export function loader({ context }: LoaderFunctionArgs) {
  const mayCompany = context.session?.permissions.includes('company:configure');
  return redirect(mayCompany ? '/settings/company' : '/settings/prro');
}
