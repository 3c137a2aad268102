/**
 * One database and two processes of the product for the whole run, started as `npm start` starts
 * them. Their addresses reach the tests by environment variables.
 */
import { ensureBrowser } from '#tests/support/browser.ts';
import { freePort } from '#tests/support/cut-proxy.ts';
import { startMailCatcher } from '#tests/support/mail-catcher.ts';
import { startProduct } from '#tests/support/product.ts';
import { cloneDatabase, startTestServer } from '#tests/support/test-server.ts';

export default async function globalSetup(): Promise<() => Promise<void>> {
  ensureBrowser();
  const server = await startTestServer(process.env['TEST_DATABASE_URL']);
  const database = await cloneDatabase(server);
  const mail = await startMailCatcher();
  // Whichever process takes a letter of this database sends it there, one that a test starts too.
  process.env['SMTP_URL'] = mail.smtpUrl;
  // One for each worker.
  const proxyPorts = [await freePort(), await freePort()];
  const options = {
    databaseUrl: database.url,
    // Some tests put a cable in between, to cut it.
    env: {
      ALLOWED_ORIGINS: proxyPorts.map((port) => `http://localhost:${port}`).join(','),
    },
  };
  // One after the other: the first one builds the interface if that is not done yet.
  const first = await startProduct(options);
  const second = await startProduct(options);
  process.env['E2E_DATABASE_URL'] = database.url;
  process.env['E2E_TEMPLATE'] = server.template;
  process.env['E2E_ORIGINS'] = `${first.origin},${second.origin}`;
  process.env['E2E_MAIL'] = mail.lettersUrl;
  process.env['E2E_PROXY_PORTS'] = proxyPorts.join(',');
  return async () => {
    await Promise.all([first.stop(), second.stop()]);
    await mail.stop();
    await server.stop();
  };
}
