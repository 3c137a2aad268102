import { defineConfig } from 'vitest/config';

/**
 * The tests with one control switched off: as its source file is loaded, the text that
 * makes the control is replaced. Nothing of it is in the product, and no file changes.
 */
interface Part {
  file: string;
  on: string;
  off: string;
}

const parts = JSON.parse(process.env['CONTROL_OFF'] ?? '[]') as Part[];

export default defineConfig({
  root: `${import.meta.dirname}/../..`,
  plugins: [
    {
      name: 'control-off',
      enforce: 'pre',
      transform: (code, id) => {
        const part = parts.find(({ file }) => id.endsWith(`/${file}`));
        return part && code.replace(part.on, () => part.off);
      },
    },
  ],
  test: {
    include: ['tests/integration/**/*.test.ts', 'app/lib/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    env: { TZ: 'Asia/Kathmandu' },
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
