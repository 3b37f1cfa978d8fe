import type { Link, Observation } from '../../sandbox/observation.ts';
import { changed, container, containers, host } from './scenes.ts';

/** The same machine with names that would clear the screen, set its title or break a line. */
export function withHostileNames(observation: Observation): Observation {
  return changed(observation, (machine) => {
    machine.namespaces.flatMap(({ links }) => links).forEach(renameLink);
    for (const each of containers(machine)) {
      each.name += '\u001b]0;title\u0007\n'.repeat(50);
      each.networks = each.networks.map((network) => ({ ...network, name: `${network.name}\u009b` }));
    }
  });
}

function renameLink(link: Link): void {
  if (link.name !== 'docker0') link.name += '\u001b[2J';
}

/** The same machine with as many containers and rules as an observation may hold. */
export function crowded(observation: Observation): Observation {
  return changed(observation, (machine) => {
    const pattern = container(machine, 'web');
    const copies = Array.from({ length: 250 }, (_, index) => ({ ...pattern, id: `copy${index}` }));
    containers(machine).push(...copies);
    for (const chain of host(machine).tables.flatMap(({ chains }) => chains)) {
      chain.rules = chain.rules.flatMap((rule) => Array.from({ length: 1000 }, (_, index) => ({ ...rule, packets: index })));
    }
  });
}
