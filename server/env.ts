import { totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { logLevels } from './logger.ts';

/** What one more idle machine costs, its shells and a nested container or two included. */
const MEMORY_PER_SANDBOX_MIB = 100;

/** The usual runtimes, by name or by containerd's: with one of these in place of user namespaces, root inside is root outside. */
const NO_ISOLATION = /^(io\.containerd\.)?(runc|crun|youki)(\.|$)/;

const originSchema = z
  .url({ protocol: /^https?$/, error: 'is an address like https://labs.example.org' })
  .refine((text) => new URL(text).origin === text.replace(/\/$/, ''), 'has no path')
  .transform((text) => new URL(text).origin);

const previewOriginSchema = z
  .string()
  .regex(/^https?:\/\/\*\.[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/, 'is an address like https://*.preview.example.org')
  .refine((text) => URL.canParse(text.replace('*', 'any')), 'is an address like https://*.preview.example.org');

const integer = (least: number, most: number) => z.coerce.number({ error: 'is a number' }).int().min(least).max(most);

const settings = z.object({
  VETHLAB_HOST: z.string().min(1).default('127.0.0.1'),
  VETHLAB_PORT: integer(0, 65_535).default(3000),
  VETHLAB_HOME: z.string().startsWith('/', 'is an absolute path').default('/var/lib/vethlab'),
  VETHLAB_CACHE: z.string().startsWith('/', 'is an absolute path').optional(),
  VETHLAB_ENGINE: z
    .string()
    .regex(/^(unix|tcp):\/\/.+/, 'begins with unix:// or tcp://')
    .optional(),
  VETHLAB_RUNTIME: z
    .string()
    .refine((name) => !NO_ISOLATION.test(name), 'is a runtime that keeps nobody apart; leave it out for user namespaces')
    .optional(),
  VETHLAB_DRIVER: z.enum(['docker', 'local'], { error: 'is docker or local' }).default('docker'),
  VETHLAB_POOL_SIZE: integer(0, 500).default(2),
  VETHLAB_MAX_SANDBOXES: integer(1, 5000).optional(),
  VETHLAB_MACHINES_PER_ADDRESS: integer(1, 5000).default(64),
  VETHLAB_IDLE_MINUTES: z.coerce.number({ error: 'is a number' }).positive().max(10_080).default(30),
  VETHLAB_MAX_HOURS: z.coerce.number({ error: 'is a number' }).positive().max(168).default(4),
  VETHLAB_PUBLIC_ORIGIN: originSchema.optional(),
  VETHLAB_PREVIEW_ORIGIN: previewOriginSchema.optional(),
  VETHLAB_RECORDING: z.enum(['on', 'off'], { error: 'is on or off' }).default('on'),
  VETHLAB_RECORDING_MIB: integer(1, 1024).default(16),
  VETHLAB_RECORDING_MAP_MIB: integer(1, 1024).default(8),
  VETHLAB_RECORDING_DAYS: integer(1, 3650).default(30),
  VETHLAB_LOG_LEVEL: z.enum(logLevels, { error: `is one of ${logLevels.join(', ')}` }).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).optional(),
});

const schema = settings.refine(
  ({ VETHLAB_PUBLIC_ORIGIN: platform = '', VETHLAB_PREVIEW_ORIGIN: previews = '' }) => !isAmongPreviews(platform, previews),
  { path: ['VETHLAB_PREVIEW_ORIGIN'], error: 'has the platform itself among the previews' },
);

type Variables = Readonly<Record<string, string | undefined>>;

export type Env = ReturnType<typeof readEnv>;

/** The settings are wrong. The message lists every fault and is for the operator to read. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** Parses the settings. The only reader of the environment; everything else is given its part of the result. */
export function readEnv(variables: Variables = process.env) {
  const parsed = schema.safeParse(withoutBlanks(variables));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new EnvError(`These settings cannot be used:\n${faults.join('\n')}`);
  }
  const env = parsed.data;
  return {
    host: env.VETHLAB_HOST,
    port: env.VETHLAB_PORT,
    home: env.VETHLAB_HOME,
    cache: env.VETHLAB_CACHE ?? join(env.VETHLAB_HOME, 'cache'),
    engine: env.VETHLAB_ENGINE,
    runtime: env.VETHLAB_RUNTIME,
    driver: env.VETHLAB_DRIVER,
    poolSize: env.VETHLAB_POOL_SIZE,
    maxSandboxes: env.VETHLAB_MAX_SANDBOXES ?? affordableSandboxes(totalmem()),
    machinesPerAddress: env.VETHLAB_MACHINES_PER_ADDRESS,
    idleMs: env.VETHLAB_IDLE_MINUTES * 60_000,
    maxAgeMs: env.VETHLAB_MAX_HOURS * 3_600_000,
    publicOrigin: env.VETHLAB_PUBLIC_ORIGIN,
    previewOrigin: env.VETHLAB_PREVIEW_ORIGIN,
    recording: {
      isOn: env.VETHLAB_RECORDING === 'on',
      sessionBytes: env.VETHLAB_RECORDING_MIB * 2 ** 20,
      filmBytes: env.VETHLAB_RECORDING_MAP_MIB * 2 ** 20,
      keepMs: env.VETHLAB_RECORDING_DAYS * 86_400_000,
    },
    logLevel: env.VETHLAB_LOG_LEVEL,
    mode: env.NODE_ENV,
  } as const;
}

/** As many machines as three quarters of the memory carries, and at least one. */
export function affordableSandboxes(totalBytes: number): number {
  return Math.max(1, Math.floor(((totalBytes / 2 ** 20) * 0.75) / MEMORY_PER_SANDBOX_MIB));
}

/** Whether the wildcard takes in the platform's own name, which would then be a preview's. */
function isAmongPreviews(platform: string, previews: string): boolean {
  if (platform === '' || previews === '') return false;
  const suffix = new URL(previews.replace('*', 'any')).hostname.slice('any'.length);
  const { hostname } = new URL(platform);
  return hostname.endsWith(suffix) && !hostname.slice(0, -suffix.length).includes('.');
}

/** `VETHLAB_ENGINE=` in a unit file means "not set". */
function withoutBlanks(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim() !== ''));
}

/** By this variable `node --watch` makes Next's workers report what they load, in the midst of their answers. */
export function keepWatchFromWorkers(): void {
  delete process.env.WATCH_REPORT_DEPENDENCIES;
}
