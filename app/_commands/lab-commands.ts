import type { Locale } from '../../labs/core/local-text.ts';
import { donePath, labPath, replayPath, stepPath } from '../_frame/paths.ts';
import { firstUnpassed, stepState } from '../_step/step-state.ts';
import { changeFontSize, DEFAULT_FONT_SIZE_PX, terminalSettings } from '../_terminal/terminal-settings.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { commandTexts } from '../_text/commands.ts';
import { machineIcons } from '../_workbench/machine-marks.ts';
import { askAboutMachine } from '../_workbench/machine-question.ts';
import { namedTerminals } from '../_workbench/terminal-names.ts';
import { type Command, type CommandKind, commandOf } from './command.ts';
import { canPress } from './press.ts';
import { showLesson, showMap, showTerminal } from './show-side.ts';
import type { Workbench } from './workbench.ts';

interface LabCommand extends CommandKind {
  readonly applies: (bench: Workbench) => boolean;
  readonly run: (bench: Workbench) => void;
}

const all: readonly LabCommand[] = [
  { name: 'toLesson', group: 'lesson', icon: 'book', applies: () => true, run: showLesson },
  { name: 'extend', group: 'machine', icon: 'clock', applies: isReady, run: ({ store }) => void store.extend() },
  { name: 'fresh', group: 'machine', icon: 'fresh', applies: isReady, run: () => askAboutMachine('fresh') },
  { name: 'recordOff', group: 'machine', icon: 'pause', applies: isRecorded, run: ({ store }) => void store.record(false) },
  { name: 'recordOn', group: 'machine', icon: 'record', applies: isUnrecorded, run: ({ store }) => void store.record(true) },
  { name: 'end', group: 'machine', icon: 'power', applies: isReady, run: () => askAboutMachine('end') },
  { name: 'toTerminal', group: 'terminal', icon: 'terminal', shortcut: 'side', applies: hasTerminal, run: showTerminal },
  { name: 'newHost', group: 'terminal', icon: 'server', applies: hasRoom, run: ({ dock }) => void dock.open('host') },
  { name: 'newClient', group: 'terminal', icon: 'screen', applies: hasRoom, run: ({ dock }) => void dock.open('client') },
  { name: 'find', group: 'terminal', icon: 'search', shortcut: 'find', applies: hasTerminal, run: findInTerminal },
  { name: 'larger', group: 'terminal', icon: 'plus', shortcut: 'larger', applies: hasTerminal, run: () => changeFontSize(1) },
  { name: 'smaller', group: 'terminal', icon: 'minus', shortcut: 'smaller', applies: hasTerminal, run: () => changeFontSize(-1) },
  { name: 'usual', group: 'terminal', icon: 'fresh', shortcut: 'usual', applies: hasOwnSize, run: () => changeFontSize(0) },
  { name: 'toMap', group: 'map', icon: 'map', applies: isReady, run: showMap },
];

/** What can be done in the lab as it is now: every step first. */
export function labCommands(bench: Workbench, { locale, goTo }: LabPlace): Command[] {
  return [
    ...steps(bench, { locale, goTo }),
    ...terminals(bench, locale),
    ...all.filter(({ applies }) => applies(bench)).map((kind) => commandOf(kind, locale, () => kind.run(bench))),
    ...otherPages(bench, { locale, goTo }),
  ];
}

interface LabPlace {
  readonly locale: Locale;
  readonly goTo: (path: string) => void;
}

function steps({ lab, steps, current, store, view }: Workbench, { locale, goTo }: LabPlace): Command[] {
  const overview: CommandKind = { name: 'overview', group: 'go', icon: 'book' };
  const go = (path: string) => () => {
    view.show('lesson');
    goTo(path);
  };
  const others = steps.map((step, index): Command | undefined => {
    if (step.id === current) return undefined;
    const label = `${index + 1}. ${step.title}`;
    const state = stepState(store.state.session?.steps.find(({ id }) => id === step.id));
    const run = go(stepPath(locale, lab, step.id));
    return { id: `step ${step.id}`, group: 'go', icon: 'right', label, state, words: [step.title, step.id], run };
  });
  return [
    ...others.filter((command) => command !== undefined),
    ...(current === undefined ? [] : [commandOf(overview, locale, go(labPath(locale, lab)))]),
  ];
}

/** Those behind the one in front. */
function terminals({ store, dock, view }: Workbench, locale: Locale): Command[] {
  const { session } = store.state;
  if (session?.machine.state !== 'ready') return [];
  const others = namedTerminals(session.terminals).filter(({ name }) => name !== dock.active?.name);
  return others.map(({ name, machine, number }): Command => {
    const called = number === undefined ? machine : `${machine} ${number}`;
    const words = [commandTexts.en, commandTexts.ko].map((text) => filled(text.terminal, { name: called }));
    const run = () => {
      view.show('machine');
      dock.goTo(name);
    };
    const label = filled(commandTexts[locale].terminal, { name: called });
    return { id: `terminal ${name}`, group: 'terminal', icon: machineIcons[machine], label, words, run };
  });
}

function otherPages({ lab, store }: Workbench, { locale, goTo }: LabPlace): Command[] {
  const { session } = store.state;
  const replay: CommandKind = { name: 'replay', group: 'page', icon: 'play' };
  const done: CommandKind = { name: 'done', group: 'page', icon: 'check' };
  return [
    // The player's page is reached by a whole load.
    ...(session?.recorded !== undefined ? [commandOf(replay, locale, () => location.assign(replayPath(locale, lab)))] : []),
    ...(session && firstUnpassed(session) === undefined ? [commandOf(done, locale, () => goTo(donePath(locale, lab)))] : []),
  ];
}

function isRecorded({ store }: Workbench): boolean {
  return store.state.session?.recorded === true;
}

function isUnrecorded({ store }: Workbench): boolean {
  return store.state.session?.recorded === false;
}

function isReady({ store }: Workbench): boolean {
  return store.state.session?.machine.state === 'ready';
}

function hasTerminal(bench: Workbench): boolean {
  return isReady(bench) && bench.dock.active !== undefined;
}

function hasRoom(bench: Workbench): boolean {
  return isReady(bench) && canPress('[data-new-terminal]');
}

function hasOwnSize(bench: Workbench): boolean {
  return hasTerminal(bench) && terminalSettings().fontSizePx !== DEFAULT_FONT_SIZE_PX;
}

function findInTerminal({ dock, view }: Workbench): void {
  view.show('machine');
  dock.find();
}
