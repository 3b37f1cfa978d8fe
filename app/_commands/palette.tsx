import { Command as Cmdk } from 'cmdk';
import { usePathname, useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useTheme } from 'next-themes';
import { Dialog } from 'radix-ui';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { commandTexts } from '../_text/commands.ts';
import { overlayStyle } from '../_ui/dialog-style.ts';
import { Icon } from '../_ui/icon.tsx';
import type { Command } from './command.ts';
import { controlCommands } from './control-commands.ts';
import { labCommands } from './lab-commands.ts';
import { closeDialog, returnFocus } from './open-dialog.ts';
import { pageCommands } from './page-commands.ts';
import { PaletteItem } from './palette-item.tsx';
import { score } from './search.ts';
import { workbench } from './workbench.ts';

const frameStyle =
  'fixed top-[12vh] left-1/2 z-50 flex max-h-[min(32rem,76dvh)] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-float outline-none';

/** Everything that can be done on the page as it is now, to be found by name in either language. */
export function Palette({ isOpen }: { readonly isOpen: boolean }) {
  const text = commandTexts[useLocale()];
  const chosen = useRef<Command>(undefined);

  function choose(command: Command) {
    chosen.current = command;
    closeDialog();
  }

  /** Only now, when the page can have the focus again: a command may put it somewhere. */
  function onClosed(event: Event) {
    event.preventDefault();
    returnFocus();
    const command = chosen.current;
    chosen.current = undefined;
    command?.run();
  }

  return (
    <Dialog.Root open={isOpen} onOpenChange={(isStillOpen) => !isStillOpen && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content className={frameStyle} onCloseAutoFocus={onClosed} data-palette>
          <Dialog.Title className="sr-only">{text.title}</Dialog.Title>
          <Dialog.Description className="sr-only">{text.help}</Dialog.Description>
          <CommandSearch onChoose={choose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandSearch({ onChoose }: { readonly onChoose: (command: Command) => void }) {
  const text = commandTexts[useLocale()];
  const commands = useCommands();
  const [wanted, setWanted] = useState('');
  const groups = useMemo(() => grouped(commands, wanted), [commands, wanted]);
  return (
    // What is found, and in which order, is decided here: cmdk would compare characters.
    <Cmdk label={text.title} shouldFilter={false} vimBindings={false} loop className="flex min-h-0 flex-col">
      <div className="flex items-center gap-2.5 border-b border-line px-4 text-ink-faint">
        <Icon name="search" />
        <Cmdk.Input
          value={wanted}
          onValueChange={setWanted}
          placeholder={text.placeholder}
          className="h-12 min-w-0 flex-1 bg-transparent text-md text-ink outline-none placeholder:text-ink-faint"
        />
      </div>
      <Cmdk.List label={text.title} className="palette-list min-h-0 overflow-y-auto p-1.5">
        {groups.map(([group, found]) => (
          <Cmdk.Group key={group} heading={text.groups[group]}>
            {found.map((command) => (
              <PaletteItem key={command.id} command={command} onChoose={onChoose} />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
      <p role="status" className="px-4 py-6 text-center text-base text-ink-soft empty:hidden">
        {groups.length === 0 ? text.none : ''}
      </p>
    </Cmdk>
  );
}

type Groups = readonly (readonly [Command['group'], readonly Command[]])[];

/** The best first: of commands within a group, and of groups by their best. */
function grouped(commands: readonly Command[], wanted: string): Groups {
  const found = commands
    .map((command) => ({ command, score: score(wanted, [command.label, ...command.words]) }))
    .filter((one) => one.score > 0)
    .sort((one, other) => other.score - one.score);
  const order = found.map(({ command }) => command.group);
  const groups = wanted === '' ? (Object.keys(commandTexts.en.groups) as Command['group'][]) : [...new Set(order)];
  return groups
    .filter((group) => order.includes(group))
    .map((group) => [group, found.map(({ command }) => command).filter((command) => command.group === group)] as const);
}

function useCommands(): readonly Command[] {
  const locale = useLocale();
  const path = usePathname();
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const bench = workbench();
  const session = useSyncExternalStore(
    (listener) => bench?.store.subscribe(listener) ?? (() => undefined),
    () => bench?.store.state.session,
    () => undefined,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what applies changes with the session, too.
  return useMemo(() => {
    const goTo = (to: string) => router.push(to);
    return [
      ...controlCommands(locale),
      ...(bench === undefined ? [] : labCommands(bench, { locale, goTo })),
      ...pageCommands({ locale, path, appearance: theme, setAppearance: setTheme, goTo }),
    ];
  }, [bench, session, locale, path, router, theme, setTheme]);
}
