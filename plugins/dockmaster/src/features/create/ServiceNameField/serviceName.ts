import { isServiceName } from '@huleedu/rule-087/serviceName';

/** What is wrong with a service's name; undefined where nothing is. */
export function faultOfName(name: string): string | undefined {
  return isServiceName(name)
    ? undefined
    : 'Write 2 to 63 of a–z, 0–9 and _, beginning with a letter and not ending in _.';
}

/** The entity that a service is going to be, by the name of its folder: runs of `_` as `-`. */
export function serviceEntityRef(name: string): string {
  return `component:default/${name.replace(/_+/g, '-')}`;
}
