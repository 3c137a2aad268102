/** A process that looks for its key, as many others do at the same moment: argv holds the folder. */
import { findSecretKeys } from '#server/infra/secret-keys.ts';

const [, , dataDir = ''] = process.argv;
const keys = await findSecretKeys({
  keys: [],
  dataDir,
  isOwnDatabase: false,
  say: () => undefined,
});
process.stdout.write(keys.map((key) => key.toString('base64')).join(','));
