/**
 * The one logger. JSON lines; values from outside are JSON strings, so line breaks and escape codes
 * in them can't forge a line. Secrets are removed by name wherever they stand in what is logged.
 */
import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

const secretNames = ['password', 'token', 'cookie', 'authorization', 'set-cookie', 'secret'];
const redactedPaths = secretNames.flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.*["${name}"]`,
]);

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: redactedPaths, censor: '[removed]' } };
  return destination ? pino(options, destination) : pino(options);
}
