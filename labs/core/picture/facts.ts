import type { Observation } from '../../../sandbox/observation.ts';
import { publicationFacts, wireFacts } from './cable-facts.ts';
import type { Explanation } from './fact.ts';
import { interfaceFacts } from './interface-facts.ts';
import type { Picture } from './picture.ts';
import { pictureOf } from './picture-of.ts';
import { placeFacts } from './place-facts.ts';
import { look } from './seen.ts';

/** Tells what is known of the place, interface, wire or published port that has this id; `undefined` where it is gone. */
export function explain(
  observation: Observation,
  id: string,
  picture: Picture = pictureOf(observation),
): Explanation | undefined {
  const seen = look(observation, picture);
  const place = picture.places.find((each) => each.id === id);
  if (place !== undefined) return placeFacts(seen, place);
  const found = seen.find(id);
  if (found !== undefined) return interfaceFacts(seen, found);
  const wire = picture.wires.find((each) => each.id === id);
  if (wire !== undefined) return wireFacts(seen, wire);
  const publication = picture.publications.find((each) => each.id === id);
  return publication && publicationFacts(seen, publication);
}
