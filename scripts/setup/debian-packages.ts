import { existsSync } from 'node:fs';
import type { LocalText } from '../../labs/core/local-text.ts';
import { type DebianPackage, missingPackages } from '../../server/cli/host-packages.ts';
import type { StageLog } from '../bootstrap/logged-command.js';
import { SetupProblem } from '../bootstrap/setup-problem.js';
import type { Stage } from '../bootstrap/stage.js';
import { explainApt } from './explain-apt.ts';
import { forbidDockerServices } from './service-guard.ts';

const APT_ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1', LC_ALL: 'C.UTF-8' };
/** Another apt run, such as unattended upgrades after boot, usually ends within minutes. */
const LOCK_WAIT = 'DPkg::Lock::Timeout=300';
const DOCKER_UNITS = ['docker.service', 'docker.socket', 'containerd.service'] as const;

interface PackageSet {
  readonly id: string;
  readonly name: LocalText;
  readonly packages: readonly DebianPackage[];
}

/** A stage that installs what is missing of a set of packages, without starting a Docker on the host. */
export function debianPackages({ id, name, packages }: PackageSet): Stage {
  const missing = () => missingPackages(packages);
  return {
    id,
    name,
    isUpToDate: () => missing().length === 0,
    run: (log) => install(missing(), log),
    explain: explainApt,
  };
}

async function install(names: readonly string[], log: StageLog): Promise<void> {
  if (!existsSync('/usr/bin/apt-get')) throw notDebian(names);
  await using _guard = await forbidDockerServices();
  if (!(await areKnown(names, log))) await updateLists(log);
  try {
    await aptInstall(names, log);
  } catch (error) {
    // Lists that are too old name files that the mirror no longer has.
    if (!/404 +Not Found|Unable to fetch/.test(log.tail.join('\n'))) throw error;
    await updateLists(log);
    await aptInstall(names, log);
  }
  if (names.includes('docker.io')) await disableDockerUnits(log);
}

async function areKnown(names: readonly string[], log: StageLog): Promise<boolean> {
  try {
    await log.run(['apt-cache', 'show', '--no-all-versions', ...names]);
    return true;
  } catch {
    return false;
  }
}

async function updateLists(log: StageLog): Promise<void> {
  await log.run(['apt-get', 'update', '-o', LOCK_WAIT, '-o', 'APT::Update::Error-Mode=any'], { env: APT_ENVIRONMENT });
}

async function aptInstall(names: readonly string[], log: StageLog): Promise<void> {
  const options = ['-y', '--no-install-recommends', '-o', LOCK_WAIT, '-o', 'Dpkg::Use-Pty=0'];
  await log.run(['apt-get', 'install', ...options, ...names], { env: APT_ENVIRONMENT });
}

/** The package enables its services for the next boot; a host that had no Docker goes on without one. */
async function disableDockerUnits(log: StageLog): Promise<void> {
  if (existsSync('/usr/bin/systemctl')) await log.run(['systemctl', 'disable', ...DOCKER_UNITS]);
}

function notDebian(names: readonly string[]): SetupProblem {
  const list = names.join(', ');
  return new SetupProblem(
    { ko: '이 시스템에는 apt-get이 없어서 패키지를 설치할 수 없어요.', en: 'There is no apt-get here to install packages with.' },
    {
      ko: `Debian 12를 쓰거나, 다음 패키지에 해당하는 것을 직접 설치한 뒤 다시 실행하세요: ${list}`,
      en: `Use Debian 12, or install what these packages stand for by hand and run it again: ${list}`,
    },
  );
}
