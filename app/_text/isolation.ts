import type { LocalText } from '../../labs/core/local-text.ts';

/** What a learner must know where nothing keeps a lab from the computer it runs on. */
export const isolationTexts: Readonly<Record<'none' | 'privileged', LocalText>> = {
  none: {
    en: 'This computer itself is the lab: what you do in the terminal happens to it.',
    ko: '이 컴퓨터가 곧 실습 머신이에요. 터미널에서 한 일은 이 컴퓨터에 그대로 남아요.',
  },
  privileged: {
    en: 'Machines run privileged: whoever uses one can reach this whole computer.',
    ko: '머신이 privileged로 돌아가요. 머신을 쓰는 사람은 이 컴퓨터 전체에 손댈 수 있어요.',
  },
};
