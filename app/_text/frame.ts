import { both } from './both.ts';

/** What stands around every page. */
export const frame = both({
  en: {
    tagline: 'Network labs on a real machine',
    description:
      'Learn Linux and Docker networking by doing it. The lesson on the left, a real machine on the right, and every step checks itself.',
    home: 'Vethlab, all labs',
    skip: { content: 'Skip to content', lesson: 'Skip to the lesson', machine: 'Skip to the machine' },
    language: { label: 'Language', ko: '한국어', en: 'English' },
    theme: { label: 'Appearance', light: 'Light', dark: 'Dark', system: 'Match my system' },
    close: 'Close',
    tools: { palette: 'Commands', settings: 'Settings', keys: 'Keyboard help' },
    offline: {
      title: 'No connection to the server.',
      next: 'Trying again by itself. Your machine keeps running, and nothing you typed is lost.',
      retry: 'Try now',
    },
    unmade: {
      title: 'This page could not be shown',
      body: 'Something went wrong on our side. Your progress and your machine are not affected.',
      again: 'Load it again',
      home: 'All labs',
    },
  },
  ko: {
    tagline: '진짜 머신에서 익히는 네트워크 실습',
    description:
      '리눅스와 Docker 네트워크를 직접 만지면서 배워요. 왼쪽에는 설명, 오른쪽에는 진짜 머신이 있고, 단계마다 알아서 확인해 줘요.',
    home: 'Vethlab, 전체 실습 보기',
    skip: { content: '본문으로 건너뛰기', lesson: '설명으로 건너뛰기', machine: '머신으로 건너뛰기' },
    language: { label: '언어', ko: '한국어', en: 'English' },
    theme: { label: '화면 모드', light: '밝게', dark: '어둡게', system: '시스템 설정대로' },
    close: '닫기',
    tools: { palette: '명령 목록', settings: '설정', keys: '키보드 도움말' },
    offline: {
      title: '서버와 연결이 끊겼어요.',
      next: '알아서 다시 연결하고 있어요. 머신은 그대로 돌아가고, 입력한 것도 사라지지 않아요.',
      retry: '지금 다시 시도',
    },
    unmade: {
      title: '페이지를 보여 드리지 못했어요',
      body: '저희 쪽에 문제가 생겼어요. 진행 상황과 머신에는 영향이 없어요.',
      again: '다시 불러오기',
      home: '전체 실습',
    },
  },
});
