/**
 * The inputs of publish:github:pull-request for a monorepo, from a URL as GitHub shows it. Undefined for any other URL.
 *
 * @remarks `https://github.com/huleedu/huleedu/tree/main/` is the branch `main` of `github.com?owner=huleedu&repo=huleedu`.
 */
export function hostedAt(
  url: string,
): { repoUrl: string; branch: string; path: string } | undefined {
  const { host, pathname, protocol } = new URL(url);
  const [owner, repo, kind, branch, ...folders] = pathname
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (!protocol.startsWith('http') || !branch) return undefined;
  if (kind !== 'tree' && kind !== 'blob') return undefined;
  const repoUrl = `${host}?${new URLSearchParams({ owner, repo })}`;
  return { repoUrl, branch, path: folders.join('/') };
}
