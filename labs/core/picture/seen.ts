import type { Container, Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import { containersIn, namespaceById, runningContainers } from '../network.ts';
import type { Door } from './learner-command.ts';
import type { Interface, Picture, Place } from './picture.ts';

/** An observation with its picture. Names in the observation are what commands need; those in the picture are fit to be shown. */
export interface Seen {
  readonly observation: Observation;
  readonly picture: Picture;
  /** The place and the interface that have an id. */
  find(interfaceId: string | undefined): { readonly place: Place; readonly each: Interface } | undefined;
  namespace(place: Place): Namespace | undefined;
  link(interfaceId: string): Link | undefined;
  containers(place: Place): readonly Container[];
  door(place: Place): Door;
}

export function look(observation: Observation, picture: Picture): Seen {
  const namespace = ({ id }: Place) => namespaceById(observation, id);
  const containers = (place: Place) => containersAt(observation, place);
  return {
    observation,
    picture,
    namespace,
    containers,
    find(id) {
      const place = picture.places.find(({ interfaces }) => interfaces.some((each) => each.id === id));
      const each = place?.interfaces.find((own) => own.id === id);
      return place && each && { place, each };
    },
    link(id) {
      const found = this.find(id);
      return found && namespace(found.place)?.links.find(({ index }) => index === found.each.index);
    },
    door(place) {
      const home = namespace(place);
      return { kind: place.kind, container: containers(place)[0]?.name, netns: home?.names[0], pid: home?.processes[0]?.pid };
    },
  };
}

/** Those on the host's network count as well. */
function containersAt(observation: Observation, place: Place): readonly Container[] {
  const namespace = namespaceById(observation, place.id);
  if (namespace === undefined) return [];
  if (place.kind !== 'host') return containersIn(observation, namespace);
  return runningContainers(observation).filter(({ namespaceId }) => namespaceId === place.id);
}
