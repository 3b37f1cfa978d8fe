import type { Locale } from '../../labs/core/local-text.ts';
import type { CloseReason } from '../../server/protocol/close-reasons.ts';
import { both } from '../_text/both.ts';

/** Every sentence of the terminal pane. */
export const terminalTexts = both({
  en: {
    label: 'Terminal on {machine}: {name}',
    help: 'Every key goes to the shell. Ctrl and the key left of 1 (`) lead back to the lesson. Screen reader mode is among the controls after the terminal.',
    connecting: 'Connecting to the terminal…',
    lost: 'The connection was interrupted. Your shell keeps running; reconnecting…',
    retry: 'Try now',
    exited: 'The shell has ended (code {code}). Press any key for a new one.',
    find: 'Find in the output',
    findNext: 'Next match',
    findPrevious: 'Previous match',
    close: 'Close',
    noMatch: 'No match',
    screenReader: 'Screen reader mode',
    paste: {
      title: 'Paste {lines} lines?',
      body: 'The shell holds them until you press Enter, then runs them all. Another program may take each line at once.',
      yes: 'Paste',
      no: 'Do not paste',
    },
    link: {
      title: 'Open this link?',
      body: 'A program in this terminal has made the link. It leads here:',
      yes: 'Open in a new tab',
      no: 'Do not open',
    },
    failed: 'The terminal could not be loaded. Reload the page.',
    overHttp: 'Connected over HTTP, since your network blocks WebSockets.',
    controls: 'Terminal settings',
    smaller: 'Smaller text',
    larger: 'Larger text',
    fontSize: 'Text size: {size}',
    copyOnSelect: 'Copy what is selected',
    clipboard: {
      read: {
        title: 'Let the machine read your clipboard?',
        body: 'A program in this terminal asks for what you have copied last. Passwords count, too.',
      },
      write: {
        title: 'Let the machine copy to your clipboard?',
        body: 'A program in this terminal wants to replace what you have copied last. Say no if you did not ask it to copy anything.',
      },
      once: 'This time',
      session: 'Until I leave the page',
      no: 'No',
    },
    keys: {
      bar: 'Keys for the terminal',
      control: 'Ctrl, for the next character',
      names: { Escape: 'Esc', Tab: 'Tab', ArrowLeft: 'Left', ArrowUp: 'Up', ArrowDown: 'Down', ArrowRight: 'Right' },
    },
    split: 'Two terminals side by side',
  },
  ko: {
    label: '{machine}의 터미널: {name}',
    help: '모든 키는 셸로 가요. Ctrl과 숫자 1 왼쪽의 ` 키를 함께 누르면 설명으로 돌아가요. 화면 낭독기 모드는 터미널 다음에 있는 버튼으로 켤 수 있어요.',
    connecting: '터미널에 연결하는 중…',
    lost: '연결이 잠시 끊겼어요. 셸은 그대로 돌고 있고, 다시 연결하는 중이에요…',
    retry: '지금 다시 시도',
    exited: '셸이 끝났어요(코드 {code}). 아무 키나 누르면 새로 시작해요.',
    find: '출력에서 찾기',
    findNext: '다음 결과',
    findPrevious: '이전 결과',
    close: '닫기',
    noMatch: '결과 없음',
    screenReader: '화면 낭독기 모드',
    paste: {
      title: '{lines}줄을 붙여 넣을까요?',
      body: '셸에서는 Enter를 누르면 모두 이어서 실행돼요. 다른 프로그램은 붙여 넣는 즉시 한 줄씩 받을 수 있어요.',
      yes: '붙여 넣기',
      no: '취소',
    },
    link: {
      title: '이 링크를 열까요?',
      body: '터미널의 프로그램이 만든 링크예요. 실제 주소는 다음과 같아요.',
      yes: '새 탭에서 열기',
      no: '열지 않기',
    },
    failed: '터미널을 불러오지 못했어요. 페이지를 새로 고쳐 주세요.',
    overHttp: '네트워크가 WebSocket을 막아서 HTTP로 연결했어요.',
    controls: '터미널 설정',
    smaller: '글자 작게',
    larger: '글자 크게',
    fontSize: '글자 크기 {size}',
    copyOnSelect: '선택하면 바로 복사',
    clipboard: {
      read: {
        title: '머신이 클립보드를 읽게 할까요?',
        body: '이 터미널의 프로그램이 마지막으로 복사한 내용을 달라고 해요. 비밀번호를 복사해 뒀다면 그것도 넘어가요.',
      },
      write: {
        title: '머신이 클립보드에 복사하게 할까요?',
        body: '이 터미널의 프로그램이 마지막으로 복사한 내용을 다른 것으로 바꾸려고 해요. 복사를 시킨 적이 없다면 거절하세요.',
      },
      once: '이번만 허용',
      session: '이 페이지에서 계속 허용',
      no: '거절',
    },
    keys: {
      bar: '터미널 키',
      control: 'Ctrl, 다음에 입력하는 글자에 적용',
      names: { Escape: 'Esc', Tab: 'Tab', ArrowLeft: '왼쪽', ArrowUp: '위쪽', ArrowDown: '아래쪽', ArrowRight: '오른쪽' },
    },
    split: '터미널 두 개 나란히 보기',
  },
});

export type TerminalText = (typeof terminalTexts)['en'];

/** Why a terminal is closed for good; reasons after which the page comes back by itself need no words. */
export const closedTexts: Readonly<Record<Locale, Readonly<Record<CloseReason, string>>>> = {
  en: {
    'bad-message': 'This page and the server no longer understand each other. Reload the page.',
    'too-large': 'That was too much input at once. Reload the page to go on.',
    'machine-gone': 'This machine is gone.',
    'session-ended': 'This session has ended.',
    'terminal-closed': 'This terminal was closed.',
    'too-slow': 'This page could not keep up with the output.',
    'server-stopping': 'The server is restarting.',
    internal: 'The terminal stopped unexpectedly.',
  },
  ko: {
    'bad-message': '이 페이지와 서버의 버전이 달라졌어요. 페이지를 새로 고쳐 주세요.',
    'too-large': '한 번에 너무 많이 입력했어요. 계속하려면 페이지를 새로 고쳐 주세요.',
    'machine-gone': '이 머신은 이제 없어요.',
    'session-ended': '세션이 끝났어요.',
    'terminal-closed': '이 터미널은 닫혔어요.',
    'too-slow': '페이지가 출력을 따라가지 못했어요.',
    'server-stopping': '서버가 다시 시작하는 중이에요.',
    internal: '터미널이 예기치 않게 멈췄어요.',
  },
};

/** Puts values into `{name}` places. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
