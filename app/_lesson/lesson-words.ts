import type { Locale } from '../../labs/core/local-text.ts';
import type { MachineName } from '../_session/machine-name.ts';

interface LessonWords {
  readonly command: string;
  readonly copy: string;
  readonly run: string;
  readonly runOn: (machine: MachineName) => string;
  readonly output: string;
  readonly picture: string;
  readonly table: string;
  readonly callouts: Readonly<Record<Callout, string>>;
}

/** Containers of the dialect, `:::note` and its kin. */
export const callouts = ['task', 'note', 'why', 'differs', 'lines', 'recap'] as const;
export type Callout = (typeof callouts)[number];

/** Words that the renderer writes into a lesson. They are HTML before next-intl could be asked. */
export const lessonWords: Readonly<Record<Locale, LessonWords>> = {
  ko: {
    command: '명령',
    copy: '복사',
    run: '실행',
    runOn: (machine) => `${machine} 터미널에서 실행`,
    output: '예상 출력',
    picture: '그림',
    table: '표',
    callouts: {
      task: '할 일',
      note: '참고',
      why: '왜 그럴까요?',
      differs: '다른 환경과 다른 점',
      lines: '하나씩 살펴보기',
      recap: '정리',
    },
  },
  en: {
    command: 'Command',
    copy: 'Copy',
    run: 'Run',
    runOn: (machine) => `Run in the ${machine} terminal`,
    output: 'Expected output',
    picture: 'Picture',
    table: 'Table',
    callouts: {
      task: 'Your task',
      note: 'Note',
      why: 'Why?',
      differs: 'Where our machine differs',
      lines: 'One by one',
      recap: 'Recap',
    },
  },
};
