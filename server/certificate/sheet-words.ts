import type { LocalText } from '../../labs/core/local-text.ts';

/** What is printed on a certificate. Shared by nobody: pages have words of their own. */
export const sheetWords = {
  title: { ko: '수료증', en: 'Certificate of completion' },
  given: { ko: '위 사람은 아래 실습의 모든 단계를 마쳤습니다.', en: 'has completed every step of the lab' },
  nobody: {
    ko: '이 수료증을 가진 사람은 아래 실습의 모든 단계를 마쳤습니다.',
    en: 'The bearer has completed every step of the lab',
  },
  unprintable: { ko: '(이름은 아래 확인 주소에 있습니다)', en: '(the name is on the page below)' },
  how: {
    ko: '모든 단계는 실제 머신에서 커널과 Docker의 상태를 보고 자동으로 확인했습니다.',
    en: 'Each step was verified automatically on a real machine, from the state of its kernel and of Docker.',
  },
  date: { ko: '마친 날', en: 'Completed' },
  points: { ko: '점수', en: 'Points' },
  number: { ko: '수료증 번호', en: 'Certificate number' },
  verify: { ko: '여기에서 진짜인지 확인할 수 있습니다', en: 'Verify this certificate at' },
} as const satisfies Record<string, LocalText>;
