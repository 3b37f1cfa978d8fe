import { Panel, useReactFlow } from '@xyflow/react';
import { useLocale } from 'next-intl';
import { isStill } from '../_settings/motion.ts';
import { mapTexts } from '../_text/map.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';

const TURN_MS = 150;

export function CameraButtons({ onFit }: { readonly onFit: () => void }) {
  const text = mapTexts[useLocale()].camera;
  const { zoomIn, zoomOut } = useReactFlow();
  const turn = () => (isStill() ? {} : { duration: TURN_MS });
  return (
    <Panel position="bottom-left" className="map-camera">
      <CameraButton icon="minus" label={text.out} onClick={() => void zoomOut(turn())} />
      <CameraButton icon="plus" label={text.in} onClick={() => void zoomIn(turn())} />
      <CameraButton icon="overview" label={text.fit} onClick={onFit} />
    </Panel>
  );
}

interface CameraButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}

function CameraButton({ icon, label, onClick }: CameraButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick} className="grid size-7 place-items-center">
      <Icon name={icon} size={14} />
    </button>
  );
}
