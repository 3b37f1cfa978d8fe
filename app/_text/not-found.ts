import { both } from './both.ts';

export const notFound = both({
  en: {
    title: 'No route to this page',
    body: 'The address leads nowhere: the lab or step may have been renamed, or a character went missing on the way.',
    home: 'See all labs',
    picture: 'A cable that ends before it reaches the socket',
  },
  ko: {
    title: '이 페이지로 가는 경로가 없어요',
    body: '주소를 따라가 봤지만 아무것도 없었어요. 실습이나 단계의 이름이 바뀌었거나, 주소를 옮기다가 글자가 빠졌을 수 있어요.',
    home: '전체 실습 보기',
    picture: '소켓에 닿기 전에 끊긴 케이블',
  },
});
