export const overlayStyle = 'fixed inset-0 z-40 bg-[rgb(8_14_12/45%)] fade-in';

export const dialogStyle =
  'fixed top-1/2 left-1/2 z-50 max-h-[85dvh] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-raised p-6 text-ink shadow-float outline-none';
