import type { LocalText } from '../../labs/core/local-text.ts';
import { SetupProblem } from '../bootstrap/setup-problem.js';

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

/** Turns what apt said at the end of a log into what a person should do. */
export function explainApt(logTail: string): SetupProblem | undefined {
  const found = explanations.find((explanation) => explanation.sign.test(logTail));
  return found && new SetupProblem(found.what, found.next);
}
