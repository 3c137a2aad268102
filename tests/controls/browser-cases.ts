/** What a browser is told to keep to, and where it may be led. */
import type { Control } from './control.ts';

const headers = 'tests/integration/http/headers.test.ts';
const signIn = 'tests/integration/session/sign-in.test.ts';

export const browserControls: readonly Control[] = [
  {
    control: 'no script reads the cookie',
    file: 'server/infra/auth/auth.ts',
    on: '    return lucia.createSessionCookie(token).serialize();',
    off: "    return lucia.createSessionCookie(token).serialize().replace('; HttpOnly', '');",
    ...{ test: signIn, name: 'opens a session: who, the cookie' },
  },
  {
    control: 'the cookie does not go along from other sites',
    file: 'server/infra/auth/auth.ts',
    on: "sameSite: 'lax',",
    off: "sameSite: 'none',",
    ...{ test: signIn, name: 'opens a session: who, the cookie' },
  },
  {
    control: 'signing in leads to no other site',
    file: 'app/lib/own-path.ts',
    on: "if (url.origin !== base || url.pathname.startsWith('//')) return fallback;",
    off: '',
    ...{ test: 'app/lib/own-path.test.ts', name: 'leads nowhere else' },
  },
  {
    control: 'an answer is what its type says',
    file: 'server/http/headers.ts',
    on: 'crossOriginEmbedderPolicy: false,',
    off: 'crossOriginEmbedderPolicy: false, xContentTypeOptions: false,',
    ...{ test: headers, name: 'protects the answer of health' },
  },
  {
    control: 'nobody frames a page',
    file: 'server/http/headers.ts',
    on: `frameAncestors: ["'none'"],`,
    off: '',
    ...{ test: headers, name: 'protects the answer of health' },
  },
  {
    control: 'a page shares no window with other sites',
    file: 'server/http/headers.ts',
    on: "crossOriginOpenerPolicy: { policy: 'same-origin' },",
    off: 'crossOriginOpenerPolicy: false,',
    ...{ test: headers, name: 'protects the answer of health' },
  },
];
