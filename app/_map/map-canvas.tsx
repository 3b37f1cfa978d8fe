import '@xyflow/react/dist/base.css';
import '../_style/map.css';
import { type NodeChange, ReactFlow, ReactFlowProvider, ViewportPortal } from '@xyflow/react';
import { useLocale } from 'next-intl';
import { type FocusEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { Box } from '../../labs/core/picture/layout-boxes.ts';
import { mapTexts } from '../_text/map.ts';
import { CameraButtons } from './camera-buttons.tsx';
import { CounterCard } from './counter-card.tsx';
import { Legend } from './legend.tsx';
import type { Moment } from './map-feed.ts';
import { nodeTypes } from './map-nodes.tsx';
import type { Marks } from './marks.ts';
import type { MapNode } from './nodes-of.ts';
import { PacketMarks } from './packet-marks.tsx';
import { useCamera } from './use-camera.ts';
import { useNodes } from './use-nodes.ts';
import { thingUnder, useWalk } from './use-walk.ts';
import { linesOf, WireLayer } from './wire-layer.tsx';

interface MapCanvasProps {
  readonly moment: Moment;
  /** Whether `moment` is how the machine is now. */
  readonly isLive: boolean;
  readonly marks: Marks;
  readonly chosen: string | undefined;
  /** `isEntered` where it was chosen by keyboard, so that one goes on reading there. */
  readonly onChoose: (id: string | undefined, isEntered?: boolean) => void;
  /** Where a followed packet is. */
  readonly spot: ReadonlySet<string>;
}

const NO_EDGES: never[] = [];
/** Things stand where the layout puts them, and the keyboard's ways are our own. */
const MANNERS = {
  nodeTypes,
  edges: NO_EDGES,
  nodesDraggable: false,
  nodesConnectable: false,
  minZoom: 0.15,
  maxZoom: 2.5,
  zoomOnDoubleClick: false,
  // A frame that is chosen stays below what is in it.
  elevateNodesOnSelect: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  multiSelectionKeyCode: null,
  selectionKeyCode: null,
  proOptions: { hideAttribution: true },
};

/** The picture itself: to be moved, zoomed, pointed at and walked through by keyboard. */
export function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ moment, isLive, marks, chosen, onChoose, spot }: MapCanvasProps) {
  const text = mapTexts[useLocale()];
  const helpId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<string>();
  const camera = useCamera(moment.layout, boxOf(moment, spot.size > 0 ? spot : [chosen ?? '']));
  const walk = useWalk(moment);
  const nodes = useNodes(moment, { chosen, spot, stop: walk.stop, marks, helpId });
  const { wires, ports } = useMemo(() => linesOf(moment), [moment]);

  function onKeyDown(event: KeyboardEvent) {
    const id = thingUnder(event.target);
    if (id !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onChoose(id, true);
    } else if (event.key === 'Escape' && chosen !== undefined) {
      event.preventDefault();
      onChoose(undefined);
    } else walk.onKeyDown(event);
  }

  function onFocus({ target }: FocusEvent) {
    const id = thingUnder(target);
    setPointed(id);
    if (id === undefined) return;
    walk.onStand(id);
    if (target.matches(':focus-visible')) camera.reveal(walk.pointOf(id));
  }

  return (
    <ReactFlow<MapNode>
      ref={frame}
      className="network-map"
      nodes={nodes}
      onNodesChange={(changes) => follow(changes, chosen, onChoose)}
      onNodeMouseEnter={(_, { id }) => setPointed(id)}
      onNodeMouseLeave={() => setPointed(undefined)}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={() => setPointed(undefined)}
      onMove={camera.onMove}
      onMoveEnd={() => paintAnew(frame.current)}
      onPaneClick={() => onChoose(undefined)}
      {...MANNERS}
      aria-label={text.title}
      aria-describedby={helpId}
    >
      <p id={helpId} hidden>
        {text.nodeHelp}
      </p>
      <ArrowHeads />
      <ViewportPortal>
        <WireLayer
          wires={wires}
          ports={ports}
          chosen={chosen}
          stop={walk.stop}
          marks={marks}
          onChoose={onChoose}
          onPoint={setPointed}
        />
        {isLive && <PacketMarks moment={moment} />}
        {pointed !== undefined && <CounterCard moment={moment} marks={marks} id={pointed} />}
      </ViewportPortal>
      <CameraButtons onFit={camera.fit} />
      {/* Beside the facts of a thing there is no room for it. */}
      {chosen === undefined && spot.size === 0 && <Legend moment={moment} marks={marks} />}
    </ReactFlow>
  );
}

/** Chromium's software renderer leaves hairlines where scaled boxes were; a ground that differs by nothing visible wipes them. */
function paintAnew(frame: HTMLElement | null): void {
  frame?.toggleAttribute('data-repainted');
}

/** A click arrives as a change of what is selected. */
function follow(changes: readonly NodeChange<MapNode>[], chosen: string | undefined, onChoose: MapCanvasProps['onChoose']): void {
  const selections = changes.filter((change) => change.type === 'select');
  const next = selections.find(({ selected }) => selected);
  if (next !== undefined) onChoose(next.id);
  else if (selections.some(({ id }) => id === chosen)) onChoose(undefined);
}

function boxOf({ layout }: Moment, ids: Iterable<string>): Box | undefined {
  const boxes = [...ids].map((id) => layout.interfaces.get(id) ?? layout.places.get(id) ?? layout.publications.get(id)?.label);
  return boxes.find((box) => box !== undefined);
}

function ArrowHeads() {
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <defs>
        {['map-arrow', 'map-arrow-bad'].map((id) => (
          <marker key={id} id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path className={id} d="M0 0 8 4 0 8Z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
