import 'i18next';
import type batch from '#locales/en/batch.json';
import type common from '#locales/en/common.json';
import type company from '#locales/en/company.json';
import type customer from '#locales/en/customer.json';
import type draft from '#locales/en/draft.json';
import type error from '#locales/en/error.json';
import type event from '#locales/en/event.json';
import type exporting from '#locales/en/export.json';
import type later from '#locales/en/later.json';
import type mail from '#locales/en/mail.json';
import type operation from '#locales/en/operation.json';
import type order from '#locales/en/order.json';
import type palette from '#locales/en/palette.json';
import type password from '#locales/en/password.json';
import type presence from '#locales/en/presence.json';
import type prro from '#locales/en/prro.json';
import type session from '#locales/en/session.json';
import type user from '#locales/en/user.json';
import type view from '#locales/en/view.json';

/** English is the source of the types: a key that it lacks does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    contextSeparator: '~';
    resources: {
      batch: typeof batch;
      common: typeof common;
      company: typeof company;
      customer: typeof customer;
      draft: typeof draft;
      error: typeof error;
      event: typeof event;
      export: typeof exporting;
      later: typeof later;
      mail: typeof mail;
      operation: typeof operation;
      order: typeof order;
      palette: typeof palette;
      password: typeof password;
      presence: typeof presence;
      prro: typeof prro;
      session: typeof session;
      user: typeof user;
      view: typeof view;
    };
  }
}
