import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { buttonStyle } from '../_ui/button-style.ts';
import { dialogStyle, overlayStyle } from '../_ui/dialog-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { closeDialog, returnFocus } from './open-dialog.ts';

interface PageDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
}

/** A dialog with a title and a way out. Closed, it gives the focus back. */
export function PageDialog({ isOpen, title, children }: PageDialogProps) {
  const close = useTranslations('frame')('close');
  return (
    <Dialog.Root open={isOpen} onOpenChange={(isStillOpen) => !isStillOpen && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content
          className={`${dialogStyle} w-[min(34rem,calc(100vw-2rem))]! max-sm:p-4`}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
          }}
        >
          <div className="mb-4 flex items-center justify-between">
            <Dialog.Title className="text-xl font-bold">{title}</Dialog.Title>
            <Dialog.Close aria-label={close} title={close} className={buttonStyle({ look: 'quiet', size: 'icon' })}>
              <Icon name="cross" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
