/** How long a button shows that it has done its work. */
export const DONE_MS = 1600;

/** How long words say what is needed instead: enough to read them and to find the button that helps. */
export const NEED_MS = 6000;
