import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useFirstScreen } from '../_terminal/first-screen.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';

interface MenuLaterProps<Props> {
  readonly icon: IconName;
  readonly iconSize: number;
  readonly label: string;
  readonly load: () => Promise<ComponentType<Props>>;
  /** The menu itself, open if its button was pressed while it was still to come. */
  readonly children: (Menu: ComponentType<Props>, isOpen: boolean) => ReactNode;
}

/** A menu's button. What opens from it is loaded after the first terminal, or when one asks for it. */
export function MenuLater<Props>({ icon, iconSize, label, load, children }: MenuLaterProps<Props>) {
  const [menu, setMenu] = useState<{ readonly Menu: ComponentType<Props> }>();
  const [wasPressed, setPressed] = useState(false);
  const isTime = useFirstScreen();
  useEffect(() => {
    // A menu that cannot be loaded leaves its button, which asks again.
    if (isTime || wasPressed)
      load().then(
        (Menu) => setMenu({ Menu }),
        () => setPressed(false),
      );
  }, [isTime, wasPressed, load]);
  if (menu !== undefined) return children(menu.Menu, wasPressed);
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      className={`${buttonStyle({ look: 'quiet' })} size-8! shrink-0 px-0!`}
      onClick={() => setPressed(true)}
    >
      <Icon name={icon} size={iconSize} />
    </button>
  );
}
