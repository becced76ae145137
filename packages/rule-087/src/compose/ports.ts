import { Evidence } from '../source/Evidence';
import { PublishedPort, Range, UnknownPort } from './ComposeModel';

/** `7005:7005`, `127.0.0.1:7005:7005/tcp`, `[::1]:80:80`, `7001-7005:7001-7005`, `7005`. Undefined where it is none. */
export function readShortPort(
  text: string,
  evidence: Evidence,
): PublishedPort | undefined {
  const [, address, protocol = 'tcp'] =
    /^([^/]*)(?:\/(\w+))?$/.exec(text.trim()) ?? [];
  if (address === undefined) return undefined;
  const ipv6 = /^\[([0-9a-fA-F:.]+)\]:(.*)$/.exec(address);
  const parts = (ipv6 ? ipv6[2] : address).split(':');
  const hostIp = ipv6?.[1] ?? (parts.length === 3 ? parts.shift() : undefined);
  if (parts.length > 2) return undefined;
  const container = readRange(parts.at(-1)!);
  const host =
    parts.length === 2 && parts[0] !== '' ? readRange(parts[0]) : undefined;
  if (!container || (parts.length === 2 && parts[0] !== '' && !host))
    return undefined;
  return {
    host,
    container,
    protocol: protocol.toLowerCase(),
    hostIp: hostIp || undefined,
    evidence,
  };
}

export function readRange(text: string): Range | undefined {
  const [, from, to = from] =
    /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (from === undefined) return undefined;
  const range = { from: Number(from), to: Number(to) };
  return range.to >= range.from && range.to <= 65535 ? range : undefined;
}

/** Whether a port is published under one number, the same inside and outside. */
export function publishes(port: PublishedPort, number: number): boolean {
  return publishesAsItIs(port) && holds(port.container, number);
}

/** Whether what is published has the same number inside and outside. */
export function publishesAsItIs(port: PublishedPort): boolean {
  const { host, container, protocol } = port;
  return (
    protocol === 'tcp' &&
    host?.from === container.from &&
    host.to === container.to
  );
}

export function holds({ from, to }: Range, number: number): boolean {
  return number >= from && number <= to;
}

/** Compose keeps two entries apart that differ in any of these. */
export function portKey(port: PublishedPort | UnknownPort): string {
  return JSON.stringify({
    ...port,
    evidence: 'missing' in port ? port.evidence : undefined,
  });
}
