import type { Locale } from '../../labs/core/local-text.ts';

/** What a prediction may have to say, one at a time. */
export type Said = 'open' | 'waiting' | 'right' | 'other' | 'unsure' | 'trouble';

export interface PredictionWords {
  readonly title: string;
  readonly unsure: string;
  /** Stands at the option that the learner picked. */
  readonly chosen: string;
  /** Stands at the option that came about. */
  readonly came: string;
  readonly says: Readonly<Record<Said, string>>;
}

/** As `lessonWords`: HTML before next-intl could be asked. */
export const predictionWords: Readonly<Record<Locale, PredictionWords>> = {
  ko: {
    title: '실행하기 전에 예상해 보기',
    unsure: '잘 모르겠어요',
    chosen: '내 예상',
    came: '실제 결과',
    says: {
      open: '하나를 골라 보세요. 점수와는 상관없고, 틀려 볼수록 기억에 남아요.',
      waiting: '이제 실행해서 확인해 보세요. 결과가 나오기 전까지는 예상을 바꿔도 돼요.',
      right: '예상이 맞았어요.',
      other: '예상과 다르게 나왔어요. 지금이 바로 새로 알게 되는 순간이에요.',
      unsure: '결과가 나왔어요.',
      trouble: '예상을 저장하지 못했어요. 연결을 확인하고 다시 골라 주세요.',
    },
  },
  en: {
    title: 'Before you run it: what do you expect?',
    unsure: 'I am not sure',
    chosen: 'Your guess',
    came: 'What happened',
    says: {
      open: 'Pick one. It is not graded, and a guess that misses is the one you will remember.',
      waiting: 'Now run it and see. Until then you may still change your mind.',
      right: 'Just as you expected.',
      other: 'It came out differently. That makes this the moment to learn something.',
      unsure: 'Here is what came.',
      trouble: 'Your guess could not be saved. Check your connection and pick again.',
    },
  },
};
