import { both } from './both.ts';

export const keyboard = both({
  en: {
    open: 'Keyboard help',
    title: 'Keyboard',
    next: 'Next step',
    previous: 'Previous step',
    check: 'Check now',
    side: 'Between lesson and terminal',
    help: 'This help',
    separator: 'Resize, with the divider focused',
    note: 'In the terminal every key belongs to the shell, except Ctrl and `.',
  },
  ko: {
    open: '키보드 도움말',
    title: '키보드',
    next: '다음 단계',
    previous: '이전 단계',
    check: '지금 확인',
    side: '설명과 터미널 오가기',
    help: '이 도움말',
    separator: '구분선에 초점을 두고 너비 조절',
    note: '터미널 안에서는 Ctrl + `만 빼고 모든 키가 셸로 가요.',
  },
});
