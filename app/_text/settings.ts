import { both } from './both.ts';

/** Everything one can set, and what it means. */
export const settingTexts = both({
  en: {
    title: 'Settings',
    lead: 'Kept in this browser.',
    groups: { look: 'Look', terminal: 'Terminal', layout: 'Layout' },
    theme: { label: 'Appearance', system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
    motion: { label: 'Motion', system: 'System', less: 'Less', full: 'Full' },
    motionNote: 'Less: packets on the map, turning marks and the cursor stand still.',
    fontSize: 'Text size',
    pixels: '{size} px',
    copyOnSelect: 'Copy what is selected',
    screenReader: 'Screen reader mode',
    split: 'Two terminals side by side',
    scrollback: 'A terminal remembers its last 10,000 lines, fewer where it is very wide.',
    lessonWidth: 'Width of the lesson',
    percent: '{percent} %',
    map: 'Map under the terminal',
    mapHeight: 'Height of the map',
    reset: 'Reset to defaults',
    resetDone: 'Everything is as it was at first. The language stays.',
  },
  ko: {
    title: '설정',
    lead: '이 브라우저에 저장돼요.',
    groups: { look: '화면', terminal: '터미널', layout: '배치' },
    theme: { label: '화면 모드', system: '시스템', light: '밝게', dark: '어둡게' },
    language: '언어',
    motion: { label: '움직임', system: '시스템', less: '줄이기', full: '모두' },
    motionNote: '줄이면 지도의 패킷, 돌아가는 표시, 커서가 움직이지 않아요.',
    fontSize: '글자 크기',
    pixels: '{size}px',
    copyOnSelect: '선택하면 바로 복사',
    screenReader: '화면 낭독기 모드',
    split: '터미널 두 개 나란히 보기',
    scrollback: '터미널은 마지막 10,000줄까지 기억해요. 폭이 아주 넓으면 더 적을 수 있어요.',
    lessonWidth: '설명 영역 너비',
    percent: '{percent}%',
    map: '터미널 아래에 지도 보기',
    mapHeight: '지도 높이',
    reset: '기본값으로 되돌리기',
    resetDone: '모두 처음 값으로 되돌렸어요. 언어는 그대로예요.',
  },
});

export type SettingText = (typeof settingTexts)['en'];
