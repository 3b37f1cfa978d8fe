import '@xyflow/react/dist/base.css';
import '../_style/map.css';
import { type NodeChange, ReactFlow, ReactFlowProvider, ViewportPortal } from '@xyflow/react';
import { useLocale } from 'next-intl';
import { type FocusEvent, useMemo, useRef, useState } from 'react';
import type { Box } from '../../labs/core/picture/layout-boxes.ts';
import { mapTexts } from '../_text/map.ts';
import { CameraButtons } from './camera-buttons.tsx';
import { CounterCard } from './counter-card.tsx';
import type { Moment } from './map-feed.ts';
import { goByKey } from './map-keys.ts';
import { nodeTypes } from './map-nodes.tsx';
import { nodeLabel } from './node-label.ts';
import { keepSame, type MapNode, nodesOf } from './nodes-of.ts';
import { PacketMarks } from './packet-marks.tsx';
import { useCamera } from './use-camera.ts';
import { useLingering } from './use-lingering.ts';
import { linesOf, WireLayer } from './wire-layer.tsx';

interface MapCanvasProps {
  readonly moment: Moment;
  /** Whether `moment` is how the machine is now. */
  readonly isLive: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
  /** Where a followed packet is. */
  readonly spot: ReadonlySet<string>;
}

const NO_EDGES: never[] = [];
const CLOSEST = 2.5;
const FARTHEST = 0.15;

/** The picture itself: to be moved, zoomed, pointed at and walked through by keyboard. */
export function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ moment, isLive, chosen, onChoose, spot }: MapCanvasProps) {
  const text = mapTexts[useLocale()];
  const [pointed, setPointed] = useState<string>();
  const [focused, setFocused] = useState<string>();
  const camera = useCamera(moment.layout, spotBox(moment, spot));
  const { wires, ports } = useMemo(() => linesOf(moment), [moment]);
  const stop = tabStop(moment, { focused, lines: [...wires, ...ports] });
  const nodes = useNodes(moment, { chosen, spot, stop });

  /** Choosing by mouse and by Enter both arrive as a change of what is selected. */
  function onNodesChange(changes: readonly NodeChange<MapNode>[]) {
    const selections = changes.filter((change) => change.type === 'select');
    const next = selections.find(({ selected }) => selected);
    if (next !== undefined) onChoose(next.id);
    else if (selections.some(({ id }) => id === chosen)) onChoose(undefined);
  }

  return (
    <ReactFlow<MapNode>
      className="network-map"
      nodes={nodes}
      edges={NO_EDGES}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onNodeMouseEnter={(_, { id }) => setPointed(id)}
      onNodeMouseLeave={() => setPointed(undefined)}
      onFocus={(event) => {
        setPointed(nodeUnder(event));
        setFocused(thingUnder(event));
      }}
      onKeyDownCapture={(event) => {
        goByKey(event);
        // The facts are closed, and full screen is left by the next Escape.
        if (event.key === 'Escape' && chosen !== undefined) event.preventDefault();
      }}
      onBlur={() => setPointed(undefined)}
      onMoveStart={camera.onMoveStart}
      onPaneClick={() => onChoose(undefined)}
      nodesDraggable={false}
      nodesConnectable={false}
      minZoom={FARTHEST}
      maxZoom={CLOSEST}
      zoomOnDoubleClick={false}
      deleteKeyCode={null}
      multiSelectionKeyCode={null}
      selectionKeyCode={null}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{ 'node.a11yDescription.default': text.nodeHelp, 'edge.a11yDescription.default': text.nodeHelp }}
      aria-label={text.title}
    >
      <ArrowHeads />
      <ViewportPortal>
        <WireLayer wires={wires} ports={ports} chosen={chosen} stop={stop} onChoose={onChoose} onPoint={setPointed} />
        {isLive && <PacketMarks moment={moment} />}
        {pointed !== undefined && <CounterCard moment={moment} id={pointed} />}
      </ViewportPortal>
      <CameraButtons onFit={camera.fit} />
    </ReactFlow>
  );
}

function spotBox({ layout }: Moment, spot: ReadonlySet<string>): Box | undefined {
  return [...spot].map((id) => layout.interfaces.get(id) ?? layout.places.get(id)).find((box) => box !== undefined);
}

interface Marked {
  readonly chosen: string | undefined;
  readonly spot: ReadonlySet<string>;
  /** Where Tab comes to. */
  readonly stop: string | undefined;
}

/** The nodes of this moment and those that are just leaving; each the same object as before where nothing about it changed. */
function useNodes(moment: Moment, { chosen, spot, stop }: Marked): MapNode[] {
  const text = mapTexts[useLocale()];
  const known = useRef<ReadonlyMap<string, MapNode>>(new Map());
  const standing = useMemo(() => nodesOf(moment), [moment]);
  const all = useLingering(standing);
  return useMemo(() => {
    const nodes = all.map(({ item, isLeaving }) => {
      const isSpot = spot.has(item.id);
      const domAttributes = { tabIndex: item.id === stop ? 0 : -1 };
      const look = isSpot ? { className: 'map-spot' } : {};
      const marks = { selected: item.id === chosen, ariaLabel: nodeLabel(item, text), domAttributes, ...look };
      return { ...item, ...marks, data: { ...withoutCounters(item.data), isLeaving } } as MapNode;
    });
    const same = keepSame(nodes, known.current);
    known.current = new Map(same.map((node) => [node.id, node]));
    return same;
  }, [all, chosen, spot, stop, text]);
}

/** Counters are shown elsewhere; here they would have everything drawn anew with each packet. */
function withoutCounters(data: MapNode['data']): MapNode['data'] {
  const { place } = data;
  const bare = { ...place, interfaces: [] };
  return 'plug' in data ? { ...data, place: bare, plug: { ...data.plug, rxPackets: 0, txPackets: 0 } } : { ...data, place: bare };
}

function nodeUnder({ target }: FocusEvent): string | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('.react-flow__node')?.dataset.id ?? undefined) : undefined;
}

function thingUnder({ target }: FocusEvent): string | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-id]')?.dataset.id ?? undefined) : undefined;
}

interface Stopping {
  readonly focused: string | undefined;
  readonly lines: readonly { readonly id: string }[];
}

/** The map is one stop for Tab: what had the focus last while it is there, else the first thing on it. */
function tabStop({ picture, layout }: Moment, { focused, lines }: Stopping): string | undefined {
  if (focused !== undefined && (layout.places.has(focused) || layout.interfaces.has(focused))) return focused;
  if (lines.some(({ id }) => id === focused)) return focused;
  return picture.places.find(({ id }) => layout.places.has(id))?.id;
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
