import { existsSync } from 'node:fs';

/** A Debian package and the file that shows it is there, from whatever source. Any one of `files` is enough. */
export interface DebianPackage {
  readonly name: string;
  readonly files: readonly string[];
}

/** What the engine and the image build call, on top of a minimal Debian. */
export const runPackages: readonly DebianPackage[] = [
  { name: 'docker.io', files: ['/usr/sbin/dockerd', '/usr/bin/dockerd'] },
  { name: 'mmdebstrap', files: ['/usr/bin/mmdebstrap'] },
  { name: 'iptables', files: ['/usr/sbin/iptables'] },
  { name: 'iproute2', files: ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'] },
  { name: 'python3-minimal', files: ['/usr/bin/python3'] },
  { name: 'gcc', files: ['/usr/bin/gcc'] },
  { name: 'libc6-dev', files: ['/usr/include/stdio.h'] },
];

/** What the tests need besides. */
export const testPackages: readonly DebianPackage[] = [
  { name: 'chromium', files: ['/usr/bin/chromium'] },
  { name: 'fonts-noto-cjk', files: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'] },
];

export function missingPackages(packages: readonly DebianPackage[]): string[] {
  return packages.filter(({ files }) => !files.some((file) => existsSync(file))).map(({ name }) => name);
}
