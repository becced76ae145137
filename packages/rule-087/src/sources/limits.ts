/** Bounds within which a Dockerfile is parsed: the largest real ones are a tenth of these. */
export const dockerfileLimits = {
  characters: 1024 * 1024,
  lines: 20_000,
  lineLength: 64 * 1024,
  instructions: 10_000,
  stages: 1_000,
};

/** Why a text is not parsed, in a sentence; undefined when it may be. */
export function refuseText(
  content: string,
): { code: string; message: string } | undefined {
  if (content.length > dockerfileLimits.characters) {
    return {
      code: 'file-too-large',
      message: `The file has ${content.length} characters, and at most ${dockerfileLimits.characters} are read.`,
    };
  }
  if (/[\0\uFFFD]/.test(content)) {
    return {
      code: 'file-not-text',
      message:
        'The file is not UTF-8 text: it holds NUL or undecodable bytes. Save it as UTF-8.',
    };
  }
  let lines = 1;
  let start = 0;
  for (;;) {
    const end = content.indexOf('\n', start);
    const length = (end === -1 ? content.length : end) - start;
    if (length > dockerfileLimits.lineLength) {
      return {
        code: 'line-too-long',
        message: `Line ${lines} has ${length} characters, and at most ${dockerfileLimits.lineLength} are read.`,
      };
    }
    if (end === -1) break;
    start = end + 1;
    lines++;
  }
  return lines > dockerfileLimits.lines
    ? {
        code: 'too-many-lines',
        message: `The file has ${lines} lines, and at most ${dockerfileLimits.lines} are read.`,
      }
    : undefined;
}

/** Brackets within brackets exhaust a parser's stack: they are counted before it sees them. */
export function refuseDeepNesting(
  content: string,
): { offset: number; message: string } | undefined {
  let depth = 0;
  for (let offset = 0; offset < content.length; offset++) {
    const character = content[offset];
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}')
      depth = Math.max(0, depth - 1);
    if (depth > 200) {
      return { offset, message: 'its brackets are nested too deeply' };
    }
  }
  return undefined;
}
