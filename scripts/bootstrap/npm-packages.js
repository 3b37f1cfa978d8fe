import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, PROJECT_DIRECTORY } from './project.js';
import { SetupProblem } from './setup-problem.js';

/** npm links the commands of dependencies only; with this one, `npx vethlab` finds ours without a copy in its cache. */
const COMMAND_LINK = join(PROJECT_DIRECTORY, 'node_modules', '.bin', 'vethlab');

/** @satisfies {import('./stage.js').Stage} */
export const npmPackages = {
  id: 'npm-packages',
  name: { ko: 'npm 패키지', en: 'npm packages' },
  isUpToDate: () => existsSync(PINNED_NODE) && existsSync(COMMAND_LINK) && installedMatchesLock(),
  async run(log) {
    // Not `npm ci`: it refuses a lockfile without the optional packages of platforms that a registry does not carry.
    const flags = ['--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=http'];
    await log.run(['npm', 'install', ...flags], { cwd: PROJECT_DIRECTORY });
    linkCommand();
  },
  explain: (logTail) =>
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(logTail) ? registryUnreachable() : undefined,
};

function linkCommand() {
  rmSync(COMMAND_LINK, { force: true });
  symlinkSync('../../scripts/vethlab.js', COMMAND_LINK);
}

function registryUnreachable() {
  return new SetupProblem(
    { ko: 'npm 레지스트리에 연결할 수 없어요.', en: 'The npm registry cannot be reached.' },
    {
      ko: '네트워크와 `npm config get registry`의 주소를 확인한 뒤 같은 명령을 다시 실행하세요.',
      en: 'Check the network and the address that `npm config get registry` prints, then run the same command again.',
    },
  );
}

/** npm writes its hidden lockfile last, so a match means a whole installation of exactly the locked versions. */
function installedMatchesLock() {
  const wanted = versions('package-lock.json');
  const installed = versions('node_modules/.package-lock.json');
  const missing = [...wanted].some(([path, entry]) => !entry.optional && installed.get(path)?.version !== entry.version);
  const left = [...installed].some(([path, entry]) => !entry.optional && wanted.get(path)?.version !== entry.version);
  return !missing && !left;
}

/**
 * @param {string} lockfile
 * @returns {Map<string, { readonly version?: string, readonly optional?: boolean }>}
 */
function versions(lockfile) {
  const path = join(PROJECT_DIRECTORY, lockfile);
  if (!existsSync(path)) return new Map();
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return new Map(Object.entries(packages).filter(([name]) => name !== ''));
}
