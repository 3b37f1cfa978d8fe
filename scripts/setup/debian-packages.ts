import { existsSync } from 'node:fs';
import type { LocalText } from '../../labs/core/local-text.ts';
import type { StageLog } from '../bootstrap/logged-command.js';
import { SetupProblem } from '../bootstrap/setup-problem.js';
import type { Stage } from '../bootstrap/stage.js';
import type { DebianPackage } from './package-list.ts';
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
  const missing = () => packages.filter((entry) => !entry.files.some((file) => existsSync(file))).map((entry) => entry.name);
  return {
    id,
    name,
    isUpToDate: () => missing().length === 0,
    run: (log) => install(missing(), log),
    explain,
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

const explanations: readonly { readonly sign: RegExp; readonly what: LocalText; readonly next: LocalText }[] = [
  {
    sign: /No space left on device|not have enough free space/,
    what: {
      ko: '디스크가 가득 차서 Debian 패키지를 설치하지 못했어요.',
      en: 'The disk is full; the Debian packages could not be installed.',
    },
    next: { ko: '공간을 2 GiB 이상 비운 뒤 다시 실행하세요.', en: 'Make at least 2 GiB of room and run it again.' },
  },
  {
    sign: /Could not get lock|Unable to acquire the dpkg/,
    what: { ko: '다른 패키지 작업(apt)이 끝나지 않았어요.', en: 'Another apt has not finished.' },
    next: { ko: '그 작업이 끝난 뒤 다시 실행하세요.', en: 'Run it again when the other one is done.' },
  },
  {
    sign: /Could not resolve|Temporary failure|Could not connect|Unable to connect|Connection (failed|timed out|refused)|Failed to fetch/,
    what: { ko: 'Debian 패키지 저장소에 연결할 수 없어요.', en: 'The Debian package archive cannot be reached.' },
    next: {
      ko: '네트워크와 /etc/apt/sources.list를 확인한 뒤 다시 실행하세요.',
      en: 'Check the network and /etc/apt/sources.list, then run it again.',
    },
  },
  {
    sign: /Unable to locate package|has no installation candidate/,
    what: {
      ko: '필요한 패키지가 이 시스템의 저장소에 없어요.',
      en: "This system's archive does not have a package that is needed.",
    },
    next: { ko: 'Debian 12(bookworm) 이상에서 실행하세요.', en: 'Run it on Debian 12 (bookworm) or newer.' },
  },
];

function explain(logTail: string): SetupProblem | undefined {
  const found = explanations.find((explanation) => explanation.sign.test(logTail));
  return found && new SetupProblem(found.what, found.next);
}
