/**
 * A menu that floats above the page. Menus stand beside their buttons in the document too, within a landmark, and leave the
 * rest of the page as it is: hiding it from a screen reader while the keyboard still reaches it would be worse.
 */
export const menuStyle = 'z-50 min-w-56 rounded-lg border border-line bg-raised p-1 text-base text-ink shadow-float outline-none';

export const menuItemStyle =
  'flex cursor-default items-start gap-2.5 rounded-md px-2.5 py-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken [&_svg]:mt-1';
